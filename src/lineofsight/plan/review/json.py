"""A review as the JSON that other programs rely on."""

from dataclasses import asdict

from lineofsight.plan.inspections import Inspection
from lineofsight.plan.review.model import InspectionFinding, Review


def review_as_json(review: Review) -> dict[str, object]:
    """``review`` as dicts, lists, strings and numbers, ready for :func:`json.dumps`."""
    return {
        "doubts": [
            {**asdict(told.doubt), "ref": told.ref, "item": told.item} for told in review.doubts
        ],
        "gaps": [asdict(gap) for gap in review.gaps],
        "coverage": [
            {
                "finding": each.finding.text,
                "actions": list(each.actions),
                "state": each.state,
                "ref": each.finding.ref,
                "why": each.why,
                **_told_of(each.finding),
            }
            for each in review.coverage
        ],
        "inspection": _inspection(review.inspection) if review.inspection else None,
    }


def _told_of(finding: InspectionFinding) -> dict[str, object]:
    """What the document of findings says of one besides its words."""
    inspection = finding.inspection
    return {
        "kind": finding.kind,
        "judgement": finding.judgement,
        "by": finding.by,
        "cites": list(finding.cites),
        "place": asdict(finding.place),
        "inspection": _inspection(inspection) if inspection else None,
    }


def _inspection(inspection: Inspection) -> dict[str, object]:
    return {
        "title": inspection.title,
        "first": inspection.first and inspection.first.isoformat(),
        "last": inspection.last and inspection.last.isoformat(),
        "printed": inspection.printed,
        "published": inspection.published,
        "framework": inspection.framework,
    }
