"""An analyst loads an extract, looks at what was read, makes it current, and goes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lineofsight.tables.snapshots import open_snapshot
from lineofsight.web.accounts.models import Account
from tests.browser.conftest import Screen, follow, press, shown
from tests.web.conftest import work
from tests.web.tables import extract

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]


def given(page: Page, folder: Path, *people: str) -> None:
    """Give an extract of these people, and wait until the worker has read it."""
    paths = []
    for each in extract(*people):
        paths.append(folder / str(each.name))
        paths[-1].write_bytes(each.read())
    follow(page, "Data")
    follow(page, "Load tables")
    page.get_by_label("Files", exact=True).set_input_files(paths)
    page.get_by_label("The day on which").fill("2026-03-31")
    page.get_by_label("Which extract is this").fill("The extract of March.")
    press(page, "Load them")
    expect(page.get_by_text("The files are being loaded.")).to_be_visible()
    work()
    follow(page, "Check again")


def confirmed(page: Page) -> None:
    """Make what was read current."""
    follow(page, "Go on to make it current")
    page.get_by_label("What did you look at").fill("The counts are as the teams'.")
    press(page, "Make it current")
    expect(page.get_by_role("alert")).to_contain_text("is current")


def test_an_extract_is_loaded_looked_at_made_current_and_gone_back_from(
    screen: Screens, someone: Callable[..., Account], store: Path, tmp_path: Path
) -> None:
    window = screen(someone("analyst", name="Farah Lind"))
    page = window.page
    given(page, tmp_path, "P1")
    expect(page.get_by_text("Nothing is current yet.")).to_be_visible()
    expect(page.get_by_role("table", name="What was read")).to_contain_text("ssd_person.csv")
    columns = page.get_by_role("table", name="Columns of ssd_person.csv")
    expect(columns.get_by_role("row", name="pers_sex")).to_contain_text("pers_sex of ssd_person")
    expect(columns.get_by_role("row", name="shoe_size")).to_contain_text("Not loaded")
    confirmed(page)
    first = open_snapshot(store).id

    given(page, tmp_path, "P1", "P2", "")
    expect(page.get_by_text("Download the 1 rejected row")).to_be_visible()
    confirmed(page)
    assert "As at 31 March 2026" in shown(page)
    follow(page, "All snapshots")
    press(page, "Compare them")
    row = page.get_by_role("row", name="ssd_person")
    assert row.get_by_role("cell").all_inner_texts() == ["1", "0", "0", "1"]

    page.go_back()
    follow(page, "Go back to it")
    page.get_by_label("Why do you go back").fill("It held too few children.")
    press(page, "Go back to it")
    expect(page.get_by_role("alert")).to_contain_text(f"{first} is current again")
    assert open_snapshot(store).id == first
