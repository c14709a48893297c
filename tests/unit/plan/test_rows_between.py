"""Rows and lines between a plan's actions: times, page numbers, titles, counts and lists."""

from collections.abc import Mapping

import pytest

from lineofsight.documents import Cell, Heading, Paragraph, Place, Row
from lineofsight.plan.bands import Bands
from lineofsight.plan.column_names import Role
from lineofsight.plan.counts import Counts
from lineofsight.plan.events import PlanRow
from lineofsight.plan.furniture import is_furniture
from lineofsight.plan.items import bulleted_items, path_of
from lineofsight.plan.listed_measures import listed_measures
from lineofsight.plan.outline import outlined
from lineofsight.plan.ratings import graded

HERE = Place()


def row(*texts: str) -> Row:
    return Row(tuple(Cell(text, HERE) for text in texts), HERE)


def named(**cells: str) -> PlanRow:
    told: Mapping[Role, str] = cells  # type: ignore[assignment]
    return PlanRow(dict(told), frozenset(told), HERE)


def test_a_row_that_is_only_a_time_stands_over_the_rows_below() -> None:
    """A heading of the same rank ends it; a heading below it does not."""
    bands = Bands()
    assert bands.block(Heading("IMMEDIATE", 2, HERE))
    assert not bands.block(Heading("Area 1", 3, HERE))
    assert bands.current == "IMMEDIATE"
    assert bands.row(row("WITHIN 3 MONTHS", "", ""))
    assert bands.current == "WITHIN 3 MONTHS"
    assert not bands.row(row("Within 6 months", "", "Head of Service"))
    assert not bands.block(Heading("Appendix", 1, HERE))
    assert bands.current == ""
    assert not bands.block(Paragraph("Inspectors will come back within 6 months.", HERE))


@pytest.mark.parametrize(
    "texts", [("Page 3 of 9", ""), ("Improvement Plan v2.0", "", "4"), ("A Council", "p. 4")]
)
def test_page_numbers_and_names_of_plans_are_no_rows(texts: tuple[str, ...]) -> None:
    """They stand at the head or foot of each page."""
    assert is_furniture(texts)


@pytest.mark.parametrize("texts", [("4", ""), ("", ""), ("Write the plan", "Page 4", "May", "G")])
def test_other_rows_are_rows(texts: tuple[str, ...]) -> None:
    """A number alone may be that of a row whose other cells were lost."""
    assert not is_furniture(texts)


def test_a_numbered_row_over_deeper_numbers_is_their_title() -> None:
    """2.0 heads 2.3, and 2.3 the marks i and ii, which are told under it."""
    rows = outlined(
        [
            named(ref="2.0", action="The first response"),
            named(ref="2.3", action="Answers", measure="All told in a day"),
            named(ref="i", action="Change the form", lead="A Roy"),
            named(ref="ii", action="Tell schools", lead="B Hall"),
            named(ref="2.4", action="Ask families", lead="B Hall"),
        ]
    )
    told = [(each["ref"], each.mark, each.title) for each in rows if isinstance(each, PlanRow)]
    assert told == [
        ("2.0", "", True),
        ("2.3", "", True),
        ("2.3", "i", False),
        ("2.3", "ii", False),
        ("2.4", "", False),
    ]


def test_counts_that_begin_again_name_no_action() -> None:
    """1. and 2. in each row part its actions; 1. to 3. through the plan are their numbers."""
    again = Counts(["1. Ask. 2. Tell.", "1. Meet."])
    told = [(number, text.strip()) for number, text in again.items("1. Ask. 2. Tell.")]
    assert told == [(None, "Ask."), (None, "Tell.")]
    through = Counts(["1. Ask. 2. Tell.", "3. Meet."])
    assert [number for number, _ in through.items("1. Ask. 2. Tell.")] == ["1", "2"]
    assert [number for number, _ in through.items("3. Meet.")] == ["3"]
    assert Counts(["1. Ask."]).items("1. Ask.") == []


def test_counts_that_begin_again_in_another_table_name_actions() -> None:
    """Where no row of one table repeats a number of another of its rows."""
    texts = ["1. Ask.", "2. Tell. 3. Show.", "1. Meet.", "2. Part."]
    by_table = Counts(texts, [1, 1, 2, 2])
    assert [by_table.items(text)[0][0] for text in texts] == ["1", "2", "1", "2"]
    by_row = Counts([*texts, "1. Go."], [1, 1, 2, 2, 2])
    assert [by_row.items(text)[0][0] for text in texts] == [None, None, None, None]
    alone = Counts(["1. Ask. 2. Tell.", "1. Meet."], [1, 2])
    assert alone.items("1. Ask. 2. Tell.")[0] == (None, " Ask. "[1:])


def test_a_cell_of_bullets_alone_is_a_list() -> None:
    """Bullets below a sentence belong to it."""
    assert bulleted_items("• Ask.\n• Tell.") == ["Ask.", "Tell."]
    assert bulleted_items("Do both: • Ask. • Tell.") == []
    assert bulleted_items("• Ask.") == []


def test_letters_behind_numbers_are_put_in_order() -> None:
    """2b comes second under 2; A1 begins with a letter that counts nothing."""
    assert (path_of("2b"), path_of("A1"), path_of("1.2.3")) == ((2, 2), (1,), (1, 2, 3))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Partially – better in new cases", "PARTIALLY"),
        ("Green: nine of ten in post", "GREEN"),
        ("Continues to improve", "CONTINUES"),
        ("Started with six children", None),
        ("Fully staffed teams see their children sooner", None),
    ],
)
def test_a_grade_may_have_its_reason_behind_it(text: str, level: str | None) -> None:
    """What stands before the stop or dash is the grade."""
    assert graded(text) == level


def test_bullets_below_a_line_that_announces_measures_are_measures() -> None:
    """Up to the first line that is no bullet; a list of other things has none."""
    lines = ["Success measures:", "- Plans in time", "• Fewer complaints", "The board meets."]
    blocks = [Paragraph(text, HERE) for text in lines]
    assert [text for text, _ in listed_measures(blocks, 0)] == ["Plans in time", "Fewer complaints"]
    assert listed_measures([Paragraph("Our values:", HERE), blocks[1]], 0) == []
