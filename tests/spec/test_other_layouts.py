"""How plans are read in one layout and another."""

from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan


def reading(tmp_path: Path, *rows: str | tuple[str, ...]) -> Plan:
    """The plan of ``rows``: lines of text, and tuples of cells."""
    path = tmp_path / "plan.txt"
    lines = [row if isinstance(row, str) else "\t".join(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_plan(read_document(path))


def told(plan: Plan) -> list[tuple[str | None, str, tuple[str, ...], tuple[str, ...]]]:
    """Ref, text, dates and leads of each action."""
    return [(one.ref, one.text, one.due.dates, one.leads) for one in plan.actions]


def test_names_of_columns_below_others(tmp_path: Path) -> None:
    """ "Start" and "Finish" below "When": the action is due when it ends."""
    plan = reading(
        tmp_path,
        "# Marlby Council Children's Improvement Plan - June 2026",
        "",
        ("Ref", "Action", "Who", "When", "", "Progress", ""),
        ("", "", "", "Start", "Finish", "Update", "BRAG"),
        ("1.1", "Open a team.", "Head of Access", "May 2026", "Sept 2026", "Hired.", "Green"),
        ("1.2", "Train them.", "Workforce Lead", "June 2026", "Dec 2026", "Not begun.", "Red"),
    )
    assert told(plan) == [
        ("1.1", "Open a team.", ("2026-09",), ("Head of Access",)),
        ("1.2", "Train them.", ("2026-12",), ("Workforce Lead",)),
    ]
    assert [action.rating.level for action in plan.actions] == ["GREEN", "RED"]
    assert [action.updates[0].text for action in plan.actions] == ["Hired.", "Not begun."]


def test_a_row_below_a_header_that_tells_of_an_action_is_no_header(tmp_path: Path) -> None:
    """Words like a column's name may be what a plan does."""
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Who", "When"),
        ("", "Progress reports", "Lead Officer", "May 2026"),
        ("1.2", "Train them.", "Workforce Lead", "Dec 2026"),
    )
    assert [action.text for action in plan.actions] == ["Progress reports", "Train them."]


def test_bullets_of_one_row_are_matched_by_their_count(tmp_path: Path) -> None:
    """As many leads and dates as actions, in their order; the one rating is that of them all."""
    plan = reading(
        tmp_path,
        ("No", "Priority", "Actions", "Lead", "By when", "RAG"),
        (
            "1",
            "Better assessments",
            "• Write a guide. • Audit ten cases. • Share what is learned.",
            "• Head of Service • Audit Lead • Principal Social Worker",
            "• 30 June 2026 • 31 July 2026 • 31 August 2026",
            "A",
        ),
        ("2", "Better plans", "• Review all plans.", "Head of Service", "30 June 2026", "G"),
    )
    assert told(plan) == [
        (None, "Write a guide.", ("2026-06-30",), ("Head of Service",)),
        (None, "Audit ten cases.", ("2026-07-31",), ("Audit Lead",)),
        (None, "Share what is learned.", ("2026-08-31",), ("Principal Social Worker",)),
        (None, "Review all plans.", ("2026-06-30",), ("Head of Service",)),
    ]
    levels = [action.rating.level for action in plan.actions]
    assert levels == ["AMBER", "AMBER", "AMBER", "GREEN"]


def test_bullets_of_one_row_beside_fewer_dates_have_none(tmp_path: Path) -> None:
    """Each bullet is an action; which date is whose cannot be known, and each says so."""
    plan = reading(
        tmp_path,
        ("No", "Priority", "Actions", "Lead", "By when"),
        (
            "1",
            "Plans",
            "• Write a guide. • Audit. • Share.",
            "Audit Lead",
            "• May 2026 • June 2026",
        ),
        ("2", "Visits", "See each child.", "Audit Lead", "May 2026"),
    )
    assert told(plan) == [
        (None, "Write a guide.", (), ("Audit Lead",)),
        (None, "Audit.", (), ("Audit Lead",)),
        (None, "Share.", (), ("Audit Lead",)),
        (None, "See each child.", ("2026-05",), ("Audit Lead",)),
    ]
    assert [doubt.kind for action in plan.actions for doubt in action.doubts] == ["pairing"] * 3


HEADER = ("Ref", "Action", "Timescale", "Lead", "RAG")
MARKED = "i) Write a guide. ii) Audit ten cases. iii) Share what is learned."


def test_items_are_matched_over_cells_by_their_marks(tmp_path: Path) -> None:
    """i), ii), iii) beside i), ii), iii): each its own date and lead."""
    plan = reading(
        tmp_path,
        HEADER,
        (
            "1",
            MARKED,
            "i) May 2026 ii) June 2026 iii) July 2026",
            "i) A Roy ii) L Ho iii) M Kay",
            "G",
        ),
        ("2", "Review all plans.", "May 2026", "A Roy", "G"),
    )
    assert told(plan) == [
        ("1 i)", "Write a guide.", ("2026-05",), ("A Roy",)),
        ("1 ii)", "Audit ten cases.", ("2026-06",), ("L Ho",)),
        ("1 iii)", "Share what is learned.", ("2026-07",), ("M Kay",)),
        ("2", "Review all plans.", ("2026-05",), ("A Roy",)),
    ]
    assert not any(action.doubts for action in plan.actions)


def test_a_mark_that_a_cell_leaves_out_is_told(tmp_path: Path) -> None:
    """No date is marked ii): that action has none, and the others keep theirs."""
    plan = reading(tmp_path, HEADER, ("1", MARKED, "i) May 2026 iii) July 2026", "A Roy", "G"))
    dates = [action.due.dates for action in plan.actions]
    assert dates == [("2026-05",), (), ("2026-07",)]
    assert [len(action.doubts) for action in plan.actions] == [0, 1, 0]
    assert "ii)" in plan.actions[1].doubts[0].message
    assert all(action.leads == ("A Roy",) for action in plan.actions)


def test_a_marked_list_beside_one_date_is_one_action(tmp_path: Path) -> None:
    """Its items are steps, which no other cell takes up."""
    plan = reading(tmp_path, HEADER, ("1", MARKED, "May 2026", "A Roy", "G"))
    assert told(plan) == [("1", MARKED, ("2026-05",), ("A Roy",))]


def test_questions_as_names_of_columns(tmp_path: Path) -> None:
    """ "Who?", "By when?"; a rating in words in the column of progress is a rating."""
    plan = reading(
        tmp_path,
        ("What will we do?", "Who?", "By when?", "How will we know?", "How are we doing?"),
        ("Meet each week", "HR Partner", "15 May 2026", "Vacancy rate below 12%", "On track"),
        ("Ask every leaver", "HR Partner", "1 June 2026", "All leavers asked", "Hard to reach."),
    )
    assert told(plan) == [
        (None, "Meet each week", ("2026-05-15",), ("HR Partner",)),
        (None, "Ask every leaver", ("2026-06-01",), ("HR Partner",)),
    ]
    assert [action.rating.level for action in plan.actions] == ["GREEN", None]
    assert [len(action.updates) for action in plan.actions] == [0, 1]
    assert plan.measures[0].targets[0].value == 12


def test_targets_of_each_quarter_with_a_baseline(tmp_path: Path) -> None:
    """The quarter's year is that of the plan's heading; falling figures are ceilings."""
    plan = reading(
        tmp_path,
        "# Children's Improvement Plan 2026/27",
        "",
        ("Ref", "Measure", "Baseline", "Q1 target", "Q2 target", "Q4 target"),
        ("M1", "Assessments within 45 working days", "71%", "75%", "80%", "90%"),
        ("M2", "Re-referrals within 12 months", "28%", "27%", "25%", "21%"),
    )
    assert [measure.ref for measure in plan.measures] == ["M1", "M2"]
    steps = [(step.value, step.by, step.baseline) for step in plan.measures[0].targets]
    assert steps == [
        (75, "RANGE:2026-04/2026-06", 71),
        (80, "RANGE:2026-07/2026-09", 71),
        (90, "RANGE:2027-01/2027-03", 71),
    ]
    assert {step.comparison for step in plan.measures[1].targets} == {"<="}
    assert not plan.actions


def test_a_quarter_without_any_year_has_no_date(tmp_path: Path) -> None:
    """What no heading says is not made up."""
    plan = reading(
        tmp_path,
        "# Children's Improvement Plan",
        "",
        ("Ref", "Measure", "Baseline", "Q1 target", "Q2 target"),
        ("M1", "Assessments within 45 working days", "71%", "75%", "80%"),
    )
    assert [step.value for step in plan.measures[0].targets] == [75, 80]
    assert {step.by for step in plan.measures[0].targets} == {None}


PARAGRAPHS = (
    "# Improvement plan for children's services",
    "",
    "## 1. Leadership",
    "",
    "1.1 Appoint a permanent director by September 2026 (Lead: Chief Executive).",
    "",
    "1.2 Publish a vision for children (Lead: Director; Timescale: 31 May 2026).",
    "",
    "## 2. Practice",
    "",
    "2.1 Audit 20 cases a month from June 2026 (Lead: Head of Quality).",
)


def test_numbered_paragraphs_without_any_table(tmp_path: Path) -> None:
    """Leads and dates in brackets or in the sentence; headings are the objectives."""
    plan = reading(tmp_path, *PARAGRAPHS)
    assert [(action.ref, action.due.dates, action.leads) for action in plan.actions] == [
        ("1.1", ("2026-09",), ("Chief Executive",)),
        ("1.2", ("2026-05-31",), ("Director",)),
        ("2.1", ("2026-06", "ONGOING"), ("Head of Quality",)),
    ]
    assert plan.actions[1].text == "Publish a vision for children."
    assert [(one.ref, one.text) for one in plan.objectives] == [
        ("1", "Leadership"),
        ("2", "Practice"),
    ]
    assert plan.date is None


def test_numbered_paragraphs_of_a_report_over_a_table_are_no_actions(tmp_path: Path) -> None:
    """Where a table holds the plan, its report's paragraphs are only its report."""
    plan = reading(
        tmp_path, *PARAGRAPHS, "", HEADER, ("1", "Review all plans.", "May 2026", "A Roy")
    )
    assert [action.text for action in plan.actions] == ["Review all plans."]


def test_numbered_paragraphs_without_leads_are_no_actions(tmp_path: Path) -> None:
    """A report numbers its paragraphs too."""
    plan = reading(
        tmp_path,
        "# Report on the improvement plan",
        "1.1 The council was inspected in May 2026.",
        "1.2 The board met in June 2026.",
        "1.3 A director was appointed by July 2026.",
    )
    assert not plan.actions
    assert [doubt.kind for doubt in plan.doubts] == ["empty"]


def test_progress_keeps_the_period_that_its_column_names(tmp_path: Path) -> None:
    """ "Evidence end of September" is progress; "Evidence" alone says how success is known."""
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Due", "Lead", "Evidence end of September", "Progress Dec 2026", "RAG"),
        ("1", "Open a team.", "Sept 2026", "A Roy", "Team hired.", "Team at work.", "G"),
        ("2", "Train them.", "Dec 2026", "A Roy", "Course chosen.", "", "A"),
    )
    assert [[(one.period, one.text) for one in action.updates] for action in plan.actions] == [
        [("end of September", "Team hired."), ("Dec 2026", "Team at work.")],
        [("end of September", "Course chosen.")],
    ]
    assert not plan.measures
    other = reading(
        tmp_path,
        ("Ref", "Action", "Due", "Lead", "Evidence", "Progress"),
        ("1", "Open a team.", "Sept 2026", "A Roy", "Audit of contacts", "Team hired."),
    )
    assert [measure.text for measure in other.measures] == ["Audit of contacts"]
    assert other.actions[0].updates[0].period is None


