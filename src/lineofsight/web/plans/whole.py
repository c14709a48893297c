"""A plan with all its parts, as it is or as it stood on a day: what its pages are made from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TypeVar

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from lineofsight.web.events.models import Kept
from lineofsight.web.events.past import all_as_they_stood, as_they_stood, these_as_they_stood
from lineofsight.web.performance.models import Match, Rebase, TypedFigure
from lineofsight.web.plans.gathering import Rows, gathered, head_now
from lineofsight.web.plans.models import (
    UNDELIVERED,
    Action,
    Answer,
    Consultation,
    Dependency,
    Endorsement,
    Finding,
    Level,
    Measure,
    Milestone,
    Objective,
    Person,
    Plan,
    Resource,
    Responsibility,
    Risk,
    Scheme,
    Step,
    Target,
    Theme,
)
from lineofsight.web.plans.models.plan import Part
from lineofsight.web.updates.models import (
    Closure,
    Comment,
    DateRequest,
    Evidence,
    LeftClosed,
    Update,
)

K = TypeVar("K", bound=Kept)
P = TypeVar("P", bound=Part)

# What a plan is made of.  A page joins most of it, so all of it is fetched at once, from the
# versions, whether the page shows today or a day long past.
GATHERED: tuple[type[Kept], ...] = (
    Theme,
    Objective,
    Finding,
    Answer,
    Action,
    Responsibility,
    Step,
    Dependency,
    Resource,
    Measure,
    Target,
    Milestone,
    Risk,
    Endorsement,
    Consultation,
    Person,
    Scheme,
    Level,
    Match,
    Rebase,
    TypedFigure,
    LeftClosed,
)

# What is said of actions and measures, of a past day fetched at once.
SAID: tuple[type[Kept], ...] = (Evidence, DateRequest, Closure, Comment)


@dataclass
class WholePlan:
    """A plan and its parts on ``day``, joined to each other without asking the database again.

    ``inside`` says whether the reader may see names; parts that were taken out are kept apart.
    Before it was ``adopted`` a plan is empty.
    """

    plan: Plan
    day: date
    past: datetime | None
    inside: bool = False
    adopted: bool = True

    @cached_property
    def _rows(self) -> Rows:
        return gathered(GATHERED, self.plan.pk, self.past, self.head)

    @cached_property
    def head(self) -> str:
        """The hash of the chain's head: while it stays, so does all that is made of the plan."""
        return head_now()

    @cached_property
    def _others(self) -> Rows:
        return Rows()

    def all(self, model: type[K]) -> list[K]:
        """Every record of ``model`` in the plan, in order."""
        if model in GATHERED:
            return self._rows.standing[model]
        if model not in self._others.standing:
            if self.past is not None:
                together = SAID if model in SAID else (model,)
                for each, stood in all_as_they_stood(together, self.plan.pk, self.past).items():
                    self._others.take(each, stood)
            else:
                of_plan = {"plan": self.plan.pk}
                self._others.take(model, model._default_manager.filter(**of_plan))
        return self._others.standing[model]

    def withdrawn(self, model: type[K]) -> dict[int, K]:
        """The records of ``model`` that were taken out of the plan, by id."""
        self.all(model)
        return (self._rows if model in GATHERED else self._others).withdrawn[model]

    def find(self, model: type[P], key: int | None) -> P | None:
        """One part by its id, whether it stands in the plan or was taken out of it."""
        if key is None:
            return None
        return self.by_key(model).get(key) or self.withdrawn(model).get(key)

    def by_key(self, model: type[K]) -> dict[int, K]:
        """Every record of ``model`` by its id."""
        if model not in self._keyed:
            self._keyed[model] = {each.pk: each for each in self.all(model)}
        return self._keyed[model]  # type: ignore[return-value]

    @cached_property
    def _keyed(self) -> dict[type[Kept], dict[int, Kept]]:
        return {}

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
        return {
            action: [self.people[each.person_id] for each in held]
            for action, held in self.answering.items()
        }

    @cached_property
    def answering(self) -> dict[int, list[Responsibility]]:
        """Who answers for each action and who contributes, the accountable one first."""
        found: dict[int, list[Responsibility]] = defaultdict(list)
        for each in sorted(
            self.all(Responsibility), key=lambda r: (not r.accountable, r.position, r.pk)
        ):
            if each.person_id in self.people:
                found[each.action_id].append(each)
        return found

    def called(self, person: Person | None) -> str:
        """What the reader may know a person by: the name inside, else the post."""
        if person is None:
            return ""
        if self.inside or person.named_in_public:
            return person.name
        return person.job_title or "Post not given"

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What shows that something was done or changed, the newest first."""
        return sorted(self.all(Evidence), key=lambda each: (each.at, each.pk), reverse=True)

    @cached_property
    def said(self) -> dict[int, list[Update]]:
        """All that was said of each action, the newest first: exports need it."""
        found: dict[int, list[Update]] = defaultdict(list)
        for each in self._said(Update.objects.all()):
            found[each.action_id].append(each)
        return found

    def said_of(self, action: Action) -> list[Update]:
        """What was said of an action, the newest first."""
        return self._said(Update.objects.filter(action=action.pk))

    def said_among(self, wanted: Q) -> list[Update]:
        """What was said of any action among the updates ``wanted``, the newest first."""
        return self._said(Update.objects.filter(wanted))

    def saying(self, words: list[str]) -> list[Update]:
        """What was said of any action with one of these words in it."""
        wanted = Q()
        for word in words:
            wanted |= Q(note__icontains=word)
        return self.said_among(wanted)

    @cached_property
    def said_last(self) -> dict[int, Update]:
        """What was said last of each action, and confirmed."""
        found = Update.objects.filter(plan=self.plan.pk, confirmed=True)
        if self.past is not None:
            found = found.filter(at__lt=self.past)
        newest = found.order_by().values("action").annotate(newest=Max("pk")).values("newest")
        return {each.action_id: each for each in self._said(Update.objects.filter(pk__in=newest))}

    def _said(self, found: QuerySet[Update]) -> list[Update]:
        """Updates of the plan among those found, as they stood on the day, the newest first."""
        found = found.filter(plan=self.plan.pk)
        if self.past is None:
            said = list(found)
        else:
            keys = found.filter(at__lt=self.past).values_list("pk", flat=True)
            said = these_as_they_stood(Update, keys, self.past)
        return sorted(said, key=lambda each: (each.at, each.pk), reverse=True)

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

    def overdue(self, action: Action) -> bool:
        """Whether the action is not done and its last day has passed."""
        return action.overdue_on(self.day)

    def due_soon(self, action: Action, days: int = 30) -> bool:
        """Whether the action is not done and due within ``days`` days."""
        return (
            action.due_on is not None
            and self.day <= action.due_on <= self.day + timedelta(days=days)
            and action.state in UNDELIVERED
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
    return WholePlan(stood[0] if stood else plan, day, past, adopted=bool(stood))
