"""Children whose case is open: supervised, overseen, with a chronology, with a plan."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tests.support.oracle.cases import Clock, Count, Period, still_due
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import Counted
from tests.support.oracle.protecting import allocated_case


def _open_since(council: Council, judged: date) -> dict[str, date]:
    """Each child with an open episode of need on a day, and the day the first of them began.

    What ended in no further action opens no case.
    """
    since: dict[str, date] = {}
    for row in council.rows("ssd_cin_episodes"):
        child, begun = row["cine_person_id"], day(row["cine_referral_date"])
        closed = day(row["cine_close_date"])
        if child == "" or begun is None or is_yes(row["cine_referral_nfa"]):
            continue
        if begun <= judged and (closed is None or closed > judged):
            since[child] = min(begun, since.get(child, begun))
    return since


def _last(rows: list[date], since: date, judged: date) -> date | None:
    return max((on for on in rows if since <= on <= judged), default=None)


def _days_of(council: Council, table: str, column: str, child: str) -> list[date]:
    return [
        on
        for row in council.rows(table)
        if row["person_id"] == child and (on := day(row[column])) is not None
    ]


def cases_looked_at(
    council: Council,
    period: Period,
    table: str,
    column: str,
    days: int = 42,
    *,
    neglect: bool = False,
) -> Count:
    """Children whose case has been open for over so many days; met where a row of the table is of
    the last of them.  Cases open for no longer are too recent."""
    judged, limit = period.judged, timedelta(days=days)
    counted, too_recent = [], []
    for child, since in _open_since(council, judged).items():
        if neglect and not any(
            _is_for_neglect(plan) for plan in _own_plans(council, child, judged)
        ):
            continue
        begun = _last(_days_of(council, table, column, child), since, judged) or since
        due = begun + limit
        case = allocated_case(council, child, child, judged, due >= judged)
        case = replace(case, clock=Clock(begun, due, None))
        (counted if since + limit < judged else too_recent).append(case)
    return Count(counted, [*counted, *still_due(too_recent, judged)], too_recent)


def _own_plans(council: Council, child: str, judged: date) -> list[Row]:
    """The child's own-authority protection plans that are open on a day."""
    return [
        plan
        for plan in council.rows("ssd_cp_plans")
        if plan["cppl_person_id"] == child
        and not is_yes(plan["cppl_cp_plan_ola"])
        and _is_open(plan["cppl_cp_plan_start_date"], plan["cppl_cp_plan_end_date"], judged)
    ]


def _is_for_neglect(plan: Row) -> bool:
    return "neglect" in plan["cppl_cp_plan_initial_category"].lower()


def _is_open(started: str, ended: str, judged: date) -> bool:
    start, end = day(started), day(ended)
    return start is not None and start <= judged and (end is None or end > judged)


def chronologies_in_date(council: Council, period: Period, months: int = 6) -> Count:
    """Children whose case has been open for 28 days; met where a chronology of this case is not
    older than so many months.  Younger cases are too recent."""
    judged = period.judged
    counted, too_recent = [], []
    for child, since in _open_since(council, judged).items():
        written = _days_of(council, "chronology_updates", "updated_on", child)
        last = _last(written, since, judged)
        met = last is not None and add_months(last, months) >= judged
        case = allocated_case(council, child, child, judged, met)
        (counted if since + timedelta(days=28) <= judged else too_recent).append(case)
    return Count(counted, None, too_recent)


def cin_plan_in_place(council: Council, period: Period) -> Count:
    """Children whose case is open, assessed over 10 working days ago, on no protection plan and
    not in care; met where a child in need plan is open.  Those assessed since are too recent."""
    judged = period.judged
    counted, too_recent = [], []
    for child, since in _open_since(council, judged).items():
        if _own_plans(council, child, judged) or _is_in_care(council, child, judged):
            continue
        assessed = min(
            (
                on
                for row in council.rows("ssd_cin_assessments")
                if row["cina_person_id"] == child
                and not is_yes(row["cina_assessment_outcome_nfa"])
                and (on := day(row["cina_assessment_auth_date"])) is not None
                and since <= on <= judged
            ),
            default=None,
        )
        last_day = add_working_days(assessed, 10) if assessed else None
        if last_day is None:
            continue
        planned = any(
            row["cinp_person_id"] == child
            and _is_open(row["cinp_cin_plan_start_date"], row["cinp_cin_plan_end_date"], judged)
            for row in council.rows("ssd_cin_plans")
        )
        case = allocated_case(council, child, child, judged, planned)
        (counted if last_day < judged else too_recent).append(case)
    return Count(counted, None, too_recent)


def _is_in_care(council: Council, child: str, judged: date) -> bool:
    return any(
        row["clae_person_id"] == child
        and _is_open(
            row["clae_cla_episode_start_date"], row["clae_cla_episode_ceased_date"], judged
        )
        for row in council.rows("ssd_cla_episodes")
    )


_supervised = partial(cases_looked_at, table="case_supervisions", column="held_on")
_overseen = partial(cases_looked_at, table="management_oversight", column="recorded_on")

COUNTED: Counted = {
    "cin_plan_in_place": cin_plan_in_place,
    "chronologies_in_date": chronologies_in_date,
    "chronologies_in_date:3_months": partial(chronologies_in_date, months=3),
    "cases_supervised_6_weeks": _supervised,
    "cases_supervised_6_weeks:4_weeks": partial(_supervised, days=28),
    "cases_supervised_6_weeks:neglect_4_weeks": partial(_supervised, days=28, neglect=True),
    "management_oversight_6_weeks": _overseen,
    "management_oversight_6_weeks:4_weeks": partial(_overseen, days=28),
    "management_oversight_6_weeks:neglect_4_weeks": partial(_overseen, days=28, neglect=True),
}
