"""Rows of a plan's tables that are read as nothing are told."""

from pathlib import Path

from lineofsight.documents.reading import read_document
from lineofsight.plan.model import Plan
from lineofsight.plan.reading import read_plan

HEADER = "Ref\tAction\tBy when\tLead"
ROWS = (
    "1.1\tTrain every team in plans\tMarch 2026\tHead of Service",
    "1.2\tOpen the front door hub\tApril 2026\tAnn Hall",
)


def read(folder: Path, *lines: str) -> Plan:
    path = folder / "plan.txt"
    path.write_text("Improvement plan\n\n" + "".join(f"{line}\n" for line in lines))
    return read_plan(read_document(path))


def unread(plan: Plan) -> list[str]:
    return [doubt.message for doubt in plan.doubts if doubt.kind == "unread"]


def test_words_beyond_the_last_column_are_told_where_they_stand(tmp_path: Path) -> None:
    """The opening words of what was read as nothing, and its line."""
    lost = "1.3\tAsk families\tMay 2026\tB Roy\t\tSee the note of the seventh meeting of the group"
    plan = read(tmp_path, HEADER, *ROWS, lost)
    (message,) = unread(plan)
    assert message.startswith("This text of a row was not read (See the note of the seventh")
    (doubt,) = [doubt for doubt in plan.doubts if doubt.kind == "unread"]
    assert doubt.place.line == 6


def test_a_table_whose_rows_were_all_read_raises_no_doubt(tmp_path: Path) -> None:
    """Nor do its headers, repeated on each page."""
    assert unread(read(tmp_path, HEADER, *ROWS, HEADER, "1.3\tAsk families\tMay 2026\tB Roy")) == []


def test_tables_of_other_things_raise_no_doubt(tmp_path: Path) -> None:
    """The members of a board are no rows of its plan."""
    members = ("Name\tAgency", "A person of note and standing\tThe police of the county")
    assert unread(read(tmp_path, *members, "", HEADER, *ROWS, "", *members)) == []
