"""What a person can change in a draft: pure functions from a plan as read to a plan as corrected.

A plan here is the JSON that the reader gives (plan-json), as dicts and lists.  Each kind of
correction is one function ``(plan, item, values, name)`` that changes ``plan`` in place: ``item``
is the id of the thing concerned, ``name`` makes the id of anything that it adds.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

JSON = dict[str, Any]
LISTS = ("themes", "findings", "objectives", "actions", "measures", "milestones", "risks")
POINTERS = ("parent", "objective", "action", "theme")


class CannotCorrect(Exception):
    """The correction does not fit the draft as it stands; says why."""


def corrected(read: JSON, corrections: Iterable[tuple[str, str, JSON, str]]) -> JSON:
    """``read`` with each of ``(kind, item, values, name)`` applied in order; ``read`` is kept."""
    plan = with_ids(read)
    for kind, item, values, name in corrections:
        KINDS[kind](plan, item, values, name)
    return plan


def with_ids(read: JSON) -> JSON:
    """A copy of ``read`` in which milestones and risks have ids as everything else has."""
    plan = deepcopy(read)
    for listed in LISTS:
        plan.setdefault(listed, [])
        for number, each in enumerate(plan[listed], start=1):
            each.setdefault("id", f"{listed[:-1]}-{number}")
    return plan


def find(plan: JSON, item: str) -> tuple[str, int, JSON]:
    """The list that holds ``item``, where in it, and the thing itself."""
    for listed in LISTS:
        for at, each in enumerate(plan[listed]):
            if each["id"] == item:
                return listed, at, each
    raise CannotCorrect("It is no longer in the draft: somebody dropped or merged it.")


def change(plan: JSON, item: str, values: JSON, name: str) -> None:
    """Set fields of a thing; without an item, of the plan itself."""
    thing = find(plan, item)[2] if item else plan
    for pointer in POINTERS:
        if values.get(pointer):
            _check_above(plan, item, values[pointer])
    thing.update(deepcopy(values))
    if item:
        thing["corrected"] = True


def drop(plan: JSON, item: str, values: JSON, name: str) -> None:
    """Take a thing out; what stood under it stands under what it stood under."""
    listed, at, thing = find(plan, item)
    del plan[listed][at]
    heir = thing.get("parent") or thing.get("objective")
    for other in LISTS:
        for each in plan[other]:
            for pointer in POINTERS:
                if each.get(pointer) == item:
                    each[pointer] = heir if pointer in ("parent", "objective") else None


def add(plan: JSON, item: str, values: JSON, name: str) -> None:
    """Add a thing to the list that ``values["list"]`` names, after ``item`` where one is given."""
    listed = values["list"]
    new: JSON = {"id": name, "doubts": [], "place": {}, "corrected": True, **BLANK[listed]}
    new.update(deepcopy(values.get("fields", {})))
    at = len(plan[listed])
    if item:
        held, found, _ = find(plan, item)
        at = found + 1 if held == listed else at
    plan[listed].insert(at, new)


def merge(plan: JSON, item: str, values: JSON, name: str) -> None:
    """Make one of ``item`` and the thing that ``values["into"]`` names, which stands first."""
    listed, at, thing = find(plan, item)
    into_list, _, first = find(plan, values["into"])
    if listed != into_list or first is thing:
        raise CannotCorrect("Two different things of one kind can be merged, and nothing else.")
    first["text"] = f"{first['text']} {thing['text']}".strip()
    for key in ("leads", "references", "updates", "doubts", "targets", "outcomes"):
        if key in thing:
            first[key] = [*first[key], *(each for each in thing[key] if each not in first[key])]
    if "due" in thing and not first["due"]["dates"]:
        first["due"] = thing["due"]
    first["corrected"] = True
    for other in LISTS:
        for each in plan[other]:
            for pointer in POINTERS:
                if each.get(pointer) == item:
                    each[pointer] = first["id"]
    del plan[listed][at]


def split(plan: JSON, item: str, values: JSON, name: str) -> None:
    """Make two of ``item``: ``values["text"]`` stays, ``values["rest"]`` becomes a new thing."""
    listed, at, thing = find(plan, item)
    rest = deepcopy(thing)
    rest.update(id=name, ref=values.get("ref"), text=values["rest"], doubts=[], corrected=True)
    thing.update(text=values["text"], corrected=True)
    plan[listed].insert(at + 1, rest)


def move(plan: JSON, item: str, values: JSON, name: str) -> None:
    """Put ``item`` under another objective, action or theme, or in another place of its list."""
    listed, at, thing = find(plan, item)
    for pointer in POINTERS:
        if pointer in values:
            _check_above(plan, item, values[pointer])
            thing[pointer] = values[pointer] or None
    if "before" in values:
        plan[listed].pop(at)
        _, to, _ = find(plan, values["before"])
        plan[listed].insert(to, thing)
    thing["corrected"] = True


def _check_above(plan: JSON, item: str, above: str | None) -> None:
    """Raise :class:`CannotCorrect` where ``item`` would stand under itself."""
    while above:
        if above == item:
            raise CannotCorrect("Nothing can stand under itself, or under what stands under it.")
        above = find(plan, above)[2].get("parent")


def settle(plan: JSON, item: str, values: JSON, name: str) -> None:
    """Say that the doubts of a thing (or of the plan) were looked at and nothing is wrong."""
    thing = find(plan, item)[2] if item else plan
    thing["doubts"] = []


KINDS: dict[str, Callable[[JSON, str, JSON, str], None]] = {
    "change": change,
    "drop": drop,
    "add": add,
    "merge": merge,
    "split": split,
    "move": move,
    "settle": settle,
}

BLANK: dict[str, JSON] = {
    "themes": {"ref": None, "text": "", "lead": None},
    "findings": {"ref": None, "text": "", "source": None},
    "objectives": {"ref": None, "text": "", "parent": None, "references": [], "outcomes": []},
    "actions": {
        "ref": None,
        "objective": None,
        "text": "",
        "due": {"text": None, "dates": [], "kind": "none"},
        "leads": [],
        "references": [],
        "rating": {"text": None, "level": None},
        "updates": [],
    },
    "measures": {"ref": None, "objective": None, "action": None, "text": "", "targets": []},
    "milestones": {"goal": "", "by": "TBA", "text": ""},
    "risks": {"text": "", "mitigation": None},
}
