"""Columns by their names, by the names over them, and by what they hold."""

from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan


def reading(tmp_path: Path, *rows: tuple[str, ...]) -> Plan:
    """The plan of a table, in a document dated June 2026."""
    path = tmp_path / "plan.txt"
    lines = ["# Improvement Plan June 2026", "", *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_plan(read_document(path))


def test_a_name_with_a_percentage_sign_is_a_name(tmp_path: Path) -> None:
    """ "% complete" tells how far an action is, and "Target %" what a measure is to reach."""
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Lead", "Due", "% complete", "RAG"),
        ("1", "Open a second team.", "A Roy", "Sept 2026", "50%", "G"),
    )
    (action,) = plan.actions
    assert (action.ref, action.leads, action.rating.level) == ("1", ("A Roy",), "GREEN")
    assert [update.text for update in action.updates] == ["% complete: 50%"]
    assert not plan.measures
    measures = reading(
        tmp_path,
        ("Ref", "Measure", "Baseline %", "Target %"),
        ("1", "Assessments in time", "70%", "85%"),
    ).measures
    assert [(one.targets[0].value, one.targets[0].baseline) for one in measures] == [(85, 70)]


@pytest.mark.parametrize(
    "name", ["What remains to be done", "Next steps", "Further action required", "To be done"]
)
def test_what_is_left_to_do_is_progress_and_no_action(tmp_path: Path, name: str) -> None:
    """It opens with the name of its column, so that nobody takes it for what was done."""
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Lead", "Due", "Progress", name),
        ("1", "Open a second team.", "A Roy", "Sept 2026", "Hired two.", "Hire three more."),
    )
    (action,) = plan.actions
    assert action.text == "Open a second team."
    assert [update.text for update in action.updates] == [
        "Hired two.",
        f"{name}: Hire three more.",
    ]


def test_next_steps_are_the_actions_where_no_other_column_is(tmp_path: Path) -> None:
    plan = reading(
        tmp_path,
        ("Finding", "Next steps", "Lead", "Due"),
        ("Plans are late", "Open a second team.", "A Roy", "Sept 2026"),
    )
    assert [action.text for action in plan.actions] == ["Open a second team."]
    assert [objective.text for objective in plan.objectives] == ["Plans are late"]


@pytest.mark.parametrize(
    "header",
    [
        (
            ("Ref", "Action", "Lead", "Due", "RAG", "", "Progress", ""),
            ("", "", "", "", "Sept", "Nov", "end Sept", "end Nov"),
        ),
        (
            ("", "", "", "", "RAG", "", "Progress", ""),
            ("Ref", "Action", "Lead", "Due", "Sept", "Nov", "end Sept", "end Nov"),
        ),
        (
            ("", "", "Lead", "Due", "RAG", "", "Progress", ""),
            ("Ref", "Action", "", "", "Sept", "Nov", "end Sept", "end Nov"),
        ),
    ],
)
def test_ratings_and_progress_by_period(
    tmp_path: Path, header: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    """The latest rating counts; an earlier one, and each note, keeps its period."""
    plan = reading(
        tmp_path,
        *header,
        ("1", "Open a second team.", "A Roy", "Sept 2026", "A", "G", "Hired two.", "Hired all."),
        ("2", "Train all of the staff.", "B Ho", "Dec 2026", "R", "", "Begun.", ""),
    )
    assert [action.leads for action in plan.actions] == [("A Roy",), ("B Ho",)]
    assert [action.rating.level for action in plan.actions] == ["GREEN", "RED"]
    first, second = plan.actions
    assert {(update.period, update.text) for update in first.updates} == {
        ("RAG Sept", "A"),
        ("end Sept", "Hired two."),
        ("end Nov", "Hired all."),
    }
    assert [(update.period, update.text) for update in second.updates] == [("end Sept", "Begun.")]


def test_months_alone_are_ratings_where_they_hold_ratings(tmp_path: Path) -> None:
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Lead", "Due", "Apr 26", "May 26", "Jun 26"),
        ("1", "Open a second team.", "A Roy", "Sept 2026", "R", "A", "G"),
        ("2", "Train all of the staff.", "B Ho", "Dec 2026", "R", "A", ""),
    )
    assert [action.rating.level for action in plan.actions] == ["GREEN", "AMBER"]


def test_the_current_rating_counts_wherever_it_stands(tmp_path: Path) -> None:
    plan = reading(
        tmp_path,
        ("Action", "Lead", "Due", "Current RAG", "Previous RAG"),
        ("Open a second team.", "A Roy", "Sept 2026", "R", "A"),
    )
    assert plan.actions[0].rating.level == "RED"


@pytest.mark.parametrize(
    "header",
    [
        (("Ref", "Action", "Lead", "Due date", ""), ("", "", "", "Original", "Revised")),
        (("Ref", "Action", "Lead", "Original date", "Revised date"),),
    ],
)
def test_the_revised_date_is_the_due_date_and_the_original_is_told(
    tmp_path: Path, header: tuple[tuple[str, ...], ...]
) -> None:
    plan = reading(
        tmp_path,
        *header,
        ("1", "Open a second team.", "A Roy", "Sept 2026", "Dec 2026"),
        ("2", "Train all of the staff.", "B Ho", "Oct 2026", ""),
    )
    first, second = plan.actions
    assert (first.due.dates, second.due.dates) == (("2026-12",), ("2026-10",))
    assert "not Sept 2026" in first.doubts[0].message
    assert not second.doubts


