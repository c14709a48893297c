"""A child's line: bands and marks where their days are, and nothing on top of anything else."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.charts.lifeline import Band, LifeLine, LineRow, describe_line, life_line
from tests.support.chart_boxes import SVG, boxes, check_words_stand_apart

FIRST, LAST = date(2024, 1, 1), date(2026, 1, 1)


def drawn(*rows, first=FIRST, last=LAST):
    return ElementTree.fromstring(life_line(LifeLine("l", "A <child>’s line", first, last, rows)))


def bands(svg):
    """The left and right ends of each band."""
    found = []
    for path in svg.iter(f"{SVG}path"):
        if path.get("fill") != "none":
            start, rest = path.get("d")[1:].split(" ", 1)
            found.append((float(start), float(rest.split("L")[1].split()[0])))
    return found


def marks(svg):
    """Where each mark stands."""
    return [
        float(path.get("d")[1:].split()[0])
        for path in svg.iter(f"{SVG}path")
        if path.get("stroke-width") == "2"
    ]


@st.composite
def any_lines(draw):
    first = draw(st.dates(date(1995, 1, 1), date(2026, 3, 31)))
    last = first + timedelta(days=draw(st.integers(0, 9000)))
    days = st.dates(first - timedelta(days=500), last)
    rows = []
    for name in draw(st.lists(st.sampled_from(["In care", "Visits", "Wm" * 12]), max_size=4)):
        held = [
            Band(start, draw(st.none() | st.dates(start, last)))
            for start in draw(st.lists(days, max_size=3))
        ]
        rows.append(LineRow(name, tuple(held), tuple(draw(st.lists(days, max_size=5)))))
    return first, last, rows


@given(any_lines())
def test_no_words_touch_others_and_nothing_leaves_the_picture(one):
    first, last, rows = one
    svg = drawn(*rows, first=first, last=last)
    check_words_stand_apart(svg)
    width = float(svg.get("viewBox").split()[2])
    found = bands(svg)
    assert len(found) == sum(len(row.bands) for row in rows)
    assert all(0 <= left < right <= width for left, right in found)
    assert len(marks(svg)) == sum(len(row.marks) for row in rows)
    assert all(0 <= x <= width for x in marks(svg))


def test_a_band_is_as_long_as_the_time_it_held():
    svg = drawn(
        LineRow("A", (Band(date(2024, 1, 1), date(2025, 1, 1)),)),
        LineRow("B", (Band(date(2024, 1, 1), date(2026, 1, 1)),)),
    )
    half, whole = (right - left for left, right in bands(svg))
    assert half == pytest.approx(whole * 366 / 731, abs=0.5)


def test_a_band_that_holds_still_ends_on_the_last_day_in_a_point():
    svg = drawn(LineRow("In care", (Band(date(2025, 1, 1), None),)))
    [path] = [each for each in svg.iter(f"{SVG}path") if each.get("fill") != "none"]
    assert bands(svg)[0][1] == pytest.approx(479, abs=0.1)
    assert "H471L479 " in path.get("d")
    svg = drawn(LineRow("In care", (Band(date(2025, 1, 1), date(2025, 6, 1)),)))
    [path] = [each for each in svg.iter(f"{SVG}path") if each.get("fill") != "none"]
    corner = path.get("d").split("H")[1].split("L")
    assert corner[1].startswith(corner[0])


def test_a_mark_stands_on_its_day_under_the_name_of_its_year():
    svg = drawn(LineRow("Visits", marks=(date(2025, 1, 1),)))
    names = {box.text: (box.left + box.right) / 2 for box in boxes(svg)}
    assert marks(svg) == [pytest.approx(names["Jan 2025"], abs=0.1)]


def test_ticks_are_months_of_a_short_time_and_years_of_a_long_one():
    def named(last):
        return [box.text for box in boxes(drawn(LineRow("A"), last=last))][1:]

    assert named(date(2024, 3, 31)) == ["Feb 2024", "Mar 2024"]
    assert named(date(2034, 1, 31))[0] == "2026"
    assert named(date(2024, 1, 1)) == []


def test_it_is_told_in_sentences():
    line = LifeLine(
        "l",
        "A child’s line",
        FIRST,
        LAST,
        (
            LineRow("In care", (Band(FIRST, date(2024, 5, 3)), Band(date(2025, 2, 1), None))),
            LineRow("Visits", marks=(date(2025, 3, 4), date(2025, 4, 4))),
            LineRow("Missing", marks=(date(2025, 3, 4),)),
            LineRow("Reviews"),
        ),
    )
    assert describe_line(line) == (
        "From 1 January 2024 to 1 January 2026. In care: 1 January 2024 to 3 May 2024; from "
        "1 February 2025, still. Visits: 2, the first on 4 March 2025, the last on 4 April 2025. "
        "Missing: one, on 4 March 2025. Reviews: none."
    )
    svg = ElementTree.fromstring(life_line(line))
    assert svg.find(f"{SVG}desc").text == describe_line(line)
    assert svg.find(f"{SVG}title").text == "A child’s line"


def test_without_a_row_it_says_so():
    assert "There is nothing to draw yet." in life_line(LifeLine("l", "T", FIRST, LAST, ()))
