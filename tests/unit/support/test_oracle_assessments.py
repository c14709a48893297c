"""Assessments and first conferences, worked out by hand."""

from datetime import date

import pytest

from tests.support.oracle import Cell, Tables, measure, records
from tests.support.ssd_columns import row

IN_TIME = "assessments_45_working_days"
FROM_REFERRAL = "assessments_45_working_days:from_referral"
CONFERENCES = "conferences_15_working_days"


def assessment(start: str, authorised: str, seen: str = "Y", referred: str | None = None) -> Tables:
    """One assessment, and the referral it answers where `referred` is given."""
    return {
        "ssd_cin_assessments": [
            row(
                "ssd_cin_assessments",
                cina_assessment_id="A1",
                cina_person_id="P1",
                cina_referral_id="R1",
                cina_assessment_start_date=start,
                cina_assessment_auth_date=authorised,
                cina_assessment_child_seen=seen,
                cina_assessment_team="North",
                cina_assessment_worker_id="W1",
            )
        ],
        "ssd_cin_episodes": []
        if referred is None
        else [row("ssd_cin_episodes", cine_referral_id="R1", cine_referral_date=referred)],
    }


@pytest.mark.parametrize(
    ("start", "authorised", "met"),
    [
        ("2024-01-08", "2024-03-11", 1),  # nine weeks from a Monday, no holiday between
        ("2024-01-08", "2024-03-12", 0),
        ("2024-01-12", "2024-03-15", 1),  # due on a Friday
        ("2024-01-12", "2024-03-16", 0),  # the Saturday after is late
        ("2024-01-13", "2024-03-15", 1),  # begun on a Saturday: Monday 15 January is the first day
        ("2024-01-13", "2024-03-18", 0),
        ("2024-03-20", "2024-03-19", 1),  # authorised before it began
    ],
)
def test_an_assessment_is_in_time_within_45_working_days(
    start: str, authorised: str, met: int
) -> None:
    cells = measure(assessment(start, authorised), IN_TIME, ["2024-03"], date(2024, 3, 31))
    assert cells == {("2024-03",): Cell(met, 1, 0, 0)}


def test_what_began_before_the_calendar_has_no_due_date_and_is_left_out() -> None:
    tables = assessment("2011-12-30", "2024-03-05")
    assert measure(tables, IN_TIME, ["2024-03"], date(2024, 3, 31)) == {}


@pytest.mark.parametrize(("authorised", "met"), [("2024-04-10", 1), ("2024-04-11", 0)])
def test_good_friday_and_easter_monday_are_not_working_days(authorised: str, met: int) -> None:
    tables = assessment("2024-02-05", authorised)
    cells = measure(tables, IN_TIME, ["2024-04"], date(2024, 4, 30))
    assert cells[("2024-04",)].numerator == met


def test_an_assessment_without_a_start_counts_nowhere() -> None:
    tables = assessment("", "2024-03-05", referred="2024-03-01")
    for indicator in (IN_TIME, FROM_REFERRAL, "assessments_child_seen"):
        assert measure(tables, indicator, ["2024-03"], date(2024, 3, 31)) == {}


def test_an_open_assessment_is_overdue_the_day_after_it_was_due() -> None:
    tables = assessment("2024-01-08", "")
    assert measure(tables, IN_TIME, ["2024-03"], date(2024, 3, 11)) == {}
    cells = measure(tables, IN_TIME, ["2024-03"], date(2024, 3, 12))
    assert cells == {("2024-03",): Cell(0, 0, 1, 0)}


def test_what_was_authorised_later_was_still_overdue_at_the_month_end() -> None:
    tables = assessment("2024-01-08", "2024-04-20")
    cells = measure(tables, IN_TIME, ["2024-02", "2024-03", "2024-04"], date(2024, 4, 30))
    assert cells == {
        ("2024-03",): Cell(0, 0, 1, 0),
        ("2024-04",): Cell(0, 1, 0, 0),
    }


def test_the_list_of_open_assessments_is_as_on_the_judged_day() -> None:
    tables = assessment("2024-01-08", "2024-04-20")
    (due,) = records(tables, IN_TIME, "2024-02", date(2024, 4, 30), state="due")
    (overdue,) = records(tables, IN_TIME, "2024-03", date(2024, 4, 30), state="overdue")
    (missed,) = records(tables, IN_TIME, "2024-04", date(2024, 4, 30))
    assert (due.due, due.done, due.state) == (date(2024, 3, 11), None, "due")
    assert (overdue.record, overdue.team, overdue.worker) == ("A1", "North", "W1")
    assert (missed.done, missed.state) == (date(2024, 4, 20), "missed")


