"""How a review names the things of a plan, and makes a gap of one of them."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from lineofsight.plan.model import Action, Measure, Objective, Place
from lineofsight.plan.review.model import Gap, Severity

Item: TypeAlias = Action | Measure | Objective

_LONGEST = 60


def has_number(item: Item) -> bool:
    """Whether what stands in a thing's place for a number is one."""
    return item.ref is not None and any(letter.isdigit() for letter in item.ref)


def named(item: Item) -> str:
    """``action 3.5``; a thing without a number by its first words."""
    kind = type(item).__name__.lower()
    return f"{kind} {item.ref}" if has_number(item) else f"{kind} “{shortened(item.text)}”"


def shortened(text: str, longest: int = _LONGEST) -> str:
    """``text`` cut between words."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def listed(words: Iterable[str], most: int = 12) -> str:
    """``a, b and c``; beyond ``most``, how many more."""
    every = list(words)
    if len(every) > most:
        return f"{', '.join(every[:most])} and {len(every) - most} more"
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} and {every[-1]}"


def refs_of(items: Sequence[Item]) -> str:
    """The numbers of several things, or their first words, as a list in a sentence."""
    return listed(
        item.ref if item.ref and has_number(item) else f"“{shortened(item.text, 30)}”"
        for item in items
    )


def gap_of(item: Item, kind: str, severity: Severity, message: str) -> Gap:
    """A gap of one thing of the plan; ``message`` goes on from its name.

    The words of an action are found by its number; measures and objectives are told with theirs.
    """
    quoted = has_number(item) and not isinstance(item, Action)
    name = f"{named(item)} (“{shortened(item.text)}”)" if quoted else named(item)
    ref = item.ref if has_number(item) else item.id
    message = f"{name[0].upper()}{name[1:]} {message}"
    return Gap(kind, severity, message, item.place, ref, item.id)


def gap_of_plan(kind: str, severity: Severity, message: str, items: Iterable[str] = ()) -> Gap:
    """A gap of the plan as a whole; ``items`` are the ids of the things that it names."""
    return Gap(kind, severity, message, Place(), items=tuple(items))
