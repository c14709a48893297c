"""Making results: the whole catalogue computed of one snapshot, into files that never change."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Protocol

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.grouping import NOT_SPLIT, named
from lineofsight.measuring.in_reach import tables_begin
from lineofsight.measuring.kept.layout import (
    FIGURES_TABLES,
    MONTHS_OF_WORKERS,
    MOST_MONTHS,
    PEOPLE_TABLES,
    SPLITS,
    WORKER,
    definitions_version,
)
from lineofsight.measuring.kept.writing import add_rows, new_file
from lineofsight.measuring.periods import Period, period_holding, periods_between
from lineofsight.measuring.records import open_records
from lineofsight.measuring.results import Figure, measure
from lineofsight.tables.checking.behind import team_names
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.tables.store.results import (
    FIGURES_FILE,
    PEOPLE_FILE,
    SECONDS_TO_WAIT,
    making,
    move_in_results,
    results_before,
    results_of,
)

Progress = Callable[[str], None]


class FoundDoubt(Protocol):
    """What somebody should ask of an indicator's rows: in how many of how many, in a sentence."""

    @property
    def kind(self) -> str: ...
    @property
    def rows(self) -> int: ...
    @property
    def of(self) -> int: ...
    @property
    def sentence(self) -> str: ...


# Doubts are judged above measuring, and kept with the figures that they are of.
Doubting = Callable[[Engine, Indicator], Iterable[FoundDoubt]]


@dataclass(frozen=True)
class MadeResults:
    """What was made of a snapshot: how many figures and open rows, and which definitions failed.

    ``anew`` is whether they were made now, and not there already.
    """

    snapshot: str
    figures: int = 0
    due: int = 0
    failed: Mapping[str, str] = field(default_factory=dict)
    anew: bool = True


def make_results(
    store: Path,
    indicators: Mapping[str, Indicator],
    which: str | None = None,
    as_at: date | None = None,
    *,
    tell: Progress | None = None,
    wait: float = SECONDS_TO_WAIT,
    doubting: Doubting | None = None,
) -> MadeResults:
    """Compute the catalogue of a snapshot, by default the current one, and keep it beside it.

    Figures are by month, at most the 60 that end with the month of ``as_at`` (by default the day
    of the extract), in total and split by each dimension alone; what is open at its end is listed.
    ``doubting`` says what in an indicator's rows somebody should ask about.
    A definition that cannot be run is told, and the others go on.  Where the same was made of the
    same snapshot by the same definitions nothing is done, so that a job can do it again.

    Raises :class:`UnusableInput` where there is no such snapshot, or it was taken away or made
    again meanwhile.
    """
    open_snapshot(store, which)
    try:
        with making(store, wait) as folder:
            snapshot = open_snapshot(store, which)
            with open_engine(snapshot, as_at) as engine:
                if made_already(store, snapshot.id, engine.as_at, indicators):
                    return MadeResults(snapshot.id, anew=False)
                teams = team_names(snapshot)
                maker = _Maker(
                    engine, indicators, teams, folder, tell or (lambda _: None), doubting
                )
                made = maker.make(_earlier(store, snapshot.id))
            move_in_results(store, snapshot.id, folder)
    except (OSError, duckdb.Error) as error:
        # A database's own words can quote a value, and so a child.
        raise UnusableInput(
            f"The results could not be kept ({type(error).__name__}): see that the disk of {store} "
            "has room, and make them again."
        ) from None
    return made


def made_already(
    store: Path, snapshot_id: str, as_at: date, indicators: Mapping[str, Indicator]
) -> bool:
    """Whether whole results of a snapshot, day and definitions are there."""
    folder = results_of(store, snapshot_id)
    if folder is None or not (folder / PEOPLE_FILE).exists():
        return False
    with duckdb.connect(str(folder / FIGURES_FILE), read_only=True) as connection:
        about = connection.execute("select snapshot, as_at, definitions from about").fetchone()
    return about == (snapshot_id, as_at, definitions_version(indicators.values()))


