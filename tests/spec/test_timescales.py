"""When an action is due: what plans print, and what it means."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.plan.timescales import read_due

PLAN_DATE = "2026-04"


@pytest.mark.parametrize(
    ("printed", "dates", "kind"),
    [
        ("30 June 2026", ("2026-06-30",), "date"),
        ("30th of June, 2026", ("2026-06-30",), "date"),
        ("June 30th, 2026", ("2026-06-30",), "date"),
        ("30 June 26", ("2026-06-30",), "date"),
        ("30-Jun-26", ("2026-06-30",), "date"),
        ("June 30", ("2026-06-30",), "date"),
        ("30/06/2026", ("2026-06-30",), "date"),
        ("30.6.26", ("2026-06-30",), "date"),
        ("2026-06-30", ("2026-06-30",), "date"),
        ("Sept 2026", ("2026-09",), "month"),
        ("2026-09", ("2026-09",), "month"),
        ("09/2026", ("2026-09",), "month"),
        ("Sep-26", ("2026-09",), "month"),
        ("Sept '26", ("2026-09",), "month"),
        ("by end of Sept 26", ("2026-09",), "month"),
        ("May – July 2026", ("RANGE:2026-05/2026-07",), "range"),
        ("June/July", ("RANGE:2026-06/2026-07",), "range"),
        ("Jun-Jul 26", ("RANGE:2026-06/2026-07",), "range"),
        ("May 2026 / June 2026", ("2026-05", "2026-06"), "month"),
        ("Nov to Feb 2027", ("RANGE:2026-11/2027-02",), "range"),
        ("Q1 2026/27", ("RANGE:2026-04/2026-06",), "range"),
        ("Q4 2026/27", ("RANGE:2027-01/2027-03",), "range"),
        ("within 3 months", ("RELATIVE:P3M",), "relative"),
        ("six weeks", ("RELATIVE:P6W",), "relative"),
        ("48 hours", ("RELATIVE:PT48H",), "relative"),
        ("Immediate", ("IMMEDIATE",), "immediate"),
        ("Immediate and ongoing", ("IMMEDIATE", "ONGOING"), "immediate"),
        ("May 2026 onwards", ("2026-05", "ONGOING"), "month"),
        ("Quarterly from June 2026", ("2026-06", "ONGOING"), "month"),
        ("TBC", ("TBA",), "tba"),
        ("To be agreed by the Board", ("TBA",), "tba"),
        ("Design 31 May 2026, launch - tba", ("2026-05-31", "TBA"), "date"),
        ("Draft: May 2026 Final: 1 July 2026", ("2026-05", "2026-07-01"), "month"),
        ("Following the inspection", (), "event"),
        ("", (), "none"),
        ("-", (), "none"),
    ],
)
def test_a_timescale_keeps_the_precision_that_it_was_printed_with(
    printed: str, dates: tuple[str, ...], kind: str
) -> None:
    """A day stays a day and a month a month; words become IMMEDIATE, ONGOING or TBA."""
    due = read_due(printed, PLAN_DATE)
    assert (due.dates, due.kind) == (dates, kind)


def test_a_month_without_a_year_is_the_first_one_after_the_plan_s_date() -> None:
    """In a plan of April 2026, "Dec" is December 2026 and "March" is March 2027."""
    assert read_due("Dec", PLAN_DATE).dates == ("2026-12",)
    assert read_due("March", PLAN_DATE).dates == ("2027-03",)
    assert read_due("April", PLAN_DATE).dates == ("2026-04",)


def test_a_month_without_a_year_stays_unread_where_the_plan_has_no_date() -> None:
    """Nothing is guessed: without a plan's date, "March" alone is no date."""
    assert read_due("March").dates == ()


def test_a_year_alone_is_no_date() -> None:
    """ "2026" leaves the month open, so that there is nothing to be overdue."""
    assert read_due("2026", PLAN_DATE).dates == ()


def test_a_day_that_its_month_does_not_have_leaves_the_month() -> None:
    """The 31st of June is some day in June."""
    assert read_due("31 June 2026").dates == ("2026-06",)


def test_the_verb_may_is_not_a_month() -> None:
    """ "This may take longer" holds no date."""
    assert read_due("this may take longer", PLAN_DATE).dates == ()


WORDS = (
    "Sept May may 2026 2019 31 June 30/6/26 by end of and ongoing TBC within 3 months Q2 "
    "2026/27 – - / , : Jan Feb 99 0 immediate once agreed 12th ½ １２ "
)
PIECES = st.sampled_from(WORDS.split())


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=10).map(" ".join)))
def test_any_text_gives_only_years_that_it_holds(text: str) -> None:
    """Whatever a cell says, reading ends, and no year appears that is not printed in it."""
    due = read_due(text)
    for value in due.dates:
        for year in re.findall(r"(?:19|20)\d\d", value):
            # A range may begin in the year before the one printed: "Nov to Feb 2027".
            years = {year, str(int(year) + 1)} if value.startswith("RANGE") else {year}
            assert any(y in text or y[2:] in text for y in years)
