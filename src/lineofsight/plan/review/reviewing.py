"""Reviewing a plan: every doubt, every gap by rule, and what it answers of an inspection."""

from collections.abc import Iterator, Sequence
from datetime import date

from lineofsight.plan.inspections import Inspection
from lineofsight.plan.model import Action, Measure, Plan
from lineofsight.plan.review import (
    activities,
    dates,
    duplicates,
    inspected,
    leads,
    numbering,
    objectives,
    ratings,
    targets,
)
from lineofsight.plan.review.coverage import cover
from lineofsight.plan.review.model import (
    SEVERITIES,
    Gap,
    InspectionFinding,
    Review,
    Rule,
    ToldDoubt,
)

# Among gaps of one severity, those of the first rules are told first.
RULES: tuple[Rule, ...] = (
    dates.impossible_date,
    dates.before_the_plan,
    dates.overdue,
    leads.no_lead,
    dates.no_date,
    objectives.no_action,
    objectives.no_measure,
    targets.ambiguous_target,
    targets.met_at_baseline,
    duplicates.duplicate_actions,
    dates.two_dates,
    dates.date_to_be_agreed,
    dates.too_many_in_one_month,
    leads.no_accountable_lead,
    leads.lead_not_in_post,
    leads.too_many_on_one_lead,
    targets.no_target,
    targets.target_to_be_confirmed,
    targets.target_date_passed,
    targets.no_baseline,
    activities.measures_an_activity,
    ratings.rating_summary,
    ratings.no_rating,
    numbering.number_out_of_order,
    targets.no_target_date,
    ratings.rating_percentages,
    numbering.no_number,
    numbering.repeated_number,
    numbering.skipped_number,
    duplicates.duplicate_measures,
)


def review_plan(
    plan: Plan,
    findings: Sequence[InspectionFinding] = (),
    as_at: date | None = None,
    inspection: Inspection | None = None,
) -> Review:
    """The review of ``plan``: its doubts, its gaps worst first, and how it answers ``findings``.

    Without ``as_at`` nothing is said of dates that may have passed; without an ``inspection``,
    given or told with the findings, nothing of dates before it.
    """
    inspection = inspection or inspection_of(findings)
    gaps: list[Gap] = []
    if inspection:
        gaps += inspected.plan_before_the_inspection(plan, inspection)
        gaps += inspected.before_the_inspection(plan, inspection)
    gaps += [gap for rule in RULES for gap in rule(plan, as_at)]
    gaps.sort(key=lambda gap: SEVERITIES.index(gap.severity))
    return Review(tuple(_doubts(plan)), tuple(gaps), cover(plan, findings), inspection)


def inspection_of(findings: Sequence[InspectionFinding]) -> Inspection | None:
    """The latest inspection of which the findings tell the days."""
    dated = [each.inspection for each in findings if each.inspection and each.inspection.last]
    return max(dated, key=lambda each: each.last or date.min, default=None)


def _doubts(plan: Plan) -> Iterator[ToldDoubt]:
    for doubt in plan.doubts:
        yield ToldDoubt(doubt)
    items: list[Action | Measure] = [*plan.actions, *plan.measures]
    for item in items:
        for doubt in item.doubts:
            yield ToldDoubt(doubt, item.ref or item.id, item.id)
