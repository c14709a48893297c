"""A published figure of England, a region, the neighbours or the council, beside an indicator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Literal

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import indicator_named
from lineofsight.progress.comparators.choosing import Chosen, NotOutYet, choose
from lineofsight.progress.comparators.council import Council
from lineofsight.progress.comparators.definition import Comparator, comparators_of
from lineofsight.progress.comparators.figures import Figure, FigureState
from lineofsight.progress.comparators.periods import Span, basis, same_basis
from lineofsight.progress.comparators.releases import Release

Who = Literal["england", "region", "neighbours", "council"]
State = FigureState | Literal["too_few", "not_published"]
ENGLAND = "E92000001"


@dataclass(frozen=True)
class Comparison:
    """What was published of somebody beside an indicator, in the newest release by a date.

    ``value`` is in the comparator's unit, percentages as 0 to 100; where there is none ``state``
    says why: a mark of the file, no cases, nothing published of them (``not_published``), or of
    fewer than half of the neighbours (``too_few``).  ``have`` and ``of`` are how many of the
    neighbours have a figure, of how many; both are 1 or 0 and 1 for others.  ``file`` and
    ``lines`` are where the figures stand; ``digest`` is the file's SHA-256.  ``published`` is the
    day it came out, ``day_known`` whether the folder says it or it is only usual; ``newer`` the day
    by which the next is usually out, where that has passed.  ``basis`` says
    of which days it is, and ``same_basis`` whether one's own is of the same (None where one's own
    was not asked about).  ``flag`` must be said wherever the figure is shown.
    """

    comparator: str
    title: str
    unit: str
    who: Who
    name: str
    span: Span
    value: float | None
    state: State
    have: int
    of: int
    file: str
    digest: str
    lines: tuple[int, ...]
    publication: str
    source: str
    published: date
    day_known: bool
    newer: date | None
    basis: str
    same_basis: bool | None
    flag: str | None


def compare(
    indicator_id: str,
    releases: Sequence[Release],
    as_at: date,
    council: Council | None = None,
    own: Span | None = None,
    own_definitions: Path | None = None,
) -> tuple[Comparison, ...]:
    """What was published by the end of a day beside an indicator, a comparator after another.

    England comes first, then the council's region, its statistical neighbours (the median of those
    that have a figure) and itself.  ``own`` is of which days one's own figure is.

    Raises :class:`UnusableInput` where there is no such indicator, nothing published stands beside
    it, no file holds it or none came out by that day, and where two files are of one release.
    """
    indicator = indicator_named(indicator_id, own_definitions)
    known = comparators_of(indicator.id, own_definitions)
    if not known:
        raise UnusableInput(
            f"Nothing that the Department publishes stands beside {indicator.id}: "
            "`lineofsight comparators list` shows the indicators that have one."
        )
    found: list[Comparison] = []
    too_early: list[NotOutYet] = []
    for comparator in known:
        try:
            chosen = choose(comparator, releases, as_at)
        except NotOutYet as error:
            too_early.append(error)
            continue
        if chosen is not None:
            found += _comparisons(comparator, chosen, council, own)
    if too_early and not found:
        raise too_early[0]
    if not found:
        wanted = " or ".join(f"{each.file.publication!r} ({each.file.source})" for each in known)
        raise UnusableInput(
            f"No file has the columns of a figure beside {indicator.id}: download it from {wanted}."
        )
    return tuple(found)


def _comparisons(
    comparator: Comparator, chosen: Chosen, council: Council | None, own: Span | None
) -> Iterator[Comparison]:
    span = chosen.span

    def said(
        who: Who,
        name: str,
        value: float | None,
        state: State,
        figures: Sequence[Figure],
        of: int = 1,
    ) -> Comparison:
        return Comparison(
            comparator=comparator.id,
            title=comparator.file.title,
            unit=comparator.file.unit,
            who=who,
            name=name,
            span=span,
            value=value,
            state=state,
            have=sum(figure.value is not None for figure in figures),
            of=of,
            file=chosen.file.name,
            digest=chosen.file.digest,
            lines=tuple(figure.line for figure in figures),
            publication=comparator.file.publication,
            source=comparator.file.source,
            published=chosen.published,
            day_known=chosen.day_known,
            newer=chosen.newer,
            basis=basis(span, own),
            same_basis=None if own is None else same_basis(span, own),
            flag=comparator.flag,
        )

    def one(who: Who, name: str, figure: Figure | None) -> Comparison:
        if figure is None:
            return said(who, name, None, "not_published", ())
        return said(who, figure.name or name, figure.value, figure.state, (figure,))

    yield one("england", "England", _at(chosen.figures, "national", ENGLAND))
    if council is None:
        return
    itself = _at(chosen.figures, "local", council.code)
    if itself is not None:
        yield one("region", "Its region", _at(chosen.figures, "regional", itself.region))
    if council.neighbours:
        each = {code: _at(chosen.figures, "local", code) for code in council.neighbours}
        # Two neighbours that answer together have one row, and count once.
        told = list(dict.fromkeys(figure for figure in each.values() if figure is not None))
        values = [figure.value for figure in told if figure.value is not None]
        of = len(told) + sum(figure is None for figure in each.values())
        enough = 2 * len(values) >= of
        yield said(
            "neighbours",
            f"Median of {of} statistical neighbours",
            median(values) if enough else None,
            "value" if enough else "too_few",
            told,
            of,
        )
    yield one("council", council.code, itself)


def _at(figures: Sequence[Figure], level: str, code: str) -> Figure | None:
    return next((each for each in figures if each.level == level and code in each.codes), None)
