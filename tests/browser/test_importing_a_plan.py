"""A programme manager imports a plan, and later its next version, without a script."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Action, Plan
from tests.browser.conftest import Screen, changed, follow, press, shown
from tests.web.conftest import PLAN, work

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
# A plan that a council published, beside this project where somebody put it there.
CHECKOUT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared"))
WALSALL = SHARED / "plans" / "walsall-2012.txt"


def given(page: Page, document: Path) -> None:
    """Give a document on the page that asks for it, and wait until the worker has read it."""
    page.get_by_label("The plan's document").set_input_files(document)
    press(page, "Read it")
    expect(page.get_by_text("The document is being read.")).to_be_visible()
    work()
    follow(page, "Check again")


def test_a_plan_is_imported_checked_corrected_and_adopted(
    screen: Screens, manager: Account, tmp_path: Path
) -> None:
    page = screen(manager).page
    follow(page, "Import a plan")
    given(page, changed(tmp_path, ("<td>30 June 2026</td>", "<td>Q7 2026</td>")))

    expect(page.get_by_role("heading", name="look at these first")).to_be_visible()
    doubts = page.locator("ol.govuk-list--number li").filter(has_text="Q7 2026")
    doubts.get_by_role("link").first.click()
    expect(page.locator(".source")).to_contain_text("Q7 2026")
    follow(page, "Change it, or move it")
    page.get_by_label("Due").fill("30 June 2026")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Saved")
    expect(page.get_by_role("heading", name="(corrected)")).to_be_visible()
    follow(page, "Back to the draft")
    assert "Q7 2026" not in page.locator("ol.govuk-list--number").all_inner_texts()

    follow(page, "Go on to adopt this plan")
    page.get_by_label("Who agreed that this is the plan").fill("The board, on 20 April 2026.")
    press(page, "Adopt")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Children's Services")
    assert "6 objectives, 28 actions, 63 measures" in shown(page)
    assert "30 June 2026" in Action.objects.get(ref="1.1").due_text


@pytest.mark.skipif(
    not WALSALL.exists(),
    reason=f"{WALSALL} is not there: set LINEOFSIGHT_SHARED to the folder of published plans",
)
def test_a_printed_summary_is_shown_beside_the_counted_one(
    screen: Screens, manager: Account
) -> None:
    """And the page says why the two differ."""
    page = screen(manager).page
    follow(page, "Import a plan")
    given(page, WALSALL)
    follow(page, "Go on to adopt this plan")
    page.get_by_label("Who agreed that this is the plan").fill("The board.")
    press(page, "Adopt")
    table = page.get_by_role("table", name="The summary that the document prints")
    expect(table).to_be_visible()
    plan = Plan.objects.get()
    printed = plan.rating_summary
    assert printed["explanation"]
    expect(page.get_by_text(printed["explanation"])).to_be_visible()


def test_a_later_version_shows_what_changed_and_keeps_every_history(
    screen: Screens, manager: Account, plan: Plan, tmp_path: Path
) -> None:
    before = {each.ref: each for each in Action.objects.filter(plan=plan)}
    row = "<tr><td>2.3 Write practice standards with the people who will use them.</td>"
    later = changed(
        tmp_path,
        ("<td>May 2026</td>", "<td>March 2027</td>"),
        ("1.3 Audit thirty contacts a month that were closed at the front door.", "1.3 Hire."),
        (row, row.replace("2.3", "3.9").replace("Write", "Write")),
    )
    page = screen(manager).page
    page.goto(plan.get_absolute_url())
    follow(page, "Import a later version of its document")
    given(page, later)
    page.get_by_role("table", name="What was read").get_by_role("link", name="Actions").click()
    follow(page, "Correct action 1.4")
    follow(page, "Change it, or move it")
    page.get_by_label("Objective").select_option(index=3)
    press(page, "Save")
    follow(page, "Back to the draft")

    follow(page, "Go on to adopt this plan")
    said = shown(page)
    for words in ("New: 1", "Gone: 1", "Moved: 1", "1.3 Hire.", "May 2026 is now March 2027"):
        assert words in said, said
    page.get_by_label("Who agreed that this is the plan").fill("The board, on 20 May 2026.")
    press(page, "Adopt")

    after = {each.ref: each for each in Action.objects.filter(plan=plan, gone_in=None)}
    assert after["1.2"].pk == before["1.2"].pk
    page.goto(after["1.2"].get_absolute_url())
    follow(page, "What changed")
    assert "The board, on 20 May 2026." in shown(page)
    assert "March 2027" in shown(page)
    page.goto(before["1.3"].get_absolute_url())
    expect(page.get_by_text("was taken out of the plan")).to_be_visible()


def test_a_draft_is_split_merged_added_to_and_cut_by_hand(
    screen: Screens, manager: Account
) -> None:
    """Every correction is listed; one that was wrong is taken back; the rest is adopted."""
    page = screen(manager).page
    follow(page, "Import a plan")
    given(page, PLAN)
    at = page.url

    def corrected(ref: str) -> None:
        page.goto(f"{at}actions/")
        follow(page, f"Correct action {ref} (")

    corrected("1.3")
    follow(page, "Split it into two")
    page.get_by_label("What stays").fill("Audit thirty contacts a month.")
    page.get_by_label("What becomes a new one").fill("Tell the teams what the audits found.")
    page.get_by_label("The new one's number").fill("1.3b")
    press(page, "Split")
    corrected("2.4")
    press(page, "Merge it into the one before (2.3)")
    corrected("5.1")
    follow(page, "Add another after it")
    page.get_by_label("Number").fill("5.1b")
    page.get_by_label("Words").fill("Ask those who leave why.")
    press(page, "Add")
    for ref in ("6.3", "6.4"):
        corrected(ref)
        press(page, "Drop it")
    corrected("4.1")
    follow(page, "Change it, or move it")
    page.get_by_label("Objective").select_option(index=3)
    press(page, "Save")

    page.goto(at)
    follow(page, "Corrections so far")
    expect(page.get_by_role("listitem").filter(has_text="Take it back")).to_have_count(6)
    page.get_by_role("listitem").filter(has_text="6.4").get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("The correction is taken back.")
    page.goto(at)
    follow(page, "Go on to adopt this plan")
    page.get_by_label("Who agreed").fill("The board, on 20 April 2026.")
    press(page, "Adopt")
    by_ref = {each.ref: each for each in Action.objects.filter(plan=Plan.objects.get())}
    assert by_ref["1.3"].text == "Audit thirty contacts a month."
    assert by_ref["1.3b"].text == "Tell the teams what the audits found."
    assert by_ref["5.1b"].position == by_ref["5.1"].position + 1
    assert "Train every team" in by_ref["2.3"].text
    assert not {"2.4", "6.3"} & by_ref.keys()
    assert "6.4" in by_ref
    assert by_ref["4.1"].objective == by_ref["3.1"].objective


def test_closing_the_browser_amid_corrections_loses_nothing(
    screen: Screens, manager: Account
) -> None:
    first = screen(manager)
    follow(first.page, "Import a plan")
    given(first.page, PLAN)
    at = first.page.url
    first.page.goto(f"{at}actions/")
    follow(first.page, "Correct action 1.3")
    follow(first.page, "Change it, or move it")
    first.page.get_by_label("Due").fill("September 2026")
    press(first.page, "Save")
    follow(first.page, "Correct action 1.4")
    follow(first.page, "Change it, or move it")
    first.page.get_by_label("Due").fill("October 2026")
    first.context.close()

    page = screen(manager).page
    follow(page, PLAN.name)
    assert page.url == at
    follow(page, "Corrections so far")
    assert page.get_by_role("button", name="Take it back").count() == 1
    page.goto(f"{at}actions/")
    corrected = page.locator(".govuk-summary-card").filter(has_text="(corrected)")
    expect(corrected).to_have_count(1)
    expect(corrected).to_contain_text("September 2026")
