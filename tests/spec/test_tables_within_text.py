"""How tables are found in plain text, whatever holds their columns apart."""

from pathlib import Path

import pytest

from lineofsight.documents import Table, read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan

FIXED = """\
                 Marlby Council Children's Improvement Plan
                                June 2026

Priority 1: The front door

Ref    Action                           Lead              By         How we will
                                                          when       know
1.1    Open a team that takes every     Head of Access    Sept       90% of
       contact on the day it comes                        2026       contacts
       and records who rang.                                         decided in a day
1.2    Train the team in the new        Workforce Lead    Dec 2026   All trained
       threshold document.

Priority 2: Better plans

Ref    Action                           Lead              By         How we will
                                                          when       know
2.1    Review all plans of children     Audit Lead        30 June    95% of plans
       who have been on them for                          2026       reviewed
       two years.
2.2    Write a guide.                   Principal         Ongoing    Guide in use
                                        Social Worker
                                 Page 1 of 2
"""


def written(tmp_path: Path, text: str, name: str = "plan.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def plan_of(tmp_path: Path, text: str, name: str = "plan.txt") -> Plan:
    return read_plan(read_document(written(tmp_path, text, name)))


def told(plan: Plan) -> list[tuple[str | None, str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.ref, one.text, one.due.dates, one.leads) for one in plan.actions]


def test_columns_held_apart_by_spaces(tmp_path: Path) -> None:
    """Cells wrapped over lines, names over two lines, and the number of the page left out."""
    plan = plan_of(tmp_path, FIXED)
    assert told(plan) == [
        (
            "1.1",
            "Open a team that takes every contact on the day it comes and records who rang.",
            ("2026-09",),
            ("Head of Access",),
        ),
        (
            "1.2",
            "Train the team in the new threshold document.",
            ("2026-12",),
            ("Workforce Lead",),
        ),
        (
            "2.1",
            "Review all plans of children who have been on them for two years.",
            ("2026-06-30",),
            ("Audit Lead",),
        ),
        ("2.2", "Write a guide.", ("ONGOING",), ("Principal Social Worker",)),
    ]
    assert [objective.text for objective in plan.objectives] == ["The front door", "Better plans"]
    assert [measure.text for measure in plan.measures] == [
        "90% of contacts decided in a day",
        "All trained",
        "95% of plans reviewed",
        "Guide in use",
    ]


def test_a_row_of_fixed_width_that_a_page_cuts(tmp_path: Path) -> None:
    """The names of the columns come again on the new page, a few characters aside."""
    plan = plan_of(
        tmp_path,
        " No    What we will do                  Who              When\n\n"
        " 1.    Agree the threshold guide        Head of Front    Within 3\n"
        "       with partners and publish        Door             months\n"
        "       it\n\n"
        " 2.    Recruit ten social workers       HR Partner       30/09/26\n"
        "       and keep those we have\n\n"
        "                              3\n"
        "\f Marlby Improvement Plan\n\n"
        "  No   What we will do                    Who            When\n\n"
        "       with a bonus each year\n"
        "  3.   Audit forty cases a month          QA Manager     Monthly\n"
        "       and report to the board.\n",
    )
    assert told(plan) == [
        (
            "1",
            "Agree the threshold guide with partners and publish it",
            ("RELATIVE:P3M",),
            ("Head of Front Door",),
        ),
        (
            "2",
            "Recruit ten social workers and keep those we have with a bonus each year",
            ("2026-09-30",),
            ("HR Partner",),
        ),
        ("3", "Audit forty cases a month and report to the board.", (), ("QA Manager",)),
    ]


def test_rows_of_fixed_width_without_numbers(tmp_path: Path) -> None:
    """A line begins a row where the one above had room for its first word."""
    plan = plan_of(
        tmp_path,
        "Action                              Lead officer         Timescale     Progress\n"
        "Open a team for every child         Head of Access       May 2026      Staff hired and\n"
        "in the borough                                                         trained\n"
        "Train all staff                     Workforce Lead       June 2026     Begun\n"
        "Write a guide to thresholds         Partnership          July 2026     Drafted with\n"
        "that partners own                   Manager                            schools\n",
    )
    assert told(plan) == [
        (None, "Open a team for every child in the borough", ("2026-05",), ("Head of Access",)),
        (None, "Train all staff", ("2026-06",), ("Workforce Lead",)),
        (
            None,
            "Write a guide to thresholds that partners own",
            ("2026-07",),
            ("Partnership Manager",),
        ),
    ]


def test_empty_lines_part_rows_of_fixed_width(tmp_path: Path) -> None:
    """An area without a cell of its own goes on from above."""
    plan = plan_of(
        tmp_path,
        "Area of weakness            Action                          Owner          Deadline\n\n"
        "Assessments are late        Write a new guide for every     Head of        Sept 2026\n"
        "and thin                    team manager                    Assessment\n\n"
        "                            Audit ten cases a month         QA Lead        Oct 2026\n\n"
        "Supervision is patchy       Every social worker has         Team           Nov 2026\n"
        "                            supervision each month          Managers\n",
    )
    assert [(one.text, one.leads) for one in plan.actions] == [
        ("Write a new guide for every team manager", ("Head of Assessment",)),
        ("Audit ten cases a month", ("QA Lead",)),
        ("Every social worker has supervision each month", ("Team Managers",)),
    ]
    assert [objective.text for objective in plan.objectives] == [
        "Assessments are late and thin",
        "Supervision is patchy",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The board meets monthly.  It looks at the plan.  It asks why.\n"
        "Members are many.  They are keen.  They read the papers.\n"
        "It has met since May.  It will meet again.  It tells the council.\n",
        "Contents\n1   Introduction      3\n2   Our plan          5\n3   Risks             9\n",
        "1   Introduction ......... 3\n2   Our plan ......... 5\n3   Risks ......... 9\n",
    ],
)
def test_text_with_gaps_is_no_table(tmp_path: Path, text: str) -> None:
    """Two spaces behind a stop, and lists of contents, set up no columns."""
    blocks = read_document(written(tmp_path, text)).blocks
    assert not any(isinstance(block, Table) for block in blocks)


