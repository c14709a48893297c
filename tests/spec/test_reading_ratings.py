"""How a plan's own ratings are read, by its own key, and how many of each it prints."""

from pathlib import Path

import pytest

from lineofsight.documents import Cell, Document, Place, Row, Table, read_document
from lineofsight.plan import read_plan
from lineofsight.plan.keys import explains
from lineofsight.plan.model import Plan
from lineofsight.plan.rating_keys import read_rating_key

HEAD = "Ref\tAction\tLead\tDue\tRating"


def read(tmp_path: Path, front: str, *ratings: str) -> Plan:
    """A plan of as many actions as ratings, with ``front`` before its table."""
    rows = [
        f"1.{n}\tVisit every child in team {n}.\tIda Moss\tMay 2026\t{rating}"
        for n, rating in enumerate(ratings, 1)
    ]
    path = tmp_path / "plan.txt"
    text = "\n".join(["Improvement Plan April 2026", "", front, "", HEAD, *rows])
    path.write_text(text, encoding="utf-8")
    return read_plan(read_document(path))


def levels(plan: Plan) -> list[str | None]:
    return [action.rating.level for action in plan.actions]


KEYS = {
    "a table": "Rating\tWhat it means\n1\tNot started\n2\tOff track\n3\tAt risk of delay\n"
    "4\tComplete",
    "a line": "Key: 1 = Not started, 2 = Off track, 3 = At risk of delay, 4 = Complete.",
    "lines": "Rating key\n1 = Not started\n2 = Off track\n3 = At risk of delay\n4 = Complete",
}  # fmt: skip


@pytest.mark.parametrize("front", KEYS.values(), ids=KEYS)
def test_numbers_are_read_by_the_plans_own_key(tmp_path: Path, front: str) -> None:
    """A table, a line, or a line each: the level is what the meaning comes to."""
    plan = read(tmp_path, front, "1", "2", "3", "4")
    assert [(each.text, each.meaning) for each in plan.rating_key] == [
        ("1", "Not started"),
        ("2", "Off track"),
        ("3", "At risk of delay"),
        ("4", "Complete"),
    ]
    assert levels(plan) == ["GREY", "RED", "AMBER", "BLUE"]
    assert [action.rating.text for action in plan.actions] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "front",
    [
        "Blue: delivered and checked; Green: delivered; Amber: at risk; Red: overdue.",
        "B = delivered and checked, G = delivered, A = at risk, R = overdue",
        "Blue\tGreen\tAmber\tRed\ndelivered and checked\tdelivered\tat risk\toverdue",
        "Actions are rated blue where delivered and checked, green where delivered, amber where "
        "at risk and red where overdue.",
        "Blue (B) – delivered and checked\nGreen (G) – delivered\nAmber (A) – at risk\n"
        "Red (R) – overdue",
    ],
)
def test_a_key_keeps_its_own_words_whatever_its_form(tmp_path: Path, front: str) -> None:
    """Four colours of which blue says more than done: what each means is the plan's to say."""
    plan = read(tmp_path, front, "B", "G", "A", "R")
    assert [(each.level, each.meaning) for each in plan.rating_key] == [
        ("BLUE", "delivered and checked"),
        ("GREEN", "delivered"),
        ("AMBER", "at risk"),
        ("RED", "overdue"),
    ]
    assert levels(plan) == ["BLUE", "GREEN", "AMBER", "RED"]


def test_a_legend_of_coloured_cells_is_a_key() -> None:
    """The reader of the document names a colour that stands alone in its cell."""
    rows = [("Red", "Late"), ("Amber", "At risk"), ("Green", "As planned")]
    here = Place()
    table = Table(tuple(Row(tuple(Cell(t, here) for t in row), here) for row in rows), here)
    key = read_rating_key(Document("plan", (table,)))
    assert [each.level for each in key] == ["RED", "AMBER", "GREEN"]


