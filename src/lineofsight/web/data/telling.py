"""How the tables stand, in words: from what a snapshot's manifest tells, so without a child."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.tables.checks import Problem
from lineofsight.tables.combining import NOT_IN_FIRST, NOT_IN_SECOND, VALUES_DIFFER
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.reading import Mapped
from lineofsight.tables.snapshots import Manifest, Snapshot, TableKept
from lineofsight.tables.store.ids import as_at_of

CONTRADICT = {rule.id for rule in (VALUES_DIFFER, NOT_IN_FIRST, NOT_IN_SECOND)}
SEVERITIES = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
DAYS_IN_WORDS = 60
# A table of this many rows that would come to hold under half of them is told.
MANY_ROWS = 20
_NUMBER = re.compile(r"([0-9]+)")


@dataclass(frozen=True)
class ToldTable:
    """A table of a snapshot: its title, its rows, and how much of it the source held."""

    name: str
    title: str
    rows: int
    day: date
    holds: str


@dataclass(frozen=True)
class ToldMapping:
    """What the columns of one file or sheet became.

    ``correctable`` where the names of its columns can be set: those of the standard's extracts.
    ``about`` is what was found of the whole file: its layout, or where its headings stand.
    """

    source: str
    columns: tuple[Mapped, ...]
    correctable: bool
    about: tuple[str, ...] = ()

    @property
    def left(self) -> tuple[Mapped, ...]:
        """Those of its columns that were not loaded."""
        return tuple(each for each in self.columns if each.field is None)


def age(as_at: date, today: date) -> str:
    """How old data is, in words."""
    days = (today - as_at).days
    if days <= 0:
        return "from today"
    if days == 1:
        return "1 day old"
    if days < DAYS_IN_WORDS:
        return f"{days} days old"
    return f"over {days // 30} months old"


def tables_of(snapshot: Snapshot) -> list[ToldTable]:
    """Every table that a snapshot holds, as the definitions order them."""
    definitions = table_definitions()
    return [
        ToldTable(name, definitions[name].title, kept.rows, as_at_of(kept.from_load), _holds(kept))
        for name, kept in sorted(snapshot.manifest.tables.items())
        if name in definitions
    ]


def _holds(kept: TableKept) -> str:
    if kept.one_row_a:
        return f"The latest of each {kept.one_row_a}"
    if kept.covers_from:
        return f"From {kept.covers_from.day} {kept.covers_from:%B %Y}"
    return "All"


@dataclass(frozen=True)
class ToldCounts:
    """What became of the rows of a snapshot's own load, and what it holds besides.

    ``read`` is ``rejected``, ``joined`` (the same thing as a row of another source) and ``loaded``
    together; ``carried`` rows came with earlier loads.
    """

    read: int
    rejected: int
    joined: int
    loaded: int
    tables: int
    carried: int
    carried_tables: int


def counts_of(manifest: Manifest) -> ToldCounts:
    """The rows that the load read, and what became of them."""
    own = [each for each in manifest.tables.values() if each.from_load == manifest.id]
    carried = [each for each in manifest.tables.values() if each.from_load != manifest.id]
    kept, loaded = sum(part.kept for part in manifest.parts), sum(each.rows for each in own)
    return ToldCounts(
        read=sum(part.read for part in manifest.parts),
        rejected=sum(part.rejected for part in manifest.parts),
        joined=kept - loaded,
        loaded=loaded,
        tables=len(own),
        carried=sum(each.rows for each in carried),
        carried_tables=len(carried),
    )


def problems_of(manifest: Manifest) -> list[tuple[str, list[Problem]]]:
    """What the load found, by how grave it is, but where its sources contradict each other."""
    return [
        (words, found)
        for severity, words in SEVERITIES.items()
        if (
            found := [
                each
                for each in manifest.problems
                if each.severity == severity and each.rule not in CONTRADICT
            ]
        )
    ]


def contradictions_of(manifest: Manifest) -> list[Problem]:
    """Where the load's sources tell of the same thing differently, or one lacks it."""
    return [each for each in manifest.problems if each.rule in CONTRADICT]


def mapping_of(manifest: Manifest) -> list[ToldMapping]:
    """What each column of the load's own files became."""
    by_source: dict[str, list[Mapped]] = {}
    for kept in manifest.tables.values():
        if kept.from_load == manifest.id:
            for each in kept.mapping:
                by_source.setdefault(each.source, []).append(each)
    correctable = {each.name for each in manifest.sources if each.kind == "ssd"}
    return [
        ToldMapping(
            source,
            columns=tuple(each for each in found if not _of_all(each)),
            correctable=source in correctable,
            about=tuple(each.how for each in found if _of_all(each)),
        )
        for source, found in sorted(by_source.items(), key=lambda each: _numbered(each[0]))
    ]


def _numbered(name: str) -> list[tuple[int, str]]:
    """By which a name sorts after one with a smaller number: List_2 before List_10."""
    return [(int(each), "") if each.isdecimal() else (-1, each) for each in _NUMBER.split(name)]


def _of_all(mapped: Mapped) -> bool:
    """Whether a reader tells of its whole file, under a name in brackets, such as (row 2)."""
    return not mapped.table and mapped.column.startswith("(") and mapped.column.endswith(")")


@dataclass(frozen=True)
class ToldShrunk:
    """A table that would come to hold far fewer rows than it does now."""

    title: str
    before: int
    after: int


def shrunk_of(snapshot: Snapshot, current: Snapshot | None) -> list[ToldShrunk]:
    """The tables that hold under half of the rows that they hold in the current snapshot."""
    if current is None:
        return []
    definitions, held = table_definitions(), snapshot.manifest.tables
    told = [
        ToldShrunk(definitions[name].title, kept.rows, held[name].rows if name in held else 0)
        for name, kept in sorted(current.manifest.tables.items())
        if name in definitions and kept.rows >= MANY_ROWS
    ]
    return [each for each in told if each.after * 2 < each.before]


@dataclass(frozen=True)
class ToldMissing:
    """An indicator, and the tables and columns without which it cannot be computed.

    ``lost`` where the snapshot that is current has them.
    """

    title: str
    lacks: tuple[str, ...]
    lost: bool = False


def missing_of(snapshot: Snapshot, current: Snapshot | None = None) -> list[ToldMissing]:
    """The indicators that cannot be computed for want of a table or a column.

    First those that can be computed from the ``current`` snapshot, where one is given.
    """
    lacking = dict(_lacking(snapshot))
    before = dict(_lacking(current)) if current else lacking
    return sorted(
        (
            ToldMissing(title, lacks, lost=indicator not in before)
            for indicator, (title, lacks) in lacking.items()
        ),
        key=lambda each: not each.lost,
    )


def _lacking(snapshot: Snapshot) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """The id of each indicator that lacks something, with its title and what it lacks."""
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.indicators.needs import needs_of

    for name, indicator in catalogue().items():
        lacks: dict[str, None] = {}
        for need in needs_of(indicator):
            if need.table not in snapshot.tables:
                lacks[need.table] = None
            elif need.column in snapshot.missing_columns(need.table):
                lacks[f"{need.column} of {need.table}"] = None
        if lacks:
            yield name, (indicator.title, tuple(lacks))
