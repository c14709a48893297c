"""Workers in post: through an agency, supervised, appraised, away sick; who left; probation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise

from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_due,
    still_due,
)
from tests.support.oracle.contracts import (
    A_DAY,
    full_time_equivalent,
    in_force,
    is_employed,
    since,
    telling,
    to_four_places,
)
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import NO_CHILD, Counted, Groups, Measured

Kind = Callable[[Row], bool]


def _anybody(_: Row) -> bool:
    return True


def _is_social_worker(contract: Row) -> bool:
    return is_yes(contract["qualified"])


def _is_to_hold_cases(contract: Row) -> bool:
    return is_yes(contract["holds_cases"])


def _in_post(council: Council, on: date, of: Kind) -> list[tuple[str, Row, list[Row]]]:
    """Workers in post on a day, the contract that tells what they are, and all those in force."""
    return [
        (worker, own, contracts)
        for worker, contracts in in_force(council, on).items()
        if of(own := telling(contracts))
    ]


def _case(worker: str, contract: Row, judged: date, met: bool) -> Case:
    return Case(worker, worker, contract["team"], worker, judged, met)


def agency_workers(council: Council, period: Period, of: Kind = _is_social_worker) -> Count:
    """Workers in post on the judged day; met where they come through an agency."""
    judged = period.judged
    return Count(
        [
            _case(worker, own, judged, not is_employed(own))
            for worker, own, _ in _in_post(council, judged, of)
        ]
    )


def agency_workers_by_hours(council: Council, period: Period) -> Count:
    """The full-time equivalents of social workers: how many in a hundred come through an agency."""
    judged = period.judged
    counted = []
    for worker, own, contracts in _in_post(council, judged, _is_social_worker):
        worked = full_time_equivalent(contracts)
        if worked:
            through_agency = Fraction(0) if is_employed(own) else 100 * worked
            case = _case(worker, own, judged, True)
            counted.append(replace(case, value=through_agency, per=worked))
    return Count(counted)


def appraisals_in_date(council: Council, period: Period, of: Kind = _anybody) -> Count:
    """Workers whom the council employs; met where appraised in the last 12 months, since they came.

    Who has been in post for no longer than that is too recent.
    """
    judged = period.judged
    counted, too_recent = [], []
    for worker, own, _ in _in_post(council, judged, of):
        if not is_employed(own):
            continue
        came = since(council, worker, judged)
        held = [
            on
            for row in council.rows("appraisals")
            if row["worker_id"] == worker
            and (on := day(row["held_on"])) is not None
            and came <= on <= judged
        ]
        last = max(held, default=came)
        due = add_months(last, 12)
        case = _case(worker, own, judged, due >= judged)
        case = replace(case, clock=Clock(last, due, None))
        (counted if add_months(came, 12) < judged else too_recent).append(case)
    return Count(counted, [*counted, *still_due(too_recent, judged)], too_recent)


def staff_supervised_each_month(
    council: Council, period: Period, of: Kind = _is_to_hold_cases, *, alone: bool = False
) -> Count:
    """Workers in post for the three months to the judged day; met where supervised in each.

    The months are counted back from the day after; who came since their first day is too recent.
    """
    judged = period.judged
    ends = [add_months(judged + A_DAY, -months) for months in (3, 2, 1, 0)]
    counted, too_recent = [], []
    for worker, own, _ in _in_post(council, judged, of):
        held = [
            on
            for row in council.rows("staff_supervisions")
            if row["worker_id"] == worker
            and (not alone or row["supervision_kind"] == "INDIVIDUAL")
            and (on := day(row["held_on"])) is not None
        ]
        met = all(any(first <= on < after for on in held) for first, after in pairwise(ends))
        case = _case(worker, own, judged, met)
        came = since(council, worker, judged)
        (counted if came <= ends[0] else too_recent).append(case)
    return Count(counted, None, too_recent)


def sickness_days(council: Council, period: Period, of: Kind = _anybody) -> Count:
    """Workers whom the council employs on the judged day: working days lost to sickness that ended
    in the twelve months to it."""
    judged = period.judged
    return Count(
        [
            replace(_case(worker, own, judged, True), value=_days_lost(council, worker, judged))
            for worker, own, _ in _in_post(council, judged, of)
            if is_employed(own)
        ]
    )


def _days_lost(council: Council, worker: str, judged: date) -> Fraction:
    first = add_months(judged + A_DAY, -12)
    return sum(
        (
            to_four_places(row["working_days_lost"])
            for row in council.rows("absences")
            if row["worker_id"] == worker
            and row["absence_kind"] == "SICKNESS"
            and row["working_days_lost"]
            and (ended := day(row["ended_on"])) is not None
            and first <= ended <= judged
        ),
        Fraction(0),
    )


def sickness_rate(council: Council, period: Period) -> Count:
    """Of 253 days for each full-time equivalent of employed social workers, how many in a hundred
    were lost to sickness.  Whose full-time equivalent is not known is left out."""
    contracts = in_force(council, period.judged)
    return Count(
        [
            replace(case, value=100 * (case.value or Fraction(0)), per=253 * worked)
            for case in sickness_days(council, period, _is_social_worker).counted
            if (worked := full_time_equivalent(contracts[case.subject]))
        ]
    )


def turnover(council: Council, period: Period, of: Kind = _is_social_worker) -> Count:
    """Workers whom the council employed twelve months before the judged day; met where it employs
    them no longer.  Of several contracts then, without those through an agency, the last tells."""
    judged = period.judged
    a_year_before = add_months(judged, -12)
    now = {
        worker
        for worker, contracts in in_force(council, judged).items()
        if any(is_employed(contract) for contract in contracts)
    }
    counted = []
    for worker, contracts in in_force(council, a_year_before).items():
        employed = [contract for contract in contracts if is_employed(contract)]
        if employed and of(telling(employed)):
            counted.append(_case(worker, telling(employed), judged, worker not in now))
    return Count(counted)


def probation_reviews_in_time(council: Council, period: Period, *, deciding: bool = False) -> Count:
    """Probation reviews due in the period, not after the worker's last contract ended; met where
    held by then.  They are waited for from the worker's first day."""
    things = []
    for row in council.rows("probation_reviews"):
        due, worker = day(row["due_on"]), row["worker_id"]
        if due is None or (deciding and not is_yes(row["decides_on_staying"])):
            continue
        own = [
            each for each in council.rows("worker_contracts") if each["worker_id"] == worker != ""
        ]
        left = max((day(each["ended_on"]) or date.max for each in own), default=date.max)
        if due > left:
            continue
        began = [on for each in own if (on := day(each["started_on"])) is not None]
        clock = Clock(min((*began, due)), due, day(row["held_on"]))
        held_by = always(row["team"], worker)
        things.append(Thing(worker, row["probation_review_id"], clock, held_by))
    return counted_when_due(council, period, things)


