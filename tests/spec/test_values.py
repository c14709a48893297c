"""Figures that are no percentage, clocks by the hour, and what is told where nothing is counted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.indicators.panel import panels
from lineofsight.measuring.compiling import as_text, cells_of, reads_of, steps_of
from lineofsight.measuring.engine import engine_over_rows
from lineofsight.measuring.examples import disagreements
from lineofsight.measuring.periods import periods_between
from lineofsight.measuring.query import Query
from lineofsight.measuring.records import records
from lineofsight.measuring.results import Figure, measure
from lineofsight.measuring.timing import TimeSql

OWN = Path(__file__).parents[1] / "support" / "own_definitions"
MARCH = date(2026, 3, 31)
TESTED = ("median", "mean", "sum", "count", "ratio")

Rows = Mapping[str, Sequence[Mapping[str, object]]]


def named(name: str) -> Indicator:
    return catalogue(OWN)[name]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in March 2026, as the clock in the office shows it."""
    return datetime.combine(date(2026, 3, day), time(hour, minute))


def figures(rows: Rows, name: str, first: str, last: str, by: Sequence[str] = ()) -> list[Figure]:
    with engine_over_rows(rows, MARCH) as engine:
        return measure(engine, [named(name)], periods_between(first, last), by)


def returned(number: int, back: datetime, held: datetime | None = None) -> dict[str, object]:
    """A child's return, and the interview after it."""
    return {
        "return_interview_id": f"I{number}",
        "person_id": f"P{number}",
        "returned_at": back,
        "held_at": held,
    }


@pytest.mark.parametrize(
    "indicator", [each for each in catalogue(OWN).values() if each.statistic in TESTED]
)
def test_a_value_is_told_without_a_numerator(indicator: Indicator) -> None:
    """A median, mean or sum is of the rows with a value; a count is itself the numerator."""
    assert disagreements(indicator) == ()


def test_a_median_is_the_middle_and_nothing_has_none() -> None:
    """Of an even number it is halfway between the two in the middle."""
    rows = {"return_interviews": [returned(n, at(2, 10), at(2, 10 + n)) for n in (1, 2, 4)]}
    (march, february) = reversed(
        figures(rows, "return_interviews_hours_taken", "2026-02", "2026-03")
    )
    assert (march.numerator, march.denominator, march.value) == (None, 3, 2.0)
    assert (february.denominator, february.value, february.state) == (0, None, "no_denominator")


def test_a_count_of_none_is_a_true_zero_once_the_tables_begin() -> None:
    """Before the first row of its tables, and in a month not yet begun, there is no figure."""
    plan = {"cppl_cp_plan_id": "L1", "cppl_person_id": "P1"}
    rows = {
        "ssd_cp_plans": [
            {
                **plan,
                "cppl_cp_plan_start_date": date(2026, 1, 5),
                "cppl_cp_plan_end_date": date(2026, 2, 5),
            }
        ]
    }
    found = figures(rows, "protection_plans_open_number", "2025-12", "2026-04")
    assert [(figure.numerator, figure.value, figure.state) for figure in found] == [
        (None, None, "no_denominator"),
        (1, 1.0, "value"),
        (0, 0.0, "value"),
        (0, 0.0, "value"),
        (None, None, "no_denominator"),
    ]
    assert {figure.denominator for figure in found} == {None}


def test_a_clock_in_hours_is_held_to_the_minute() -> None:
    """By day both interviews would have been in time."""
    back = at(2, 21, 30)
    rows = {
        "return_interviews": [
            returned(1, back, at(5, 21, 30)),
            returned(2, back, at(5, 21, 31)),
        ]
    }
    (march,) = figures(rows, "return_interviews_72_hours", "2026-03", "2026-03")
    assert (march.numerator, march.denominator) == (1, 2)


