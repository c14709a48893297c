"""Those who read a plan: on an earlier day, from outside, by filter, and on paper."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pdfplumber
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lineofsight.web.accounts.models import Account
from lineofsight.web.imports.actions import adopt, start_draft
from lineofsight.web.imports.models import Draft
from lineofsight.web.plans.actions_parts import edit_part
from lineofsight.web.plans.models import Action, Objective, Plan
from lineofsight.web.updates.actions import Said, give_update
from tests.browser.conftest import Screen, follow, press, shown
from tests.web.conftest import PLAN, given, work

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Someone = Callable[..., Account]
OLD, NEW = "Agree one description of thresholds", "Agree thresholds with the voluntary sector too."


@pytest.fixture
def elder_plan(manager: Account, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan that was adopted ten days ago."""
    then = timezone.now() - timedelta(days=10)
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", lambda: then)
        made = start_draft(by=manager, why="A test.", given=given(PLAN))
    work()
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", lambda: then)
        return adopt(by=manager, why="A test.", draft=Draft.objects.get(pk=made.pk))


def reworded(plan: Plan, by: Account) -> Action:
    action = Action.objects.get(plan=plan, ref="1.1")
    edit_part(by=by, why="The sector asked.", part=action, values={"text": NEW}, edition=None)
    return action


def test_the_boards_chair_sees_the_plan_of_an_earlier_day_and_what_changed_since(
    screen: Screens, elder_plan: Plan, manager: Account, someone: Someone
) -> None:
    action = reworded(elder_plan, manager)
    page = screen(someone("board_chair", elder_plan, name="Margaret Oyelaran")).page
    follow(page, elder_plan.title)
    earlier = timezone.localdate() - timedelta(days=5)
    page.get_by_label("See the plan as it was on a day").fill(f"{earlier:%-d %B %Y}")
    press(page, "See that day")
    expect(
        page.get_by_text(f"how the plan stood at the end of {earlier:%-d %B %Y}")
    ).to_be_visible()
    page.get_by_role("navigation", name="This plan").get_by_role("link", name="Actions").click()
    assert OLD in shown(page)
    assert NEW not in shown(page)
    follow(page, "See it as it is now")
    assert NEW in shown(page)

    page.goto(elder_plan.get_absolute_url())
    page.get_by_label("See what changed since a day").fill(f"{earlier:%-d %B %Y}")
    press(page, "See what changed")
    expect(page.get_by_text("1 part of the plan changed")).to_be_visible()
    page.get_by_role("row").filter(has_text="Action").get_by_role(
        "link", name="What changed"
    ).click()
    said = shown(page)
    assert OLD in said
    assert NEW in said
    assert "The sector asked." in said
    assert action.edition


@pytest.mark.parametrize("role", ["scrutiny_member", "observer"])
def test_those_outside_see_job_titles_and_no_notes(
    screen: Screens, plan: Plan, manager: Account, someone: Someone, role: str
) -> None:
    action = Action.objects.get(plan=plan, ref="1.1")
    person = action.responsibilities.get().person
    note = "Two schools have not answered."
    give_update(by=manager, why="", action=action, what=Said(note=note, state="in_progress"))
    page = screen(someone(role, plan)).page
    follow(page, plan.title)
    root = page.url
    for path in ("", "actions/", f"actions/{action.pk}/", "leads/", "print/", "timeline/"):
        page.goto(f"{root}{path}")
        said = shown(page)
        assert person.name not in said, path
        assert note not in said, path
    page.goto(f"{root}actions/{action.pk}/")
    assert page.get_by_role("link", name="Update this action").count() == 0
    assert page.get_by_role("link", name="Comment").count() == 0


