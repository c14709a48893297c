"""Sparklines: the figures, their gaps and the last one, in the height of a row."""

import re
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from lineofsight.charts.series import ChartPoint, ProcessSeries
from lineofsight.charts.sparkline import HEIGHT, WIDTH, sparkline
from tests.support.chart_boxes import SVG

VALUES = st.lists(st.none() | st.floats(-1e6, 1e6), max_size=40)


def drawn(values, targets=(), kind="usual"):
    points = [
        ChartPoint(f"P{n}", f"P{n}", "", value, "" if value is None else f"{value:g}")
        for n, value in enumerate(values)
    ]
    for n, target in enumerate(targets):
        points[n] = replace(points[n], target=target)
    if points:
        points[-1] = replace(points[-1], kind=kind)
    series = ProcessSeries("s", "Visits", tuple(points), "number")
    return ElementTree.fromstring(sparkline(series))


def lines(svg):
    return [p.get("d") for p in svg.iter(f"{SVG}path") if p.get("stroke-width") == "1.5"]


@given(VALUES, VALUES)
def test_everything_lies_in_the_picture(values, targets):
    svg = drawn(values, targets[: len(values)])
    for mark in svg.iter(f"{SVG}circle"):
        assert 0 < float(mark.get("cx")) < WIDTH
        assert 0 < float(mark.get("cy")) < HEIGHT
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", " ".join(lines(svg))):
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= HEIGHT


def test_a_gap_breaks_the_line_and_a_lone_figure_is_a_dot():
    svg = drawn([1.0, 2.0, None, 3.0, None, 5.0, 6.0])
    assert len(lines(svg)) == 2
    assert len(svg.findall(f"{SVG}circle")) == 2


def test_higher_figures_stand_higher():
    (line,) = lines(drawn([1.0, 5.0, 3.0]))
    first, second, third = (float(y) for y in re.findall(r" ([\d.]+)", line))
    assert second < third < first


def test_the_last_figure_tells_special_cause_by_its_shape():
    marks = [p for p in drawn([1.0, 9.0], kind="better").iter(f"{SVG}path") if "Z" in p.get("d")]
    assert len(marks) == 1


def test_it_has_no_words_but_a_name_and_a_description():
    svg = drawn([1.0, 2.0])
    assert not list(svg.iter(f"{SVG}text"))
    assert svg.find(f"{SVG}title").text == "Visits"
    assert svg.find(f"{SVG}desc").text.startswith("2 figures from P0 to P1.")


def test_without_a_figure_it_is_an_empty_line():
    assert drawn([None, None]).find(f"{SVG}desc").text == "No period has a figure to draw yet."
