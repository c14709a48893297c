"""Does the plan reflect the findings: finding by finding, what answers it and what might."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lineofsight.documents.model import Place
from lineofsight.plan import model as read
from lineofsight.plan.review.coverage import cover
from lineofsight.plan.review.model import Coverage, InspectionFinding
from lineofsight.web.plans.gathering import KEPT
from lineofsight.web.plans.models import Action, Answer, Finding, Objective
from lineofsight.web.plans.whole import WholePlan

Standing = Literal["answered", "suggested", "unanswered"]
STANDINGS: tuple[tuple[Standing, str], ...] = (
    ("answered", "Answered"),
    ("suggested", "Answer suggested, nobody has confirmed it"),
    ("unanswered", "Nothing answers it"),
)


@dataclass(frozen=True)
class Answered:
    """One part that answers a finding, or seems to; ``answer`` is ``None`` for a suggestion."""

    part: Action | Objective
    answer: Answer | None


@dataclass(frozen=True)
class FindingCovered:
    """A finding with what people said answers it, and what its words suggest where nobody did."""

    finding: Finding
    sure: list[Answered]
    unsure: list[Answered]
    why: str

    @property
    def standing(self) -> Standing:
        """Whether it is answered, perhaps answered, or not."""
        if self.sure:
            return "answered"
        return "suggested" if self.unsure else "unanswered"

    @property
    def said(self) -> str:
        """Its standing in words."""
        return dict(STANDINGS)[self.standing]


def coverage_of(whole: WholePlan) -> list[FindingCovered]:
    """Each finding of the plan and what answers it."""
    return _covered(whole, whole.findings)


def coverage_of_one(whole: WholePlan, finding: Finding) -> FindingCovered:
    """What answers one finding, even one that was taken out: it is judged among all the others."""
    among = whole.findings if finding in whole.findings else [*whole.findings, finding]
    return next(each for each in _covered(whole, among) if each.finding == finding)


def _covered(whole: WholePlan, findings: list[Finding]) -> list[FindingCovered]:
    """Each of ``findings`` and what answers it.

    Words are compared only where nobody has said what answers a finding; what they suggest
    stays a suggestion until a person confirms it.
    """
    sure: dict[int, list[Answered]] = {each.pk: [] for each in findings}
    unsure: dict[int, list[Answered]] = {each.pk: [] for each in findings}
    for answer in whole.answers:
        part = _answering(whole, answer)
        if part is not None and answer.finding_id in sure:
            held = sure if answer.sure else unsure
            held[answer.finding_id].append(Answered(part, answer))
    open_ = [each for each in findings if not sure[each.pk] and not unsure[each.pk]]
    why, actions = dict.fromkeys(sure, ""), whole.by_key(Action)
    for finding, suggested in zip(open_, _suggested(whole, open_), strict=True):
        why[finding.pk] = suggested.why
        unsure[finding.pk] = [Answered(actions[int(key)], None) for key in suggested.actions]
    return [FindingCovered(each, sure[each.pk], unsure[each.pk], why[each.pk]) for each in findings]


def _answering(whole: WholePlan, answer: Answer) -> Action | Objective | None:
    if answer.action_id is not None:
        return whole.by_key(Action).get(answer.action_id)
    return whole.by_key(Objective).get(answer.objective_id or 0)


def _suggested(whole: WholePlan, findings: list[Finding]) -> tuple[Coverage, ...]:
    if not findings:
        return ()
    nowhere = Place()
    objectives = tuple(
        read.Objective(
            str(each.pk),
            each.ref or None,
            each.text,
            nowhere,
            parent=str(each.parent_id) if each.parent_id else None,
        )
        for each in whole.objectives
    )
    actions = tuple(
        read.Action(
            str(each.pk),
            each.ref or None,
            str(each.objective_id) if each.objective_id else None,
            each.text,
            nowhere,
        )
        for each in whole.actions
    )
    abbreviations = tuple(sorted(whole.plan.abbreviations.items()))
    sought = tuple(InspectionFinding(each.text, each.ref or None) for each in findings)
    return _compared(objectives, actions, abbreviations, sought)


@lru_cache(maxsize=KEPT)
def _compared(
    objectives: tuple[read.Objective, ...],
    actions: tuple[read.Action, ...],
    abbreviations: tuple[tuple[str, str], ...],
    sought: tuple[InspectionFinding, ...],
) -> tuple[Coverage, ...]:
    """What the words of a plan answer; kept, since comparing takes longer than the whole page."""
    plan = read.Plan(objectives=objectives, actions=actions, abbreviations=dict(abbreviations))
    return cover(plan, sought)
