"""What a programme manager should look at in a draft: its doubts, and what the plan lacks."""

from dataclasses import dataclass

from django.utils import timezone
from pydantic import TypeAdapter

from lineofsight.plan import plan_from_json
from lineofsight.plan.inspections import Inspection
from lineofsight.plan.review import review_plan
from lineofsight.plan.review.grouping import DEGREES, Group, Line, doubts_grouped, grouped
from lineofsight.plan.review.model import Coverage, InspectionFinding
from lineofsight.web.imports.corrections import JSON
from lineofsight.web.imports.models import Draft


@dataclass(frozen=True)
class Degree:
    """The gaps of one severity, by kind: how soon they are to be settled, and how many."""

    title: str
    count: int
    groups: list[Group]


@dataclass(frozen=True)
class Covered:
    """How the plan answers one of the draft's findings, by the finding's id."""

    item: str
    coverage: Coverage


@dataclass(frozen=True)
class DraftReview:
    """The doubts, the gaps by how soon they are to be settled, and the answers to findings.

    The same thing said of many is said once, as ``plan review`` says it.
    """

    doubt_count: int
    doubts: list[Line]
    degrees: list[Degree]
    covered: list[Covered]


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
    read = plan_from_json(plan)
    review = review_plan(read, findings, timezone.localtime(draft.started_at).date(), inspection)
    degrees = []
    for severity, title in DEGREES.items():
        gaps = [gap for gap in review.gaps if gap.severity == severity]
        if gaps:
            degrees.append(Degree(title, len(gaps), grouped(gaps)))
    return DraftReview(
        doubt_count=len(review.doubts),
        doubts=doubts_grouped(read, review.doubts),
        degrees=degrees,
        covered=[
            Covered(each["id"], coverage)
            for each, coverage in zip(plan["findings"], review.coverage, strict=True)
        ],
    )
