"""What progress is judged on: figures by period, and what describes them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from lineofsight.indicators.definition import Polarity as Polarity
from lineofsight.indicators.definition import Statistic as Statistic

PointState = Literal["value", "no_denominator", "not_computable", "hidden", "not_given"]
FEWEST_TO_JUDGE = 10


@dataclass(frozen=True, slots=True)
class Point:
    """One period's figure; both days are in the period, ``value`` is in the indicator's unit.

    A figure that is no share of cases (a median, a rate) has a value in its own unit and no counts.

    The state tells apart a figure (0 is one), nothing to count, what the tables at hand cannot
    give (``missing`` names the columns, as ``table.column``; ``out_of_reach`` says what their
    sources do not tell), a figure withheld because it is so small that it might tell who a
    child is, and a period of which a typed series says nothing.
    """

    period: str
    first_day: date
    last_day: date
    numerator: int | None
    denominator: int | None
    value: float | None
    state: PointState
    missing: tuple[str, ...] = ()
    out_of_reach: str | None = None

    @property
    def is_small(self) -> bool:
        """Whether there are too few cases for a percentage to mean anything."""
        return self.denominator is not None and 0 < self.denominator < FEWEST_TO_JUDGE


class Described(Protocol):
    """What progress needs to know of an indicator; the catalogue's indicators are so described.

    ``of`` and ``met`` are words that follow a number: "82 of 100 assessments authorised" (``of``)
    "were authorised within 45 working days of their start" (``met``).  ``measured`` is what the
    value of a median, mean, sum or ratio is.  ``version`` is the hash of the definition.
    """

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def polarity(self) -> Polarity: ...
    @property
    def version(self) -> str: ...
    @property
    def of(self) -> str: ...
    @property
    def met(self) -> str: ...
    @property
    def measured(self) -> str: ...
    @property
    def statistic(self) -> Statistic: ...
