"""A plan reviewed: what is in doubt, what a good plan would have, and which findings it answers."""

from lineofsight.plan.review.findings import read_findings
from lineofsight.plan.review.json import review_as_json
from lineofsight.plan.review.model import Coverage, Gap, InspectionFinding, Review
from lineofsight.plan.review.reviewing import inspection_of, review_plan

__all__ = [
    "Coverage",
    "Gap",
    "InspectionFinding",
    "Review",
    "inspection_of",
    "read_findings",
    "review_as_json",
    "review_plan",
]
