"""Gaps of a plan beside the inspection that it answers."""

from collections.abc import Iterator

from lineofsight.plan.inspections import Inspection
from lineofsight.plan.model import Plan
from lineofsight.plan.moments import due_moments, moment_of
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.ratings import is_done
from lineofsight.plan.review.telling import gap_of, gap_of_plan


def before_the_inspection(plan: Plan, inspection: Inspection) -> Iterator[Gap]:
    """An action that is not done and of which every date lies before the inspection began."""
    if inspection.first is None:
        return
    for action in plan.actions:
        moments = due_moments(action, plan.date)
        open_ended = {"ONGOING", "TBA"} & set(action.due.dates)
        if not moments or open_ended or is_done(plan, action):
            continue
        if moments[-1].last < inspection.first:
            yield gap_of(
                action,
                "date_before_inspection",
                "high",
                f"is dated before the inspection that the plan answers "
                f"({action.due.text or moments[-1].printed}; the inspection was "
                f"{inspection.printed}): correct the year if it is a slip, or say when the rest "
                "of it will be done.",
            )


def plan_before_the_inspection(plan: Plan, inspection: Inspection) -> Iterator[Gap]:
    """A plan that was written before the inspection began: another plan, or another inspection."""
    written = moment_of(plan.date)
    if written and inspection.first and written.last < inspection.first:
        yield gap_of_plan(
            "plan_before_inspection",
            "high",
            f"The plan is of {written.printed}, and the inspection was {inspection.printed}: see "
            "whether they belong together, and correct the date that is wrong.",
        )
