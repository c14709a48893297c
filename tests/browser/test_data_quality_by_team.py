"""A team manager sees what is wrong in their team's rows; an analyst sees every team's."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lineofsight.web.accounts.actions import give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Look
from tests.browser.conftest import Screen, follow, press
from tests.support.stores import MARCH, load
from tests.web.test_data_quality import TABLES

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]


@pytest.mark.parametrize("width", [1280, 320])
def test_from_the_teams_to_the_rows_behind_what_was_found(
    width: int, screen: Screens, someone: Callable[..., Account], store: Path
) -> None:
    load(store, MARCH, **TABLES)
    manager = someone(name="Manager of the North")
    give_role(by=None, why="A test.", account=manager, role="team_manager", team="T1")

    own = screen(manager, width=width).page
    follow(own, "Data quality")
    teams = own.locator("#teams").locator("..")
    expect(teams).to_contain_text("North")
    expect(teams).not_to_contain_text("South")

    window = screen(someone("analyst", name="Farah Lind"), scripts=True, width=width)
    page = window.page
    follow(page, "Data", exact=True)
    follow(page, "Data quality")
    assert window.faults() == []
    assert window.overflow() <= 0
    page.get_by_label("Table", exact=True).select_option("ssd_cin_episodes")
    page.get_by_label("What is wrong", exact=True).select_option("missing")
    press(page, "Show")
    follow(page, "=South()")
    assert "team=T2" in page.url
    page.get_by_role("link", name=re.compile("3 rows.*A closed episode")).click()
    expect(page.get_by_text("1 of restricted children is not listed")).to_be_visible()
    assert page.locator("tbody tr").count() == 2
    assert window.faults() == []
    assert window.overflow() <= 0
    assert Look.objects.count() == 1
