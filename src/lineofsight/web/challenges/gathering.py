"""What the records of a plan tell of its actions on a day, as the rules of challenges ask."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from lineofsight.progress.rating.challenges import ActionFacts, MeasureFacts
from lineofsight.progress.target_steps import target_steps
from lineofsight.web.performance.figures import JudgedMeasure, judged_plan
from lineofsight.web.plans.models import Action, Adoption
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.updates.models import DateRequest, Period
from lineofsight.web.updates.periods import Reporting, reporting_among


@dataclass(frozen=True)
class Told:
    """An action with what the records tell of it."""

    action: Action
    facts: ActionFacts


def told_of(whole: WholePlan) -> Iterator[Told]:
    """Every action of the plan, with its facts on the plan's day."""
    periods = whole.all(Period)
    now = reporting_among(periods, whole.day).name
    ended = last_ended(periods, whole.day)
    began = _began(whole)
    measured: dict[int, list[JudgedMeasure]] = defaultdict(list)
    for judged in judged_plan(whole).measures:
        if judged.measure.action_id:
            measured[judged.measure.action_id].append(judged)
    said = {
        each.action_id
        for each in whole.said_among(ended.given())
        # What was read from the document was said before the plan was kept here.
        if each.confirmed and each.by_id is not None
    }
    evidence = Counter(each.action_id for each in whole.evidence)
    moved: dict[int, list[date]] = defaultdict(list)
    for asked in whole.all(DateRequest):
        if asked.agreed and asked.decided_at:
            moved[asked.action_id].append(timezone.localdate(asked.decided_at))
    for action in whole.actions:
        level = whole.levels.get(action.rating_id or 0)
        silent = action.pk not in said and began[action.adopted_in] <= ended.starts_on
        yield Told(
            action,
            ActionFacts(
                part=f"action-{action.pk}",
                period=now,
                level=level.level if level else None,
                rating=level.name if level else "",
                delivery=action.state,  # type: ignore[arg-type]
                due_on=action.due_on,
                overdue=action.overdue_on(whole.day),
                evidence=evidence[action.pk],
                silent_since=ended.name if silent else None,
                moved=tuple(sorted(moved[action.pk])),
                measures=tuple(_measure_facts(whole, each) for each in measured[action.pk]),
            ),
        )


def _measure_facts(whole: WholePlan, judged: JudgedMeasure) -> MeasureFacts:
    """What a measure's weakest figure says, and the plan's own baseline and first step."""
    stood = next((each.standing for each in judged.figures if each.standing.progress), None)
    steps = None
    if stood is not None and stood.polarity and stood.unit == "percent":
        targets = stood.measure.targets
        steps = target_steps(
            targets,
            plan_date=whole.plan.date or None,
            polarity=stood.polarity,
            unit=stood.unit,
        )
    return MeasureFacts(
        part=f"measure-{judged.measure.pk}",
        title=judged.quoted,
        state=judged.state,
        sentence=judged.rating.sentence,
        baseline=steps.baseline if steps else None,
        step=steps.steps[0] if steps and steps.steps else None,
    )


def last_ended(periods: list[Period], day: date) -> Reporting:
    """The last period that ended before a day; where none was opened, the month before."""
    over = [each for each in periods if each.cut_off < day]
    if over:
        last = max(over, key=lambda each: (each.cut_off, each.pk))
        return Reporting(last.name, last.starts_on, last)
    before = day.replace(day=1) - timedelta(days=1)
    return Reporting(f"{before:%B %Y}", before.replace(day=1), None)


def _began(whole: WholePlan) -> dict[int, date]:
    """The day from which each version of the plan was kept; what has no version, never."""
    found: dict[int, date] = defaultdict(lambda: date.max)
    for each in Adoption.objects.filter(plan=whole.plan.pk):
        found[each.number] = timezone.localdate(each.adopted_at)
    return found
