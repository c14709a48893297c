"""Whatever belongs to a plan is added, changed and taken out, and says so: without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.kinds import BY_NAME
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.updates.actions import Said, give_update
from tests.browser.conftest import Screen, follow, press, shown

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Someone = Callable[..., Account]
SECRET = "Jamie Winter-Rowe of 4 Mill Lane told us."


def say(page: Page, label: str, words: str) -> None:
    """Fill in the field of this label, or choose in it what begins with these words."""
    field = page.get_by_label(label, exact=True)
    if field.evaluate("each => each.tagName") == "SELECT":
        option = field.locator("option").filter(has_text=words).first
        field.select_option(option.get_attribute("value"))
    else:
        field.fill(words)


@pytest.mark.parametrize(
    ("name", "first", "then"),
    [
        ("risk", {"What might stop the plan": "No chairs."}, ("Likelihood", "4")),
        ("milestone", {"Milestone": "Half is done."}, ("Reached on", "3 March 2026")),
        ("step", {"Step": "Book the hall."}, ("Done on", "3 March 2026")),
        (
            "dependency",
            {"Waits for action": "2.3", "Why it waits": "One writer."},
            ("Why it waits", "The same person writes both."),
        ),
        ("resource", {"What is needed": "Two workers."}, ("Capacity", "Two full-time.")),
        (
            "endorsement",
            {"Partner": "The police", "What they agreed to": "All of it."},
            ("Given on", "3 March 2026"),
        ),
        (
            "consultation",
            {"Who was asked": "Parents", "What they said": "Sooner."},
            ("What changed because of it", "The order of the actions."),
        ),
    ],
)
def test_a_part_is_added_changed_and_taken_out_with_its_history(
    screen: Screens,
    plan: Plan,
    manager: Account,
    name: str,
    first: dict[str, str],
    then: tuple[str, str],
) -> None:
    kind = BY_NAME[name]
    page = screen(manager).page
    tied = name in ("step", "dependency", "resource")
    action = Action.objects.get(plan=plan, ref="1.1").get_absolute_url()
    page.goto(action if tied else f"{plan.get_absolute_url()}{kind.slug}/")
    follow(page, f"Add {kind.article}")
    for label, words in {**first, "Why": "The board asked."}.items():
        say(page, label, words)
    press(page, "Add")
    expect(page.get_by_role("alert")).to_contain_text(f"The {name} is added.")
    if page.get_by_role("link", name=f"Change this {name}").count() == 0:
        page.get_by_role("main").get_by_role("link", name=f"({name} ").first.click()

    part = page.url
    follow(page, f"Change this {name}")
    say(page, *then)
    say(page, "Why", "The chair wrote.")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text(f"The {name} is changed.")
    page.goto(part)
    follow(page, f"Change this {name}")
    follow(page, "Take it out of the plan")
    say(page, "Why", "It was written twice.")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("is taken out of the plan.")

    page.goto(part)
    expect(page.get_by_text(f"This {name} was taken out of the plan.")).to_be_visible()
    follow(page, "What changed", exact=True)
    said = shown(page)
    for words in ("The board asked.", "The chair wrote.", "It was written twice.", then[1]):
        assert words in said, said


def test_a_text_is_taken_out_of_the_history_by_two(
    screen: Screens, plan: Plan, manager: Account, someone: Someone
) -> None:
    """Whoever asks cannot agree; once another agrees, the text stands nowhere on the site."""
    action = Action.objects.get(plan=plan, ref="1.1")
    give_update(by=manager, why="", action=action, what=Said(note=SECRET))
    page = screen(manager).page
    page.goto(plan.get_absolute_url())
    follow(page, "Who changed what")
    follow(page, "Action updated")
    follow(page, "Ask to redact note")
    expect(page.get_by_text(SECRET)).to_be_visible()
    page.get_by_label("Why it should not stand here").fill("It names a child.")
    press(page, "Ask")
    follow(page, "Redaction")
    assert page.get_by_role("button", name="Decide").count() == 0

    guardian = someone("information_lead", plan, name="Ines Marr")
    other = screen(guardian).page
    follow(other, "Ines Marr")
    follow(other, "Texts to be taken out")
    follow(other, "Redaction")
    other.get_by_label("Yes, take it out for good").check()
    other.get_by_label("Why, in general words").fill("It does.")
    press(other, "Decide")
    expect(other.get_by_text("taken out. Asked for by Priya Nandra")).to_be_visible()
    for path in (action.get_absolute_url(), f"/history/plan/{plan.pk}/"):
        page.goto(path)
        assert "Winter-Rowe" not in shown(page)