def test_what_has_not_had_its_time_is_too_recent() -> None:
    """72 hours after 29 March 09:00 is 1 April, which has not come; of 28 March it has."""
    rows = {
        "return_interviews": [
            returned(1, at(28, 9)),
            returned(2, at(29, 9), at(29, 12)),
        ]
    }
    (march,) = figures(rows, "return_interviews_72_hours", "2026-03", "2026-03")
    assert (march.numerator, march.denominator, march.too_recent) == (0, 1, 1)


def test_what_waits_is_listed_once_with_the_time_it_is_due() -> None:
    """Overdue first; what is due next follows in the order of its time."""
    rows = {
        "return_interviews": [
            returned(1, at(28, 9)),
            returned(2, at(10, 12)),
        ]
    }
    with engine_over_rows(rows, MARCH) as engine:
        found = records(engine, named("return_interviews_72_hours"))
    assert [(record.record, record.state, record.due) for record in found] == [
        ("I2", "overdue", at(13, 12)),
        ("I1", "due", at(31, 9)),
    ]


def test_a_group_that_is_not_carried_is_told() -> None:
    """Contacts name no worker: they are not split, and say why."""
    rows = {"ssd_contacts": [{"cont_contact_id": "C1", "cont_contact_date": date(2026, 3, 2)}]}
    (march,) = figures(rows, "contacts_no_further_action", "2026-03", "2026-03", ["worker"])
    assert (march.groups, march.not_by) == (
        ("all",),
        (("worker", "what it counts does not carry it"),),
    )


def test_the_locality_is_that_of_the_team() -> None:
    """The team above it; a team that nobody placed has none."""
    rows = {
        "ssd_cin_episodes": [
            {
                "cine_referral_id": f"R{n}",
                "cine_referral_date": date(2026, 3, 5),
                "cine_referral_team": team,
            }
            for n, team in enumerate(("North", "T2", "Elsewhere"))
        ],
        "ssd_department": [
            {"dept_team_id": "T1", "dept_team_name": "North", "dept_team_parent_name": "Hill"},
            {"dept_team_id": "T2", "dept_team_name": "South", "dept_team_parent_name": "Vale"},
        ],
    }
    found = figures(rows, "rereferrals_12_months", "2026-03", "2026-03", ["locality"])
    assert {figure.groups[0]: figure.denominator for figure in found} == {
        "all": 3,
        "Hill": 1,
        "Vale": 1,
        "unknown": 1,
    }


def test_a_day_beyond_the_bank_holidays_known_is_told_and_not_guessed() -> None:
    """What was begun before 2012 has no working days: it is neither in time nor late."""
    rows = {
        "ssd_cin_assessments": [
            {
                "cina_assessment_id": f"A{start.year}",
                "cina_assessment_start_date": start,
                "cina_assessment_auth_date": date(2026, 3, 9),
            }
            for start in (date(2011, 6, 1), date(2026, 1, 5))
        ]
    }
    (march,) = figures(rows, "assessments_45_working_days", "2026-03", "2026-03")
    assert (march.numerator, march.denominator, march.beyond_calendar) == (1, 1, 1)


def test_a_group_cannot_be_asked_for_whose_column_is_missing() -> None:
    """A list of one group that nothing tells of would be empty, and look like good news."""
    with (
        engine_over_rows({}, MARCH) as engine,
        pytest.raises(UnusableInput, match="cannot be split by 'worker'"),
    ):
        records(engine, named("contacts_no_further_action"), where={"worker": "W1"})


def test_every_panel_can_be_split_by_all_that_it_carries() -> None:
    """Each group is a column of the rows that are counted."""
    with engine_over_rows({}, MARCH) as engine:
        engine.set_periods(periods_between("2026-03", "2026-03"))
        for panel in panels().values():
            steps = steps_of(panel, cells_of(panel), panel.dimensions, TimeSql())
            sql = f"with {as_text(steps)} select * from split"
            reads = reads_of(panel, panel.dimensions)
            ((_, _, answer),) = engine.answers([Query(sql, panel.name, reads)])
            assert {f"{name}_group" for name in panel.dimensions} <= set(answer.columns)
