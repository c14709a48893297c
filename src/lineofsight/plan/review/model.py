"""What a review says: doubts of the reading, gaps of the plan, and which findings it answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from lineofsight.plan.inspections import Inspection
from lineofsight.plan.model import Doubt, Place, Plan

Severity = Literal["high", "medium", "low"]
State = Literal["answered", "partly", "unanswered", "unsure"]

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True)
class Gap:
    """Something that a good plan would have and this one does not.

    ``ref`` is the number that the document prints for the thing concerned, or its id where it
    prints none; ``item`` is its id.  Both are ``None`` for a gap of the whole plan, and ``items``
    are then the ids of the things that it names, if any.
    """

    kind: str
    severity: Severity
    message: str
    place: Place
    ref: str | None = None
    item: str | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToldDoubt:
    """A doubt of the reading, with the thing it is about (``None``: the whole plan)."""

    doubt: Doubt
    ref: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class InspectionFinding:
    """One finding of an inspection's list, as printed, and its number there.

    ``kind`` is the id of a framework's kind of finding; ``judgement`` what the list heads it with;
    ``by`` how soon it is to be put right, as a date of :class:`~lineofsight.plan.model.Due`;
    ``cites`` where the report tells it.  What the document does not say is None or empty.
    """

    text: str
    ref: str | None = None
    kind: str | None = None
    judgement: str | None = None
    by: str | None = None
    cites: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
    inspection: Inspection | None = None


@dataclass(frozen=True)
class Coverage:
    """How a plan answers one finding: by which actions (their ids), and why that is said."""

    finding: InspectionFinding
    actions: tuple[str, ...]
    state: State
    why: str


@dataclass(frozen=True)
class Review:
    """A plan's doubts in the document's order, its gaps worst first, and its coverage.

    ``inspection`` is the one that the plan was held against, where one is known.
    """

    doubts: tuple[ToldDoubt, ...]
    gaps: tuple[Gap, ...]
    coverage: tuple[Coverage, ...]
    inspection: Inspection | None = None


# A rule looks at a plan, on a day or on none, for one kind of gap.
Rule: TypeAlias = Callable[[Plan, date | None], Iterable[Gap]]
