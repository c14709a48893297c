"""Where people meet: at one action at a moment, at another's, and at the names of one lead."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Action, Person, Plan
from lineofsight.web.updates.models import Update
from tests.browser.conftest import Screen, follow, lead_of, press, shown
from tests.web.conftest import PLAN, work

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Someone = Callable[..., Account]


@pytest.fixture
def lead(plan: Plan, someone: Someone) -> Account:
    """The lead of several actions."""
    account = someone("action_lead", plan, name="Ruth Calder")
    lead_of(plan, "Ruth Calder", account)
    return account


def test_of_two_who_report_on_one_action_the_second_sees_what_the_first_said(
    screen: Screens, plan: Plan, lead: Account, manager: Account
) -> None:
    """What the second typed stays on the page, and is saved once they have seen the other."""
    action = Action.objects.get(plan=plan, ref="3.2")
    mine = screen(lead, width=320).page
    follow(mine, "My actions")
    row = mine.locator(f"#action-{action.pk}")
    row.get_by_label("What happened since the last update").fill("Booked for June.")

    theirs = screen(manager).page
    theirs.goto(action.get_absolute_url())
    follow(theirs, "Update this action")
    theirs.get_by_label("What happened since the last update").fill("The hall is closed.")
    press(theirs, "Save")
    expect(theirs.get_by_role("alert")).to_contain_text("The update is saved.")

    press(mine, "Save all")
    expect(row).to_contain_text("Somebody else changed this action")
    expect(row).to_contain_text("The hall is closed.")
    expect(row.get_by_label("What happened since the last update")).to_have_value(
        "Booked for June."
    )
    assert not Update.objects.filter(by=lead).exists()
    press(mine, "Save all")
    expect(mine.get_by_role("alert")).to_contain_text("1 action is updated.")
    for account in (lead, manager):
        assert Update.objects.filter(action=action, by=account).count() == 1


def test_a_lead_who_opens_anothers_form_by_its_address_is_told_why_not(
    screen: Screens, plan: Plan, lead: Account
) -> None:
    other = Action.objects.filter(plan=plan).exclude(responsibilities__person__account=lead)[0]
    page = screen(lead, allowed=("403",)).page
    page.goto(other.get_absolute_url())
    for words in ("Update this action", "Add evidence", "Ask to move the date", "Ask to close it"):
        expect(page.get_by_role("link", name=words)).to_have_count(0)
    for part in ("", "evidence/", "date/", "close/"):
        page.goto(f"/updates/action/{other.pk}/{part}")
        expect(page.get_by_role("heading", level=1)).to_have_text("You cannot do this")
        assert page.locator("main form").count() == 0


def test_two_spellings_of_a_lead_become_one_who_has_an_account(
    screen: Screens, plan: Plan, manager: Account, someone: Someone
) -> None:
    first, second = Person.objects.filter(plan=plan, responsibilities__isnull=False).distinct()[:2]
    actions = Action.objects.filter(plan=plan, responsibilities__person__in=[first, second])
    led = actions.distinct().count()
    account = someone("action_lead", plan, name="Noor Haddad")
    page = screen(manager).page
    page.goto(plan.get_absolute_url())
    follow(page, "Leads and their accounts")
    page.get_by_role("main").get_by_role("link", name=second.name).first.click()
    follow(page, "Merge two spellings")
    page.get_by_label("Which name stays?").select_option(first.name)
    page.get_by_label("How do you know").fill("They told me.")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text(f"is now {first.name} everywhere")
    page.goto(plan.get_absolute_url())
    follow(page, "Leads and their accounts")
    assert page.get_by_role("main").get_by_role("link", name=second.name).count() == 0
    page.get_by_role("main").get_by_role("link", name=first.name).first.click()
    page.get_by_label("Account", exact=True).select_option(str(account.pk))
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text(f"{first.name} is changed")

    page = screen(account).page
    follow(page, "My actions")
    expect(page.locator("[id^=action-]")).to_have_count(led)


@pytest.mark.parametrize("name", ["<b>plan<b>.exe", "plan.docx"])
def test_a_document_that_cannot_be_used_is_told_and_another_is_given(
    screen: Screens, manager: Account, name: str
) -> None:
    """One of no kind that can be read, and one that is not what its name says."""
    page = screen(manager).page
    follow(page, "Import a plan")
    expect(page.get_by_text("at most 20 MB")).to_be_visible()
    page.get_by_label("The plan's document").set_input_files(
        {"name": f"../{name}", "mimeType": "application/octet-stream", "buffer": b"MZ, and no plan"}
    )
    press(page, "Read it")
    if page.get_by_role("link", name="Check again").count():
        work()
        follow(page, "Check again")
        expect(page.locator(".govuk-inset-text")).to_contain_text(name)
        follow(page, "Give another document")
    else:
        expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("The plan's document").set_input_files(PLAN)
    press(page, "Read it")
    work()
    follow(page, "Check again")
    expect(page.get_by_role("link", name="Go on to adopt this plan")).to_be_visible()


def test_a_draft_that_is_given_up_makes_no_plan(screen: Screens, manager: Account) -> None:
    page = screen(manager).page
    follow(page, "Import a plan")
    page.get_by_label("The plan's document").set_input_files(PLAN)
    press(page, "Read it")
    work()
    follow(page, "Check again")
    draft = page.url
    press(page, "Give up this draft")
    assert "is dropped" in shown(page)
    page.goto(draft)
    expect(page.get_by_text("This draft is")).to_be_visible()
    assert page.get_by_role("link", name="Go on to adopt this plan").count() == 0
    assert not Plan.objects.exists()