def test_an_authorisation_after_the_day_is_not_known_yet() -> None:
    tables = assessment("2024-01-08", "2024-03-11")
    assert measure(tables, IN_TIME, ["2024-03"], date(2024, 3, 10)) == {}
    assert records(tables, IN_TIME, "2024-03", date(2024, 3, 10), "due")[0].done is None


def test_from_referral_the_clock_starts_at_the_referral() -> None:
    tables = assessment("2024-01-20", "2024-03-12", referred="2024-01-08")
    (record,) = records(tables, FROM_REFERRAL, "2024-03", date(2024, 3, 31))
    assert (record.start, record.due) == (date(2024, 1, 8), date(2024, 3, 11))
    assert record.state == "missed"


@pytest.mark.parametrize("referred", [None, "", "2024-04-01"])
def test_from_referral_needs_a_referral_that_exists(referred: str | None) -> None:
    tables = assessment("2024-01-08", "2024-03-11", referred=referred)
    assert measure(tables, FROM_REFERRAL, ["2024-03"], date(2024, 3, 31)) == {}


@pytest.mark.parametrize(("seen", "met"), [("Y", 1), ("true", 1), ("N", 0), ("", 0)])
def test_an_empty_seen_counts_in_the_denominator_only(seen: str, met: int) -> None:
    tables = assessment("2024-01-08", "2024-03-11", seen=seen)
    cells = measure(tables, "assessments_child_seen", ["2024-03"], date(2024, 3, 31))
    assert cells == {("2024-03",): Cell(met, 1, None, 0)}


def conference(
    started: str, held: str, transfer: str = "", child: str = "P1", enquiry: str = "E1"
) -> Tables:
    """A conference on P1 under E1, and one enquiry."""
    return {
        "ssd_s47_enquiry": [
            row(
                "ssd_s47_enquiry",
                s47e_s47_enquiry_id=enquiry,
                s47e_person_id=child,
                s47e_s47_start_date=started,
            )
        ],
        "ssd_initial_cp_conference": [
            row(
                "ssd_initial_cp_conference",
                icpc_icpc_id="I1",
                icpc_s47_enquiry_id="E1",
                icpc_person_id="P1",
                icpc_icpc_date=held,
                icpc_icpc_transfer_in=transfer,
            )
        ],
    }


@pytest.mark.parametrize(
    ("started", "held", "met"),
    [
        ("2024-03-04", "2024-03-25", 1),  # three weeks from a Monday
        ("2024-03-04", "2024-03-26", 0),
        ("2024-03-01", "2024-03-22", 1),  # due on a Friday
        ("2024-03-01", "2024-03-23", 0),  # the Saturday after
    ],
)
def test_a_conference_is_in_time_within_15_working_days(started: str, held: str, met: int) -> None:
    cells = measure(conference(started, held), CONFERENCES, ["2024-03"], date(2024, 3, 31))
    assert cells == {("2024-03",): Cell(met, 1, 0, 0)}


@pytest.mark.parametrize(
    "tables",
    [
        conference("2024-03-04", "2024-03-25", transfer="Yes"),
        conference("2024-03-04", "2024-03-25", child="P2"),  # a sibling's enquiry
        conference("2024-03-04", "2024-03-25", enquiry="E2"),
        conference("", "2024-03-25"),
    ],
)
def test_transfers_in_and_conferences_without_an_enquiry_are_left_out(tables: Tables) -> None:
    assert measure(tables, CONFERENCES, ["2024-03"], date(2024, 3, 31)) == {}


@pytest.mark.parametrize("held", ["", "2024-03-27"])
def test_a_conference_not_yet_held_is_overdue_the_day_after_it_was_due(held: str) -> None:
    tables = conference("2024-03-04", held)
    assert measure(tables, CONFERENCES, ["2024-03"], date(2024, 3, 25)) == {}
    cells = measure(tables, CONFERENCES, ["2024-03"], date(2024, 3, 26))
    assert cells == {("2024-03",): Cell(0, 0, 1, 0)}


def test_a_conference_held_later_was_still_overdue_at_the_month_end() -> None:
    tables = conference("2024-03-04", "2024-04-03")
    cells = measure(tables, CONFERENCES, ["2024-03", "2024-04"], date(2024, 4, 30))
    assert cells == {("2024-03",): Cell(0, 0, 1, 0), ("2024-04",): Cell(0, 1, 0, 0)}


def test_what_began_after_the_month_is_not_among_its_open_rows() -> None:
    as_at = date(2024, 4, 30)
    for indicator, tables in (
        (IN_TIME, assessment("2024-04-02", "")),
        (CONFERENCES, conference("2024-04-02", "")),
    ):
        assert records(tables, indicator, "2024-03", as_at, state="due") == []
        assert len(records(tables, indicator, "2024-04", as_at)) == 0
    assert len(records(assessment("2024-04-02", ""), IN_TIME, "2024-04", as_at, "due")) == 1
