"""A person is forgotten by two: one asks, another agrees, and every snapshot is made again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lineofsight.tables.snapshots import open_snapshot
from lineofsight.web.accounts.models import Account
from tests.browser.conftest import Screen, follow, press, shown
from tests.web.conftest import work
from tests.web.tables import Loads

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]


def test_one_asks_another_agrees_and_the_id_is_gone(
    screen: Screens, someone: Callable[..., Account], loaded: Loads, store: Path
) -> None:
    loaded("P1", "CHILD-77")
    asking = screen(someone("information_lead", name="Nadia Frost"))
    page = asking.page
    follow(page, "Data")
    follow(page, "People forgotten")
    follow(page, "Ask that a person be forgotten")
    page.get_by_label("The person’s id in the tables").fill("CHILD-77")
    page.get_by_label("Why is this person to be forgotten").fill("They asked for it.")
    press(page, "Ask")
    expect(page.get_by_role("alert")).to_contain_text("Somebody else has to agree")
    expect(page.get_by_text("You asked for this")).to_be_visible()
    expect(page.get_by_role("button", name="Decide")).to_have_count(0)

    other = screen(someone("analyst", name="Farah Lind")).page
    other.goto(page.url)
    other.get_by_label("Yes, take their rows out for good").check()
    other.get_by_label("Why, in general words?").fill("The law says so.")
    press(other, "Decide")
    expect(other.get_by_text("is being made again")).to_be_visible()
    work()
    follow(other, "Check again")
    assert "Not kept any more" in shown(other)
    assert "CHILD-77" not in shown(other)
    assert open_snapshot(store).manifest.tables["ssd_person"].rows == 1
