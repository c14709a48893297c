"""What leaves the site and comes back: files, a lead's sheet, a calendar, a program's token."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from icalendar import Calendar
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Action, Plan
from tests.browser.conftest import Screen, follow, lead_of, path_of, press, shown
from tests.support.lead_sheet import fill, opened, saved
from tests.web.conftest import work

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Someone = Callable[..., Account]
INSIDE, PUBLIC = "For those inside", "For publication"


@pytest.fixture
def lead(plan: Plan, someone: Someone) -> Account:
    account = someone("action_lead", plan, name="Ruth Calder")
    lead_of(plan, "Ruth Calder", account)
    return account


def downloaded(page: Page, words: str) -> bytes:
    """The file behind the link of these words."""
    with page.expect_download() as waited:
        follow(page, words)
    return Path(waited.value.path()).read_bytes()


def exported(page: Page, plan: Plan, kind: str, audience: str) -> bytes:
    """The whole plan in a file, asked for from the plan's own pages."""
    page.goto(f"{plan.get_absolute_url()}contents/")
    follow(page, "Export the plan")
    page.get_by_label(kind).check()
    page.get_by_label(audience).check()
    press(page, "Make the file")
    work()
    follow(page, "Check again")
    return downloaded(page, "Download")


def in_word(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def in_excel(data: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return "\n".join(str(cell) for rows in sheets for row in rows for cell in row)


def in_csv(data: bytes) -> str:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    return "\n".join(cell for row in rows for cell in row)


@pytest.mark.parametrize(
    ("kind", "words_of"),
    [("Word document", in_word), ("Excel workbook", in_excel), ("Table of text", in_csv)],
)
def test_a_plan_is_exported_with_names_for_those_inside_and_without_for_publication(
    screen: Screens, plan: Plan, manager: Account, kind: str, words_of: Callable[[bytes], str]
) -> None:
    page = screen(manager).page
    inside = words_of(exported(page, plan, kind, INSIDE))
    public = words_of(exported(page, plan, kind, PUBLIC))
    for action in Action.objects.filter(plan=plan):
        assert action.text in inside
        assert action.text in public
    assert "Tom Ashworth" in inside
    assert "Tom Ashworth" not in public


def test_an_exported_workbook_is_imported_again_and_nothing_differs(
    screen: Screens, plan: Plan, manager: Account, tmp_path: Path
) -> None:
    page = screen(manager).page
    book = tmp_path / "plan.xlsx"
    book.write_bytes(exported(page, plan, "Excel workbook", INSIDE))
    page.goto(plan.get_absolute_url())
    follow(page, "Import a later version of its document")
    page.get_by_label("The plan's document").set_input_files(book)
    press(page, "Read it")
    work()
    follow(page, "Check again")
    follow(page, "Go on to adopt this plan")
    said = shown(page)
    for words in ("New: 0", "Changed: 0", "Moved: 0", "Gone: 0"):
        assert words in said, said


def test_a_lead_fills_in_a_sheet_elsewhere_and_gives_it_back(
    screen: Screens, lead: Account, plan: Plan, tmp_path: Path
) -> None:
    """Each row is looked at before it is saved; rows left empty stay as they are."""
    page = screen(lead).page
    follow(page, "My actions")
    follow(page, "fill in a sheet without the site")
    rows = opened(downloaded(page, "Download the sheet"))
    first = fill(rows, 1, note="Every discussion is tracked.", state="Delivered")
    second = fill(rows, 2, no_change="The chair is away.")
    sheet = tmp_path / "my-actions.xlsx"
    sheet.write_bytes(saved(rows))
    page.get_by_label("Your sheet, filled in").set_input_files(sheet)
    press(page, "Read it")
    expect(page.get_by_role("heading", name="2 rows to save")).to_be_visible()
    assert not first.updates.filter(by=lead).exists()
    press(page, "Save 2 updates")
    expect(page.get_by_role("alert")).to_contain_text("2 actions are updated.")
    first.refresh_from_db()
    assert first.state == "delivered"
    assert second.updates.get(by=lead).no_change == "The chair is away."


def test_business_support_gives_back_a_leads_sheet_and_the_lead_confirms(
    screen: Screens, lead: Account, plan: Plan, someone: Someone, tmp_path: Path
) -> None:
    """The sheet has the lead's actions; nothing it says stands until the lead confirms it."""
    page = screen(someone("business_support", plan, name="Sam Otter", acts_for=lead)).page
    follow(page, "My actions")
    follow(page, "Ruth Calder")
    follow(page, "fill in a sheet without the site")
    rows = opened(downloaded(page, "Download the sheet"))
    led = Action.objects.filter(responsibilities__person__account=lead)
    assert {row[rows[0].index("Key")] for row in rows[1:]} == {str(each.pk) for each in led}
    action = fill(rows, 1, note="She said it on the telephone.", state="Embedding")
    before = action.state
    sheet = tmp_path / "my-actions.xlsx"
    sheet.write_bytes(saved(rows))
    page.get_by_label("Your sheet, filled in").set_input_files(sheet)
    press(page, "Read it")
    expect(page.get_by_text("You are typing for Ruth Calder")).to_be_visible()
    press(page, "Save 1 update")
    expect(page.get_by_role("alert")).to_contain_text("Ruth Calder will be asked to confirm.")
    action.refresh_from_db()
    assert action.state == before != "embedding"

    page = screen(lead).page
    follow(page, "My actions")
    card = page.locator(".govuk-summary-card").filter(has_text="Typed by Sam Otter")
    expect(card).to_contain_text("She said it on the telephone.")
    expect(card).to_contain_text("Delivery: embedding")
    press(page, "Confirm")
    expect(page.get_by_role("alert")).to_contain_text("The update is confirmed.")
    expect(card).to_have_count(0)
    action.refresh_from_db()
    assert action.state == "embedding"
    update = action.updates.get(by=lead)
    assert (update.confirmed, update.typed_by and update.typed_by.name) == (True, "Sam Otter")


def copied(page: Page) -> str:
    """The secret that is shown once."""
    secret = page.locator("code.address").inner_text()
    follow(page, "I have copied it")
    return secret


def test_a_leads_due_dates_are_in_their_calendar(
    screen: Screens, lead: Account, plan: Plan
) -> None:
    window = screen(lead)
    page = window.page
    follow(page, "Ruth Calder")
    follow(page, "Your due dates in your calendar")
    press(page, "Make an address")
    answer = window.context.request.get(path_of(copied(page)), headers={"Cookie": ""})
    titles = " ".join(
        str(each["summary"]) for each in Calendar.from_ical(answer.body()).walk("VEVENT")
    )
    dated = Action.objects.filter(plan=plan, responsibilities__person__account=lead)
    open_ones = [each for each in dated if each.due_on and each.state == "not_started"]
    assert open_ones
    assert all(f"{each.ref} " in titles for each in open_ones)
    press(page, "Withdraw the address")
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()


def test_a_program_reads_a_plan_with_a_token_until_it_is_withdrawn(
    screen: Screens, manager: Account, plan: Plan
) -> None:
    window = screen(manager)
    page = window.page
    follow(page, "Priya Nandra")
    follow(page, "tokens for programs")
    page.get_by_label("The program it is for").fill("The performance team's sheet")
    last = timezone.localdate() + timedelta(days=30)
    page.get_by_label("Its last day").fill(last.isoformat())
    press(page, "Make a token")
    bearer = {"Authorization": f"Bearer {copied(page)}", "Cookie": ""}
    asked = f"/api/plans/{plan.pk}/actions"
    given = json.loads(window.context.request.get(asked, headers=bearer).body())
    assert given["count"] == Action.objects.filter(plan=plan).count()
    press(page, "Withdraw the token")
    assert window.context.request.get(asked, headers=bearer).status == 401