@pytest.mark.parametrize(
    "name",
    ["Position", "Progress status", "Change achieved", "Confidence", "Impact grade", "How far"],
)
def test_a_column_of_ratings_by_any_name(tmp_path: Path, name: str) -> None:
    """Cells that are nothing but ratings make their column one of ratings."""
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Lead", "Due", name),
        ("1", "Open a second team.", "A Roy", "Sept 2026", "Green"),
        ("2", "Train all of the staff.", "B Ho", "Dec 2026", "Amber"),
    )
    assert [action.rating.level for action in plan.actions] == ["GREEN", "AMBER"]
    assert not plan.doubts


def test_the_cells_of_an_unknown_column_are_counted_over_all_its_tables(tmp_path: Path) -> None:
    header = ("Ref", "Action", "Lead", "Due", "Weather")
    plan = reading(
        tmp_path,
        header,
        ("1", "Open a second team.", "A Roy", "Sept 2026", "Sunny spells"),
        ("",),
        ("## More",),
        ("",),
        header,
        ("2", "Train all of the staff.", "B Ho", "Dec 2026", "Rain later on"),
        ("3", "Meet every month.", "B Ho", "Dec 2026", ""),
    )
    (told,) = [doubt.message for doubt in plan.doubts if doubt.kind == "column"]
    assert "'Weather' was not understood and its 2 cells were not read" in told


@pytest.mark.parametrize("name", ["Outcome", "Outcome sought", "Workstream", "Theme", "Standard"])
def test_a_column_that_gathers_actions_names_their_objectives(tmp_path: Path, name: str) -> None:
    plan = reading(
        tmp_path,
        (name, "Ref", "Action", "Lead", "Due"),
        ("Children are safe", "1", "Open a second team.", "A Roy", "Sept 2026"),
        ("Children are safe", "2", "Train all of the staff.", "B Ho", "Dec 2026"),
        ("Children are heard", "3", "Meet every month.", "B Ho", "Dec 2026"),
    )
    assert [objective.text for objective in plan.objectives] == [
        "Children are safe",
        "Children are heard",
    ]
    assert [(action.ref, action.objective) for action in plan.actions] == [
        ("1", "objective-1"),
        ("2", "objective-1"),
        ("3", "objective-2"),
    ]


@pytest.mark.parametrize("name", ["Reason", "Reason for action", "Why this matters"])
def test_why_something_is_done_is_told_as_not_read(tmp_path: Path, name: str) -> None:
    """It is no objective, and no part of the action."""
    plan = reading(
        tmp_path,
        (name, "Action", "Lead", "Due"),
        ("Children wait too long", "Open a second team.", "A Roy", "Sept 2026"),
    )
    assert [action.text for action in plan.actions] == ["Open a second team."]
    assert not plan.objectives
    assert [doubt.kind for doubt in plan.doubts] == ["column"]


def test_letters_that_only_a_key_without_headings_explains(tmp_path: Path) -> None:
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Lead", "Due", "Status"),
        ("1", "Open a second team.", "A Roy", "Sept 2026", "C"),
        ("2", "Train all of the staff.", "B Ho", "Dec 2026", "O"),
        ("3", "Meet every month.", "B Ho", "Dec 2026", "N"),
        ("",),
        ("C", "Complete"),
        ("O", "On track"),
        ("N", "Not started"),
    )
    assert [action.rating.level for action in plan.actions] == ["BLUE", "GREEN", "GREY"]


def test_a_target_under_a_date_with_a_short_year(tmp_path: Path) -> None:
    plan = reading(
        tmp_path,
        ("Ref", "Measure", "Baseline", "Target Sept 26", "Target Mar 27"),
        ("1", "Average caseload", "22", "20", "no higher than 18"),
    )
    assert [(one.value, one.comparison, one.by) for one in plan.measures[0].targets] == [
        (20, "<=", "2026-09"),
        (18, "<=", "2027-03"),
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Caseloads no higher than 18 children", 18),
        ("No more than 12 agency workers", 12),
        ("Vacancies below 15 posts", 15),
        ("Fewer than 10 agency workers", 10),
        ("18 children or lower for each worker", 18),
    ],
)
def test_a_limit_before_a_bare_number_is_a_target(tmp_path: Path, words: str, value: int) -> None:
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Lead", "Due", "Measure of success"),
        ("1", "Open a second team.", "A Roy", "Sept 2026", words),
    )
    (target,) = plan.measures[0].targets
    assert (target.value, target.unit, target.comparison) == (value, "count", "<=")


def test_a_number_that_says_which_children_are_counted_is_no_target(tmp_path: Path) -> None:
    plan = reading(
        tmp_path,
        ("Ref", "Action", "Lead", "Due", "Measure of success"),
        ("1", "Open a team.", "A Roy", "Sept 2026", "Children with fewer than 3 moves are seen"),
    )
    assert plan.measures[0].targets == ()


@pytest.mark.parametrize("quarter", ["Q1 2026/27", "Quarter 1"])
def test_a_quarter_beside_the_target_tells_what_was_reached(tmp_path: Path, quarter: str) -> None:
    """It is no target of its own, and told as a column that was not read."""
    plan = reading(
        tmp_path,
        ("Ref", "Measure", "2025/26 outturn", "Target 2026/27", quarter),
        ("1", "Assessments in time", "70%", "85%", "72%"),
        ("2", "Visits in time", "80%", "95%", "81%"),
    )
    assert [[each.value for each in one.targets] for one in plan.measures] == [[85], [95]]
    assert any(quarter in doubt.message for doubt in plan.doubts)
