"""Bars with their intervals: true to their values, and nothing on top of anything else."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.charts.bars import bar_chart
from lineofsight.charts.series import Bar, BarSeries
from tests.support.chart_boxes import SVG, boxes, check_words_stand_apart


def drawn(*bars, unit="percent"):
    return ElementTree.fromstring(bar_chart(BarSeries("b", "Audits <by> theme", bars, unit)))


@st.composite
def any_bars(draw):
    unit = draw(st.sampled_from(["percent", "number"]))
    some = st.floats(0, 100) if unit == "percent" else st.floats(-1e6, 1e6)
    names = st.text("abcdeé WM%", min_size=1, max_size=90).filter(str.strip)
    bars = []
    for _ in range(draw(st.integers(1, 8))):
        value = draw(st.none() | some)
        interval = None
        if value is not None and draw(st.booleans()):
            interval = tuple(sorted((draw(some), draw(some))))
        said = f"{draw(st.integers(0, 99))} of {draw(st.integers(0, 999_999)):,}"
        bars.append(Bar(draw(names), value, said, interval))
    return unit, bars


@given(any_bars())
def test_no_words_touch_others_or_leave_the_picture(one):
    unit, bars = one
    svg = drawn(*bars, unit=unit)
    check_words_stand_apart(svg)
    assert len(svg.findall(f"{SVG}rect")) == 1 + sum(bar.value is not None for bar in bars)
    whiskers = [p for p in svg.iter(f"{SVG}path") if p.get("stroke-width") == "2"]
    assert len(whiskers) == sum(bar.interval is not None for bar in bars)


def test_a_bar_is_as_long_as_its_value():
    _, half, whole = drawn(Bar("A", 50.0, "10 of 20"), Bar("B", 100.0, "20 of 20")).findall(
        f"{SVG}rect"
    )
    assert float(half.get("width")) == pytest.approx(float(whole.get("width")) / 2, abs=0.1)


def test_a_bar_below_nought_goes_the_other_way():
    _, below, above = drawn(Bar("A", -5.0, "-5"), Bar("B", 5.0, "5"), unit="number").findall(
        f"{SVG}rect"
    )
    assert float(below.get("x")) + float(below.get("width")) == pytest.approx(
        float(above.get("x")), abs=0.11
    )


def test_whiskers_reach_from_end_to_end_of_the_interval():
    svg = drawn(Bar("A", 70.0, "14 of 20", (50.0, 100.0)))
    (whisker,) = [p for p in svg.iter(f"{SVG}path") if p.get("stroke-width") == "2"]
    names = {box.text: (box.left + box.right) / 2 for box in boxes(svg)}
    start, end = (float(part.split()[0]) for part in whisker.get("d")[1:].split("M")[::2])
    assert end == pytest.approx(names["100%"], abs=0.2)
    assert start == pytest.approx((names["0%"] + names["100%"]) / 2, abs=0.2)


def test_a_few_cases_have_words_and_no_bar():
    svg = drawn(Bar("Supervision", None, "3 of 7"))
    assert len(svg.findall(f"{SVG}rect")) == 1
    assert "3 of 7" in [box.text for box in boxes(svg)]


def test_it_is_an_image_with_a_name_and_a_description():
    svg = drawn(Bar("Plans", 70.0, "14 of 20", (48.1, 85.5)), Bar("Visits", None, "3 of 7"))
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Audits <by> theme"
    assert desc.text == (
        "Plans: 14 of 20, between 48.1% and 85.5%. Visits: 3 of 7. The whiskers of a bar are its "
        "interval."
    )


def test_without_bars_there_is_a_sentence():
    assert [box.text for box in boxes(drawn())] == ["There is nothing to draw yet."]
