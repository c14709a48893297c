"""Those who keep a plan and its people: each without a script."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import expect

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Action, Milestone, Plan, Risk
from tests.browser.conftest import Screen, follow, path_of, press, shown, sign_in
from tests.web.conftest import EXAMPLES, PLAN, work

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Someone = Callable[..., Account]


def test_of_two_who_change_one_action_the_second_sees_both_texts(
    screen: Screens, plan: Plan, manager: Account, someone: Someone
) -> None:
    """Nothing is overwritten until the second has seen what stands."""
    action = Action.objects.get(plan=plan, ref="1.1")
    second = someone("programme_manager", plan, name="Ola Brandt")
    pages = [screen(manager).page, screen(second).page]
    for page in pages:
        page.goto(action.get_absolute_url())
        follow(page, "Change this action")
    texts = ("Agree it with the police.", "Agree it with the schools.")
    for page, text in zip(pages, texts, strict=True):
        page.get_by_label("What will be done").fill(text)
        page.get_by_label("Why", exact=True).fill("The board asked.")
        press(page, "Save")
    expect(pages[0].get_by_role("alert")).to_contain_text("The action is changed.")

    page = pages[1]
    both = page.get_by_role("row").filter(has_text=texts[0])
    expect(both).to_contain_text(texts[1])
    assert Action.objects.get(pk=action.pk).text == texts[0]
    press(page, "Save")
    assert Action.objects.get(pk=action.pk).text == texts[1]
    page.goto(action.get_absolute_url())
    page.get_by_role("main").get_by_role("link", name="What changed").click()
    assert all(text in shown(page) for text in texts)


def test_an_administrator_lets_somebody_in(screen: Screens, plan: Plan, someone: Someone) -> None:
    """Account, role, set-up link by e-mail, password, and the plan is theirs to read."""
    page = screen(someone("administrator", name="Lee Marchetti")).page
    follow(page, "People")
    follow(page, "Add a person")
    page.get_by_label("Name").fill("Noor Haddad")
    page.get_by_label("E-mail address").fill("noor.haddad@fernshire.example")
    page.get_by_label("Job title").fill("Head of quality")
    press(page, "Add")
    follow(page, "Give a role")
    page.get_by_label("Role", exact=True).select_option("Quality assurance lead")
    page.get_by_label("Plan", exact=True).select_option(plan.title)
    page.get_by_label("Why is the role given?").fill("New in post.")
    press(page, "Give")
    expect(page.get_by_role("main")).to_contain_text(f"Quality assurance lead of {plan.title}")
    work()
    sent = next(each for each in mail.outbox if "noor.haddad@fernshire.example" in each.to)
    link = re.search(r"https?://\S+", str(sent.body))
    assert link is not None

    page = screen().page
    page.goto(path_of(link[0]))
    for field in page.locator("input[type=password]").all():
        field.fill("seven green kettles")
    press(page, "Set")
    noor = Account.objects.get(email="noor.haddad@fernshire.example")
    sign_in(page, noor, "seven green kettles")
    follow(page, plan.title)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Children's Services")


def test_a_manager_keeps_the_plan_and_says_what_answers_a_finding(
    screen: Screens, manager: Account
) -> None:
    """With the inspection's findings given: a suggestion is confirmed, and coverage shows it."""
    page = screen(manager).page
    follow(page, "Import a plan")
    page.get_by_label("The plan's document").set_input_files(PLAN)
    page.get_by_label("The inspection's findings").set_input_files(
        EXAMPLES / "fernshire-findings.docx"
    )
    press(page, "Read it")
    work()
    follow(page, "Check again")
    follow(page, "Go on to adopt this plan")
    page.get_by_label("Who agreed").fill("The board.")
    press(page, "Adopt")
    plan = Plan.objects.get()
    navigation = page.get_by_role("navigation", name="This plan")

    navigation.get_by_role("link", name="Risks").click()
    follow(page, "Add a risk")
    page.get_by_label("What might stop the plan").fill("Agencies leave the county.")
    page.get_by_label("Why", exact=True).fill("The board asked.")
    press(page, "Add")
    expect(page.get_by_role("alert")).to_contain_text("The risk is added.")
    assert Risk.objects.filter(plan=plan, text="Agencies leave the county.").exists()

    navigation.get_by_role("link", name="More").click()
    page.get_by_role("main").get_by_role("link", name="Milestones").click()
    follow(page, "Add a milestone")
    page.get_by_label("Milestone", exact=True).fill("Half of it is done")
    page.get_by_label("To be reached by").fill("31 March 2027")
    page.get_by_label("Why", exact=True).fill("The board asked.")
    press(page, "Add")
    assert Milestone.objects.filter(plan=plan, due_on="2027-03-31").exists()

    navigation.get_by_role("link", name="Findings").click()
    row = page.get_by_role("row").filter(has_text="Suggested:").first
    finding = row.get_by_role("link").first.inner_text()
    row.get_by_role("link").first.click()
    press(page, "Confirm that")
    expect(page.get_by_role("alert")).to_contain_text("The answer is confirmed.")
    navigation.get_by_role("link", name="Findings").click()
    row = page.get_by_role("row").filter(has_text=finding)
    expect(row).to_contain_text("Answered")
    assert "Suggested" not in row.get_by_role("listitem").first.inner_text()
