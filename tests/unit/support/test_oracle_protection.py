"""Child protection plans and their visits, worked out by hand."""

from datetime import date

import pytest

from tests.support.oracle import Cell, Tables, measure, records
from tests.support.ssd_columns import row

VISITS = "cp_visits_10_working_days"
LONG = "cp_plans_over_18_months"
REPEAT = "cp_plans_repeat"
EASTER_SUNDAY = date(2024, 3, 31)


def plan(
    number: int,
    start: str,
    end: str = "",
    child: str = "P1",
    ola: str = "",
    category: str = "Neglect",
) -> dict[str, str]:
    return row(
        "ssd_cp_plans",
        cppl_cp_plan_id=f"L{number}",
        cppl_person_id=child,
        cppl_cp_plan_start_date=start,
        cppl_cp_plan_end_date=end,
        cppl_cp_plan_ola=ola,
        cppl_cp_plan_initial_category=category,
    )


def visit(number: int, made: str, seen: str = "Y", of_plan: str = "L1") -> dict[str, str]:
    return row(
        "ssd_cp_visits",
        cppv_cp_visit_id=f"V{number}",
        cppv_cp_plan_id=of_plan,
        cppv_cp_visit_date=made,
        cppv_cp_visit_seen=seen,
    )


def visited(*visits: dict[str, str]) -> Tables:
    """A plan open since January, with its visits."""
    return {"ssd_cp_plans": [plan(1, "2024-01-02")], "ssd_cp_visits": list(visits)}


@pytest.mark.parametrize(
    ("made", "met"),
    [
        ("2024-03-15", 1),  # the tenth working day after is Tuesday 2 April
        ("2024-03-14", 0),  # Thursday 28 March, the last before Easter
    ],
)
def test_a_visit_is_in_time_for_ten_working_days(made: str, met: int) -> None:
    cells = measure(visited(visit(1, made)), VISITS, ["2024-03"], EASTER_SUNDAY)
    assert cells == {("2024-03",): Cell(met, 1, 1 - met, 0)}


@pytest.mark.parametrize(
    "other",
    [
        visit(2, "2024-03-20", seen="N"),
        visit(2, "2024-03-20", seen=""),
        visit(2, "2024-03-20", of_plan="L2"),
        visit(2, "2024-04-01"),
        visit(2, ""),
    ],
)
def test_a_visit_that_did_not_see_the_child_by_then_on_this_plan_is_none(
    other: dict[str, str],
) -> None:
    tables = visited(visit(1, "2024-03-05"), other)
    (record,) = records(tables, VISITS, "2024-03", EASTER_SUNDAY)
    assert (record.start, record.due) == (date(2024, 3, 5), date(2024, 3, 19))
    assert (record.done, record.state) == (None, "overdue")


def test_a_plan_never_visited_is_timed_from_its_start() -> None:
    (record,) = records(visited(), VISITS, "2024-03", EASTER_SUNDAY, state="overdue")
    assert (record.start, record.due) == (date(2024, 1, 2), date(2024, 1, 16))


def test_a_visit_due_on_the_judged_day_is_still_due() -> None:
    tables = visited(visit(1, "2024-03-05"))
    (record,) = records(tables, VISITS, "2024-03", date(2024, 3, 19), state="due")
    assert record.due == date(2024, 3, 19)


@pytest.mark.parametrize(("as_at", "cell"), [(16, Cell(0, 0, 0, 1)), (17, Cell(0, 1, 1, 0))])
def test_a_plan_of_ten_working_days_is_too_recent(as_at: int, cell: Cell) -> None:
    cells = measure(visited(), VISITS, ["2024-01"], date(2024, 1, as_at))
    assert cells == {("2024-01",): cell}


@pytest.mark.parametrize(
    ("variant", "met"), [("", 0), (":15_working_days", 0), (":20_working_days", 1)]
)
def test_a_variant_allows_more_working_days(variant: str, met: int) -> None:
    # From 5 March: 10 days end on 19 March, 15 on 26 March, 20 on 4 April.
    cells = measure(visited(visit(1, "2024-03-05")), VISITS + variant, ["2024-03"], EASTER_SUNDAY)
    assert cells[("2024-03",)].numerator == met


@pytest.mark.parametrize(
    ("start", "end", "ola", "counted"),
    [
        ("2022-01-04", "", "", 1),
        ("2022-01-04", "2024-03-31", "", 0),  # ended on the last day: not open at its end
        ("2022-01-04", "2024-04-01", "", 1),
        ("2022-01-04", "", "Y", 0),
        ("2024-03-31", "", "", 1),
        ("2024-04-01", "", "", 0),
        ("", "", "", 0),
    ],
)
def test_the_plans_open_at_the_month_end(start: str, end: str, ola: str, counted: int) -> None:
    tables = {"ssd_cp_plans": [plan(1, start, end, ola=ola)]}
    cells = measure(tables, LONG, ["2024-03"], date(2024, 4, 30))
    assert sum(cell.denominator for cell in cells.values()) == counted