def test_a_word_that_the_key_explains_is_read_by_it_and_not_by_custom(tmp_path: Path) -> None:
    """Here a purple action is done; letters of the alphabet are no colours."""
    front = "Rating\tMeaning\nPurple\tComplete\nGreen\tOn track\nRed\tOff track"
    assert levels(read(tmp_path, front, "Purple", "G", "P")) == ["BLUE", "GREEN", "BLUE"]


def test_letters_of_a_scale_are_no_colours(tmp_path: Path) -> None:
    """Where C is on the scale, A is not amber and B not blue."""
    front = "Rating: A = complete, B = on track, C = at risk, D = overdue"
    assert levels(read(tmp_path, front, "A", "B", "C", "D")) == ["BLUE", "GREEN", "AMBER", "RED"]


def test_words_of_achievement_are_levels_of_their_own(tmp_path: Path) -> None:
    """They say how far, not how it goes."""
    plan = read(tmp_path, "", "Fully achieved", "Partially achieved", "Not achieved")
    assert levels(plan) == ["FULLY", "PARTIALLY", "STILL_ISSUES"]


def test_without_a_key_usual_words_are_read_and_others_are_a_doubt(tmp_path: Path) -> None:
    """One doubt for a word, however often it stands there."""
    plan = read(tmp_path, "", "On track", "Teal", "Teal", "Overdue")
    assert levels(plan) == ["GREEN", None, None, "RED"]
    doubts = [doubt.message for doubt in plan.doubts if doubt.kind == "rating"]
    assert len(doubts) == 1
    assert "“Teal” (actions 1.2, 1.3)" in doubts[0]


@pytest.mark.parametrize(
    "front",
    [
        "\tBlue\tGreen\tRed\tTotal\nActions\t1\t2\t1\t4\n%\t25%\t50%\t25%\t100%",
        "Rating\tNumber\t%\nBlue\t1\t25\nGreen\t2\t50\nRed\t1\t25\nTotal\t4\t100",
        "Of the 4 actions, 1 (25%) is blue, 2 (50%) are rated green and 1 (25%) is red.",
        "Ratings this month: Blue: 1 (25%), Green: 2 (50%), Red: 1 (25%).",
    ],
)
def test_printed_counts_are_read_across_down_and_in_a_sentence(tmp_path: Path, front: str) -> None:
    """And held against the rows."""
    summary = read(tmp_path, front, "B", "G", "G", "R").rating_summary
    assert summary is not None
    assert summary.printed == {
        "BLUE": {"count": 1, "percent": 25},
        "GREEN": {"count": 2, "percent": 50},
        "RED": {"count": 1, "percent": 25},
    }
    assert summary.reconciles


def test_a_printed_total_that_its_own_counts_do_not_make_is_told(tmp_path: Path) -> None:
    """Though the rows bear out each count."""
    front = "Rating\tNumber\nBlue\t1\nGreen\t2\nRed\t1\nTotal\t5"
    summary = read(tmp_path, front, "B", "G", "G", "R").rating_summary
    assert summary is not None
    assert not summary.reconciles
    assert "total of 5, and its counts add up to 4" in summary.explanation


def test_of_several_printed_counts_the_one_that_the_rows_bear_out_is_the_plans(
    tmp_path: Path,
) -> None:
    """Last month's stand there too."""
    front = "Last month: 1 green, 3 amber.\n\nThis month the ratings are 3 green, 1 amber."
    front = front.replace("Last month:", "Last month the ratings were")
    summary = read(tmp_path, front, "G", "G", "G", "A").rating_summary
    assert summary is not None
    assert summary.reconciles


@pytest.mark.parametrize(
    "text",
    ["Two red buses and 3 green lamps.", "Green: 12 days", "In 2025 amber alerts rose."],
)
def test_a_sentence_about_other_things_counts_no_ratings(tmp_path: Path, text: str) -> None:
    """At least two colours, of actions or ratings."""
    assert read(tmp_path, text, "G").rating_summary is None


def test_a_row_without_cells_is_passed_over() -> None:
    """A converter may leave one."""
    here = Place()
    empty = Table((Row((), here),), here)
    assert read_rating_key(Document("plan", (empty, Table((), here)))) == ()
    assert not explains(empty)
