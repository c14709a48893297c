"""What is known so far of an objective, action or measure while the plan is being read."""

from dataclasses import dataclass, field

from lineofsight.documents import Place
from lineofsight.plan.model import Doubt, Due, Rating, Update


def fold(text: str) -> str:
    """``text`` with white space folded and the bullets of its lines removed."""
    return " ".join(text.replace("•", " ").split())


@dataclass
class ObjectiveDraft:
    """An objective; ``ref`` is its number as printed.

    ``beside`` is the next one of several that stand over one table; ``theme`` says that it only
    gathers objectives, each of which numbers its own actions; ``listed`` that it stands in a list
    of the objectives of its parent, over the parent's actions.
    """

    ref: str | None
    place: Place
    pieces: list[str] = field(default_factory=list)
    parent: "ObjectiveDraft | None" = None
    references: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    lead: str | None = None
    beside: "ObjectiveDraft | None" = None
    theme: bool = False
    listed: bool = False

    @property
    def text(self) -> str:
        return fold(" ".join(self.pieces))

    @property
    def top(self) -> "ObjectiveDraft":
        return self.parent.top if self.parent and not self.parent.theme else self


@dataclass
class ActionDraft:
    """An action, its text still in pieces; ``band`` is a time that stands over its rows."""

    ref: str | None
    objective: ObjectiveDraft | None
    place: Place
    pieces: list[str] = field(default_factory=list)
    due: Due = field(default_factory=Due)
    band: str = ""
    leads: tuple[str, ...] = ()
    references: list[str] = field(default_factory=list)
    rating: Rating = field(default_factory=Rating)
    updates: list[Update] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def text(self) -> str:
        return fold(" ".join(self.pieces))


@dataclass
class MeasureDraft:
    """A measure; ``targets`` are the cells of a column of targets, if the table has one.

    ``due`` is the cell that says by when, for targets that say no date of their own.
    """

    ref: str | None
    objective: ObjectiveDraft | None
    action: ActionDraft | None
    place: Place
    pieces: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    baselines: list[str] = field(default_factory=list)
    due: str = ""

    @property
    def text(self) -> str:
        return fold(" ".join(self.pieces))


@dataclass
class Entry:
    """One row of the plan: the actions that begin in it, and its cells of dates and leads.

    ``shared`` says that its actions are parts of one cell, beside one date and lead for them all.
    """

    place: Place
    starts: list[ActionDraft]
    due: str = ""
    lead: str = ""
    shared: bool = False
