"""What is gathered for a board, and what people say to each other: each without a script."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.updates.actions import Said, give_update
from tests.browser.conftest import Screen, follow, press, shown
from tests.web.conftest import work

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Someone = Callable[..., Account]


def test_a_period_is_begun_and_gathers_what_leads_say_with_a_note_for_the_board(
    screen: Screens, plan: Plan, manager: Account
) -> None:
    today = timezone.localdate()
    page = screen(manager).page
    page.goto(plan.get_absolute_url())
    follow(page, "Reporting periods")
    follow(page, "Begin a period")
    page.get_by_label("Name").fill("The summer board")
    page.get_by_label("First day").fill(today.replace(day=1).isoformat())
    page.get_by_label("Cut-off").fill(today.isoformat())
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("The period The summer board is begun.")

    page.goto(plan.get_absolute_url())
    silent = page.locator(".facts > div").filter(has_text="No update: The summer board")
    expect(silent).to_contain_text("28 actions")
    action = Action.objects.get(plan=plan, ref="1.1")
    give_update(by=manager, why="", action=action, what=Said(note="All schools have signed."))
    page.reload()
    expect(silent).to_contain_text("27 actions")

    follow(page, "Reporting periods")
    follow(page, "The summer board")
    assert "All schools have signed." in shown(page)
    follow(page, "Write the period's note")
    page.get_by_label("Note").fill("The board should ask about chairs.")
    press(page, "Save")
    expect(page.get_by_text("The board should ask about chairs.")).to_be_visible()


def test_a_comment_that_names_somebody_is_sent_to_them(
    screen: Screens, plan: Plan, someone: Someone
) -> None:
    """What it says stays on the site, behind the sign-in."""
    director = someone("director", plan, name="Colin Achebe")
    chair = someone("board_chair", plan, name="Margaret Oyelaran")
    action = Action.objects.get(plan=plan, ref="1.1")
    page = screen(chair).page
    page.goto(action.get_absolute_url())
    follow(page, "Comment")
    page.get_by_label("Your comment").fill(f"@{director.email} Which school has not signed?")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    work()
    sent = next(each for each in mail.outbox if each.to == [director.email])
    assert action.get_absolute_url() in sent.body
    assert "has not signed" not in sent.body
    page = screen(director).page
    page.goto(action.get_absolute_url())
    expect(page.get_by_text("Which school has not signed?")).to_be_visible()
