"""Leads report, ask and close; others agree and check: each without a script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lineofsight.web.accounts.actions import give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.updates.models import Evidence, Update
from tests.browser.conftest import Screen, follow, lead_of, press, shown

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Someone = Callable[..., Account]


@pytest.fixture
def lead(plan: Plan, someone: Someone) -> Account:
    """The lead of several actions."""
    account = someone("action_lead", plan, name="Ruth Calder")
    lead_of(plan, "Ruth Calder", account)
    return account


def led(plan: Plan, ref: str) -> Action:
    return Action.objects.get(plan=plan, ref=ref)


def test_a_lead_updates_three_actions_on_one_page_of_a_telephone(
    screen: Screens, plan: Plan, lead: Account
) -> None:
    """One save for all; of one of them that nothing changed, and why."""
    page = screen(lead, width=320).page
    follow(page, "My actions")
    said = {"3.1": "Every discussion is tracked.", "3.2": "Booked for June."}
    for ref, words in said.items():
        row = page.locator(f"#action-{led(plan, ref).pk}")
        row.get_by_label("What happened since the last update").fill(words)
    page.locator(f"#action-{led(plan, '3.1').pk}").get_by_label("Delivery").select_option(
        "Delivered"
    )
    still = page.locator(f"#action-{led(plan, '3.4').pk}")
    still.get_by_text("Nothing changed, or a new rating").click()
    still.get_by_label("Nothing changed").fill("The chair is away.")
    press(page, "Save all")
    expect(page.get_by_role("alert")).to_contain_text("3 actions are updated.")
    for words in (*said.values(), "The chair is away."):
        expect(page.get_by_text(words)).to_be_visible()
    assert Update.objects.filter(by=lead).count() == 3
    assert led(plan, "3.1").state == "delivered"
    assert led(plan, "3.2").state != "delivered"


def test_business_support_types_for_a_lead_who_confirms(
    screen: Screens, plan: Plan, lead: Account, someone: Someone
) -> None:
    support = someone("business_support", plan, name="Sam Otter", acts_for=lead)
    page = screen(support).page
    follow(page, "My actions")
    follow(page, "Ruth Calder")
    row = page.locator(f"#action-{led(plan, '3.2').pk}")
    row.get_by_label("What happened since the last update").fill("Told me by telephone.")
    row.get_by_label("Delivery").select_option("Delivered")
    press(page, "Save all")
    expect(page.get_by_role("alert")).to_contain_text("Ruth Calder will be asked to confirm.")
    assert led(plan, "3.2").state != "delivered"

    page = screen(lead).page
    follow(page, "My actions")
    expect(page.get_by_text("Typed by Sam Otter")).to_be_visible()
    press(page, "Confirm")
    expect(page.get_by_role("alert")).to_contain_text("The update is confirmed.")
    assert led(plan, "3.2").state == "delivered"


def test_a_date_is_moved_when_another_agrees_and_the_old_one_stays_visible(
    screen: Screens, plan: Plan, lead: Account, manager: Account
) -> None:
    page = screen(lead).page
    action = led(plan, "3.4")
    page.goto(action.get_absolute_url())
    was = f"{action.due_on:%-d %B %Y}"
    follow(page, "Ask to move the date")
    page.get_by_label("New date").fill("2027-03-31")
    page.get_by_label("Why the date should move").fill("Two chairs left.")
    press(page, "Ask")
    expect(page.get_by_role("alert")).to_contain_text("until it is agreed")
    assert page.get_by_role("link", name="Decide on").count() == 0
    assert led(plan, "3.4").due_on == action.due_on

    page = screen(manager).page
    page.goto(action.get_absolute_url())
    follow(page, "Decide on 31 March 2027")
    page.get_by_label("Agreed", exact=True).check()
    page.get_by_label("Why").fill("The board heard it.")
    press(page, "Save")
    said = shown(page)
    assert "Your decision is kept." in said
    assert "Due 31 March 2027" in said
    assert f"First due {was}" in said
    assert f"From {was} to 31 March 2027: agreed" in said


def test_the_date_of_an_action_off_track_is_decided_by_the_director(
    screen: Screens, plan: Plan, manager: Account, someone: Someone
) -> None:
    """The programme manager, who moves other dates, is neither offered nor allowed this one."""
    asker = someone("action_lead", plan, name="Tom Ashworth")
    lead_of(plan, "Tom Ashworth", asker)
    page = screen(asker).page
    action = led(plan, "1.4")
    page.goto(action.get_absolute_url())
    expect(page.get_by_role("main")).to_contain_text("Red (R)")
    was = f"{action.due_on:%-d %B %Y}"
    follow(page, "Ask to move the date")
    page.get_by_label("New date").fill("2027-03-31")
    page.get_by_label("Why the date should move").fill("The letters need a new system.")
    press(page, "Ask")
    expect(page.get_by_role("alert")).to_contain_text("until it is agreed")

    decider = screen(someone("director", plan, name="Colin Achebe")).page
    decider.goto(action.get_absolute_url())
    follow(decider, "Decide on 31 March 2027")
    expect(decider.get_by_role("heading", level=1)).to_contain_text("A new date?")

    page = screen(manager, allowed=("403",)).page
    page.goto(action.get_absolute_url())
    expect(page.get_by_text(f"From {was} to 31 March 2027: waiting")).to_be_visible()
    expect(page.get_by_role("link", name="Decide on")).to_have_count(0)
    page.goto(decider.url)
    assert "moved by the director or the board's chair" in shown(page)

    decider.get_by_label("Agreed", exact=True).check()
    decider.get_by_label("Why").fill("Families cannot wait for less.")
    press(decider, "Save")
    expect(decider.get_by_role("alert")).to_contain_text("Your decision is kept.")
    page.goto(action.get_absolute_url())
    said = shown(page)
    assert "Due 31 March 2027" in said
    assert f"First due {was}" in said
    assert f"From {was} to 31 March 2027: agreed" in said
    assert "Families cannot wait for less." in said


def test_an_action_is_closed_on_evidence_by_another_and_opened_again(
    screen: Screens, plan: Plan, lead: Account, someone: Someone, tmp_path: Path
) -> None:
    minutes = tmp_path / "minutes.txt"
    minutes.write_text("The board saw the tracker.", encoding="utf-8")
    action = led(plan, "3.1")
    page = screen(lead).page
    page.goto(action.get_absolute_url())
    follow(page, "Add evidence")
    page.get_by_label("File", exact=True).check()
    page.get_by_label("What it shows").fill("The board saw it.")
    page.get_by_label("The file, if it is one").set_input_files(minutes)
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("The evidence is added.")
    assert "1 piece of evidence" in shown(page)
    kept = Evidence.objects.get(action=action)
    assert kept.file is not None
    assert kept.file.name == "minutes.txt"

    follow(page, "Ask to close it")
    page.get_by_label("Fully").check()
    page.get_by_label("What changed, and how you know").fill("No discussion is lost.")
    page.get_by_label("When will it be tested again?").fill("2027-06-01")
    press(page, "Ask")
    expect(page.get_by_text("waiting to be checked")).to_be_visible()
    assert page.get_by_role("link", name="Check whether it can close").count() == 0

    checker = someone("quality_lead", plan, name="Noor Haddad")
    page = screen(checker).page
    page.goto(action.get_absolute_url())
    follow(page, "Check whether it can close")
    page.get_by_label("Agreed", exact=True).check()
    page.get_by_label("Why").fill("Thirty were sampled.")
    press(page, "Save")
    assert led(plan, "3.1").state == "closed"

    page = screen(lead).page
    page.goto(action.get_absolute_url())
    follow(page, "Open it again")
    page.get_by_label("Why").fill("Two were lost in May.")
    press(page, "Open it again")
    assert "opened again on" in shown(page)
    assert led(plan, "3.1").state != "closed"


def test_somebody_who_holds_two_roles_may_do_what_either_allows(
    screen: Screens, plan: Plan, lead: Account
) -> None:
    give_role(by=None, why="A test.", account=lead, role="programme_manager", plan=plan.pk)
    page = screen(lead).page
    page.goto(led(plan, "1.1").get_absolute_url())
    expect(page.get_by_role("link", name="Update this action")).to_be_visible()
    expect(page.get_by_role("link", name="Change this action")).to_be_visible()
