from datetime import date

import pytest

from lineofsight.progress.wording import (
    counted,
    joined,
    month_or_day,
    opening,
    percent,
    stretch,
    to_one_place,
)


@pytest.mark.parametrize(
    ("value", "words"), [(85.0, "85%"), (82.5, "82.5%"), (100.0, "100%"), (0.0, "0%")]
)
def test_a_target_is_as_short_as_it_can_be(value, words):
    assert percent(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(82.0, "82.0%"), (100 / 16, "6.3%"), (100 * 3 / 16, "18.8%"), (6.24, "6.2%"), (0.04, "0.0%")],
)
def test_a_figure_has_one_place_and_halves_go_up(value, words):
    assert to_one_place(value) == words


def test_one_is_singular_and_thousands_have_commas():
    assert (counted(1, "case"), counted(0, "case")) == ("1 case", "0 cases")
    assert counted(1204, "case") == "1,204 cases"


def test_things_are_joined_as_in_speech():
    assert [joined(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_the_edges_of_a_month_are_the_month():
    assert month_or_day(date(2020, 2, 29)) == month_or_day(date(2020, 2, 1)) == "February 2020"
    assert month_or_day(date(2020, 2, 28)) == "28 February 2020"


def test_only_a_whole_month_has_its_name():
    assert stretch(date(2020, 2, 1), date(2020, 2, 29)) == "February 2020"
    assert opening(date(2020, 2, 1), date(2020, 2, 29)) == "In February 2020"
    quarter = (date(2020, 1, 1), date(2020, 3, 31))
    assert opening(*quarter) == "From 1 January 2020 to 31 March 2020"
