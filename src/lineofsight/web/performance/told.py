"""What the results that pages show tell of indicators, each read once in a process."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from lineofsight.measuring.kept.reading import (
    About,
    Defined,
    KeptDoubt,
    KeptFigure,
    Results,
    opened,
    which_are_shown,
)
from lineofsight.measuring.periods import Period
from lineofsight.progress.points import Point


@dataclass(frozen=True)
class OfIndicator:
    """An indicator's definition as the results were made by it, its figures by month, and what is
    to be asked of the rows of the last twelve.
    """

    defined: Defined
    points: tuple[Point, ...]
    doubts: tuple[KeptDoubt, ...]


class Told:
    """The results that pages show; use :func:`told`.  ``about`` is None where there are none."""

    def __init__(self) -> None:
        """Of no indicator yet."""
        self._held: dict[str, OfIndicator | None] = {}
        with opened(settings.PLACES.store) as results:
            self.about: About | None = results.about if results else None

    def read(self, indicators: Iterable[str]) -> None:
        """Have these at hand: those that are not are read together."""
        wanted = [each for each in indicators if each not in self._held]
        if not wanted:
            return
        with opened(settings.PLACES.store) as results:
            months = {each.name: each for each in results.months()} if results else {}
            for each in wanted:
                self._held[each] = _read(results, each, months) if results else None

    def of(self, indicator: str) -> OfIndicator | None:
        """An indicator's definition and figures; None where the results have none of it."""
        self.read([indicator])
        return self._held[indicator]


def told() -> Told:
    """What the results tell that pages show now.

    Raises :class:`~lineofsight.errors.UnusableInput` where they cannot be read.
    """
    return _told(which_are_shown(settings.PLACES.store))


@lru_cache(maxsize=2)
def _told(shown: tuple[str, str, int] | None) -> Told:
    return Told()


def _read(results: Results, indicator: str, months: dict[str, Period]) -> OfIndicator | None:
    defined = results.defined(indicator)
    if defined is None:
        return None
    points = (_point(each, months[each.period]) for each in results.series(indicator))
    return OfIndicator(defined, tuple(points), tuple(results.doubts(indicator)))


def _point(figure: KeptFigure, month: Period) -> Point:
    return Point(
        figure.period,
        month.first_day,
        month.last_day,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.state,
        out_of_reach=figure.why,
    )