def _earlier(store: Path, snapshot_id: str) -> Path | None:
    """The figures that were made before these: of the same load, else of the one before it."""
    folder = results_of(store, snapshot_id) or results_before(store, snapshot_id)
    return folder / FIGURES_FILE if folder else None


@dataclass
class _Maker:
    """Results on their way into the two files of a folder."""

    engine: Engine
    indicators: Mapping[str, Indicator]
    teams: Mapping[str, str]
    folder: Path
    tell: Progress
    doubting: Doubting | None = None
    failed: dict[str, str] = field(default_factory=dict)

    def make(self, earlier: Path | None) -> MadeResults:
        """Write both files; ``earlier`` are the figures from which first reports are carried."""
        months = months_told(self.engine, self.indicators.values())
        with (
            new_file(self.folder / FIGURES_FILE, FIGURES_TABLES) as figures,
            new_file(self.folder / PEOPLE_FILE, PEOPLE_TABLES) as people,
        ):
            _add(figures, "about", [self._about()])
            _add(figures, "months", [(m.name, m.first_day, m.last_day) for m in months])
            _add(figures, "definitions", map(_definition, self.indicators.values()))
            _add(figures, "teams", sorted(self.teams.items()))
            written = self._write_figures(figures, people, months)
            due = self._write_due(people)
            _add(figures, "doubts", self._doubts())
            _add(figures, "failed", self.failed.items())
            _report(figures, earlier)
        return MadeResults(self.engine.snapshot_id, written, due, self.failed)

    def _about(self) -> tuple[object, ...]:
        engine = self.engine
        version = definitions_version(self.indicators.values())
        return engine.snapshot_id, engine.as_at, engine.known_to, version

    def _write_figures(
        self,
        figures: duckdb.DuckDBPyConnection,
        people: duckdb.DuckDBPyConnection,
        months: Sequence[Period],
    ) -> int:
        """A panel at a time, so that no more than its figures are in memory."""
        panels = _by_panel(self.indicators.values())
        written = 0
        for number, own in enumerate(panels, start=1):
            self.tell(f"Figures: {number} of {len(panels)} kinds of thing counted")
            made = list(self._measured(own, months, SPLITS))
            written += _add(figures, "figures", _rows(made, SPLITS))
            split = {(each.indicator, *why) for each in made for why in each.not_by}
            _add(figures, "not_split", sorted(split))
            if WORKER in own[0].panel.dimensions:
                of_workers = self._measured(own, months[-MONTHS_OF_WORKERS:], (WORKER,))
                rows = [row for row in _rows(of_workers, (WORKER,)) if row[2] == WORKER]
                written += add_rows(people, "figures", PEOPLE_TABLES["figures"], rows)
        return written

    def _measured(
        self, indicators: Sequence[Indicator], months: Sequence[Period], by: Sequence[str]
    ) -> Iterator[Figure]:
        """Figures of indicators of one panel, together; one by one where that fails."""
        asked = [each for each in indicators if each.id not in self.failed]
        try:
            yield from measure(self.engine, asked, months, by, crosses=False)
        except UnusableInput as error:
            if len(asked) == 1:
                self.failed[asked[0].id] = str(error)
                return
            for each in asked:
                yield from self._measured([each], months, by)

    def _write_due(self, people: duckdb.DuckDBPyConnection) -> int:
        written = 0
        with_clock = [each for each in self.indicators.values() if each.clock is not None]
        for number, indicator in enumerate(with_clock, start=1):
            if number % 20 == 1:
                self.tell(f"Due lists: {number} of {len(with_clock)}")
            if indicator.id in self.failed:
                continue
            try:
                found = open_records(self.engine, indicator)
            except UnusableInput as error:
                self.failed[indicator.id] = str(error)
                continue
            rows = [
                (indicator.id, authority, each.state, each.team, each.worker, each.subject,
                 each.record, each.start, each.due)
                for authority, records in sorted(found.items())
                for each in records
            ]  # fmt: skip
            written += add_rows(people, "due", PEOPLE_TABLES["due"], rows)
        return written

    def _doubts(self) -> Iterator[tuple[object, ...]]:
        if self.doubting is None:
            return
        self.tell("What somebody should ask of the rows")
        for indicator in self.indicators.values():
            if indicator.id not in self.failed:
                for each in self.doubting(self.engine, indicator):
                    yield indicator.id, each.kind, each.rows, each.of, each.sentence


