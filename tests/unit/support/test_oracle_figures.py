"""Caseloads, groups, windows and the as-at day, worked out by hand."""

from datetime import date

import pytest

from tests.support.oracle import INDICATORS, Cell, Tables, groups_of, measure, records
from tests.support.oracle.council import Council
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.groups import age_band
from tests.support.ssd_columns import row

CASELOAD = "caseload_18_or_fewer"
AS_AT = date(2024, 3, 31)


def allocations(worker: str, *children: str, start: str = "2024-01-02") -> list[dict[str, str]]:
    return [
        row(
            "ssd_involvements",
            invo_involvements_id=f"{worker}-{number:02}",
            invo_professional_id=worker,
            invo_professional_role_id="Allocated case worker",
            invo_professional_team="North",
            invo_involvement_start_date=start,
            invo_person_id=child,
        )
        for number, child in enumerate(children)
    ]


@pytest.mark.parametrize(
    ("held", "met"),
    [(1, (1, 1, 1)), (18, (1, 1, 1)), (19, (0, 1, 1)), (21, (0, 0, 1)), (26, (0, 0, 0))],
)
def test_a_worker_is_within_a_limit_that_they_reach(held: int, met: tuple[int, ...]) -> None:
    tables = {"ssd_involvements": allocations("W1", *(f"P{n}" for n in range(held)))}
    for variant, expected in zip(("", ":20_or_fewer", ":25_or_fewer"), met, strict=True):
        cells = measure(tables, CASELOAD + variant, ["2024-03"], AS_AT)
        assert cells == {("2024-03",): Cell(expected, 1, None, 0)}


def test_a_child_allocated_twice_to_a_worker_is_one_child() -> None:
    children = [*(f"P{n}" for n in range(18)), "P0"]
    cells = measure(
        {"ssd_involvements": allocations("W1", *children)}, CASELOAD, ["2024-03"], AS_AT
    )
    assert cells[("2024-03",)].numerator == 1


def test_a_child_held_by_two_workers_counts_for_both() -> None:
    tables = {"ssd_involvements": [*allocations("W1", "P1"), *allocations("W2", "P1")]}
    found = records(tables, CASELOAD, "2024-03", AS_AT)
    assert [(r.subject, r.record, r.worker) for r in found] == [(w, w, w) for w in ("W1", "W2")]


def test_a_workers_team_is_that_of_the_latest_allocation() -> None:
    early, late = allocations("W1", "P1", "P2")
    rows = [
        {**early, "invo_involvement_start_date": "2024-03-01", "invo_professional_team": "South"},
        late,
    ]
    cells = measure({"ssd_involvements": rows}, CASELOAD, ["2024-03"], AS_AT, by=["team"])
    assert cells == {
        ("2024-03", "all"): Cell(1, 1, None, 0),
        ("2024-03", "South"): Cell(1, 1, None, 0),
    }


def test_a_worker_who_holds_no_named_child_is_not_counted() -> None:
    assert not measure({"ssd_involvements": allocations("W1", "")}, CASELOAD, ["2024-03"], AS_AT)


def referral(number: int, made: str, child: str = "P1", team: str = "North") -> dict[str, str]:
    return row(
        "ssd_cin_episodes",
        cine_referral_id=f"R{number}",
        cine_person_id=child,
        cine_referral_date=made,
        cine_referral_team=team,
        cine_referral_nfa="Y",
    )


def person(child: str, born: str, sex: str = "F") -> dict[str, str]:
    return row("ssd_person", pers_person_id=child, pers_dob=born, pers_sex=sex)


def test_two_groups_give_the_total_each_alone_and_their_cross() -> None:
    tables: Tables = {
        "ssd_cin_episodes": [
            referral(1, "2024-03-01", "P1", "North"),
            referral(2, "2024-03-02", "P2", ""),
            referral(3, "2024-03-03", "P-NONE", "North"),
        ],
        "ssd_person": [person("P1", "2020-01-01"), person("P2", "2020-01-01", sex="")],
    }
    cells = measure(tables, "referrals_no_further_action", ["2024-03"], AS_AT, by=["team", "sex"])
    assert {key[1:]: cell.denominator for key, cell in cells.items()} == {
        ("all", "all"): 3,
        ("North", "all"): 2,
        ("unknown", "all"): 1,
        ("all", "F"): 1,
        ("all", "unknown"): 2,
        ("North", "F"): 1,
        ("North", "unknown"): 1,
        ("unknown", "unknown"): 1,
    }


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (None, "unknown"),
        (date(2024, 3, 11), "unborn"),
        (date(2024, 3, 10), "under 1"),
        (date(2023, 3, 11), "under 1"),
        (date(2023, 3, 10), "1 to 4"),
        (date(2019, 3, 11), "1 to 4"),
        (date(2019, 3, 10), "5 to 9"),
        (date(2014, 3, 10), "10 to 15"),
        (date(2008, 3, 10), "16 to 17"),
        (date(2006, 3, 11), "16 to 17"),
        (date(2006, 3, 10), "18 or over"),
    ],
)
def test_a_child_changes_band_on_the_birthday(born: date | None, band: str) -> None:
    assert age_band(born, date(2024, 3, 10)) == band


