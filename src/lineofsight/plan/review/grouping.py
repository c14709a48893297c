"""What a review says of many things in the same words, said once with the things' numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lineofsight.plan.model import Place, Plan
from lineofsight.plan.review.model import Gap, Severity, ToldDoubt
from lineofsight.plan.review.telling import shortened

# "Measure 3 (“% of visits”) has no target: say ..." names a thing, says what is wrong, asks.
_ABOUT = re.compile(
    r"(?P<what>Action|Measure|Objective) (?P<name>“.*?”|\S+)(?: \(“.*?”\))? (?P<said>.*)",
    re.S,
)
# Doubts whether rows are there at all come before those of a date or a lead.
_DOUBTS = (
    "empty",
    "column",
    "merged",
    "torn",
    "ghost",
    "shared",
    "pairing",
    "date",
    "rating",
    "target",
)

# What is to be done about gaps of each severity, the worst first.
DEGREES: dict[Severity, str] = {
    "high": "To be settled first",
    "medium": "To be settled",
    "low": "To be tidied",
}
# This many things are told by their first words.
_MOST_WORDED = 3


class Thing(NamedTuple):
    """What something is said of: its number or first words, and its id in the plan."""

    name: str
    item: str


@dataclass
class Line:
    """Things of which the same is said: which they are, what kind, and where they stand.

    ``others`` are the ids of things that what is said concerns, and does not begin with.
    """

    said: str
    things: list[Thing] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    what: str = ""

    @property
    def names(self) -> list[str]:
        """What the things are called, in order."""
        return [each.name for each in self.things]

    @property
    def named(self) -> str:
        """``actions 1.2, 1.4``; of many without a number only how many, and the first of them."""
        names = list(dict.fromkeys(self.names))
        worded = [name for name in names if name.startswith("“")]
        what = f"{self.what}s" if len(names) > 1 and self.what else self.what
        if len(worded) <= _MOST_WORDED:
            return f"{what} {', '.join(names)}".strip()
        numbered = [name for name in names if name not in worded]
        first = f"{what} {', '.join(numbered)}, and " if numbered else ""
        others = f"{len(worded)}{'' if first else f' {what}'} without a number, such as"
        return f"{first}{others} {', '.join(worded[:_MOST_WORDED])}"

    @property
    def sentence(self) -> str:
        """Whom it is about and what is said of them."""
        if not self.named:
            return self.said
        return f"{self.named[0].upper()}{self.named[1:]}{self.joint} {self.said}"

    @property
    def joint(self) -> str:
        """What stands between the things and what is said of them."""
        if not self.said[:1].islower():
            return ":"
        return "" if len(self.things) == 1 else ": each"


@dataclass
class Group:
    """The gaps of one kind, with the step that is asked for where it is the same for all."""

    title: str
    count: int
    asks: str | None
    lines: list[Line]


def grouped(gaps: Sequence[Gap]) -> list[Group]:
    """Gaps by kind, in the order of each kind's first."""
    kinds: dict[str, list[Gap]] = {}
    for gap in gaps:
        kinds.setdefault(gap.kind, []).append(gap)
    return [_group(kind, same) for kind, same in kinds.items()]


def _group(kind: str, gaps: Sequence[Gap]) -> Group:
    asked = {_parted(gap.message)[1] for gap in gaps}
    asks = asked.pop() if len(asked) == 1 and len(gaps) > 1 else None
    lines: dict[tuple[str, str], Line] = {}
    for gap in gaps:
        about = _ABOUT.match(gap.message)
        said = about["said"] if about else gap.message
        said = _parted(said)[0] if asks else said
        what = about["what"].lower() if about and gap.ref is not None else ""
        line = lines.setdefault((what, said), Line(said, what=what))
        line.places.append(gap.place)
        if about and what and gap.item is not None:
            line.things.append(Thing(about["name"], gap.item))
        else:
            line.others.extend(gap.items or filter(None, [gap.item]))
    return Group(kind.replace("_", " ").capitalize(), len(gaps), asks or None, list(lines.values()))


def _parted(message: str) -> tuple[str, str]:
    """What is wrong, and what is asked: after the last colon outside brackets and quotes."""
    depth = 0
    for at in range(len(message) - 1, 0, -1):
        mark = message[at]
        depth += (mark in ")”") - (mark in "(“")
        if depth == 0 and message.startswith(": ", at):
            return message[:at], message[at + 2 :]
    return message, ""


def doubts_grouped(plan: Plan, doubts: Iterable[ToldDoubt]) -> list[Line]:
    """Doubts in the same words once, those first that may hide a row."""
    names = {
        each.id: (kind, each.ref or f"“{shortened(each.text, 30)}”")
        for kind, things in (("action", plan.actions), ("measure", plan.measures))
        for each in things
    }
    lines: dict[tuple[str, str], Line] = {}
    kinds: dict[int, str] = {}
    for told in doubts:
        what, name = names.get(told.item or "", ("", ""))
        line = lines.setdefault((what, told.doubt.message), Line(told.doubt.message, what=what))
        kinds[id(line)] = told.doubt.kind
        line.places.append(told.doubt.place)
        if name and told.item:
            line.things.append(Thing(name, told.item))
        elif told.item:
            line.others.append(told.item)
    order = {kind: at for at, kind in enumerate(_DOUBTS)}
    return sorted(lines.values(), key=lambda line: order.get(kinds[id(line)], len(order)))


def where(places: Sequence[Place]) -> str:
    """``line 12``, ``lines 12 to 90``; pages, tables and rows where there are no lines."""
    lines = sorted({place.line for place in places if place.line})
    if lines:
        return _numbers("line", lines)
    parts = []
    for name in ("page", "table", "row"):
        numbers = sorted({n for place in places if (n := getattr(place, name))})
        if numbers:
            parts.append(_numbers(name, numbers))
    return ", ".join(parts)


def _numbers(name: str, numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"{name} {numbers[0]}"
    if len(numbers) <= 3:
        return f"{name}s {', '.join(map(str, numbers))}"
    return f"{name}s {numbers[0]} to {numbers[-1]}"
