"""A plan with all its parts, as it is or as it stood on a day: what its pages are made from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TypeVar

from django.utils import timezone

from lineofsight.web.events.models import Kept
from lineofsight.web.events.past import as_they_stood
from lineofsight.web.plans.models import (
    Action,
    Answer,
    Finding,
    Level,
    Measure,
    Milestone,
    Objective,
    Person,
    Plan,
    Responsibility,
    Risk,
    Scheme,
    Target,
    Theme,
)
from lineofsight.web.updates.models import Update

K = TypeVar("K", bound=Kept)


@dataclass
class WholePlan:
    """A plan and its parts on ``day``, joined to each other without asking the database again."""

    plan: Plan
    day: date
    past: datetime | None
    rows: dict[type[Kept], list[Kept]] = field(default_factory=dict)

    def all(self, model: type[K]) -> list[K]:
        """Every record of ``model`` in the plan, in order."""
        if model not in self.rows:
            if self.past is not None:
                found: Iterable[K] = as_they_stood(model, self.plan.pk, self.past)
            else:
                found = model._default_manager.filter(plan=self.plan.pk)
            kept = [each for each in found if getattr(each, "gone_in", None) is None]
            kept.sort(key=lambda each: (getattr(each, "position", 0), each.pk))
            self.rows[model] = list(kept)
        return self.rows[model]  # type: ignore[return-value]

    def by_key(self, model: type[K]) -> dict[int, K]:
        """Every record of ``model`` by its id."""
        return {each.pk: each for each in self.all(model)}

    @cached_property
    def people(self) -> dict[int, Person]:
        """The people that the plan names, by id."""
        return self.by_key(Person)

    @cached_property
    def levels(self) -> dict[int, Level]:
        """Every level of every scheme, by id."""
        return self.by_key(Level)

    @cached_property
    def scheme(self) -> list[Level]:
        """The levels of the scheme in force on the day, in order."""
        schemes = [
            each
            for each in self.all(Scheme)
            if each.agreed_on is None or each.agreed_on <= self.day
        ]
        if not schemes:
            return []
        newest = max(schemes, key=lambda each: (each.agreed_on or date.min, each.pk))
        return [each for each in self.all(Level) if each.scheme_id == newest.pk]

    @cached_property
    def leads(self) -> dict[int, list[Person]]:
        """The leads of each action, the accountable one first."""
        found: dict[int, list[Person]] = defaultdict(list)
        order = sorted(self.all(Responsibility), key=lambda r: (not r.accountable, r.position))
        for each in order:
            if each.person_id in self.people:
                found[each.action_id].append(self.people[each.person_id])
        return found

    @cached_property
    def updates(self) -> dict[int, list[Update]]:
        """What was said of each action, the newest first."""
        found: dict[int, list[Update]] = defaultdict(list)
        for each in sorted(self.all(Update), key=lambda u: (u.at, u.pk), reverse=True):
            found[each.action_id].append(each)
        return found

    @cached_property
    def targets(self) -> dict[int, list[Target]]:
        """The targets of each measure."""
        found: dict[int, list[Target]] = defaultdict(list)
        for each in self.all(Target):
            found[each.measure_id].append(each)
        return found

    @cached_property
    def answers(self) -> list[Answer]:
        """Which actions and objectives answer which findings."""
        return self.all(Answer)

    def actions_of(self, objective: Objective | None) -> list[Action]:
        """The actions under an objective; with ``None``, those under none."""
        key = objective.pk if objective else None
        return [each for each in self.all(Action) if each.objective_id == key]

    def measures_of(self, objective: Objective | None) -> list[Measure]:
        """The measures under an objective; with ``None``, those under none."""
        key = objective.pk if objective else None
        return [each for each in self.all(Measure) if each.objective_id == key]

    def overdue(self, action: Action) -> bool:
        """Whether the action is not done and its day has passed."""
        return (
            action.due_on is not None
            and action.due_on < self.day
            and action.state in ("not_started", "in_progress")
        )

    def due_soon(self, action: Action, days: int = 30) -> bool:
        """Whether the action is not done and due within ``days`` days."""
        return (
            action.due_on is not None
            and self.day <= action.due_on <= self.day + timedelta(days=days)
            and action.state in ("not_started", "in_progress")
        )

    @property
    def objectives(self) -> list[Objective]:
        """The objectives in the document's order."""
        return self.all(Objective)

    @property
    def actions(self) -> list[Action]:
        """The actions in the document's order."""
        return self.all(Action)

    @property
    def measures(self) -> list[Measure]:
        """The measures in the document's order."""
        return self.all(Measure)

    @property
    def themes(self) -> list[Theme]:
        """The themes in the document's order."""
        return self.all(Theme)

    @property
    def findings(self) -> list[Finding]:
        """The inspection's findings in the document's order."""
        return self.all(Finding)

    @property
    def risks(self) -> list[Risk]:
        """The risks in the document's order."""
        return self.all(Risk)

    @property
    def milestones(self) -> list[Milestone]:
        """The milestones in the document's order."""
        return self.all(Milestone)


def whole_plan(plan: Plan, day: date | None = None) -> WholePlan:
    """The plan as it is, or as it stood at the end of ``day``."""
    today = timezone.localdate()
    if day is None or day >= today:
        return WholePlan(plan, today, None)
    past = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    stood = [each for each in as_they_stood(Plan, plan.pk, past) if each.pk == plan.pk]
    return WholePlan(stood[0] if stood else plan, day, past)
