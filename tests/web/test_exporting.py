"""Exports: the whole plan in three kinds of file, for those inside and for publication."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from lineofsight.plan.form import SHEETS
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change
from lineofsight.web.exports.actions import AlreadyMade, ask_for_export, note_made
from lineofsight.web.exports.harmless import STARTS, harmless
from lineofsight.web.exports.jobs import delete_exports, make_export
from lineofsight.web.exports.making import file_name
from lineofsight.web.exports.models import KEPT, Export
from lineofsight.web.files.keeping import file_path, keep_file
from lineofsight.web.files.models import StoredFile
from lineofsight.web.imports.actions import adopt, start_draft
from lineofsight.web.imports.comparing import compare
from lineofsight.web.imports.drafts import draft_plan
from lineofsight.web.imports.models import Draft
from lineofsight.web.jobs.dated import REGISTERED
from lineofsight.web.plans.models import (
    Action,
    Level,
    Measure,
    Milestone,
    Objective,
    Person,
    Plan,
    Theme,
)
from lineofsight.web.updates.actions import Said, give_update
from tests.web.conftest import CheckingClient, work

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


def exported(plan: Plan, by: Account, form: str = "xlsx", audience: str = "inside") -> bytes:
    """The file that somebody gets who asks for it."""
    export = ask_for_export(
        by=by, why="", plan=plan, day=timezone.localdate(), form=form, audience=audience
    )
    work()
    export.refresh_from_db()
    assert export.state == "made", export.told
    assert export.file is not None
    return file_path(export.file.sha256).read_bytes()


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def imported(plan: Plan, by: Account, data: bytes, name: str = "plan.xlsx") -> Draft:
    """A file read as a later version of the plan."""
    draft = start_draft(by=by, why="", given=keep_file([data], name), plan=plan)
    work()
    draft.refresh_from_db()
    return draft


def written(plan: Plan, record: Any, **values: Any) -> Any:
    with change("changed for a test", by=None, plan=plan.pk) as made:
        for name, value in values.items():
            setattr(record, name, value)
        made.keep(record)
    return record


def spoken(plan: Plan, by: Account) -> Action:
    """An action with an update that names a person."""
    action = Action.objects.filter(plan=plan).order_by("position").first()
    assert action is not None
    what = Said(note="Ruth Ellwood met the schools.", for_children="Fewer wait.", state="delivered")
    give_update(by=by, why="", action=action, what=what)
    action.refresh_from_db()
    return action


# From the page to the file.


def test_an_export_is_asked_for_waited_for_and_taken(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(manager)
    page = client.get(f"{plan.get_absolute_url()}contents/")
    assert f"/exports/{plan.pk}/" in page.content.decode()
    answer = client.post(
        f"/exports/{plan.pk}/", {"form": "docx", "audience": "inside"}, follow=True
    )
    assert "Check again" in answer.content.decode()
    address = answer.request["PATH_INFO"]
    assert client.get(f"{address}file/").status_code == 404
    work()
    assert "Download" in client.get(address).content.decode()
    file = client.get(f"{address}file/")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Disposition"].startswith("attachment; filename=")
    assert Document(io.BytesIO(b"".join(file.streaming_content))).tables
    assert "Word document" in client.get(f"/exports/{plan.pk}/").content.decode()


def test_a_form_left_empty_says_what_is_wanted(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    page = as_person(manager).post(f"/exports/{plan.pk}/", {}).content.decode()
    assert "Say which kind of file you want." in page
    assert "Say for whom the file is." in page


def test_an_observer_exports_for_publication_only(
    plan: Plan, someone: Someone, as_person: AsPerson
) -> None:
    client = as_person(someone("observer", plan))
    page = client.get(f"/exports/{plan.pk}/").content.decode()
    assert "For publication" in page
    assert "For those inside" not in page
    answer = client.post(f"/exports/{plan.pk}/", {"form": "csv", "audience": "inside"})
    assert answer.status_code == 200
    assert not Export.objects.exists()
    client.post(f"/exports/{plan.pk}/", {"form": "csv", "audience": "public"})
    assert Export.objects.get().audience == "public"


def test_those_without_the_plan_get_nothing(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    exported(plan, manager)
    address = Export.objects.get().get_absolute_url()
    outside = as_person(someone(None))
    for each in (f"/exports/{plan.pk}/", address, f"{address}file/"):
        assert outside.get(each).status_code == 403
    director = as_person(someone("director", plan))
    assert "Somebody else asked" in director.get(f"{address}file/").content.decode()


def test_a_file_is_out_of_reach_once_the_role_has_ended(
    plan: Plan, someone: Someone, as_person: AsPerson
) -> None:
    member = someone("board_member", plan)
    exported(plan, member)
    client = as_person(member)
    address = f"{Export.objects.get().get_absolute_url()}file/"
    answer = client.get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)
    yesterday = timezone.localdate() - timedelta(days=1)
    written(plan, member.memberships.get(), ends_on=yesterday)
    assert client.get(address).status_code == 403


def test_the_file_of_an_old_export_is_deleted_and_its_page_says_so(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """By the worker's daily job; it can be run again.  The page tells the day before it comes."""
    export = ask_for_export(
        by=manager, why="", plan=plan, day=timezone.localdate(), form="csv", audience="inside"
    )
    work()
    export.refresh_from_db()
    assert export.file is not None
    path, client = file_path(export.file.sha256), as_person(manager)
    address = export.get_absolute_url()
    last = timezone.localdate() + KEPT
    told = f"is kept until {last.day} {last:%B %Y} and then deleted"
    assert told in client.get(address).content.decode()
    delete_exports.call(last.isoformat())
    assert path.exists()
    for _ in range(2):
        delete_exports.call((last + timedelta(days=1)).isoformat())
    assert not path.exists()
    assert "is deleted: ask for a new one" in client.get(address).content.decode()
    assert client.get(f"{address}download/").status_code == 404
    assert Event.objects.filter(kind="export deleted").count() == 1
    assert "delete old exports" in REGISTERED


