"""What a programme manager should look at in a draft: its doubts, and what the plan lacks."""

from dataclasses import dataclass

from django.utils import timezone
from pydantic import TypeAdapter

from lineofsight.plan import plan_from_json
from lineofsight.plan.inspections import Inspection
from lineofsight.plan.review import review_plan
from lineofsight.plan.review.model import Coverage, Gap, InspectionFinding, ToldDoubt
from lineofsight.web.imports.corrections import JSON
from lineofsight.web.imports.models import Draft


@dataclass(frozen=True)
class DraftReview:
    """The doubts, the gaps by their severity, and how the plan answers each finding."""

    doubts: tuple[ToldDoubt, ...]
    gaps: dict[str, list[Gap]]
    coverage: tuple[Coverage, ...]


def review_of(draft: Draft, plan: JSON) -> DraftReview:
    """The review of a draft as it is corrected so far, on the day that it was given."""
    findings = [
        InspectionFinding(
            text=each["text"],
            ref=each.get("ref"),
            kind=each.get("kind"),
            judgement=each.get("area"),
        )
        for each in plan["findings"]
    ]
    inspection = TypeAdapter(Inspection | None).validate_python(draft.inspection)
    review = review_plan(
        plan_from_json(plan),
        findings,
        timezone.localtime(draft.started_at).date(),
        inspection,
    )
    gaps: dict[str, list[Gap]] = {}
    for gap in review.gaps:
        gaps.setdefault(gap.severity, []).append(gap)
    return DraftReview(review.doubts, gaps, review.coverage)
