"""A worker's own figures, month by month, in words that a few cases can bear."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.measuring.kept.reading import Defined, KeptFigure, Results
from lineofsight.measuring.periods import Period
from lineofsight.web.casework.rows import is_variant

MONTHS = 3
# With fewer cases than these a percentage says more than they do.
FEW = 10


@dataclass(frozen=True)
class OwnFigures:
    """One indicator's figures of a worker in the last whole months, in words."""

    title: str
    by_month: tuple[tuple[Period, str], ...]


def last_months(results: Results) -> list[Period]:
    """The last months that were over by the day that the tables tell to."""
    over = [each for each in results.months() if each.last_day <= results.about.known_to]
    return over[-MONTHS:]


def own_figures(results: Results, worker: str, months: Sequence[Period]) -> list[OwnFigures]:
    """What is counted of a worker in some months, by title; what counted nothing is left out."""
    found = []
    for indicator, figures in results.all_by_worker(worker).items():
        by_month = {each.period: each for each in figures}
        defined = results.defined(indicator)
        if defined is None or is_variant(defined) or not _is_of_work(defined):
            continue
        if not any(counted_anything(by_month.get(month.name)) for month in months):
            continue
        said = tuple((month, in_words(defined, by_month.get(month.name))) for month in months)
        found.append(OwnFigures(defined.title, said))
    return sorted(found, key=lambda each: each.title.casefold())


def counted_anything(figure: KeptFigure | None) -> bool:
    """Whether a month counted anything of a worker."""
    return figure is not None and bool(figure.numerator or figure.denominator)


def in_words(defined: Defined, figure: KeptFigure | None) -> str:
    """A figure as it is written: zero, nothing and unknown are told apart.

    A month without one counted nothing of the worker.
    """
    if figure is not None and figure.state == "not_computable":
        return "Cannot be computed"
    if figure is None or figure.state == "no_denominator":
        return (
            "0" if figure is None and defined.statistic in ("count", "sum") else "Nothing to count"
        )
    value = figure.value or 0.0
    if defined.statistic == "percent":
        share = f"{figure.numerator:,} of {figure.denominator:,}"
        return share if (figure.denominator or 0) < FEW else f"{value:.0f}% ({share})"
    number = f"{value:,.0f}" if value.is_integer() else f"{value:,.1f}"
    if defined.statistic in ("count", "sum"):
        return number
    return f"{number} (of {figure.denominator:,})"


def _is_of_work(defined: Defined) -> bool:
    """Whether it counts children or what the worker is due, and not what the worker is."""
    return defined.subject == "child" or defined.has_clock
