"""What columns are called, and which is which where a converter moved them."""

import pytest

from lineofsight.documents import Cell, Place, Row
from lineofsight.plan.column_names import Role
from lineofsight.plan.columns import place_columns
from lineofsight.plan.headers import header_of, role_of

FULL: tuple[Role | None, ...] = ("ref", "objective", "action", "due", "lead", "measure")


def row(*texts: str) -> Row:
    return Row(tuple(Cell(text, Place()) for text in texts), Place())


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Ref.", "ref"),
        ("Action No", "ref"),
        ("Objective / what needs to improve", "objective"),
        ("Ofsted recommendation", "objective"),
        ("Ofsted Ref", "references"),
        ("Report para", "references"),
        ("Action required", "action"),
        ("What will we do?", "action"),
        ("By when?", "due"),
        ("Target date", "due"),
        ("Timescale", "due"),
        ("Lead officer(s)", "lead"),
        ("Who is responsible", "lead"),
        ("Leadership", None),
        ("Key performance indicator / measure of success", "measure"),
        ("How will we know?", "measure"),
        ("Evidence of impact", "measure"),
        ("Baseline (March 2026)", "baseline"),
        ("Target (March 2027)", "target"),
        ("R A G", "rating"),
        ("BRAG", "rating"),
        ("Progress RAG", "rating"),
        ("Progress update", "update"),
        ("Outcome", "outcome"),
        ("Risk", "risk"),
        ("Mitigating action", "mitigation"),
        ("Start date", "other"),
        ("What it means", "other"),
        ("Telephone", None),
        ("", None),
    ],
)
def test_a_column_is_known_by_the_names_that_councils_give_it(name: str, role: str | None) -> None:
    assert role_of(name) == role


def test_a_header_may_take_several_rows() -> None:
    rows = (
        row("Action", "Action", "Lead", "R"),
        row("No.", "", "person:", "A"),
        row("", "", "", "G"),
        row("1", "Write a standard", "PSW", "A"),
    )
    assert header_of(rows) == (("ref", "action", "lead", "rating"), 3)


@pytest.mark.parametrize(
    "texts",
    [
        ("1", "Write an action plan", "Progress is due in May 2026 and the lead is ill"),
        ("improvements are", "issues with clear actions and", "Target"),
        ("Target: 95%", "Action", "Due"),
        ("Name", "Telephone"),
        ("Action", "", ""),
    ],
)
def test_running_text_is_no_header(texts: tuple[str, ...]) -> None:
    assert header_of((row(*texts),))[1] == 0


def test_dropped_columns_are_missed_and_the_others_found() -> None:
    rows = (
        row("1.2 Train every team in how to use it.", "2. % of staff trained. Target: 95%"),
        row("1.3 Ask families what they thought.", "3. Number of families asked"),
    )
    assert place_columns(rows, FULL)[1] == ("action", "measure")


def test_a_column_of_numbers_belongs_to_the_texts_beside_it() -> None:
    rows = (
        row(
            "4", "The quality of plans,", "4.1.", "Training in plans", "Feb", "Sally", "26. % seen"
        ),
        row("", "which are late", "", "for every team", "2026", "Hope", "Target: 95%"),
    )
    assert place_columns(rows, FULL)[1] == (
        "ref", "objective", "action", "action", "due", "lead", "measure",
    )  # fmt: skip
