"""That drawn councils are whole, repeatable, and full of the hard cases they are drawn for."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from lineofsight.indicators.catalogue import catalogue
from lineofsight.tables.definition import table_definitions
from tests.support.councils import AS_AT_DAYS, MONTHS, councils, draw_council, write_council
from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.front_door import MET_ON
from tests.support.drawn_columns import DRAWN
from tests.support.oracle import INDICATORS, Tables, groups_of, measure
from tests.support.oracle.dates import BANK_HOLIDAYS, add_months, add_working_days

SEEDS = range(50)
KEYS = {table: table_definitions()[table].key for table in DRAWN}
OWN = Path(__file__).parents[2] / "support" / "own_definitions"
LAST_AS_AT = AS_AT_DAYS[-1]


@cache
def fifty() -> tuple[Tables, ...]:
    return tuple(draw_council(seed) for seed in SEEDS)


def values(tables: Tables, column: str) -> list[str]:
    """The values of a column, in whichever table has it."""
    (table,) = (name for name, columns in DRAWN.items() if column in columns)
    return [row[column] for row in tables[table]]


def days(tables: Tables, *columns: str) -> list[date]:
    return [
        date.fromisoformat(value) for column in columns for value in values(tables, column) if value
    ]


EVENTS = (
    "cont_contact_date",
    "cine_referral_date",
    "cina_assessment_auth_date",
    "icpc_icpc_date",
    "cppl_cp_plan_start_date",
    "cppr_cp_review_due",
    "clar_cla_review_due_date",
)
PERSON_IDS = (
    "cont_person_id",
    "cine_person_id",
    "cina_person_id",
    "icpc_person_id",
    "cppl_person_id",
    "cppr_person_id",
    "clar_cla_person_id",
    "invo_person_id",
)


def assessments(tables: Tables) -> Iterator[tuple[date, date]]:
    """The day each assessment was due and the day it was authorised."""
    for row in tables["ssd_cin_assessments"]:
        start, done = row["cina_assessment_start_date"], row["cina_assessment_auth_date"]
        if start and done and (due := add_working_days(date.fromisoformat(start), 45)):
            yield due, date.fromisoformat(done)


def conferences(tables: Tables) -> Iterator[tuple[date, date]]:
    """The day each conference was due and the day it was held."""
    begun = {
        (row["s47e_s47_enquiry_id"], row["s47e_person_id"]): row["s47e_s47_start_date"]
        for row in tables["ssd_s47_enquiry"]
    }
    for row in tables["ssd_initial_cp_conference"]:
        start = begun.get((row["icpc_s47_enquiry_id"], row["icpc_person_id"]))
        held = row["icpc_icpc_date"]
        if start and held and (due := add_working_days(date.fromisoformat(start), 15)):
            yield due, date.fromisoformat(held)


def days_over(timed: Iterator[tuple[date, date]]) -> list[int]:
    return [(done - due).days for due, done in timed]


def pairs(tables: Tables, table: str, child: str, day: str) -> Iterator[tuple[date, date]]:
    """The days of each two rows of the same child, earlier first."""
    rows = [row for row in tables[table] if row[child] and row[day]]
    for one, other in combinations(rows, 2):
        if one[child] == other[child]:
            first, second = sorted((one[day], other[day]))
            yield date.fromisoformat(first), date.fromisoformat(second)


def referral_pairs(tables: Tables) -> list[tuple[date, date]]:
    return list(pairs(tables, "ssd_cin_episodes", "cine_person_id", "cine_referral_date"))


def plan_pairs(tables: Tables) -> list[tuple[date, date]]:
    return list(pairs(tables, "ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_start_date"))


def late_on_the_weekend(tables: Tables) -> int:
    return sum(
        due.weekday() == 4 and 1 <= (done - due).days <= 2 for due, done in assessments(tables)
    )


def caseloads(tables: Tables) -> list[int]:
    held: dict[str, set[str]] = {}
    for row in tables["ssd_involvements"]:
        held.setdefault(row["invo_professional_id"], set()).add(row["invo_person_id"])
    return [len(children) for children in held.values()]


def unallocated(tables: Tables) -> int:
    allocated = set(values(tables, "invo_person_id"))
    return sum(person not in allocated for person in values(tables, "pers_person_id"))


def ages_on(tables: Tables, day: date) -> list[int]:
    """Whole years of each person; negative before birth."""
    ages = []
    for born in days(tables, "pers_dob"):
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        ages.append(years)
    return ages


def visits_about_a_fourth_birthday(tables: Tables) -> int:
    born = {r["pers_person_id"]: r["pers_dob"] for r in tables["ssd_person"] if r["pers_dob"]}
    return sum(
        abs((date.fromisoformat(row[day]) - add_months(birthday, 48)).days) <= 1
        for table, child, day in MET_ON
        for row in tables[table]
        if row[day] and row[child] in born
        for birthday in [date.fromisoformat(born[row[child]])]
    )


def minutes_from(tables: Tables, done: str, hours: int) -> int:
    """How often a contact was seen to so many hours after it came, or a minute either side."""
    return sum(
        abs(datetime.fromisoformat(row[done]) - datetime.fromisoformat(row["received_at"]) - limit)
        <= timedelta(minutes=1)
        for limit in [timedelta(hours=hours)]
        for row in tables["contact_decisions"]
        if row["received_at"] and row[done]
    )


AWKWARD: dict[str, Callable[[Tables], int]] = {
    "events on a month's last day": lambda t: sum(
        (d + timedelta(days=1)).day == 1 for d in days(t, *EVENTS)
    ),
    "events on a weekend": lambda t: sum(d.weekday() >= 5 for d in days(t, *EVENTS)),
    "events on a bank holiday": lambda t: sum(d in BANK_HOLIDAYS for d in days(t, *EVENTS)),
    "events on 28 February": lambda t: sum((d.month, d.day) == (2, 28) for d in days(t, *EVENTS)),
    "events on 29 February": lambda t: sum((d.month, d.day) == (2, 29) for d in days(t, *EVENTS)),
    "referrals the same day": lambda t: sum(a == b for a, b in referral_pairs(t)),
    "referrals a year apart": lambda t: sum(b == add_months(a, 12) for a, b in referral_pairs(t)),
    "referrals a year and a day apart": lambda t: sum(
        b == add_months(a, 12) + timedelta(days=1) for a, b in referral_pairs(t)
    ),
    "assessments of exactly 45 working days": lambda t: days_over(assessments(t)).count(0),
    "assessments a day over": lambda t: days_over(assessments(t)).count(1),
    "assessments on the weekend after a Friday": late_on_the_weekend,
    "assessments authorised before they began": lambda t: sum(
        r["cina_assessment_auth_date"] < r["cina_assessment_start_date"]
        for r in t["ssd_cin_assessments"]
        if r["cina_assessment_auth_date"]
    ),
    "assessments begun before the calendar": lambda t: values(
        t, "cina_assessment_start_date"
    ).count("2011-12-30"),
    "siblings under one enquiry": lambda t: sum(
        n > 1 for n in Counter(values(t, "s47e_s47_enquiry_id")).values()
    ),
    "visits whose tenth working day is judged on": lambda t: sum(
        add_working_days(d, 10) in JUDGED_DAYS for d in days(t, "cppv_cp_visit_date")
    ),
    "plans 18 months old on a judged day": lambda t: sum(
        add_months(d, 18) in JUDGED_DAYS for d in days(t, "cppl_cp_plan_start_date")
    ),
    "conferences on the fifteenth working day": lambda t: days_over(conferences(t)).count(0),
    "conferences a day over": lambda t: days_over(conferences(t)).count(1),
    "plans that end on a month's last day": lambda t: sum(
        (d + timedelta(days=1)).day == 1 for d in days(t, "cppl_cp_plan_end_date")
    ),
    "repeat plans the same day": lambda t: sum(a == b for a, b in plan_pairs(t)),
    "repeat plans": lambda t: sum(a < b for a, b in plan_pairs(t)),
    "plans of other authorities": lambda t: sum(
        v.lower() in ("y", "yes", "1", "true", "t") for v in values(t, "cppl_cp_plan_ola")
    ),
    "missing persons' ids": lambda t: sum(values(t, c).count("") for c in PERSON_IDS),
    "missing teams": lambda t: values(t, "cine_referral_team").count(""),
    "missing workers": lambda t: values(t, "invo_professional_id").count(""),
    "missing dates": lambda t: values(t, "cine_referral_date").count(""),
    "unknown persons": lambda t: len(
        {p for c in PERSON_IDS for p in values(t, c)} - {"", *values(t, "pers_person_id")}
    ),
    "children without an allocation": unallocated,
    "two allocations begun the same day": lambda t: sum(
        a == b
        for a, b in pairs(t, "ssd_involvements", "invo_person_id", "invo_involvement_start_date")
    ),
    "plans that lasted 12 or 18 months, or a day either side": lambda t: sum(
        abs((date.fromisoformat(r["cppl_cp_plan_end_date"]) - add_months(start, months)).days) <= 1
        for r in t["ssd_cp_plans"]
        if r["cppl_cp_plan_start_date"] and r["cppl_cp_plan_end_date"]
        for start in [date.fromisoformat(r["cppl_cp_plan_start_date"])]
        for months in (12, 18)
    ),
    "visits about a fourth birthday": visits_about_a_fourth_birthday,
    "contacts decided within a minute of 24 hours": lambda t: minutes_from(t, "decided_at", 24),
    "referrers told within a minute of 48 hours": lambda t: minutes_from(t, "replied_at", 48),
    "reviews due on an as-at day": lambda t: sum(
        d in AS_AT_DAYS for d in days(t, "cppr_cp_review_due", "clar_cla_review_due_date")
    ),
    "dates after the last as-at day": lambda t: sum(d > LAST_AS_AT for d in days(t, *EVENTS)),
    "unborn": lambda t: sum(age < 0 for age in ages_on(t, LAST_AS_AT)),
    "18 years old": lambda t: sum(age == 18 for age in ages_on(t, LAST_AS_AT)),
}


@pytest.mark.parametrize("thing", AWKWARD)
def test_every_awkward_thing_is_common(thing: str) -> None:
    counts = [AWKWARD[thing](tables) for tables in fifty()]
    assert sum(counts) >= 20, f"only {sum(counts)} {thing} in fifty councils"
    assert sum(count > 0 for count in counts) >= 10


@pytest.mark.parametrize("children", [18, 19, 20, 21, 25, 26])
def test_some_worker_holds_each_number_of_children_about_the_limits(children: int) -> None:
    assert sum(children in caseloads(tables) for tables in fifty()) >= 5


def test_flags_come_in_every_spelling() -> None:
    seen = {flag for t in fifty() for flag in values(t, "cina_assessment_child_seen")}
    assert seen >= {"Y", "y", "Yes", "YES", "1", "true", "TRUE", "T", "N", "0", "false", ""}


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_often_has_cases_that_meet_it_and_cases_that_do_not(
    indicator: str,
) -> None:
    both = overdue = too_recent = 0
    for tables in fifty():
        cells = measure(tables, indicator, MONTHS, LAST_AS_AT).values()
        both += 0 < sum(c.numerator for c in cells) < sum(c.denominator for c in cells)
        overdue += any(c.open_overdue for c in cells)
        too_recent += any(c.too_recent for c in cells)
    # A caseload needs a worker with more children than the limit, and few councils have one.
    assert both >= (4 if indicator.startswith("caseload") else 15)
    # Whether an indicator has a clock, or a time to come, is what its definition says.
    definition = catalogue(OWN)[indicator]
    assert overdue >= 25 if definition.clock else overdue == 0
    assert too_recent >= 3 if definition.too_recent else too_recent == 0


def check_whole(tables: Tables) -> None:
    assert list(tables) == list(DRAWN)
    for table, rows in tables.items():
        assert all(tuple(row) == DRAWN[table] for row in rows)
        keys = [tuple(row[column] for column in KEYS[table]) for row in rows]
        assert len(keys) == len(set(keys))
        assert all(all(key) for key in keys)


@pytest.mark.parametrize("clean", [False, True])
def test_tables_have_every_column_in_order_and_keys_that_are_unique(clean: bool) -> None:
    for seed in SEEDS:
        check_whole(draw_council(seed, clean=clean))


def test_a_clean_council_has_nothing_missing_and_nothing_out_of_order() -> None:
    needed = (*PERSON_IDS, *EVENTS[:2], *EVENTS[4:], "cina_referral_id", "invo_professional_id")
    for seed in SEEDS:
        tables = draw_council(seed, clean=True)
        assert all(values(tables, column).count("") == 0 for column in needed)
        people = set(values(tables, "pers_person_id"))
        assert all(set(values(tables, column)) <= people for column in PERSON_IDS)
        assert set(values(tables, "cina_assessment_child_seen")) <= {"Y", "N"}
        for table, start, end in (
            ("ssd_cin_assessments", "cina_assessment_start_date", "cina_assessment_auth_date"),
            ("ssd_cin_episodes", "cine_referral_date", "cine_close_date"),
            ("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
            ("ssd_involvements", "invo_involvement_start_date", "invo_involvement_end_date"),
        ):
            assert all(not row[end] or row[start] <= row[end] for row in tables[table])


def test_a_seed_draws_the_same_council_every_time() -> None:
    assert draw_council(7) == draw_council(7)
    assert draw_council(7) != draw_council(8)


# Even the smallest council has rows in every table.
SLOW = [HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large]


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(tables=councils())
def test_a_council_that_hypothesis_draws_is_whole_and_can_be_measured(tables: Tables) -> None:
    """In every split, the groups of a figure add up to it, and no more are met than counted."""
    check_whole(tables)
    # Allegations cannot be split by anything.
    for indicator, group in ((name, by) for name in INDICATORS for by in groups_of(name)[-1:]):
        cells = measure(tables, indicator, MONTHS[-4:], LAST_AS_AT, by=[group], window="12m")
        for (month, value), cell in cells.items():
            assert 0 <= cell.numerator <= cell.denominator
            if value == "all":
                parts = [c for (m, v), c in cells.items() if m == month and v != "all"]
                assert sum(part.denominator for part in parts) == cell.denominator
                assert sum(part.numerator for part in parts) == cell.numerator


def test_written_tables_read_back_as_they_were(tmp_path: Path) -> None:
    tables = draw_council(3)
    write_council(tables, tmp_path)
    for table, rows in tables.items():
        with (tmp_path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.DictReader(file)) == rows
