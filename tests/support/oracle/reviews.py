"""Reviews of child protection plans and of children in care, child by child."""

from dataclasses import dataclass, replace
from datetime import date

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import Case, Clock, Count, Period, not_done
from tests.support.oracle.council import Council, day, is_yes
from tests.support.oracle.naming import Counted


@dataclass(frozen=True)
class Review:
    """One review of a child: the day it was due and the day it was held, if it was."""

    child: str
    review_id: str
    due: date
    held: date | None

    @property
    def in_time(self) -> bool:
        return self.held is not None and self.held <= self.due


def cp_reviews_in_time(council: Council, period: Period) -> Count:
    """Children with a review of their protection plan due; met where all were held in time."""
    plans_of_others = {
        plan["cppl_cp_plan_id"]
        for plan in council.rows("ssd_cp_plans")
        if is_yes(plan["cppl_cp_plan_ola"])
    }
    reviews = [
        Review(
            row["cppr_person_id"], row["cppr_cp_review_id"], due, day(row["cppr_cp_review_date"])
        )
        for row in council.rows("ssd_cp_reviews")
        if row["cppr_cp_plan_id"] not in plans_of_others
        and (due := day(row["cppr_cp_review_due"])) is not None
    ]
    return children_reviewed_in_time(council, period, reviews)


def cla_reviews_in_time(council: Council, period: Period) -> Count:
    """Children in care with a review due, cancelled ones apart; met where all were in time."""
    reviews = [
        Review(
            row["clar_cla_person_id"],
            row["clar_cla_review_id"],
            due,
            day(row["clar_cla_review_date"]),
        )
        for row in council.rows("ssd_cla_reviews")
        if not is_yes(row["clar_cla_review_cancelled"])
        and (due := day(row["clar_cla_review_due_date"])) is not None
    ]
    return children_reviewed_in_time(council, period, reviews)


def children_reviewed_in_time(council: Council, period: Period, reviews: list[Review]) -> Count:
    """Each child with a review due in the period, by the review that decides."""
    counted, listed = [], []
    children = sorted({review.child for review in reviews} - {""})
    for child in children:
        due_now = sorted(
            (review for review in reviews if review.child == child and period.holds(review.due)),
            key=lambda review: (review.due, review.review_id),
        )
        if due_now:
            case = _child_case(council, child, due_now)
            listed.append(case)
            counted.append(_as_known_on(period.judged, case))
    return Count(counted, not_done(counted), listed=listed)


def _as_known_on(judged: date, case: Case) -> Case:
    """The case without a review that was held only after the judged day."""
    clock = case.clock
    if clock is None or clock.done is None or clock.done <= judged:
        return case
    return replace(case, clock=replace(clock, done=None))


def _child_case(council: Council, child: str, due_now: list[Review]) -> Case:
    """A child's case; `due_now` holds its reviews due in the period, in order."""
    not_in_time = [review for review in due_now if not review.in_time]
    deciding = not_in_time[0] if not_in_time else due_now[-1]
    last_due = due_now[-1].due
    team, worker = allocated_team_and_worker(council, child, last_due)
    return Case(
        subject=child,
        record=deciding.review_id,
        team=team,
        worker=worker,
        reference=last_due,
        met=not not_in_time,
        clock=Clock(None, deciding.due, deciding.held),
    )


COUNTED: Counted = {
    "cp_reviews_in_time": cp_reviews_in_time,
    "cla_reviews_in_time": cla_reviews_in_time,
}
