"""What the tables tell of one child: what happened, in order of days, and the statuses they had."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import duckdb

from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions
from lineofsight.tables.snapshots import Snapshot

Status = Literal["need", "plan", "care", "leaver"]
# What tells of another person, of who may see the child, or of the recording itself.
NOT_OF_THE_CHILD = frozenset({"allegations", "restricted", "record_entries"})
# Where a status begins and ends, and which rows are not of it.
_SPELLS: Mapping[Status, tuple[str, str, str, str]] = {
    "need": (
        "ssd_cin_episodes",
        "cine_referral_date",
        "cine_close_date",
        "cine_referral_nfa is distinct from 'Y'",
    ),
    "plan": (
        "ssd_cp_plans",
        "cppl_cp_plan_start_date",
        "cppl_cp_plan_end_date",
        "cppl_cp_plan_ola is distinct from 'Y'",
    ),
    "care": (
        "ssd_cla_episodes",
        "clae_cla_episode_start_date",
        "clae_cla_episode_ceased_date",
        "true",
    ),
}
_LEAVERS = "ssd_care_leavers"
_NOT_LEFT = ("Eligible", "No Current Eligibility")


@dataclass(frozen=True)
class Happening:
    """Something that happened to a child: its day, and the table and column that tell it.

    ``at`` has the time of day where the table does.  ``record`` is the key of the row.
    """

    at: date | datetime
    table: TableDefinition
    column: str
    record: str

    @property
    def day(self) -> date:
        """The day on which it happened."""
        return self.at.date() if isinstance(self.at, datetime) else self.at

    @property
    def begins(self) -> bool:
        """Whether this is the day by which the table dates its row, and not a later one of it."""
        return self.column == self.table.date_of_a_row


@dataclass(frozen=True)
class Spell:
    """A time for which a child had a status; without ``last`` it was so on the snapshot's day.

    ``last`` is the day on which it was over.
    """

    status: Status
    first: date
    last: date | None


@dataclass(frozen=True)
class Chronology:
    """A child's happenings in the order of days, and their statuses.

    ``leaver_since_unknown``: the child is a care leaver, and no table tells since when.
    """

    happenings: tuple[Happening, ...]
    spells: tuple[Spell, ...]
    leaver_since_unknown: bool

    def of(self, status: Status) -> tuple[Spell, ...]:
        """The times for which the child had a status, in order."""
        return tuple(each for each in self.spells if each.status == status)


def chronology(snapshot: Snapshot, authority: str, child: str) -> Chronology:
    """What every table of a snapshot that names a child tells of them, to the end of its day."""
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        held = set(
            connection.execute(
                "select table_name, column_name from duckdb_columns() where schema_name = 'main'"
            ).fetchall()
        )
        reader = _Reader(connection, snapshot, held, {"authority": authority, "child": child})
        happenings = tuple(reader.happenings())
        spells = [spell for status in _SPELLS for spell in reader.spells(status)]
        is_leaver = reader.is_leaver()
    care = [each for each in spells if each.status == "care"]
    left = max((each.last for each in care if each.last), default=None)
    in_care = any(each.last is None for each in care)
    since = left if is_leaver and not in_care else None
    if since is not None:
        spells.append(Spell("leaver", since, None))
    return Chronology(happenings, tuple(spells), is_leaver and since is None)


@dataclass(frozen=True)
class _Reader:
    """The rows of one child in an opened snapshot; ``held`` are its tables with their columns."""

    connection: duckdb.DuckDBPyConnection
    snapshot: Snapshot
    held: set[tuple[str, str]]
    child: Mapping[str, str]

    def happenings(self) -> list[Happening]:
        read = [
            (definition, days)
            for definition in table_definitions().values()
            if definition.name not in NOT_OF_THE_CHILD
            and self._can_read(definition)
            and (days := self._days(definition))
        ]
        if not read:
            return []
        selects = [
            f"select {number}, concat_ws('/', {', '.join(definition.key)}), "
            f"[{', '.join(f'cast({column} as timestamp)' for column, _ in days)}] "
            f"{self._of_child(definition)} and {self._exists(definition)}"
            for number, (definition, days) in enumerate(read)
        ]
        rows = self.connection.execute(" union all ".join(selects), self._given()).fetchall()
        found = [
            Happening(at if timed else at.date(), read[number][0], column, record)
            for number, record, moments in rows
            for (column, timed), at in zip(read[number][1], moments, strict=True)
            if at is not None and at.date() <= self.snapshot.as_at
        ]
        return sorted(found, key=lambda each: (str(each.at), each.table.name, each.record))

    def spells(self, status: Status) -> Iterator[Spell]:
        table, first, last, only = _SPELLS[status]
        definition = table_definitions()[table]
        if not self._can_read(definition):
            return
        rows = self.connection.execute(
            f"select {first}, case when {last} < $until then {last} end "
            f"{self._of_child(definition)} and {only} "
            f"and {first} is not null and {first} < $until order by 1",
            self._given(),
        ).fetchall()
        yield from (Spell(status, *spell) for spell in merged(rows))

    def is_leaver(self) -> bool:
        definition = table_definitions()[_LEAVERS]
        if not self._can_read(definition):
            return False
        rows = self.connection.execute(
            f"select clea_care_leaver_eligibility {self._of_child(definition)}", self.child
        ).fetchall()
        return any(eligibility not in (*_NOT_LEFT, None) for (eligibility,) in rows)

    def _can_read(self, definition: TableDefinition) -> bool:
        person = definition.person_column
        return person is not None and (definition.name, person) in self.held

    def _given(self) -> dict[str, object]:
        return {**self.child, "until": self.snapshot.as_at + timedelta(days=1)}

    def _days(self, definition: TableDefinition) -> list[tuple[str, bool]]:
        """The columns of a table that tell when something happened; whether they tell the time."""
        return [
            (column.name, column.type == "time")
            for column in definition.columns
            if column.happens and (definition.name, column.name) in self.held
        ]

    def _exists(self, definition: TableDefinition) -> str:
        """The condition that a row was there on the snapshot's day: some are dated later."""
        begins = definition.exists_from
        if begins is None or (definition.name, begins) not in self.held:
            # A statement has to use each value that it is given.
            return "$until is not null"
        return f"({begins} is null or {begins} < $until)"

    def _of_child(self, definition: TableDefinition) -> str:
        return (
            f"from {definition.name} where {AUTHORITY} = $authority "
            f"and {definition.person_column} = $child"
        )


def merged(times: Iterable[tuple[date, date | None]]) -> Iterator[tuple[date, date | None]]:
    """Times that overlap or run up to each other, as one; they are given by their first days."""
    open_first: date | None = None
    open_last: date | None = None
    for first, last in times:
        if open_first is not None and (open_last is None or first <= open_last):
            open_last = None if open_last is None or last is None else max(open_last, last)
            continue
        if open_first is not None:
            yield open_first, open_last
        open_first, open_last = first, last
    if open_first is not None:
        yield open_first, open_last
