"""A review as the JSON that other programs rely on."""

from dataclasses import asdict

from lineofsight.plan.review.model import Review


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
            }
            for each in review.coverage
        ],
    }
