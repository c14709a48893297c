"""What a plan is: the values that the reader makes and everything else uses.

The shapes are those of the JSON that other programs rely on.  Every text is the document's own
words, white space folded; what the document does not say is ``None`` or empty, never a guess.
"""

from dataclasses import dataclass, field
from typing import Literal

from lineofsight.documents.model import Place as Place

DueKind = Literal[
    "date", "month", "range", "relative", "immediate", "ongoing", "event", "tba", "none"
]
Comparison = Literal[">=", "<=", "=", "decrease_by", "increase_by", "trend"]
Unit = Literal["%", "count", "days", "weeks", "hours", "text"]
Direction = Literal["up", "down"]


@dataclass(frozen=True)
class Doubt:
    """Something that could not be read surely, in a sentence a programme manager can act on."""

    kind: str
    message: str
    place: Place


@dataclass(frozen=True)
class Due:
    """When an action is due: as printed, and as values.

    ``dates`` hold ``YYYY-MM-DD``, ``YYYY-MM`` (a month stays a month), ``IMMEDIATE``,
    ``ONGOING``, ``TBA``, ``RELATIVE:P3M`` or ``RANGE:start/end``.
    """

    text: str | None = None
    dates: tuple[str, ...] = ()
    kind: DueKind = "none"


@dataclass(frozen=True)
class Rating:
    """A rating as printed and the level it means in the plan's own scheme."""

    text: str | None = None
    level: str | None = None


@dataclass(frozen=True)
class Update:
    """What a lead said of an action in a period."""

    period: str | None
    text: str


@dataclass(frozen=True)
class Target:
    """One target value of a measure.

    ``by`` is a date as in :class:`Due`; ``interim`` marks a step on the way, ``additional`` a
    value that adds to the step before it ("another 5%"), ``every`` an ISO 8601 period after which
    the change repeats, ``tba`` a target that the plan leaves to be decided.
    """

    value: float | None
    unit: Unit
    comparison: Comparison
    text: str
    by: str | None = None
    baseline: float | None = None
    direction: Direction | None = None
    interim: bool = False
    additional: bool = False
    every: str | None = None
    tba: bool = False


@dataclass(frozen=True)
class Objective:
    """What must improve; ``parent`` is another objective's id."""

    id: str
    ref: str | None
    text: str
    place: Place
    parent: str | None = None
    references: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Action:
    """What will be done, by whom and by when."""

    id: str
    ref: str | None
    objective: str | None
    text: str
    place: Place
    due: Due = Due()
    leads: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    rating: Rating = Rating()
    updates: tuple[Update, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Measure:
    """How the plan says that success will be known, with its targets."""

    id: str
    ref: str | None
    objective: str | None
    text: str
    place: Place
    action: str | None = None
    targets: tuple[Target, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Milestone:
    """A goal to be reached by a date."""

    goal: str
    by: str
    text: str
    place: Place


@dataclass(frozen=True)
class Risk:
    """What might stop the plan and what is done about it."""

    text: str
    mitigation: str | None
    place: Place


@dataclass(frozen=True)
class Theme:
    """A part of the plan that gathers objectives or actions."""

    id: str
    ref: str | None
    text: str
    lead: str | None = None


@dataclass(frozen=True)
class Finding:
    """Something an inspection found, as the plan repeats it."""

    id: str
    ref: str | None
    text: str
    place: Place
    source: str | None = None


@dataclass(frozen=True)
class RatingMeaning:
    """One line of the plan's own rating key."""

    text: str
    level: str | None
    meaning: str


@dataclass(frozen=True)
class RatingSummary:
    """Rating counts as the document prints them beside what its rows say."""

    printed: dict[str, dict[str, float]]
    read: dict[str, int]
    reconciles: bool
    explanation: str


@dataclass(frozen=True)
class Plan:
    """An improvement plan as it was read from one document."""

    title: str | None = None
    organisation: str | None = None
    date: str | None = None
    version: str | None = None
    themes: tuple[Theme, ...] = ()
    findings: tuple[Finding, ...] = ()
    objectives: tuple[Objective, ...] = ()
    actions: tuple[Action, ...] = ()
    measures: tuple[Measure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    risks: tuple[Risk, ...] = ()
    rating_summary: RatingSummary | None = None
    rating_key: tuple[RatingMeaning, ...] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