def test_bytes_that_another_record_holds_outlive_an_export(plan: Plan, manager: Account) -> None:
    export = ask_for_export(
        by=manager, why="", plan=plan, day=timezone.localdate(), form="csv", audience="inside"
    )
    work()
    export.refresh_from_db()
    held = export.file
    assert held is not None
    with change("a test's file", by=None, plan=plan.pk) as made:
        made.keep(StoredFile(plan=plan, sha256=held.sha256, name="same.csv", size=held.size))
    delete_exports.call((timezone.localdate() + KEPT + timedelta(days=1)).isoformat())
    assert file_path(held.sha256).exists()


def test_an_export_is_made_once_however_often_its_job_is_done(plan: Plan, manager: Account) -> None:
    exported(plan, manager)
    events = Event.objects.count()
    export = Export.objects.get()
    make_export.call(export.pk)
    assert Event.objects.count() == events
    export.state = "making"
    with pytest.raises(AlreadyMade):
        note_made(by=None, why="", export=export, told="late")
    assert Event.objects.count() == events


# The workbook, and back.


def everything(plan: Plan) -> None:
    """What the invented plan lacks: a theme, sub-objectives, measures of actions, milestones."""
    objective = Objective.objects.filter(plan=plan).order_by("position").first()
    action = Action.objects.filter(plan=plan).order_by("position").last()
    lead = Person.objects.filter(plan=plan).first()
    with change("more of the plan", by=None, plan=plan.pk) as made:
        theme = made.keep(Theme(plan=plan, ref="A", text="The front door", lead=lead))
        assert objective is not None
        objective.theme = theme
        made.keep(objective)
        below = Objective(plan=plan, ref="1a", text="Contacts", parent=objective, position=90)
        below.theme = theme
        made.keep(below)
        made.keep(Measure(plan=plan, text="Workers know the thresholds", action=action))
        made.keep(
            Milestone(
                plan=plan,
                goal="All teams trained",
                by="2027-03",
                due_on=date(2027, 3, 31),
                text="By March",
            )
        )


def test_the_workbook_imported_again_changes_nothing(plan: Plan, manager: Account) -> None:
    """Words, numbers, dates, leads, targets: nothing is new, changed, moved or gone."""
    everything(plan)
    spoken(plan, manager)
    draft = imported(plan, manager, exported(plan, manager))
    assert draft.state == "open", draft.told
    said = draft_plan(draft)
    compared = compare(plan, said)
    assert {each.kind for each in compared.differences} == {"same"}
    counted = {
        model: model._default_manager.filter(plan=plan).count() for model in (Action, Measure)
    }
    assert len(said["actions"]) == counted[Action]
    assert len(said["measures"]) == counted[Measure]
    assert not [each["doubts"] for each in (*said["actions"], *said["measures"]) if each["doubts"]]
    assert said["title"] == plan.title
    assert said["abbreviations"] == plan.abbreviations


