"""How the tables stand, in words: from what a snapshot's manifest tells, so without a child."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.tables.checks import Problem
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.reading import Mapped
from lineofsight.tables.snapshots import Manifest, Snapshot, TableKept
from lineofsight.tables.store.ids import as_at_of

SEVERITIES = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
DAYS_IN_WORDS = 60


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
    """

    source: str
    columns: tuple[Mapped, ...]
    correctable: bool

    @property
    def left(self) -> int:
        """How many of its columns were not loaded."""
        return sum(each.field is None for each in self.columns)


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


def problems_of(manifest: Manifest) -> list[tuple[str, list[Problem]]]:
    """What the load found, by how grave it is."""
    return [
        (words, found)
        for severity, words in SEVERITIES.items()
        if (found := [each for each in manifest.problems if each.severity == severity])
    ]


def mapping_of(manifest: Manifest) -> list[ToldMapping]:
    """What each column of the load's own files became."""
    by_source: dict[str, list[Mapped]] = {}
    for kept in manifest.tables.values():
        if kept.from_load == manifest.id:
            for each in kept.mapping:
                by_source.setdefault(each.source, []).append(each)
    correctable = {each.name for each in manifest.sources if each.kind == "ssd"}
    return [
        ToldMapping(source, tuple(found), source in correctable)
        for source, found in sorted(by_source.items())
    ]


@dataclass(frozen=True)
class ToldMissing:
    """An indicator, and the tables and columns without which it cannot be computed."""

    title: str
    lacks: tuple[str, ...]


def missing_of(snapshot: Snapshot) -> Iterator[ToldMissing]:
    """The indicators that cannot be computed for want of a table or a column."""
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.indicators.needs import needs_of

    for indicator in catalogue().values():
        lacks: dict[str, None] = {}
        for need in needs_of(indicator):
            if need.table not in snapshot.tables:
                lacks[need.table] = None
            elif need.column in snapshot.missing_columns(need.table):
                lacks[f"{need.column} of {need.table}"] = None
        if lacks:
            yield ToldMissing(indicator.title, tuple(lacks))
