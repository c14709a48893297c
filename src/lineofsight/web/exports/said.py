"""A plan as an export says it: for those inside, or for publication."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lineofsight.plan.json import plan_from_json
from lineofsight.plan.model import (
    Action,
    Due,
    Finding,
    Measure,
    Milestone,
    Objective,
    Place,
    Plan,
    Rating,
    RatingMeaning,
    Risk,
    Theme,
    Update,
)
from lineofsight.web.plans.as_read import measure_as_read
from lineofsight.web.plans.models import Action as ActionRecord
from lineofsight.web.plans.models import Level
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.ui.templatetags.ui import day
from lineofsight.web.updates.models import Update as UpdateRecord

NOWHERE = Place()


@dataclass(frozen=True)
class HowItStands:
    """What was made of an action since the plan was adopted."""

    delivery: str
    due_on: date | None
    overdue: bool
    level: Level | None
    updates: tuple[UpdateRecord, ...]


@dataclass(frozen=True)
class SaidPlan:
    """The plan in the shape of the reader's, and how each action stands, by the action's id."""

    plan: Plan
    whole: WholePlan
    day: date
    public: bool
    standing: dict[str, HowItStands] = field(default_factory=dict)

    def under(self, objective: Objective | None) -> list[Action]:
        """The actions under an objective; with ``None``, those under none."""
        key = objective.id if objective else None
        return [each for each in self.plan.actions if each.objective == key]

    def measures_under(self, objective: Objective | None) -> list[Measure]:
        """The measures under an objective; with ``None``, those under none."""
        key = objective.id if objective else None
        return [each for each in self.plan.measures if each.objective == key]


def said_plan(whole: WholePlan, *, public: bool) -> SaidPlan:
    """``whole`` as an export says it; in public nobody's name, note or update is in it."""
    whole.inside = not public
    leads = {
        action: tuple(dict.fromkeys(whole.called(each) for each in people))
        for action, people in whole.leads.items()
    }
    plan = Plan(
        title=whole.plan.title,
        organisation=whole.plan.organisation or None,
        date=whole.plan.date or None,
        version=whole.plan.version or None,
        themes=tuple(
            Theme(
                f"theme-{each.pk}",
                each.ref or None,
                each.text,
                whole.called(whole.people[each.lead_id]) if each.lead_id in whole.people else None,
            )
            for each in whole.themes
        ),
        findings=tuple(
            Finding(f"finding-{each.pk}", each.ref or None, each.text, NOWHERE, each.origin or None)
            for each in whole.findings
        ),
        objectives=tuple(_objectives(whole)),
        actions=tuple(
            _action(whole, each, leads.get(each.pk, ()), public) for each in whole.actions
        ),
        measures=tuple(measure_as_read(whole, each) for each in whole.measures),
        milestones=tuple(
            Milestone(each.goal, each.by, each.text, NOWHERE) for each in whole.milestones
        ),
        risks=tuple(Risk(each.text, each.mitigation or None, NOWHERE) for each in whole.risks),
        rating_key=tuple(
            RatingMeaning(each.name, each.level, each.meaning)
            for each in {each.pk: each for each in (*whole.scheme, *_used(whole))}.values()
        ),
        rating_summary=_summary(whole.plan.rating_summary),
        abbreviations=dict(whole.plan.abbreviations or {}),
    )
    standing = {f"action-{each.pk}": _stands(whole, each, public) for each in whole.actions}
    return SaidPlan(plan, whole, whole.day, public, standing)


def _used(whole: WholePlan) -> list[Level]:
    """Levels of older schemes by which actions are still rated."""
    keys = sorted({each.rating_id for each in whole.actions if each.rating_id})
    return [whole.levels[key] for key in keys if key in whole.levels]


def _objectives(whole: WholePlan) -> list[Objective]:
    found = []
    for each in whole.objectives:
        above = f"theme-{each.theme_id}" if each.theme_id else None
        found.append(
            Objective(
                f"objective-{each.pk}",
                each.ref or None,
                each.text,
                NOWHERE,
                parent=f"objective-{each.parent_id}" if each.parent_id else above,
                references=tuple(each.references),
                outcomes=tuple(each.outcomes),
            )
        )
    return found


def _action(whole: WholePlan, each: ActionRecord, leads: tuple[str, ...], public: bool) -> Action:
    level = whole.levels.get(each.rating_id or 0)
    return Action(
        f"action-{each.pk}",
        each.ref or None,
        f"objective-{each.objective_id}" if each.objective_id else None,
        each.text,
        NOWHERE,
        due=Due(each.due_text or None, tuple(each.due_dates), each.due_kind),  # type: ignore[arg-type]
        leads=leads,
        references=tuple(each.references),
        rating=Rating(level.name, level.level) if level else Rating(),
        updates=()
        if public
        else tuple(
            Update(_when(said), said.note or said.no_change)
            for said in reversed(whole.said.get(each.pk, []))
            if said.confirmed
        ),
    )


def _when(update: UpdateRecord) -> str:
    """The period that an update is of, so that it reads back; empty where it printed none."""
    return update.printed_period or ("" if update.by_id is None else day(update.at))


def _summary(kept: dict[str, Any] | None) -> Any:
    return plan_from_json({"rating_summary": kept}).rating_summary if kept else None


def _stands(whole: WholePlan, each: ActionRecord, public: bool) -> HowItStands:
    return HowItStands(
        delivery=each.get_state_display(),
        due_on=each.due_on,
        overdue=whole.overdue(each),
        level=whole.levels.get(each.rating_id or 0),
        updates=()
        if public
        else tuple(said for said in whole.said.get(each.pk, []) if said.confirmed),
    )
