"""An analyst loads an extract, looks at what was read, makes it current, and goes back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page, expect

from lineofsight.tables.snapshots import open_snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.data.models import Load
from tests.browser.conftest import Screen, follow, press, shown
from tests.support.postgres import database_of_its_own, server
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


def unfold(page: Page, words: str) -> None:
    """Open what is folded away under these words."""
    page.locator("summary", has_text=words).click()


def confirmed(page: Page) -> None:
    """Make what was read current."""
    follow(page, "Go on to make it current")
    page.get_by_label("What did you look at").fill("The counts are as the teams'.")
    press(page, "Make it current")
    expect(page.get_by_role("alert")).to_contain_text("is current")


def test_an_extract_is_loaded_looked_at_made_current_and_gone_back_from(
    screen: Screens, someone: Callable[..., Account], store: Path, tmp_path: Path
) -> None:
    page = screen(someone("analyst", name="Farah Lind")).page
    given(page, tmp_path, "P1")
    expect(page.get_by_text("Nothing is current yet.")).to_be_visible()
    expect(page.get_by_text("This can be made current.")).to_be_visible()
    expect(page.get_by_role("table", name="What was read")).to_contain_text("ssd_person.csv")

    unfold(page, "ssd_person.csv: 3 columns, 1 not loaded: shoe_size")
    columns = page.get_by_role("table", name="Columns of ssd_person.csv")
    expect(columns.get_by_role("row", name="pers_sex")).to_contain_text("pers_sex of ssd_person")
    expect(columns.get_by_role("row", name="shoe_size")).to_contain_text("Not loaded")
    follow(page, "Change what shoe_size of ssd_person.csv is")
    page.get_by_label("What is it?").select_option("pers_upn")
    press(page, "Save")
    press(page, "Load the files again")
    work()
    follow(page, "Check again")
    unfold(page, "ssd_person.csv: 3 columns")
    expect(columns.get_by_role("row", name="shoe_size")).to_contain_text("pers_upn of ssd_person")
    confirmed(page)
    first = open_snapshot(store).id

    given(page, tmp_path, "P1", "P2", "")
    unfold(page, "ssd_person.csv: 3 columns")
    expect(columns.get_by_role("row", name="shoe_size")).to_contain_text("pers_upn of ssd_person")
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


def test_the_councils_own_database_is_read_without_a_file(
    screen: Screens, someone: Callable[..., Account], store: Path, settings: Any
) -> None:
    """Offered only where an address was set, which nobody is shown."""
    address = server()
    if address is None:
        pytest.skip("no PostgreSQL server answers")
    page = screen(someone("analyst", name="Farah Lind")).page
    page.goto("/data/load/")
    kinds = page.get_by_label("What are they?")
    assert not [each for each in kinds.all_inner_texts() if "database" in each]
    with database_of_its_own(address) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                "create table ssd_person (pers_person_id text, pers_sex text); "
                "insert into ssd_person values ('P1', 'F'), ('P2', 'M')"
            )
        settings.SSD_URL = url
        page.goto("/data/load/")
        kinds.select_option("No files: read our own database directly")
        page.get_by_label("The day on which").fill("2026-03-31")
        page.get_by_label("Which extract is this").fill("The night's tables.")
        press(page, "Load them")
        work()
        follow(page, "Check again")
    expect(page.get_by_text("None: read from the council’s own database")).to_be_visible()
    expect(page.get_by_text("2 rows in 1 table")).to_be_visible()
    confirmed(page)
    assert open_snapshot(store).manifest.tables["ssd_person"].rows == 2


def test_an_archive_is_refused_before_anything_is_kept(
    screen: Screens, someone: Callable[..., Account], store: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "extract.zip"
    archive.write_bytes(b"PK\x05\x06" + bytes(18))
    page = screen(someone("analyst", name="Farah Lind")).page
    page.goto("/data/load/")
    page.get_by_label("Files", exact=True).set_input_files(archive)
    page.get_by_label("The day on which").fill("2026-03-31")
    page.get_by_label("Which extract is this").fill("March.")
    press(page, "Load them")
    expect(page.get_by_role("alert")).to_contain_text("take the files out of it")
    assert not Load.objects.exists()