def test_adopting_the_workbook_writes_no_part_anew(plan: Plan, manager: Account) -> None:
    everything(plan)
    draft = imported(plan, manager, exported(plan, manager))
    adopt(by=manager, why="Nothing changed.", draft=draft)
    event = Event.objects.order_by("number").last()
    assert event is not None
    touched = sorted({each.kind for each in event.versions.all()})
    assert touched == ["imports.draft", "plans.adoption", "plans.plan"]


def test_a_cell_that_was_changed_is_the_one_difference(plan: Plan, manager: Account) -> None:
    data = sheets(exported(plan, manager))
    names = data["Actions"][0]
    at = names.index("Due")
    data["Actions"][1][at] = "31 May 2028"
    data["Actions"][1][names.index("Dates")] = "2028-05-31"
    draft = imported(plan, manager, book(data))
    compared = compare(plan, draft_plan(draft))
    assert [each.kind for each in compared.differences if each.kind != "same"] == ["changed"]
    assert compared.changed[0].what[0][0::2] == ("Due", "31 May 2028")


def test_rows_added_in_the_workbook_are_new_actions(plan: Plan, manager: Account) -> None:
    """A row without a key, under an objective by its words, with a date in words alone."""
    data = sheets(exported(plan, manager))
    names, first = data["Actions"][0], data["Actions"][1]
    row = [""] * len(names)
    for name, text in (
        ("Action", "Open a second front door in the north."),
        ("Objective", first[names.index("Objective")]),
        ("Due", "June 2028"),
        ("Leads", "Ruth Ellwood\nThe police"),
    ):
        row[names.index(name)] = text
    data["Actions"] += [[""] * len(names), row]
    draft = imported(plan, manager, book(data))
    new = draft_plan(draft)["actions"][-1]
    assert new["due"]["dates"] == ["2028-06"]
    assert new["leads"] == ["Ruth Ellwood", "The police"]
    assert new["objective"] == draft_plan(draft)["actions"][0]["objective"]
    assert len(compare(plan, draft_plan(draft)).new) == 1


def test_words_and_dates_that_disagree_are_a_doubt(plan: Plan, manager: Account) -> None:
    data = sheets(exported(plan, manager))
    data["Actions"][1][data["Actions"][0].index("Due")] = "31 May 2028"
    draft = imported(plan, manager, book(data))
    assert "Dates was taken" in draft_plan(draft)["actions"][0]["doubts"][0]["message"]


@pytest.mark.parametrize(
    ("sheet", "column", "text", "said"),
    [
        ("Targets", "Value", "many", "'many' cannot stand in Targets, row 2, column Value"),
        ("Targets", "Unit", "pounds", "write one of %, count"),
        ("Actions", "Key", None, "no column Key in a sheet Actions"),
    ],
)
def test_what_cannot_be_read_back_is_told_with_its_cell(
    plan: Plan, manager: Account, sheet: str, column: str, text: str | None, said: str
) -> None:
    data = sheets(exported(plan, manager))
    at = data[sheet][0].index(column)
    if text is None:
        data[sheet][0][at] = "Something"
    else:
        data[sheet][1][at] = text
    draft = imported(plan, manager, book(data))
    assert draft.state == "unusable"
    assert said in draft.told


def test_the_form_for_publication_is_no_plan_to_import(plan: Plan, manager: Account) -> None:
    draft = imported(plan, manager, exported(plan, manager, audience="public"))
    assert draft.state == "unusable"
    assert "was exported for publication" in draft.told


