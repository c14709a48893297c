"""What the line paper says: every value as it will be read, in the order it will be read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Tone = Literal["met", "not-met", "plain"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a paper's figures were made from.

    ``snapshot`` is the load of child-level tables, ``loaded_as_at`` the date it speaks for;
    ``document`` is the name of the plan's file.  ``invented`` says that the
    figures are those of an invented council, whosever the plan is.
    """

    snapshot: str
    loaded_as_at: date
    product_version: str
    document: str | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a count: how many, and what percentage of all (all lines add to 100).

    ``meaning`` is what the plan's own key says of a rating.
    """

    name: str
    count: int
    percent: int
    tone: str = "plain"
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One named value about a measure."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Month:
    """One line of a chart's table; ``percent`` is empty where there are too few cases for one."""

    name: str
    cases: str
    percent: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """A figure of a measure: what the plan says, what the figures say, and their chart."""

    anchor: str
    ref: str | None
    title: str
    words: str
    verdict: str
    result: str
    tone: Tone
    latest: str
    latest_cases: str
    sentence: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    chart: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class ObjectivePart:
    """An objective with its computed measures; without words, the measures of no objective."""

    anchor: str
    ref: str | None
    words: str | None
    measures: tuple[MeasurePart, ...]


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """A measure that nothing computes yet, and what would measure it."""

    ref: str | None
    words: str
    needs: str


@dataclass(frozen=True, slots=True)
class DoubtPart:
    """The doubts of one kind, each a sentence and the place it concerns."""

    anchor: str
    kind: str
    doubts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DefinitionPart:
    """A definition that made figures on this paper, and the measures it made them for."""

    title: str
    id: str
    version: str
    measures: str


@dataclass(frozen=True, slots=True)
class LinePaper:
    """The whole paper.

    ``days_old`` is how long before its day the tables were extracted; ``unmeasured`` are the
    objectives, as number and words, of which no measure is computed.  A measure may hold several
    figures: ``computed_count`` counts measures, ``results`` figures.
    """

    title: str
    organisation: str | None
    plan_date: str | None
    as_at: str
    loaded_as_at: str
    days_old: int
    provenance: Provenance
    objectives_count: int
    actions_count: int
    measures_count: int
    computed_count: int
    ratings: tuple[Share, ...]
    results: tuple[Share, ...]
    objectives: tuple[ObjectivePart, ...]
    unmeasured: tuple[tuple[str | None, str], ...]
    waiting: tuple[WaitingPart, ...]
    doubts: tuple[DoubtPart, ...]
    definitions: tuple[DefinitionPart, ...]

    @property
    def computed(self) -> tuple[MeasurePart, ...]:
        """Every figure of the computed measures in the order of the paper."""
        return tuple(measure for part in self.objectives for measure in part.measures)

    @property
    def doubts_count(self) -> int:
        """How many doubts there are of all kinds."""
        return sum(len(part.doubts) for part in self.doubts)
