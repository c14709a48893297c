import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.measuring.periods import periods_between
from lineofsight.progress.series_file import read_series

MONTHS = [period.name for period in periods_between("2023-01", "2026-12")]
COUNT = st.none() | st.integers(0, 999).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


def written(header, rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


@given(st.lists(COUNT, min_size=1, max_size=48), st.randoms(use_true_random=False))
def test_what_is_written_is_read_in_the_order_of_its_periods(counts, chance):
    named = dict(zip(MONTHS, counts, strict=False))
    rows = [(name, *(pair or ("", ""))) for name, pair in named.items()]
    chance.shuffle(rows)
    data = written(["period", "numerator", "denominator"], rows)
    if not any(counts):
        with pytest.raises(UnusableInput, match="holds no figure"):
            read_series(data, "s.csv")
        return
    found = read_series(data, "s.csv")
    assert [point.period for point in found.points] == list(named)
    for point, pair in zip(found.points, counts, strict=True):
        assert (point.numerator, point.denominator) == (pair or (None, None))
        if pair and pair[1]:
            assert point.value == 100 * pair[0] / pair[1]
        else:
            assert point.value is None
        assert point.state == (
            "not_given" if not pair else "value" if pair[1] else "no_denominator"
        )


@given(st.dictionaries(st.sampled_from(MONTHS), st.floats(-1e9, 1e9), min_size=1))
def test_every_period_between_the_first_and_the_last_has_a_point(values):
    found = read_series(written(["period", "value"], values.items()), "s.csv")
    assert {p.period: p.value for p in found.points if p.value is not None} == values
    first, last = min(values), max(values)
    assert [p.period for p in found.points] == [p.name for p in periods_between(first, last)]


CELL = st.text('0123456789.,-%" \n=Wé\x00Q/', max_size=8) | st.sampled_from(
    ["2026-01", "2026-02", "2026-W07", "2025-26", "12", "1e9", "nan", "inf", "1_0"]
)


@given(
    st.lists(st.lists(CELL, max_size=5), max_size=6),
    st.sampled_from(
        ["period,value", "period,numerator,denominator", "period,value,numerator,denominator", ""]
    ),
)
def test_whatever_a_file_holds_is_read_or_refused_in_a_sentence(rows, header):
    text = header + "\n" + "\n".join(",".join(row) for row in rows)
    try:
        found = read_series(text.encode(), "s.csv")
    except UnusableInput as refusal:
        said = str(refusal)
        assert said.endswith(".")
        assert len(said) < 400
        return
    assert found.points
    for before, after in zip(found.points, found.points[1:], strict=False):
        assert before.last_day < after.first_day


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with pytest.raises(UnusableInput):
        read_series(data, "s.csv")


def test_it_is_read_as_windows_and_spreadsheets_write_it():
    plain = read_series(b"period,value\n2026-01,80\n", "s.csv")
    assert read_series(b"\xef\xbb\xbfPeriod,Value\r\n2026-01,80\r\n", "s.csv") == plain
    assert read_series("period,value,note\n2026-01,80,£5\n".encode("cp1252"), "s.csv") == plain


def test_what_measure_writes_is_read():
    header = ["indicator", "period", "numerator", "denominator", "value", "state", "snapshot"]
    rows = [("i", "2026-01", 2, 3, 200 / 3, "value", "s"), ("i", "2026-02", 0, 0, "", "n", "s")]
    found = read_series(written(header, rows), "m.csv")
    assert [point.state for point in found.points] == ["value", "no_denominator"]
    median = [("i", "2026-01", "", 30, 12.5, "value", "s"), ("i", "2026-02", 41, "", 41, "v", "s")]
    medians = read_series(written(header, median), "m.csv")
    assert [(p.value, p.denominator) for p in medians.points] == [(12.5, None), (41, None)]
    assert medians.unit == "number"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("period,value,value\n2026-01,1,2\n", "two columns named value"),
        ("period,value\n,1\n", "Line 2 of s.csv has no period"),
        ("period,value\n2026-01,1\x00\n", "is not text"),
        ("period,value\n1900-01,1\n2026-01,1\n", "more than 1200 periods"),
        ("period,value\n1900-01-02,1\n2026-01-05,1\n", "more than 1200 periods"),
        ("period,value\n2026-02-30,1\n", "'2026-02-30' of s.csv is not a day"),
        ("period,value\n2026-02-01,1\n2026-03,2\n", "not of one kind"),
        ("period,value\n" + "x,\n" * 1201, "more than 1,200 rows"),
        ("period,value,numerator,denominator\n2026-01,,1,2\n2026-02,3,,\n", "without its numer"),
    ],
)
def test_a_refusal_says_what_is_wrong(text, said):
    with pytest.raises(UnusableInput, match=said):
        read_series(text.encode(), "s.csv")
