"""Reviews of child protection plans and of children in care, child by child."""

from dataclasses import dataclass, replace
from datetime import date

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import Case, Clock, Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.naming import Counted
from tests.support.oracle.periods_of_care import periods_of_care


@dataclass(frozen=True)
class Review:
    """One review of a child: the day it was due and the day it was held, if it was.

    `over` is the day on which the care or the plan that it reviews ended, if it has.
    """

    child: str
    review_id: str
    due: date
    held: date | None
    over: date | None

    @property
    def in_time(self) -> bool:
        return self.held is not None and self.held <= self.due

    @property
    def is_due_at_all(self) -> bool:
        """None is due once what it reviews is over."""
        return self.over is None or self.due <= self.over

    def is_over(self, on: date) -> bool:
        return self.over is not None and self.over <= on

    def waits(self, on: date) -> bool:
        """Whether it is not held at the end of a day, and still can be."""
        return (self.held is None or self.held > on) and not self.is_over(on)


def cp_reviews_in_time(council: Council, period: Period) -> Count:
    """Children with a review of their protection plan due; met where all were held in time."""
    plans = {plan["cppl_cp_plan_id"]: plan for plan in council.rows("ssd_cp_plans")}
    others = {number for number, plan in plans.items() if is_yes(plan["cppl_cp_plan_ola"])}
    reviews = [
        Review(
            row["cppr_person_id"],
            row["cppr_cp_review_id"],
            due,
            day(row["cppr_cp_review_date"]),
            _end(plans.get(row["cppr_cp_plan_id"]), "cppl_cp_plan_end_date"),
        )
        for row in council.rows("ssd_cp_reviews")
        if row["cppr_cp_plan_id"] not in others
        and (due := day(row["cppr_cp_review_due"])) is not None
    ]
    return children_reviewed_in_time(council, period, reviews)


def cla_reviews_in_time(council: Council, period: Period) -> Count:
    """Children in care with a review due, cancelled ones apart; met where all were in time."""
    ended = {(care.child, care.record): care.ended for care in periods_of_care(council)}
    reviews = [
        Review(
            row["clar_cla_person_id"],
            row["clar_cla_review_id"],
            due,
            day(row["clar_cla_review_date"]),
            ended.get((row["clar_cla_person_id"], row["clar_cla_id"])),
        )
        for row in council.rows("ssd_cla_reviews")
        if not is_yes(row["clar_cla_review_cancelled"])
        and (due := day(row["clar_cla_review_due_date"])) is not None
    ]
    return children_reviewed_in_time(council, period, reviews)


def children_reviewed_in_time(council: Council, period: Period, reviews: list[Review]) -> Count:
    """Each child with a review due in the period, by the review that decides; and what waits.

    Each review waits by itself: those due by the judged day and, where nothing later is known,
    those to come.
    """
    reviews = [review for review in reviews if review.child and review.is_due_at_all]
    counted, listed, waiting, deciding = [], [], [], set()
    for child in sorted({review.child for review in reviews}):
        due_now = sorted(
            (review for review in reviews if review.child == child and period.holds(review.due)),
            key=lambda review: (review.due, review.review_id),
        )
        if due_now:
            decides, case = _child_case(council, due_now, period.judged)
            deciding.add(decides)
            listed.append(case)
            counted.append(_as_known_on(period.judged, case))
            if decides.waits(period.judged):
                waiting.append(counted[-1])
    for review in reviews:
        known = review.due <= period.judged or period.is_last
        if review not in deciding and known and review.waits(period.judged):
            waiting.append(_waiting_case(council, review, period.judged))
    return Count(counted, waiting, listed=listed)


def _as_known_on(judged: date, case: Case) -> Case:
    """The case without a review that was held only after the judged day."""
    clock = case.clock
    if clock is None or clock.done is None or clock.done <= judged:
        return case
    return replace(case, clock=replace(clock, done=None))


def _child_case(council: Council, due_now: list[Review], judged: date) -> tuple[Review, Case]:
    """A child's case and the review that decides; `due_now` holds those due, in order."""
    not_in_time = [review for review in due_now if not review.in_time]
    deciding = not_in_time[0] if not_in_time else due_now[-1]
    last_due = due_now[-1].due
    team, worker = allocated_team_and_worker(council, deciding.child, last_due)
    return deciding, Case(
        subject=deciding.child,
        record=deciding.review_id,
        team=team,
        worker=worker,
        reference=last_due,
        met=not not_in_time,
        clock=Clock(None, deciding.due, deciding.held),
        closed=deciding.is_over(judged),
    )


def _waiting_case(council: Council, review: Review, judged: date) -> Case:
    """A review that waits, with whoever holds the child on the judged day."""
    team, worker = allocated_team_and_worker(council, review.child, judged)
    clock = Clock(None, review.due, None)
    return Case(review.child, review.review_id, team, worker, judged, met=False, clock=clock)


def _end(row: Row | None, column: str) -> date | None:
    return day(row[column]) if row else None


COUNTED: Counted = {
    "cp_reviews_in_time": cp_reviews_in_time,
    "cla_reviews_in_time": cla_reviews_in_time,
}
