import pytest

from lineofsight.progress.rules import (
    part_of_seven,
    seven_on_one_side,
    seven_point_trend,
    two_in_three,
    two_in_three_windows,
)


@pytest.mark.parametrize(
    ("sides", "ends"),
    [
        ([1] * 6, []),
        ([1] * 7, [6]),
        ([-1] * 8, [6, 7]),
        ([1] * 3 + [0] + [1] * 3, []),
        ([1] * 3 + [None] + [1] * 4, []),
        ([0] * 9, []),
        ([None] * 9, []),
    ],
)
def test_seven_in_a_row_on_one_side(sides, ends):
    assert [at for at, found in enumerate(seven_on_one_side(sides)) if found] == ends


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([5], [0]),
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 4, 5, 6, 7], [0] * 6 + [1]),
        ([7, 6, 5, 4, 3, 2, 1, 0], [0] * 6 + [-1, -1]),
        ([1, 2, 3, 3, 4, 5, 6, 7], [0] * 8),
        ([1, 2, 3, None, 4, 5, 6, 7], [0] * 8),
    ],
)
def test_seven_in_a_row_rise_or_fall(values, expected):
    assert seven_point_trend(values) == expected


def test_every_point_of_a_run_belongs_to_it_and_to_the_later_of_two():
    assert part_of_seven([0] * 6 + [1]) == [1] * 7
    assert part_of_seven([0] * 7 + [1]) == [0] + [1] * 7
    assert part_of_seven([0] * 6 + [1] + [0] * 5 + [-1]) == [1] * 6 + [-1] * 7


@pytest.mark.parametrize(
    ("close", "sides", "flagged"),
    [
        ([1, 0, 1], [1, 1, 1], [1, 0, 1]),
        ([1, 0, 1], [1, -1, 1], [0, 0, 0]),
        ([1, 0, 1], [1, 0, 1], [0, 0, 0]),
        ([1, None, 1], [1, None, 1], [0, 0, 0]),
        ([1, 0, 0, 1], [1, 1, 1, 1], [0, 0, 0, 0]),
        ([1, 1], [1, 1], [0, 0]),
    ],
)
def test_two_of_three_close_to_the_same_limit(close, sides, flagged):
    marks = [bool(mark) for mark in close]
    assert [int(found) for found in two_in_three(marks, sides)] == flagged


def test_the_window_has_the_third_point_too():
    assert two_in_three_windows([True, False, True], [1, 1, 1]) == [True] * 3
