"""What a plan says and the reader could make nothing of: told, never passed over in silence."""

from pathlib import Path

import docx

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan

PLAN = (
    ("Ref", "Action", "Lead", "By when"),
    ("1.1", "Train every team in plans.", "Head of Service", "March 2027"),
    ("1.2", "Open the front door hub.", "Hub Manager", "April 2027"),
)


def read(folder: Path, *parts: str | tuple[tuple[str, ...], ...]) -> Plan:
    """The plan of a Word document: lines, and tables as rows of cells; ``#`` opens a heading."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            words = part.removeprefix("# ")
            made.add_paragraph(words, style="Heading 1" if words != part else None)
        else:
            table = made.add_table(len(part), len(part[0]))
            for row, cells in zip(table.rows, part, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    made.save(str(folder / "plan.docx"))
    return read_plan(read_document(folder / "plan.docx"))


def told(plan: Plan) -> list[str]:
    return [doubt.message for doubt in plan.doubts]


def test_a_table_of_which_nothing_was_read_is_told(tmp_path: Path) -> None:
    """With its first words, and what to do if it is part of the plan."""
    vans = (("Item", "Supplier", "Price"), ("A van", "Framework", "£20,000"))
    (message,) = told(read(tmp_path, "# Priority 1: Help", PLAN, "# Vehicles", vans))
    assert message == (
        "Nothing was read from a table of 2 rows that begins “Item; Supplier; Price”: if it holds "
        "actions or measures, name its columns as what they hold, such as Action, Lead, By when "
        "or Measure."
    )


def test_tables_about_the_document_and_its_people_are_passed_over(tmp_path: Path) -> None:
    """Versions, members and contacts are no part of what a plan promises."""
    versions = (("Version", "Date", "Author"), ("1.0", "May 2026", "J Rowe"))
    people = (("Name", "Job title", "Email"), ("J Rowe", "Programme Manager", "j@example.org"))
    assert told(read(tmp_path, versions, "# Priority 1: Help", PLAN, people)) == []


def test_a_row_with_a_number_a_lead_and_a_date_but_no_action_is_told(tmp_path: Path) -> None:
    """Its lead and date are nobody else's."""
    rows = (*PLAN, ("1.3", "", "Finance Lead", "May 2027"))
    plan = read(tmp_path, "# Priority 1: Help", rows)
    assert told(plan) == [
        "The row 1.3 (Finance Lead, May 2027) has no action: write what is to be done, or "
        "remove it."
    ]
    assert plan.actions[-1].leads == ("Hub Manager",)
    assert plan.actions[-1].due.dates == ("2027-04",)


def test_a_labelled_line_of_which_nothing_was_read_is_told(tmp_path: Path) -> None:
    """Among the plan's actions and right after them; each label once."""
    lines = ("Dependency: the case system", "Dependency: a new building")
    assert told(read(tmp_path, "# Priority 1: Help", PLAN, *lines)) == [
        "Nothing was read from 2 lines such as “Dependency: the case system”: if what is labelled "
        "'Dependency' belongs to an action, put it below that action."
    ]


def test_a_time_that_names_no_date_is_told(tmp_path: Path) -> None:
    """ "By the end of the summer" does not say which."""
    rows = (PLAN[0], ("1.1", "Train every team.", "Head of Service", "By the end of the summer"))
    (action,) = read(tmp_path, "# Priority 1: Help", rows).actions
    assert action.due.dates == ()
    assert [doubt.message for doubt in action.doubts] == [
        "No date could be read from 'By the end of the summer': say the month and year."
    ]


def test_a_line_of_several_leads_is_read_though_they_are_kept_apart(tmp_path: Path) -> None:
    """Each of them was; no doubt says that nothing was read from their line."""
    plan = read(
        tmp_path,
        "# Priority 1: Nobody waits",
        "1.1 Train every team in plans.",
        "Lead: Head of Service and Hub Manager",
        "By when: March 2027",
        "1.2 Open the front door hub.",
        "Lead: Hub Manager",
        "By when: April 2027",
    )
    assert plan.actions[0].leads == ("Head of Service", "Hub Manager")
    assert not told(plan)
