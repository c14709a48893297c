"""An engine to which a snapshot is copied, a table when a query first reads it."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlglot import exp

from lineofsight.errors import UnusableInput
from lineofsight.indicators.panel import CALENDAR, PERIODS, relations
from lineofsight.measuring.engine import Answer, Engine, PeriodRow, empty_select
from lineofsight.measuring.engines.attached import attached, columns_held, held_in
from lineofsight.measuring.engines.dialects import as_loaded, parsed
from lineofsight.measuring.engines.every_authority import for_every_authority, for_one_authority
from lineofsight.measuring.query import Query
from lineofsight.tables.as_at import as_at_view
from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions
from lineofsight.tables.snapshots import Snapshot
from lineofsight.tables.sql_rules import DIALECT

_CALENDAR = "calendar"
_OF_PERIODS = ("periods", "period_days")
PERIOD_COLUMNS = {**PERIODS, AUTHORITY: "varchar"}


class CopiedEngine(Engine):
    """What PostgreSQL and Spark have in common: copies, and all authorities in one query.

    Each table is copied whole under the name of :func:`as_loaded`, with the authority of its rows;
    a view of the table's own name shows it as at the day.
    """

    def __init__(
        self, snapshot: Snapshot, as_at: date, authorities: Collection[str] | None = None
    ) -> None:
        """Read what there is; nothing is copied yet."""
        with attached(snapshot) as source:
            self._columns = columns_held(source)
            super().__init__(held_in(snapshot), as_at, self._columns, authorities)
        self._source = source
        self._copied: set[str] = set()
        self._seen: set[str] = set()

    def close(self) -> None:
        """Let go of the snapshot."""
        self._source.close()

    @abstractmethod
    def _copy(self, name: str, select: str, columns: Mapping[str, str]) -> None:
        """Copy what a SELECT over the snapshot gives into a table; ``columns`` are its types."""

    @abstractmethod
    def _see(self, name: str, query: exp.Query) -> None:
        """Make a view."""

    @abstractmethod
    def _run(self, query: exp.Query, of: str) -> Answer:
        """The answer of a query; raises :class:`UnusableInput` where there is none."""

    def answers(
        self, queries: Sequence[Query], authorities: Sequence[str] | None = None
    ) -> Iterator[tuple[int, str, Answer]]:
        """Query after query, over all authorities at once where that is right."""
        asked = self.authorities if authorities is None else tuple(authorities)
        for place, query in enumerate(queries):
            for authority, answer in self._answers(query, asked):
                yield place, authority, answer

    def _answers(self, query: Query, asked: Sequence[str]) -> Iterator[tuple[str, Answer]]:
        self._make_ready((*query.reads, _CALENDAR) if _CALENDAR in query.sql else query.reads)
        if self.authorities == asked and len(asked) == 1 and not self._holds_others:
            yield asked[0], self._run(parsed(query.sql), query.of)
            return
        lifted = for_every_authority(parsed(query.sql))
        if lifted is not None:
            yield from _by_authority(self._run(lifted, query.of), asked)
            return
        for authority in asked:
            one = for_one_authority(parsed(query.sql), authority, {*query.reads, *_OF_PERIODS})
            yield authority, self._run(one, query.of)

    def _make_ready(self, names: Sequence[str]) -> None:
        for name in names:
            if name not in self._seen:
                self._see(name, self._view(name))
                self._seen.add(name)

    def _forget(self, names: Collection[str]) -> None:
        self._seen -= set(names)

    def _view(self, name: str) -> exp.Query:
        """What a view shows, with the authority of each row; what it reads is copied for it."""
        if name == _CALENDAR:
            days = f"select {', '.join(CALENDAR)} from snapshot.{name}"
            self._copy(as_loaded(name), days, CALENDAR)
            return parsed(f"select * from snapshot.{name}")
        if name in table_definitions():
            return self._as_at(table_definitions()[name])
        lifted = for_every_authority(parsed(relations()[name].sql))
        if lifted is None:
            raise UnusableInput(f"The relation {name} cannot be told for several authorities.")
        return lifted

    def _as_at(self, definition: TableDefinition) -> exp.Query:
        """What the view of a table shows; the table is copied for it."""
        if definition.name not in self._missing:
            return _and_authority(empty_select(definition), "cast(null as varchar)")
        self._copy_once(definition)
        absent = {column.name for column in definition.columns} - self._columns[definition.name]
        return _and_authority(as_at_view(definition, self.as_at, absent), AUTHORITY)

    def _copy_once(self, definition: TableDefinition) -> None:
        name = definition.name
        if name in self._copied:
            return
        held = self._columns[name]
        types = {each.name: each.sql_type for each in definition.columns if each.name in held}
        authority = AUTHORITY if AUTHORITY in held else f"'' as {AUTHORITY}"
        select = f"select {', '.join([*types, authority])} from snapshot.{name}"
        self._copy(as_loaded(name), select, {**types, AUTHORITY: "varchar"})
        self._copied.add(name)

    def _earliest(self, table: str, column: str) -> date | None:
        self._copy_once(table_definitions()[table])
        query = parsed(f"select cast(min({column}) as date) from snapshot.{table}")
        ((first,),) = self._run(query, table).rows
        assert first is None or isinstance(first, date)
        return first


def rows_for_each(rows: Sequence[PeriodRow], authorities: Sequence[str]) -> list[list[object]]:
    """The rows of ``periods``, once for each authority, which is their last value."""
    return [[*row, authority] for row in rows for authority in authorities]


def _and_authority(select: str, authority: str) -> exp.Query:
    query = parsed(select)
    assert isinstance(query, exp.Select)
    return query.select(f"{authority} as {AUTHORITY}", dialect=DIALECT)


def _by_authority(answer: Answer, asked: Sequence[str]) -> Iterator[tuple[str, Answer]]:
    """An answer with an authority to each row, apart for each that is asked for."""
    at = answer.columns.index(AUTHORITY)
    rows: dict[object, list[tuple[object, ...]]] = {}
    for row in answer.rows:
        rows.setdefault(row[at], []).append(row[:at] + row[at + 1 :])
    columns = answer.columns[:at] + answer.columns[at + 1 :]
    for authority in asked:
        yield authority, Answer(columns, rows.get(authority, []))
