"""How a row that only heads the rows below it is read, and the marks of those rows."""

from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan


def reading(tmp_path: Path, rows: str, *, names: str = "No | Action | Who | When | RAG") -> Plan:
    columns = "|".join(["---"] * names.count("|") + ["---"])
    text = (
        "# Marlby Partnership Plan, June 2026\n\n## Objective 3.0 Homes near by\n\n"
        f"| {names} |\n|{columns}|\n{rows}"
    )
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return read_plan(read_document(path))


@pytest.mark.parametrize("marks", [("i)", "ii)"), ("a)", "b)"), ("(a)", "(b)"), ("1.", "2.")])
def test_a_row_of_a_number_and_a_title_heads_marked_rows(
    tmp_path: Path, marks: tuple[str, str]
) -> None:
    """The title is an objective under that of the section; each marked row is an action."""
    first, second = marks
    plan = reading(
        tmp_path,
        "| **3.1** | **Finding enough carers** | | | |\n"
        f"| | {first} Hold an open evening in each town | Fostering Manager | May 2027 | Green |\n"
        f"| | {second} Ring every enquirer within a day | Duty Lead | Ongoing | |\n"
        "| **3.2** | **What carers tell us** | | | |\n"
        f"| | {first} Ask carers each spring | Fostering Manager | April 2027 | Red |\n",
    )
    section, finding, telling = plan.objectives
    assert (section.ref, section.text) == ("Objective 3.0", "Homes near by")
    assert (finding.ref, finding.text, finding.parent) == (
        "3.1",
        "Finding enough carers",
        section.id,
    )
    assert (telling.ref, telling.parent) == ("3.2", section.id)
    kept, also = (mark.strip("(.)") for mark in marks)
    assert [(one.ref, one.text, one.leads, one.objective) for one in plan.actions] == [
        (f"3.1 {kept})", "Hold an open evening in each town", ("Fostering Manager",), finding.id),
        (f"3.1 {also})", "Ring every enquirer within a day", ("Duty Lead",), finding.id),
        (f"3.2 {kept})", "Ask carers each spring", ("Fostering Manager",), telling.id),
    ]
    assert [one.rating.text for one in plan.actions] == ["Green", None, "Red"]


def test_marked_rows_without_leads_or_dates_of_their_own_are_steps_of_the_action(
    tmp_path: Path,
) -> None:
    """The row above has the lead and the date, and so is the action itself."""
    plan = reading(
        tmp_path,
        "| 3.1 | Find enough carers | Duty Lead | May 2027 | Green |\n"
        "| | i) hold an open evening | | | |\n| | ii) ring every enquirer | | | |\n",
    )
    assert [(one.ref, one.leads) for one in plan.actions] == [("3.1", ("Duty Lead",))]
