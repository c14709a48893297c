"""Colours that stand for ratings."""

import pytest

from lineofsight.documents.colours import Shaded, colour_of, name_of, told


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("FF0000", "Red"),
        ("#C00000", "Red"),
        ("FFC000", "Amber"),
        ("FFFF00", "Amber"),
        ("ED7D31", "Amber"),
        ("FF00B050", "Green"),
        ("92D050", "Green"),
        ("00B0F0", "Blue"),
        ("0070C0", "Blue"),
        ("A6A6A6", "Grey"),
        ("FFFFFF", None),
        ("000000", None),
        ("7030A0", None),
        ("auto", None),
        ("", None),
        (None, None),
    ],
)
def test_a_colour_goes_by_the_name_that_a_reader_gives_it(
    code: str | None, name: str | None
) -> None:
    assert name_of(colour_of(code)) == name


def shaded(text: str, code: str | None = None) -> Shaded:
    return Shaded(text, colour_of(code))


def test_words_are_kept_whatever_is_behind_them() -> None:
    rows = [[shaded("G", "FF0000")], [shaded("", "FF0000")], [shaded("", "00B050")]]
    assert told(rows) == [["G"], ["Red"], ["Green"]]


def test_one_colour_throughout_tells_nothing() -> None:
    rows = [[shaded("a"), shaded("", "00B050")], [shaded("b"), shaded("", "00B050")]]
    assert told(rows) == [["a", ""], ["b", ""]]


def test_the_shading_of_a_title_s_row_is_no_rating() -> None:
    titles = [[shaded("Part"), shaded("", code), shaded("", code)] for code in ("FF0000", "00B050")]
    assert told(titles) == [["Part", "", ""], ["Part", "", ""]]
