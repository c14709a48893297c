"""Findings held against invented plans whose answers were written down by hand beforehand.

The bounds are those that were measured, a little below: 29 of 29 and 12 of 13 right actions were
named, of 67 and 27 named in all.  Without the vocabulary it was 20 of 29 and 7 of 13.
"""

from types import ModuleType

import pytest

from lineofsight.plan.model import Action, Objective, Place, Plan
from lineofsight.plan.review import InspectionFinding, review_plan
from tests.support import answered_findings, held_out_findings

HERE = Place()


@pytest.mark.parametrize(
    ("case", "recall", "precision"),
    [(answered_findings, 0.95, 0.40), (held_out_findings, 0.90, 0.40)],
    ids=["the plan of the vocabulary", "another plan"],
)
def test_the_right_actions_are_named_for_each_finding(
    case: ModuleType, recall: float, precision: float
) -> None:
    """Of the actions that answer, how many are named; of those named, how many answer."""
    plan = Plan(
        objectives=tuple(Objective(k, k, text, HERE) for k, text in case.OBJECTIVES.items()),
        actions=tuple(
            Action(k, k, next(o for o in case.OBJECTIVES if k.startswith(o)), text, HERE)
            for k, text in case.ACTIONS.items()
        ),
    )
    findings = [InspectionFinding(text) for text, _ in case.FINDINGS]
    coverage = review_plan(plan, findings).coverage
    keys = [key for _, key in case.FINDINGS]
    right = sum(len(set(c.actions) & key) for c, key in zip(coverage, keys, strict=True))
    assert right / sum(map(len, keys)) >= recall
    assert right / sum(len(c.actions) for c in coverage) >= precision
    without = [c.state for c, key in zip(coverage, keys, strict=True) if not key]
    assert "answered" not in without
    assert without.count("partly") <= len(without) / 2