def months_told(engine: Engine, indicators: Iterable[Indicator]) -> tuple[Period, ...]:
    """The months of which the tables tell, to that which holds as-at; at most the last 60."""
    last = period_holding(engine.as_at)
    begins = (tables_begin(engine, each) for each in indicators)
    first = min((day for day in begins if day), default=last.first_day)
    if first > last.last_day:
        return (last,)
    earliest = last.first_day.year * 12 + last.first_day.month - MOST_MONTHS
    earliest_month = date(earliest // 12, earliest % 12 + 1, 1)
    return periods_between(period_holding(max(first, earliest_month)).name, last.name)


def _by_panel(indicators: Iterable[Indicator]) -> list[list[Indicator]]:
    def panel(indicator: Indicator) -> str:
        return indicator.panel.name

    return [list(own) for _, own in groupby(sorted(indicators, key=panel), key=panel)]


def _rows(figures: Iterable[Figure], by: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The rows of figures: totals always, groups where they counted anything."""
    for each in figures:
        split = next((at for at, group in enumerate(each.groups) if group != NOT_SPLIT), None)
        counted = each.numerator, each.denominator, each.open_overdue, each.too_recent
        if split is not None and not any(counted):
            continue
        dimension, category = (NOT_SPLIT,) * 2 if split is None else (by[split], each.groups[split])
        why = each.out_of_reach
        if each.missing:
            why = f"the tables lack {named(each.missing)}"
        yield (each.indicator, each.period, dimension, category, each.numerator, each.denominator,
               each.value, each.state, each.open_overdue, each.too_recent,
               each.definition_version, why)  # fmt: skip


def _definition(indicator: Indicator) -> tuple[object, ...]:
    columns, clock = indicator.panel.columns, indicator.clock
    return (
        indicator.id,
        indicator.version,
        indicator.title,
        indicator.sentence,
        indicator.unit,
        indicator.statistic,
        "child" if "child_id" in columns else WORKER if WORKER in columns else "",
        clock is not None,
        clock is not None and clock.by_the_hour,
        indicator.polarity,
        indicator.of,
        indicator.met,
        indicator.measured,
        list(indicator.file.counter_measures),
        indicator.text,
        indicator.panel.sql,
    )


def _report(figures: duckdb.DuckDBPyConnection, earlier: Path | None) -> None:
    """What was first reported of each month, carried on, and what these figures report first."""
    if earlier is not None:
        place = str(earlier.resolve()).replace("'", "''")
        figures.execute(f"attach '{place}' as earlier (read_only)")
        figures.execute("insert into reported by name from earlier.reported")
        figures.execute("detach earlier")
    figures.execute(_FIRST_REPORTED)


# Only of months that were over by the last day of which the tables tell.
_FIRST_REPORTED = f"""\
insert into reported
select indicator, period, numerator, denominator, value, state, definition_version,
  about.snapshot, about.as_at
from figures
join months using (period)
cross join about
where dimension = '{NOT_SPLIT}'
  and state <> 'not_computable'
  and last_day <= known_to
  and (indicator, period) not in (select (indicator, period) from reported)"""


def _add(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[object]]
) -> int:
    return add_rows(connection, table, FIGURES_TABLES[table], rows)