@pytest.mark.parametrize(
    "heading",
    ["## What inspectors found", "## Ofsted recommendations", "The areas for improvement were:"],
)
def test_findings_are_listed_below_a_heading_that_says_so(tmp_path: Path, heading: str) -> None:
    """One an item, with its number and what it stands below."""
    plan = reading(
        tmp_path,
        heading,
        "",
        "1. Thresholds are applied unevenly.",
        "2. Supervision is not regular.",
        "",
        "The plan below answers each.",
        "- This is no finding.",
        "",
        HEADER,
        ("1", "Review all plans.", "May 2026", "A Roy", "G"),
    )
    assert [(finding.ref, finding.text) for finding in plan.findings] == [
        ("1", "Thresholds are applied unevenly."),
        ("2", "Supervision is not regular."),
    ]
    assert {finding.source for finding in plan.findings} == {heading.strip("# :")}
    assert len(plan.actions) == 1


def test_a_list_below_another_heading_holds_no_findings(tmp_path: Path) -> None:
    """Values and standards are lists too."""
    plan = reading(
        tmp_path, "## What we value", "- Respect.", "", "## Findings of staff", "- Busy."
    )
    assert not plan.findings


def test_recommendations_over_several_rows_with_a_version(tmp_path: Path) -> None:
    """A row without a recommendation goes on with the one above; "2.1 March" is no 1 March."""
    plan = reading(
        tmp_path,
        "# Improvement Plan",
        "Version 2.1 March 2026",
        "",
        ("Ofsted recommendation", "Action", "Lead officer", "Completion date", "Status"),
        ("1. Improve plans", "Rewrite the template", "Head of Practice", "30/06/2026", "Complete"),
        ("", "Train all staff", "Head of Practice", "30/09/2026", "Overdue"),
        ("2. Supervise", "Set a standard", "Principal Social Worker", "31/05/2026", "Complete"),
    )
    assert (plan.version, plan.date) == ("2.1", "2026-03")
    assert [(one.ref, one.text) for one in plan.objectives] == [
        ("1", "Improve plans"),
        ("2", "Supervise"),
    ]
    assert [action.objective for action in plan.actions] == [
        "objective-1",
        "objective-1",
        "objective-2",
    ]
    assert [action.rating.level for action in plan.actions] == ["BLUE", "RED", "BLUE"]


