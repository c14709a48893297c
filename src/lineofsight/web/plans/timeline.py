"""A plan's dates, month by month: actions due, milestones and the dates of targets."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lineofsight.web.plans.days import last_day
from lineofsight.web.plans.models import DELIVERY, Action, Measure, Milestone
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.plans.words import due_words, titled

Sort = Literal["action", "milestone", "target"]


@dataclass(frozen=True)
class Dated:
    """Something that falls on a day: ``part`` has the page, ``says`` how it stands."""

    day: date
    sort: Sort
    part: Action | Milestone | Measure
    words: str
    says: str = ""


@dataclass(frozen=True)
class Month:
    """What falls in a month; ``when`` is its relation to the plan's day."""

    first: date
    when: Literal["past", "now", "to come"]
    dated: list[Dated]


def dates_of(whole: WholePlan) -> list[Dated]:
    """Everything with a day, in order."""
    found: list[Dated] = []
    states = dict(DELIVERY)
    for action in whole.actions:
        if action.due_on is not None:
            says = "Overdue" if whole.overdue(action) else states[action.state]
            if action.goes_on:
                says = f"{due_words(action)}: {says.lower()}"
            found.append(Dated(action.due_on, "action", action, titled(action), says))
    for milestone in whole.milestones:
        if milestone.due_on is not None:
            found.append(
                Dated(
                    milestone.due_on,
                    "milestone",
                    milestone,
                    titled(milestone),
                    _milestone_says(whole, milestone),
                )
            )
    for measure in whole.measures:
        for target in whole.targets.get(measure.pk, []):
            day = last_day([target.by]) if target.by else None
            if day is not None:
                found.append(Dated(day, "target", measure, titled(measure), target.text))
    return sorted(found, key=lambda each: (each.day, each.sort, each.part.position, each.part.pk))


def months_of(whole: WholePlan, dated: list[Dated]) -> list[Month]:
    """The dates by month, in order; months in which nothing falls are left out."""
    held: dict[date, list[Dated]] = defaultdict(list)
    for each in dated:
        held[each.day.replace(day=1)].append(each)
    this = whole.day.replace(day=1)
    return [
        Month(first, "past" if first < this else "now" if first == this else "to come", several)
        for first, several in sorted(held.items())
    ]


def undated(whole: WholePlan) -> list[Action]:
    """The actions with no day."""
    return [each for each in whole.actions if each.due_on is None]


def _milestone_says(whole: WholePlan, milestone: Milestone) -> str:
    if milestone.reached_on is not None:
        return "Reached"
    assert milestone.due_on is not None
    return "Not reached" if milestone.due_on < whole.day else "To come"
