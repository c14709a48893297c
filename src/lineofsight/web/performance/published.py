"""What the Department published beside a figure, from the files that an analyst put there.

The folder ``published`` of the site's data holds its CSV files, ``releases.toml`` where somebody
says when each came out, and ``neighbours.toml`` where somebody names the council and its
neighbours.  Nothing is fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from lineofsight.errors import UnusableInput
from lineofsight.progress.comparators.comparing import Comparison, compare
from lineofsight.progress.comparators.council import NEIGHBOURS, Council, read_neighbours
from lineofsight.progress.comparators.definition import columns_read, comparators_of
from lineofsight.progress.comparators.own_figure import OwnFigure, own_figure
from lineofsight.progress.comparators.releases import Release, read_folder
from lineofsight.progress.comparators.told import name_words, value_words
from lineofsight.progress.wording import figure
from lineofsight.web.data.results import indicators
from lineofsight.web.performance.figures import Judged

_Files = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class PublishedRow:
    """Whose figure it is, and the figure or why there is none."""

    name: str
    said: str


@dataclass(frozen=True)
class Published:
    """The figures of one release beside one's own of the same days, in the order of the library.

    ``first`` is any of them: title, period, source and what differs are the same for all.
    """

    first: Comparison
    rows: tuple[PublishedRow, ...]

    @property
    def days(self) -> str:
        """Of which days all of it is, as a sentence goes on."""
        return self.first.span.words


@dataclass(frozen=True)
class Beside:
    """What was published beside a figure; ``why_not`` is for whoever can bring the files."""

    tables: tuple[Published, ...] = ()
    why_not: str = ""


def beside(judged: Judged, day: date) -> Beside:
    """What was published by the end of a day beside a figure, as its reader may see its own."""
    of = judged.defined.id if judged.defined else ""
    own_definitions = Path(settings.DEFINITIONS) if settings.DEFINITIONS else None
    known = comparators_of(of, own_definitions)
    if not known:
        return Beside()
    folder = settings.PLACES.published
    files = _files(folder)
    if not files:
        named = " and ".join(dict.fromkeys(f"“{each.file.publication}”" for each in known))
        return Beside(
            why_not=f"The Department publishes what stands beside this, in {named}: put its CSV "
            "file into the folder “published” of the site’s data to see it here."
        )
    found = _compared(of, folder, files, day, own_definitions)
    if isinstance(found, str):
        return Beside(why_not=found)
    ids = dict.fromkeys(each.comparator for each in found)
    return Beside(
        tuple(_table(judged, [each for each in found if each.comparator == name]) for name in ids)
    )


def _table(judged: Judged, found: Sequence[Comparison]) -> Published:
    first = found[0]
    indicator = indicators().get(judged.match.answer)
    own = (
        own_figure(first.span, judged.standing.points, indicator.statistic, indicator.panel.kind)
        if indicator
        else OwnFigure(why_not="it is no longer defined")
    )
    rows = [PublishedRow("Ours, of the same days", _own_words(own, first.unit))]
    rows += [
        PublishedRow(
            f"{each.name}, as published" if each.who == "council" else name_words(each),
            value_words(each),
        )
        for each in found
    ]
    return Published(first, tuple(rows))


def _own_words(own: OwnFigure, unit: str) -> str:
    if own.why_not:
        return f"none: {own.why_not}"
    counts = (
        f"{own.numerator:,} of {own.denominator:,}"
        if own.numerator is not None and own.denominator is not None
        else ""
    )
    if own.value is None:
        return counts
    said = figure(own.value, unit)
    return f"{said} ({counts})" if counts else said


def _files(folder: Path) -> _Files:
    """The files by name, size and moment, by which it shows that one changed."""
    if not folder.is_dir():
        return ()
    told = ((each.name, each.stat()) for each in sorted(folder.iterdir()) if each.is_file())
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in told)


@lru_cache(maxsize=512)
def _compared(
    indicator: str, folder: Path, files: _Files, day: date, own_definitions: Path | None
) -> tuple[Comparison, ...] | str:
    """What stands beside an indicator, or why nothing can be said."""
    held = _read(folder, files, own_definitions)
    if isinstance(held, str):
        return held
    releases, council = held
    try:
        return compare(indicator, releases, day, council, None, own_definitions)
    except UnusableInput as error:
        return str(error)


@lru_cache(maxsize=1)
def _read(
    folder: Path, files: _Files, own_definitions: Path | None
) -> tuple[tuple[Release, ...], Council | None] | str:
    """The files with the columns that are read of them, or what is wrong with one.

    They are read again when one of them has changed, and not at every look.
    """
    neighbours = folder / NEIGHBOURS
    columns = columns_read(own_definitions)
    try:
        council = read_neighbours(neighbours) if neighbours.exists() else None
        releases = read_folder(folder)
    except UnusableInput as error:
        return str(error)
    return tuple(replace(each, file=each.file.only(columns)) for each in releases), council