def test_lead_and_date_in_one_cell(tmp_path: Path) -> None:
    """In either order; words that are no name or role stay with the date."""
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Lead and timescale", "RAG"),
        ("1", "Open a team.", "Head of Access, Sept 2026", "G"),
        ("2", "Train them.", "Dec 2026 Workforce Lead", "A"),
        ("3", "Report.", "after the review in Dec 2026", "A"),
    )
    assert [(action.due.dates, action.leads) for action in plan.actions] == [
        (("2026-09",), ("Head of Access",)),
        (("2026-12",), ("Workforce Lead",)),
        (("2026-12",), ()),
    ]


def test_a_table_of_pipes_and_breaks(tmp_path: Path) -> None:
    """As Markdown writes it; a quarter is a time with two ends."""
    plan = reading(
        tmp_path,
        "| Ref | What we will do | Owner | Deadline | RAG |",
        "|---|---|---|---|---|",
        "| A1 | Hire ten workers | Asha Roy / Lee Ho | End of Q3 2026/27 | Amber |",
        "| A2 | Reduce caseloads to 18 | Head of Service | Ongoing | Green |",
    )
    assert told(plan) == [
        ("A1", "Hire ten workers", ("RANGE:2026-10/2026-12",), ("Asha Roy", "Lee Ho")),
        ("A2", "Reduce caseloads to 18", ("ONGOING",), ("Head of Service",)),
    ]