@pytest.mark.parametrize(
    ("start", "as_at", "met"),
    [
        ("2022-09-30", date(2024, 3, 30), 1),
        ("2022-09-30", date(2024, 3, 29), 0),
        ("2022-08-31", date(2024, 2, 29), 1),  # 31 August and 18 months: the last of February
        ("2022-08-31", date(2024, 2, 28), 0),
    ],
)
def test_a_plan_is_over_18_months_on_the_day_it_gets_there(
    start: str, as_at: date, met: int
) -> None:
    month = f"{as_at:%Y-%m}"
    cells = measure({"ssd_cp_plans": [plan(1, start)]}, LONG, [month], as_at)
    assert cells == {(month,): Cell(met, 1, None, 0)}


def test_other_lengths_are_variants() -> None:
    tables = {"ssd_cp_plans": [plan(1, "2022-10-01")]}  # 17 months and 30 days old
    met = {
        variant: measure(tables, LONG + variant, ["2024-03"], EASTER_SUNDAY)[("2024-03",)].numerator
        for variant in (":over_12_months", ":over_15_months", "", ":over_24_months")
    }
    assert met == {":over_12_months": 1, ":over_15_months": 1, "": 0, ":over_24_months": 0}


@pytest.mark.parametrize(
    ("earlier", "repeat"),
    [
        (plan(1, "2019-05-01", "2019-11-30"), 1),
        (plan(1, "2024-03-09"), 1),
        (plan(1, "2024-03-10"), 0),  # the same day is not earlier
        (plan(1, "2019-05-01", child="P2"), 0),
        (plan(1, "2019-05-01", ola="Y"), 0),
        (plan(1, "", "2019-05-01"), 0),
    ],
)
def test_a_repeat_plan_has_an_own_plan_of_the_child_before_it(
    earlier: dict[str, str], repeat: int
) -> None:
    tables = {"ssd_cp_plans": [earlier, plan(2, "2024-03-10")]}
    states = {r.record: r.state for r in records(tables, REPEAT, "2024-03", EASTER_SUNDAY)}
    assert states["L2"] == ("met" if repeat else "missed")


def test_plans_that_name_no_child_are_not_repeats() -> None:
    tables = {"ssd_cp_plans": [plan(n, f"2024-03-0{n}", child="") for n in (1, 2)]}
    assert measure(tables, REPEAT, ["2024-03"], EASTER_SUNDAY) == {
        ("2024-03",): Cell(0, 2, None, 0)
    }


@pytest.mark.parametrize(
    ("ended", "met"), [("2022-03-10", 1), ("2022-03-09", 0), ("2024-03-20", 1), ("", 1)]
)
def test_within_2_years_the_earlier_plan_ended_no_longer_ago(ended: str, met: int) -> None:
    tables = {"ssd_cp_plans": [plan(1, "2021-05-01", ended), plan(2, "2024-03-10")]}
    cells = measure(tables, f"{REPEAT}:within_2_years", ["2024-03"], EASTER_SUNDAY)
    assert cells == {("2024-03",): Cell(met, 1, None, 0)}


def test_repeat_neglect_counts_plans_for_neglect_after_a_plan_for_anything() -> None:
    tables = {
        "ssd_cp_plans": [
            plan(1, "2023-01-01", category="Physical abuse"),
            plan(2, "2024-03-10", category="Emotional abuse; NEGLECT"),
            plan(3, "2024-03-11", category="Physical abuse"),
        ]
    }
    cells = measure(tables, f"{REPEAT}:neglect", ["2024-03"], EASTER_SUNDAY)
    assert cells == {("2024-03",): Cell(1, 1, None, 0)}


def test_a_visit_due_on_the_judged_day_meets_the_standard() -> None:
    cells = measure(visited(visit(1, "2024-03-05")), VISITS, ["2024-03"], date(2024, 3, 19))
    assert cells == {("2024-03",): Cell(1, 1, 0, 0)}


def test_a_month_is_not_helped_by_a_visit_made_after_it() -> None:
    tables = visited(visit(1, "2024-03-05"), visit(2, "2024-04-02"))
    cells = measure(tables, VISITS, ["2024-03", "2024-04"], date(2024, 4, 10))
    assert {month: cell.numerator for (month,), cell in cells.items()} == {
        "2024-03": 0,
        "2024-04": 1,
    }


def test_a_plan_that_names_no_child_has_no_worker() -> None:
    tables = {
        "ssd_cp_plans": [plan(1, "2024-01-02", child="")],
        "ssd_involvements": [
            row(
                "ssd_involvements",
                invo_involvements_id="N1",
                invo_professional_id="W1",
                invo_professional_role_id="Allocated case worker",
                invo_involvement_start_date="2024-01-02",
            )
        ],
    }
    (record,) = records(tables, LONG, "2024-03", EASTER_SUNDAY)
    assert (record.subject, record.team, record.worker) == ("", None, None)