COUNTED: Counted = {
    "agency_workers": agency_workers,
    "agency_workers:all_staff": partial(agency_workers, of=_anybody),
    "agency_workers:case_holders": partial(agency_workers, of=_is_to_hold_cases),
    "appraisals_in_date": appraisals_in_date,
    "appraisals_in_date:social_workers": partial(appraisals_in_date, of=_is_social_worker),
    "probation_reviews_in_time": probation_reviews_in_time,
    "probation_reviews_in_time:deciding": partial(probation_reviews_in_time, deciding=True),
    "staff_supervised_each_month": staff_supervised_each_month,
    "staff_supervised_each_month:individual": partial(staff_supervised_each_month, alone=True),
    "staff_supervised_each_month:social_workers": partial(
        staff_supervised_each_month, of=_is_social_worker
    ),
    "staff_supervised_each_month:all_staff": partial(staff_supervised_each_month, of=_anybody),
    "turnover": turnover,
    "turnover:all_staff": partial(turnover, of=_anybody),
}

MEASURED: Measured = {
    "agency_workers_by_hours": ("ratio", agency_workers_by_hours),
    "sickness_days": ("mean", sickness_days),
    "sickness_days:social_workers": ("mean", partial(sickness_days, of=_is_social_worker)),
    "sickness_rate": ("ratio", sickness_rate),
}

GROUPS: Groups = dict.fromkeys(
    (
        "agency_workers",
        "agency_workers_by_hours",
        "appraisals_in_date",
        "probation_reviews_in_time",
        "sickness_days",
        "sickness_rate",
        "staff_supervised_each_month",
        "turnover",
    ),
    NO_CHILD,
)
