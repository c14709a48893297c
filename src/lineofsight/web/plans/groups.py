"""A plan's actions by theme, by lead and by the month they are due."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lineofsight.web.plans.counting import RatingCount, rating_counts
from lineofsight.web.plans.line import below
from lineofsight.web.plans.models import Action, Person
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.plans.words import titled


@dataclass(frozen=True)
class Group:
    """Actions that have something in common; ``query`` finds them again in the list of actions."""

    words: str
    query: dict[str, str]
    actions: list[Action] = field(default_factory=list)
    overdue: int = 0
    due_soon: int = 0
    ratings: list[RatingCount] = field(default_factory=list)


def by_theme(whole: WholePlan) -> list[Group]:
    """The actions of each theme; of each objective at the top where a plan has no themes."""
    groups, placed = [], set()
    for theme in whole.themes:
        keys = {each.pk for each in whole.objectives if each.theme_id == theme.pk}
        found = [each for each in whole.actions if each.objective_id in keys]
        groups.append(_group(whole, titled(theme), {"theme": str(theme.pk)}, found))
        placed |= {each.pk for each in found}
    for objective in whole.objectives:
        if objective.parent_id is not None or (whole.themes and objective.theme_id is not None):
            continue
        keys = below(whole, objective)
        found = [
            each for each in whole.actions if each.objective_id in keys and each.pk not in placed
        ]
        if found or not whole.themes:
            query = {"objective": str(objective.pk)}
            groups.append(_group(whole, titled(objective), query, found))
        placed |= {each.pk for each in found}
    rest = [each for each in whole.actions if each.pk not in placed]
    if rest:
        groups.append(_group(whole, "Under no objective", {"objective": "none"}, rest))
    return groups


def by_lead(whole: WholePlan) -> list[Group]:
    """The actions of each lead, as the reader may know them; an action counts for each lead.

    Leads whom the reader cannot tell apart (by the same post) are one group.
    """
    named = lead_keys(whole)
    held: dict[str, list[Action]] = {key: [] for key in dict.fromkeys(named.values())}
    nobody = []
    for action in whole.actions:
        keys = dict.fromkeys(named[each.pk] for each in whole.leads.get(action.pk, []))
        for key in keys:
            held[key].append(action)
        if not keys:
            nobody.append(action)
    words = {named[key]: whole.called(person) for key, person in whole.people.items()}
    groups = [
        _group(whole, words[key], {"lead": key}, actions)
        for key, actions in held.items()
        if actions
    ]
    groups.sort(key=lambda each: (-each.overdue, -len(each.actions), each.words.casefold()))
    if nobody:
        groups.append(_group(whole, "Nobody", {"lead": "none"}, nobody))
    return groups


def lead_keys(whole: WholePlan) -> dict[int, str]:
    """For each person the key by which lists find them: the same for those called the same."""
    first: dict[str, Person] = {}
    for _, person in sorted(whole.people.items()):
        first.setdefault(whole.called(person), person)
    return {key: str(first[whole.called(person)].pk) for key, person in whole.people.items()}


def by_month(whole: WholePlan) -> list[Group]:
    """The actions by the month they are due, in order, and those with no day."""
    held: dict[str, list[Action]] = {}
    for action in sorted(whole.actions, key=lambda a: str(a.due_on or "9999")):
        held.setdefault(month_of(action), []).append(action)
    return [
        _group(whole, _month_words(month, actions), {"due": month}, actions)
        for month, actions in held.items()
    ]


def month_of(action: Action) -> str:
    """The month an action is due, as ``2026-06``; ``none`` where no day is known."""
    return f"{action.due_on:%Y-%m}" if action.due_on else "none"


def _month_words(month: str, actions: Iterable[Action]) -> str:
    if month == "none":
        return "No date"
    return next(f"{each.due_on:%B %Y}" for each in actions)


def _group(whole: WholePlan, words: str, query: dict[str, str], actions: list[Action]) -> Group:
    return Group(
        words=words,
        query=query,
        actions=actions,
        overdue=sum(map(whole.overdue, actions)),
        due_soon=sum(map(whole.due_soon, actions)),
        ratings=[each for each in rating_counts(whole, actions) if each.count],
    )