TAGGED = """\
# Marlby Improvement Plan - June 2026

## Priority 1: The front door

<table>
<tr><th>Ref</th><th>Action</th><th>Lead</th><th>By when</th><th>Measure</th></tr>
<tr><td rowspan="2">1.1</td><td>Open a team.<br>Train it.</td><td>Head of Access</td>
<td>Sept 2026</td><td><ul><li>90% in a day</li><li>All contacts recorded</li></ul></td></tr>
<tr><td>Tell schools.</td><td>Comms Lead</td><td>Oct 2026</td><td></td>
<tr><td>1.2<td>Write a guide.<td>QA Lead<td>Dec 2026<td>Guide used
</table>

## Priority 2: Better plans

<table><thead><tr><th>Ref</th><th>Action</th><th>Lead</th><th>By when</th></tr></thead>
\t<tr>
\t\t<td>2.1</td>
\t\t<td>Review plans.</td>

\t\t<td>Head of Service</td><td>Nov 2026</td>
\t</tr>

Text below a table that was never closed.
"""


@pytest.mark.parametrize("name", ["plan.txt", "plan.md"])
def test_tables_in_tags_within_text(tmp_path: Path, name: str) -> None:
    """Cells over rows, lists, tags that were never closed: as a browser shows them."""
    plan = plan_of(tmp_path, TAGGED, name)
    assert told(plan) == [
        ("1.1", "Open a team. Train it.", ("2026-09",), ("Head of Access",)),
        (None, "Tell schools.", ("2026-10",), ("Comms Lead",)),
        ("1.2", "Write a guide.", ("2026-12",), ("QA Lead",)),
        ("2.1", "Review plans.", ("2026-11",), ("Head of Service",)),
    ]
    assert [measure.text for measure in plan.measures] == [
        "90% in a day",
        "All contacts recorded",
        "Guide used",
    ]
    assert plan.actions[0].place.line == 7
    assert [objective.ref for objective in plan.objectives] == ["Priority 1", "Priority 2"]


def test_a_web_page_called_text(tmp_path: Path) -> None:
    """What a file is decides how it is read, not what it is called."""
    page = (
        "<!DOCTYPE html><html><body><table><tr><td>Action</td><td>Owner</td><td>Deadline</td></tr>"
        "<tr><td>Open a team</td><td>AB</td><td>May 2026</td></tr></table></body></html>"
    )
    assert told(plan_of(tmp_path, page)) == [(None, "Open a team", ("2026-05",), ("AB",))]


def test_a_tag_that_makes_no_table_is_text(tmp_path: Path) -> None:
    """A sentence that speaks of tags is still a sentence."""
    blocks = read_document(written(tmp_path, "Use <table> for tables.\nAnd words.\n")).blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Paragraph"]


def test_marks_between_words_without_marks_outside(tmp_path: Path) -> None:
    """A line of marks below the names is no row; empty cells at the end are kept."""
    plan = plan_of(
        tmp_path,
        "Ref | Action | Lead | By when\n--- | --- | --- | ---\n"
        "1.1 | Open a team | Head of Access | May 2026\n1.2 | Train it | Workforce Lead |\n",
    )
    assert told(plan) == [
        ("1.1", "Open a team", ("2026-05",), ("Head of Access",)),
        ("1.2", "Train it", (), ("Workforce Lead",)),
    ]