def test_the_line_of_sight_is_followed_from_the_finding_to_the_evidence_and_back(
    screen: Screens, plan: Plan, manager: Account, someone: Someone, tmp_path: Path
) -> None:
    """Every step is a link, to those who read the plan from inside."""
    minutes = tmp_path / "minutes.txt"
    minutes.write_text("The board saw the tracker.", encoding="utf-8")
    page = screen(manager).page
    page.goto(f"{plan.get_absolute_url()}findings/")
    follow(page, "Add a finding")
    page.get_by_label("What the inspection said").fill("Strategy discussions are lost.")
    page.get_by_label("Why", exact=True).fill("The letter came.")
    press(page, "Add")
    page.goto(f"{plan.get_absolute_url()}findings/")
    follow(page, "Strategy discussions are lost.")
    answer = page.get_by_label("Another action or objective answers it")
    objective = Objective.objects.get(plan=plan, ref="3")
    answer.select_option(f"objective-{objective.pk}")
    page.get_by_label("Why", exact=True).fill("It is about them.")
    press(page, "Say that it answers")
    page.goto(Action.objects.get(plan=plan, ref="3.1").get_absolute_url())
    follow(page, "Add evidence")
    page.get_by_label("File", exact=True).check()
    page.get_by_label("What it shows").fill("The board saw it.")
    page.get_by_label("The file, if it is one").set_input_files(minutes)
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("The evidence is added.")

    page = screen(someone("board_member", plan)).page
    line = page.get_by_role("region", name="Line of sight")

    def step(kind: str, words: str, heading: str) -> None:
        """Follow one link of the line, under the kind that it is of."""
        under = line.get_by_role("listitem").filter(
            has=page.get_by_role("heading", name=kind, exact=True)
        )
        under.get_by_role("link", name=words).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)

    page.goto(f"{plan.get_absolute_url()}findings/")
    follow(page, "Strategy discussions are lost.")
    step("Objective", "Protection: children at risk", "Objective 3")
    step("Action", "Track every strategy discussion", "Action 3.1")
    step("Measure", "initial child protection conferences", "Measure 7")
    step("Evidence", "The board saw it.", "Action 3.1")
    assert page.url.endswith("#evidence")
    with page.expect_download() as waited:
        follow(page, "Save minutes.txt")
    assert Path(waited.value.path()).read_text(encoding="utf-8") == "The board saw the tracker."
    step("Measure", "initial child protection conferences", "Measure 7")
    step("Action", "Track every strategy discussion", "Action 3.1")
    step("Objective", "Protection: children at risk", "Objective 3")
    step("Finding", "Strategy discussions are lost.", "Strategy discussions are lost.")


def test_the_list_of_actions_keeps_what_was_chosen_in_its_address(
    screen: Screens, plan: Plan, manager: Account
) -> None:
    page = screen(manager).page
    page.goto(f"{plan.get_absolute_url()}actions/")
    page.get_by_text("Choose which actions to see").click()
    page.get_by_label("Rating").select_option("Red (R)")
    page.get_by_label("Lead").select_option("Tom Ashworth")
    press(page, "Show")
    said = shown(page)
    assert "1 action: rating Red (R), lead Tom Ashworth" in said, said
    address = page.url
    other = screen(manager).page
    other.goto(address)
    expect(other.get_by_text("Give every referrer an answer in writing.")).to_be_visible()
    assert other.get_by_role("table").get_by_role("row").count() == 2


def test_a_part_is_found_by_its_words_and_by_its_date(
    screen: Screens, plan: Plan, manager: Account
) -> None:
    page = screen(manager).page
    page.goto(plan.get_absolute_url())
    navigation = page.get_by_role("navigation", name="This plan")
    navigation.get_by_role("link", name="Search").click()
    page.get_by_label("Words to look for").fill("thresholds")
    press(page, "Search")
    page.get_by_role("main").get_by_role("link", name=OLD).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Action 1.1")
    navigation.get_by_role("link", name="Timeline").click()
    june = page.locator(".timeline__month").filter(
        has=page.get_by_role("heading", name="June 2026")
    )
    expect(june).to_contain_text("1.1")
    expect(june).to_contain_text("30 June 2026")


def test_the_whole_plan_prints_with_its_headers_on_every_page(
    screen: Screens, plan: Plan, manager: Account
) -> None:
    """A table that runs over two pages has its header cells on both."""
    page = screen(manager).page
    page.goto(f"{plan.get_absolute_url()}actions/")
    follow(page, "The whole plan to print")
    tables = page.get_by_role("table", name="Actions under").count()
    paper = pdfplumber.open(io.BytesIO(page.pdf(width="210mm", height="120mm")))
    texts = [each.extract_text() or "" for each in paper.pages]
    everything = " ".join(" ".join(texts).split())
    assert "Sign out" not in everything
    assert "Breadcrumb" not in everything
    for action in Action.objects.filter(plan=plan):
        assert action.ref in everything
    headers = sum("Leads" in each and "Delivery" in each for each in texts)
    assert headers > tables > 1
    paper.close()


def test_a_day_before_the_plan_shows_nothing_of_it(
    screen: Screens, plan: Plan, manager: Account
) -> None:
    page = screen(manager).page
    page.goto(f"{plan.get_absolute_url()}actions/?on=2020-01-01")
    expect(page.get_by_text("had not been adopted")).to_be_visible()
    assert OLD not in shown(page)
