"""Cells that hold line ends are put together where every row then has all its columns."""

import pytest

from lineofsight.documents.line_ends import rejoined

HEAD = (1, ["Ref", "Action", "Lead", "Due"])


def test_the_lines_of_a_row_make_one() -> None:
    """Line ends in two of its cells; a line without cells between them."""
    lines = [
        HEAD,
        (2, ["1", "Review"]),
        (3, ["every"]),
        (4, ["plan", "Head of"]),
        (5, ["QA", "May"]),
    ]
    assert rejoined(lines) == [HEAD, (2, ["1", "Review\nevery\nplan", "Head of\nQA", "May"])]


def test_a_line_below_a_whole_row_goes_on_with_its_last_cell() -> None:
    """Where the next row is whole without it."""
    lines = [
        HEAD,
        (2, ["1", "Review"]),
        (3, ["plans", "A Roy", "May"]),
        (4, ["or June"]),
        (5, ["2", "Ask", "B Hall", "July"]),
    ]
    assert rejoined(lines) == [
        HEAD,
        (2, ["1", "Review\nplans", "A Roy", "May\nor June"]),
        (5, ["2", "Ask", "B Hall", "July"]),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [HEAD, (2, ["1", "Review", "A Roy", "May"])],
        [HEAD, (2, ["1", "Review"]), (3, ["2", "Ask", "B Hall", "July"])],
        [HEAD, (2, ["1", "Review", "A Roy"]), (3, ["2", "Ask"]), (4, ["3", "Tell"])],
        [(1, ["Ref", "Action"]), (2, ["1"]), (3, ["Review", "May"])],
    ],
    ids=["whole already", "last cells left out", "ragged", "too narrow to tell"],
)
def test_other_tables_are_left_as_they_are(lines: list[tuple[int, list[str]]]) -> None:
    """A converter that leaves out empty cells makes short rows too."""
    assert rejoined(lines) is None