def test_a_leap_day_child_is_one_on_28_february() -> None:
    assert age_band(date(2020, 2, 29), date(2021, 2, 27)) == "under 1"
    assert age_band(date(2020, 2, 29), date(2021, 2, 28)) == "1 to 4"


@pytest.mark.parametrize(("window", "counted"), [("period", 1), ("12m", 3), ("ytd", 2)])
def test_a_window_ends_with_its_month(window: str, counted: int) -> None:
    days = ["2023-02-28", "2023-03-01", "2023-04-01", "2024-02-29", "2024-03-01"]
    tables = {"ssd_cin_episodes": [referral(n, day) for n, day in enumerate(days)]}
    cells = measure(tables, "referrals_no_further_action", ["2024-02"], AS_AT, window=window)
    assert cells == {("2024-02",): Cell(counted, counted, None, 0)}


def test_the_year_to_date_of_april_is_april() -> None:
    tables = {"ssd_cin_episodes": [referral(1, "2024-03-31"), referral(2, "2024-04-01")]}
    cells = measure(
        tables, "referrals_no_further_action", ["2024-04"], date(2024, 4, 30), window="ytd"
    )
    assert cells == {("2024-04",): Cell(1, 1, None, 0)}


def test_stock_indicators_ignore_the_window() -> None:
    tables = {"ssd_involvements": allocations("W1", "P1")}
    assert measure(tables, CASELOAD, ["2024-03"], AS_AT, window="12m") == measure(
        tables, CASELOAD, ["2024-03"], AS_AT
    )


def test_the_month_of_the_as_at_day_is_judged_on_that_day_and_later_months_hold_nothing() -> None:
    tables = {"ssd_involvements": allocations("W1", "P1", start="2024-03-10")}
    months = ["2024-02", "2024-03", "2024-04"]
    assert not measure(tables, CASELOAD, months, date(2024, 3, 9))
    assert list(measure(tables, CASELOAD, months, date(2024, 3, 10))) == [("2024-03",)]
    assert records(tables, CASELOAD, "2024-04", date(2024, 3, 10)) == []


def test_an_empty_council_has_no_figures() -> None:
    for indicator in INDICATORS:
        assert measure({}, indicator, ["2024-03"], AS_AT, by=groups_of(indicator)) == {}


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2024, 3, 9), 1, date(2024, 3, 11)),  # a Saturday: due on Monday
        (date(2024, 3, 28), 1, date(2024, 4, 2)),  # over Easter
        (date(2023, 12, 22), 1, date(2023, 12, 27)),  # over Christmas
        (date(2024, 3, 11), 0, date(2024, 3, 11)),
        (date(2011, 12, 31), 1, None),
        (date(2012, 1, 1), 1, date(2012, 1, 3)),
        (date(2028, 12, 29), 1, None),  # the answer lies beyond the calendar
        (date(2029, 1, 1), 0, None),
    ],
)
def test_working_days_are_englands(start: date, days: int, due: date | None) -> None:
    assert add_working_days(start, days) == due


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 11, 30), 1, date(2024, 12, 30)),
    ],
)
def test_months_keep_the_day_or_take_the_last(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


def test_a_council_as_it_stood_knows_nothing_that_came_later() -> None:
    """Later rows are gone; in rows that stay, a later date and what it made known are blank."""
    tables = {
        "ssd_cin_assessments": [
            row(
                "ssd_cin_assessments",
                cina_assessment_id="A1",
                cina_assessment_start_date="2024-03-01",
                cina_assessment_auth_date=authorised,
                cina_assessment_child_seen="Y",
            )
            for authorised in ("2024-03-31", "2024-04-01")
        ],
        "ssd_cp_reviews": [
            row(
                "ssd_cp_reviews",
                cppr_cp_review_id="V1",
                cppr_cp_review_due="2024-05-01",
                cppr_cp_review_date="2024-05-01",
            )
        ],
        "ssd_cp_plans": [
            row("ssd_cp_plans", cppl_cp_plan_start_date=start, cppl_cp_plan_end_date="2024-04-09")
            for start in ("2024-03-31", "", "2024-04-01")
        ],
    }
    council = Council(tables, AS_AT)
    assert [
        (known["cina_assessment_auth_date"], known["cina_assessment_child_seen"])
        for known in council.rows("ssd_cin_assessments")
    ] == [("2024-03-31", "Y"), ("", "")]
    (review,) = council.rows("ssd_cp_reviews")
    assert (review["cppr_cp_review_due"], review["cppr_cp_review_date"]) == ("2024-05-01", "")
    assert [
        (plan["cppl_cp_plan_start_date"], plan["cppl_cp_plan_end_date"])
        for plan in council.rows("ssd_cp_plans")
    ] == [("2024-03-31", ""), ("", "")]