def book(data: dict[str, list[list[Any]]]) -> bytes:
    """A workbook with these texts, as somebody saves it who changed a cell."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as made:
        for sheet in SHEETS:
            on = made.add_worksheet(sheet.title)
            for at, row in enumerate(data[sheet.title]):
                for column, text in enumerate(row):
                    if text != "":
                        on.write_string(at, column, str(text))
    return out.getvalue()


# For whom.


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv"])
def test_for_publication_nobody_is_named_but_those_named_in_public(
    plan: Plan, manager: Account, form: str
) -> None:
    everything(plan)
    people = list(Person.objects.filter(plan=plan).order_by("pk"))
    written(plan, people[0], job_title="Head of assessment")
    written(plan, people[1], named_in_public=True)
    spoken(plan, manager)
    inside = all_text(exported(plan, manager, form), form)
    public = all_text(exported(plan, manager, form, "public"), form)
    assert people[0].name in inside
    assert "Ruth Ellwood met the schools." in inside
    assert "Head of assessment" in public
    assert people[1].name in public
    for each in (*people[:1], *people[2:]):
        assert each.name not in public, each.name
    assert "met the schools" not in public
    assert "Fewer wait." not in public


def all_text(data: bytes, form: str) -> str:
    """Every text in a file, wherever in it."""
    if form == "csv":
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


# Formulas.


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_is_a_formula_whatever_it_begins_with(
    plan: Plan, manager: Account, start: str
) -> None:
    words = f'{start}HYPERLINK("http://a.example","x")'
    action = Action.objects.filter(plan=plan).order_by("position").first()
    written(plan, action, text=words)
    data = exported(plan, manager, "csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0]["Action"].startswith("'" + start) or start in "\t\r"
    assert not any(text.startswith(STARTS) for row in rows for text in row.values())
    data = exported(plan, manager, "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in package.read(name)
        assert b'quotePrefix="1"' in package.read("xl/styles.xml")
    cells = sheets(data)["Actions"]
    assert cells[1][cells[0].index("Action")].strip() == words.strip()


def test_harmless_texts_stay_as_they_are() -> None:
    assert harmless("Agree thresholds = once") == "Agree thresholds = once"
    assert harmless("-5% a year") == "'-5% a year"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc-passwd-2027-03-01.xlsx"),
        ('a"; filename="b.exe', "a-filename-b-exe-2027-03-01.xlsx"),
        ("Ffynnon Ŵyn plan", "ffynnon-yn-plan-2027-03-01.xlsx"),
        ("計画", "plan-2027-03-01.xlsx"),
    ],
)
def test_names_of_files_are_safe(title: str, name: str) -> None:
    export = Export(plan=Plan(title=title), day=date(2027, 3, 1), form="xlsx", audience="inside")
    assert file_name(export) == name


# The document.


def test_the_document_has_the_councils_own_columns_in_their_order(
    plan: Plan, manager: Account
) -> None:
    document = Document(io.BytesIO(exported(plan, manager, "docx")))
    headers = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    names = next(names for names in headers if "Delivery" in names)
    given = Document(str(Path(__file__).parents[2] / "examples/fernshire-improvement-plan.docx"))
    own = [cell.text for cell in given.tables[1].rows[0].cells]
    kept = [name for name in names if name in own]
    assert len(kept) >= 5
    assert kept == [name for name in own if name in kept]
    assert names[-1] == "Delivery"


def test_tables_repeat_their_header_and_ratings_are_words_with_shading(
    plan: Plan, manager: Account
) -> None:
    document = Document(io.BytesIO(exported(plan, manager, "docx")))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    rated = [cell for table in document.tables for row in table.rows[1:] for cell in row.cells
             if cell._tc.tcPr.find(qn("w:shd")) is not None]  # fmt: skip
    named = {each.name for each in Level.objects.filter(plan=plan)}
    assert len(named) > 3
    assert {cell.text for cell in rated} <= named
    assert len(rated) == Action.objects.filter(plan=plan).exclude(rating=None).count()
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert len(headings) >= Objective.objects.filter(plan=plan).count()


def test_an_export_shows_the_plan_as_it_stood_on_a_day(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """Before it was adopted nothing of it stood."""
    yesterday = timezone.localdate() - timedelta(days=1)
    client = as_person(manager)
    address = f"/exports/{plan.pk}/?on={yesterday.isoformat()}"
    page = client.get(address).content.decode()
    assert "as it stood at the end of" in page
    client.post(address, {"form": "csv", "audience": "inside"})
    work()
    export = Export.objects.get()
    assert export.day == yesterday
    assert export.file is not None
    rows = file_path(export.file.sha256).read_text("utf-8-sig").splitlines()
    assert len(rows) == 1
