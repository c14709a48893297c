"""The doubts that the rows of tables leave of an indicator's last twelve months."""

from datetime import date, timedelta

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import engine_over_rows
from lineofsight.progress.rating.doubted import ENDS, ENTERED_AS, doubts_behind
from lineofsight.tables.working_days import working_days_after

AS_AT = date(2026, 3, 10)
IN_TIME = "assessments_45_working_days"


def assessment(number, started, done, child=None):
    return {
        "cina_assessment_id": f"A{number}",
        "cina_person_id": child or f"P{number}",
        "cina_assessment_start_date": started,
        "cina_assessment_auth_date": done,
    }


def on_the_due_day(number, month):
    started = date(2025, month, 1) - timedelta(days=number % 5)
    return assessment(f"{month}-{number}", started, working_days_after(started, 45))


def entry(of, day):
    return {
        "record_kind": "ASSESSMENT",
        "record_id": of["cina_assessment_id"],
        "entered_at": f"{day} 09:00:00",
        "happened_on": day,
    }


def found(assessments, entries=(), as_at=AS_AT, indicator=IN_TIME):
    rows = {"ssd_cin_assessments": assessments, "record_entries": list(entries)}
    with engine_over_rows(rows, as_at) as engine:
        return {each.kind: each for each in doubts_behind(engine, catalogue()[indicator])}


def test_work_dated_on_its_due_day():
    (doubt,) = found([on_the_due_day(each, 6) for each in range(12)]).values()
    assert (doubt.kind, doubt.rows, doubt.of) == ("bunched", 12, 12)


def test_only_the_last_twelve_ended_months_count():
    """March 2026 is running: of the twelve to its end before, February 2025 is none."""
    few = [on_the_due_day(each, 6) for each in range(9)]
    running = assessment("now", date(2025, 12, 31), working_days_after(date(2025, 12, 31), 45))
    assert date(2026, 3, 1) <= running["cina_assessment_auth_date"] <= AS_AT
    before = [on_the_due_day(each, 6) for each in range(12)]
    old = [
        assessment(f"old-{n}", started, working_days_after(started, 45))
        for n, started in enumerate([date(2024, 12, 2)] * 12)
    ]
    assert found([*few, running, *old]) == {}
    assert set(found([*before, running])) == {"bunched"}


def test_what_was_entered_long_after_it_was_due():
    """The table of entries says when; without it nothing is known of that."""
    rows = [
        assessment(n, date(2025, 6, 2), date(2025, 6, 20) + timedelta(days=n)) for n in range(15)
    ]
    due = working_days_after(date(2025, 6, 2), 45)
    late = working_days_after(due, 6)
    assert found(rows) == {}
    (doubt,) = found(rows, [entry(each, late) for each in rows[:11]]).values()
    assert (doubt.kind, doubt.rows, doubt.of) == ("back_dated", 11, 11)
    on_the_fifth = working_days_after(due, 5)
    assert found(rows, [entry(each, on_the_fifth) for each in rows]) == {}
    other = [{**entry(each, late), "record_kind": "VISIT"} for each in rows]
    assert found(rows, other) == {}


def test_what_ended_and_soon_began_again():
    first = [assessment(n, date(2025, 6, 2), date(2025, 7, 1), f"C{n}") for n in range(10)]
    again = [assessment(f"b{n}", date(2025, 7, 8), date(2025, 8, 1), f"C{n}") for n in range(10)]
    (doubt,) = found([*first, *again]).values()
    assert (doubt.kind, doubt.rows, doubt.of) == ("begun_again", 10, 20)


def test_nothing_is_asked_of_what_has_no_clock_or_cannot_be_computed():
    rows = [on_the_due_day(each, 6) for each in range(12)]
    assert found(rows, indicator="assessments_child_seen") == {}
    assert found(rows, indicator="conferences_15_working_days") == {}


def test_every_panel_that_is_named_is_there():
    assert {*ENTERED_AS, *ENDS} <= {each.panel.name for each in catalogue().values() if each.clock}
