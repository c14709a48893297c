"""A lead's own sheet: taken, filled in without the site, given back, looked at, saved."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree

from lineofsight.web.accounts.actions import give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.updates.actions import Said, give_update
from lineofsight.web.updates.models import Update
from tests.support.lead_sheet import fill, opened, saved
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]
ADDRESS = "/updates/sheet/give/"


@pytest.fixture
def lead(plan: Plan, someone: Someone) -> Account:
    """A lead, tied to the person who leads most of the plan's actions."""
    account = someone("action_lead", plan, name="Ruth Ellwood")
    people = sorted(plan.people.all(), key=lambda each: (-each.responsibilities.count(), each.name))
    with change("person tied", by=None, plan=plan.pk) as made:
        people[0].account = account
        made.keep(people[0])
    return account


def taken(client: CheckingClient, query: str = "") -> list[list[str]]:
    """The rows of the sheet as downloaded."""
    answer = client.get(f"/updates/sheet/{query}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-actions.xlsx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return opened(answer.content)


def given(rows: list[list[str]], name: str = "my-actions.xlsx") -> dict[str, Any]:
    """The sheet as it is saved and given back."""
    return {"sheet": SimpleUploadedFile(name, saved(rows))}


def to_save(page: Any) -> dict[str, str]:
    """What the button on the page sends."""
    data = {"save": "1"}
    for row in page.context["good"]:
        for field in row.form:
            data[field.html_name] = str(field.value() or "")
    return data


def test_a_sheet_filled_in_is_looked_at_and_saved(lead: Account, as_person: AsPerson) -> None:
    """Rows left empty stay as they are; what is left empty in a row stays too."""
    client = as_person(lead)
    assert ADDRESS in client.get("/plans/mine/").content.decode()
    assert "Download the sheet" in client.get(ADDRESS).content.decode()
    rows = taken(client)
    assert len(rows) > 3
    first = fill(rows, 1, state="In progress", note="Two teams\nare trained.")
    second = fill(rows, 2, no_change="Waiting for the police.")
    before = second.state, second.rating_id
    events = Event.objects.count()
    page = client.post(ADDRESS, given(rows))
    assert "2 rows to save" in page.content.decode()
    assert "Two teams<br>are trained." in page.content.decode()
    assert Event.objects.count() == events
    answer = client.post(ADDRESS, to_save(page), follow=True)
    assert "2 actions are updated." in answer.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.state == "in_progress"
    note = Update.objects.get(action=first, by=lead).note
    assert " ".join(note.split()) == "Two teams are trained."
    assert (second.state, second.rating_id) == before
    assert Update.objects.get(action=second, by=lead).no_change == "Waiting for the police."
    assert Update.objects.filter(by=lead).count() == 2


def test_a_row_that_somebody_changed_is_refused_with_both_texts(
    lead: Account, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(lead)
    rows = taken(client)
    action = fill(rows, 1, note="What I saw in May.")
    fill(rows, 2, note="Another.")
    said = Said(note="What the manager heard.", state="delivered")
    give_update(by=manager, why="", action=action, what=said)
    page = client.post(ADDRESS, given(rows))
    text = page.content.decode()
    assert "1 row that cannot be saved" in text
    assert "What the manager heard." in text
    assert "What I saw in May." in text
    assert [row.action.pk for row in page.context["good"]] != [action.pk]
    client.post(ADDRESS, to_save(page))
    assert [each.note for each in Update.objects.filter(by=lead)] == ["Another."]


def test_a_row_that_changes_between_looking_and_saving_is_refused(
    lead: Account, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(lead)
    rows = taken(client)
    action = fill(rows, 1, note="What I saw in May.")
    page = client.post(ADDRESS, given(rows))
    give_update(by=manager, why="", action=action, what=Said(note="What the manager heard."))
    answer = client.post(ADDRESS, to_save(page))
    assert "Somebody changed this action" in answer.content.decode()
    assert "What I saw in May." in answer.content.decode()
    assert not Update.objects.filter(by=lead).exists()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"state": "Nearly there", "note": "So."}, "“Nearly there” is none of Not started"),
        ({"rating": "Purple", "note": "So."}, "“Purple” is none of"),
        ({"state": "Closed", "note": "So."}, "“Closed” is none of"),
        ({"state": "In progress"}, "Say what happened in this period"),
        ({"note": "So.", "no_change": "None."}, "Say either what is new"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_row(
    lead: Account, as_person: AsPerson, said: dict[str, str], fault: str
) -> None:
    client = as_person(lead)
    rows = taken(client)
    fill(rows, 1, **said)
    page = client.post(ADDRESS, given(rows))
    assert fault in page.content.decode()
    assert not page.context["good"]


def test_a_rating_is_chosen_by_its_name_with_its_reason(lead: Account, as_person: AsPerson) -> None:
    client = as_person(lead)
    rows = taken(client)
    action = fill(rows, 1, note="It slipped.", rating_reason="Two posts are empty.")
    other = next(
        each
        for each in action.plan.schemes.get().levels.all()
        if each.pk != action.rating_id and each.level in ("RED", "AMBER")
    )
    fill(rows, 1, rating=other.name)
    client.post(ADDRESS, to_save(client.post(ADDRESS, given(rows))))
    action.refresh_from_db()
    assert action.rating == other


def test_a_row_of_somebody_elses_action_is_left_out(lead: Account, as_person: AsPerson) -> None:
    client = as_person(lead)
    rows = taken(client)
    fill(rows, 1, note="Mine.")
    other = Action.objects.exclude(responsibilities__person__account=lead).first()
    assert other is not None
    rows[1][rows[0].index("Key")] = str(other.pk)
    page = client.post(ADDRESS, given(rows))
    assert "1 row left out" in page.content.decode()
    data = {"save": "1", f"a{other.pk}-edition": str(other.edition), f"a{other.pk}-note": "Mine."}
    client.post(ADDRESS, data)
    assert not Update.objects.filter(by=lead).exists()


def test_what_is_no_sheet_is_refused_in_a_sentence(lead: Account, as_person: AsPerson) -> None:
    client = as_person(lead)
    rows = taken(client)
    assert "Choose your sheet." in client.post(ADDRESS, {}).content.decode()
    page = client.post(ADDRESS, {"sheet": SimpleUploadedFile("plan.pdf", b"%PDF-1.4")})
    assert "plan.pdf is no .xlsx workbook" in page.content.decode()
    page = client.post(ADDRESS, {"sheet": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no")})
    assert "There is a problem" in page.content.decode()
    rows[0][rows[0].index("Key")] = "Changed"
    assert "is not a sheet of your actions" in client.post(ADDRESS, given(rows)).content.decode()
    rows = taken(client)
    added = [*rows, ["", "", "New action"] + [""] * 6 + ["Begun."] + [""] * 4]
    assert "has no key of its own" in client.post(ADDRESS, given(added)).content.decode()
    assert "nothing to save" in client.post(ADDRESS, given(rows)).content.decode()


def test_the_sheet_offers_lists_to_choose_from_and_locks_the_rest(
    lead: Account, as_person: AsPerson
) -> None:
    answer = as_person(lead).get("/updates/sheet/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        book = package.read("xl/workbook.xml").decode()
    spaces = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    lists = sheet.findall(".//x:dataValidation", spaces)
    assert {each.get("type") for each in lists} == {"list"}
    assert all(each.findtext("x:formula1", "", spaces).startswith("Lists!") for each in lists)
    rows = Action.objects.filter(responsibilities__person__account=lead).exclude(state="closed")
    cells = " ".join(each.get("sqref", "") for each in lists).split()
    assert len(cells) == 2 * rows.count()
    assert sheet.find("x:sheetProtection", spaces) is not None
    assert 'state="hidden"' in book


def test_nothing_in_the_sheet_is_a_formula(lead: Account, as_person: AsPerson) -> None:
    action = Action.objects.filter(responsibilities__person__account=lead).first()
    assert action is not None
    with change("changed for a test", by=None, plan=action.plan_id) as made:
        action.text = "=1+1"
        made.keep(action)
    client = as_person(lead)
    assert any("=1+1" in row for row in taken(client))
    answer = client.get("/updates/sheet/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_business_support_takes_a_leads_sheet_and_the_lead_confirms(
    plan: Plan, lead: Account, someone: Someone, as_person: AsPerson
) -> None:
    support = someone(None, name="Sam Otter")
    give_role(
        by=None, why="", account=support, role="business_support", plan=plan.pk, acts_for=lead
    )
    client = as_person(support)
    rows = taken(client, f"?for={lead.pk}")
    fill(rows, 1, note="She said it on the telephone.")
    page = client.post(f"{ADDRESS}?for={lead.pk}", given(rows))
    assert "You are typing for Ruth Ellwood" in page.content.decode()
    answer = client.post(f"{ADDRESS}?for={lead.pk}", to_save(page), follow=True)
    assert "Ruth Ellwood will be asked to confirm." in answer.content.decode()
    update = Update.objects.get(by=lead)
    assert update.typed_by == support
    assert not update.confirmed
    assert taken(client) == [rows[0]]
