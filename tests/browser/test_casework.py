"""From the first page to a team's lists, a child's line, and a child outside one's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.web.accounts.models import Account
from tests.browser.conftest import Screen, follow, press
from tests.support.stores import MARCH, load
from tests.web.caseworked import ASSESSED, who  # noqa: F401
from tests.web.test_casework_line import NEED, PLAN, VISITED

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Who = Callable[..., Account]


@pytest.mark.parametrize("width", [1280, 320])
def test_from_the_first_page_to_a_child(
    width: int,
    screen: Screens,
    who: Who,  # noqa: F811
    store: Path,
) -> None:
    load(store, MARCH, **VISITED)
    known = catalogue()
    make_results(store, {name: known[name] for name in (ASSESSED, NEED, PLAN)})

    window = screen(who("team_manager", team="T1"), scripts=True, width=width)
    page = window.page

    def is_whole() -> None:
        assert window.faults() == []
        assert window.overflow() <= 0

    follow(page, "North: ")
    expect(page.get_by_text("The tables tell of days to 31 March 2026.")).to_be_visible()
    is_whole()
    follow(page, "Statutory visits in the order of days")
    expect(page.get_by_text("Since 2 March 2026, not seen since then")).to_be_visible()
    is_whole()
    page.go_back()
    follow(page, "Assessments authorised within 45 working days")
    is_whole()
    follow(page, "P1")
    expect(page.get_by_role("img", name="What the tables tell of this child")).to_be_visible()
    is_whole()

    own = screen(who("worker", worker="W3"), width=width).page
    follow(own, "My children: ")
    expect(own.locator("#held-soon").locator("..")).to_contain_text("P4")
    follow(own, "Casework")
    follow(own, "See another child")
    own.get_by_label("The child’s id in the tables").fill("P1")
    own.get_by_label("Why do you need to see this child").fill("On duty for a colleague.")
    press(own, "See the child")
    expect(own.get_by_text("Outside your own: you see this child until")).to_be_visible()

    lead = screen(who("information_lead"), width=width).page
    expect(lead.get_by_role("button", name="Sign out")).to_be_visible()
    lead.goto("/history/looks/")
    follow(lead, "Children seen outside people’s own")
    expect(lead.get_by_text("On duty for a colleague.")).to_be_visible()
