"""Process charts: sound as XML, true to their series, and nothing on top of anything else."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.charts.process_chart import process_chart
from lineofsight.charts.series import ChartPoint, ProcessSeries
from lineofsight.charts.svg import WIDTH
from tests.support.chart_boxes import SVG, boxes, check_words_stand_apart

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def point(number=0, value=None, **more) -> ChartPoint:
    year, month = divmod(number + 3, 12)
    tick, under = MONTHS[month], str(2018 + year)
    said = "" if value is None else f"{value:.1f}%"
    return ChartPoint(f"{tick} {under}", tick, under, value, said, **more)


def series(values, unit="percent", **more) -> ProcessSeries:
    points = tuple(point(n, value, **more) for n, value in enumerate(values))
    return ProcessSeries("c", "Visits in time: 80.0% in March 2020", points, unit)


def drawn(of: ProcessSeries) -> ElementTree.Element:
    return ElementTree.fromstring(process_chart(of))


def words(svg) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


percentages = st.floats(0, 100).map(lambda value: round(value, 2))
wild = st.floats(-1e6, 1e6).map(lambda value: round(value, 2))


@st.composite
def any_series(draw) -> ProcessSeries:
    unit, some = draw(st.sampled_from([("percent", percentages), ("number", wild)]))
    low, middle, high = sorted([draw(some), draw(some), draw(some)])
    spill = draw(st.sampled_from([0, 50]))
    limits = {"mean": middle, "lower": low - spill, "upper": high + spill}
    given_limits, stepped = draw(st.booleans()), draw(st.booleans())
    points = []
    for number in range(draw(st.integers(1, 60))):
        value = draw(st.none() | some)
        if stepped and given_limits:
            width = draw(st.floats(0, 40))
            limits |= {"lower": middle - width, "upper": middle + width}
        points.append(
            replace(
                point(number, value, **(limits if given_limits else {})),
                target=draw(st.none() | some),
                expected=draw(st.none() | some),
                first=draw(st.none() | some),
                kind=draw(st.sampled_from(["usual", "better", "worse", "unusual"])),
            )
        )
    return ProcessSeries("c", "A title", tuple(points), unit)


@given(any_series())
def test_no_words_touch_others_or_leave_the_picture(one):
    check_words_stand_apart(drawn(one))


@given(any_series())
def test_every_mark_lies_in_the_picture_and_every_value_has_one(one):
    svg = drawn(one)
    _, _, width, height = map(float, svg.get("viewBox").split())
    numbers = [n for path in svg.iter(f"{SVG}path") for n in re.findall(r"-?[\d.]+", path.get("d"))]
    assert all(0 <= float(n) <= max(width, height) for n in numbers)
    kinds = {p.kind for p in one.points if p.value is not None} - {"usual"}
    marks = len(svg.findall(f"{SVG}circle")) + sum(
        path.get("d").endswith("Z") for path in svg.iter(f"{SVG}path")
    )
    assert marks == sum(p.value is not None for p in one.points) + len(kinds)


@given(any_series())
def test_the_same_series_gives_the_same_text(one):
    assert process_chart(one) == process_chart(replace(one))


def test_it_is_an_image_with_a_name_and_a_description():
    svg = drawn(series([70.0, 80.0], mean=75.0, lower=60.0, upper=90.0, target=85.0))
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert desc.text == (
        "2 figures from Apr 2018 to May 2018. The last is 80.0%; the lowest was 70.0% in Apr 2018, "
        "the highest 80.0% in May 2018. The mean is 75%, and usual variation lies between 60% and "
        "90%. The target was 85% in Apr 2018."
    )


@pytest.mark.parametrize("values", [[], [None, None]])
def test_without_a_figure_there_is_a_sentence(values):
    assert words(drawn(series(values))) == ["No period has a figure to draw yet."]


def test_one_figure_is_a_point_without_a_line():
    svg = drawn(series([42.0]))
    assert len(svg.findall(f"{SVG}circle")) == 1
    assert not [p for p in svg.iter(f"{SVG}path") if p.get("stroke-width") == "2"]
    assert "42.0%" in words(svg)


def test_what_was_first_reported_otherwise_has_a_bar_at_its_height():
    points = (point(0, 70.0), replace(point(1, 80.0), first=76.0), replace(point(2), first=50.0))
    svg = drawn(ProcessSeries("c", "t", points))
    of_70, of_80 = (float(circle.get("cy")) for circle in svg.findall(f"{SVG}circle"))
    (bar,) = [p.get("d") for p in svg.iter(f"{SVG}path") if p.get("d").endswith(f"V{of_80:g}")]
    height = float(re.match(r"M[\d.]+ ([\d.]+)h", bar)[1])
    assert height == pytest.approx(of_80 + (of_70 - of_80) * 0.4, abs=0.1)
    assert "as first reported" in words(svg)
    assert "First reported otherwise than is known now: May 2018." in svg.find(f"{SVG}desc").text
    assert "as first reported" not in words(drawn(series([70.0])))


def test_a_gap_breaks_the_line():
    svg = drawn(series([1.0, 2.0, None, 4.0, 5.0]))
    assert len([p for p in svg.iter(f"{SVG}path") if p.get("stroke-width") == "2"]) == 2
    assert "1 period has no figure." in svg.find(f"{SVG}desc").text


def test_all_zeros_stand_on_the_axis_of_zero():
    svg = drawn(series([0.0] * 12, mean=0.0, lower=0.0, upper=0.0))
    heights = {circle.get("cy") for circle in svg.findall(f"{SVG}circle")}
    zero = next(box for box in boxes(svg) if box.text == "0%")
    assert heights == {"232"}
    assert zero.top < 232 < zero.bottom
    assert "-0%" not in words(svg)


def test_a_limit_that_no_percentage_can_reach_is_not_drawn_or_named():
    svg = drawn(series([90.0, 95.0], mean=92.5, lower=80.0, upper=109.0))
    assert "Limit 80%" in words(svg)
    assert not [word for word in words(svg) if "109" in word or word == "Limit 100%"]
    assert "at or above 80%" in svg.find(f"{SVG}desc").text
    assert len([p for p in svg.iter(f"{SVG}path") if p.get("stroke-dasharray") == "2 4"]) == 1


def test_a_target_steps_where_it_changes():
    points = tuple(point(n, 70.0, target=75.0 if n < 2 else 80.0) for n in range(4))
    svg = drawn(ProcessSeries("c", "t", points))
    (line,) = [p for p in svg.iter(f"{SVG}path") if p.get("stroke-dasharray") == "9 5"]
    assert re.fullmatch(r"M\S+ \S+H\S+V\S+H\S+", line.get("d"))
    assert "Target 80%" in words(svg)


def test_limits_of_a_p_chart_step_with_the_cases_of_each_period():
    limits = [(60.0, 100.0), (65.0, 95.0), (55.0, 100.0)]
    points = [
        replace(point(n, 80.0), mean=80.0, lower=lower, upper=upper)
        for n, (lower, upper) in enumerate(limits)
    ]
    points.insert(1, point(3, None, mean=80.0))
    svg = drawn(ProcessSeries("c", "t", tuple(points)))
    dotted = [p.get("d") for p in svg.iter(f"{SVG}path") if p.get("stroke-dasharray") == "2 4"]
    assert sum(path.count("V") for path in dotted) == 1
    assert len([p for p in svg.iter(f"{SVG}path") if (p.get("d") or "").endswith("z")]) == 2
    assert "Limit 55%" in words(svg)
    assert "Limit 100%" not in words(svg)
    assert "; in Jun 2018 usual variation lies at or above 55%." in svg.find(f"{SVG}desc").text


def test_the_line_from_target_to_target_is_called_ours():
    points = tuple(point(n, 70.0, target=75.0, expected=70.0 + n) for n in range(4))
    svg = drawn(ProcessSeries("c", "t", points))
    (line,) = [
        p
        for p in svg.iter(f"{SVG}path")
        if p.get("stroke-dasharray") == "2 5" and "h" not in p.get("d")
    ]
    assert line.get("d").count("L") == 3
    assert "straight from target to target (ours)" in words(svg)
    assert svg.find(f"{SVG}desc").text.endswith("it is ours.")


def test_special_cause_is_told_by_shape():
    kinds = ["usual", "better", "worse", "unusual"]
    points = tuple(replace(point(n, 50.0 + n), kind=kind) for n, kind in enumerate(kinds))
    svg = drawn(ProcessSeries("c", "t", points))
    corners = [p.get("d").count("L") + 1 for p in svg.iter(f"{SVG}path") if "Z" in p.get("d")]
    assert corners == [4, 4, 3] * 2
    assert {"better than usual", "worse than usual", "unusual"} <= set(words(svg))


def test_words_are_eleven_pixels_on_a_narrow_screen():
    svg = drawn(series([1.0, 2.0]))
    assert float(svg.get("font-size")) * 320 / WIDTH >= 11


def test_what_it_is_given_is_escaped():
    hostile = '<script>&"\x00\ud800'
    svg = drawn(ProcessSeries("c", hostile, (replace(point(0, 1.0), said=hostile),)))
    assert svg.find(f"{SVG}title").text == '<script>&"'


@given(any_series())
def test_the_ticks_are_evenly_spaced(one):
    svg = drawn(one)
    left = [box for box in boxes(svg) if box.text and box.right < WIDTH / 3]
    heights = sorted(box.bottom for box in left if box.bottom < 245)
    gaps = [b - a for a, b in pairwise(heights)]
    assert not gaps or max(gaps) - min(gaps) <= 0.21
