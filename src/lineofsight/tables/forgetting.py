"""People forgotten: every snapshot that a store keeps is made again without the rows about them.

Each is rebuilt into a new file, so that nothing stays in freed pages, and then takes the place of
the one it was made from.  The journal tells first that it is to be, with a keyed hash in place of
each id; a run that was stopped is finished by running it again.  Figures that were frozen before
are not touched: they count, and name nobody.
"""

import hashlib
import hmac
import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.checking.running import RESULTS
from lineofsight.tables.checks import FORGOTTEN_AGAIN, Problem
from lineofsight.tables.combining import CONTRADICTIONS
from lineofsight.tables.definition import AUTHORITY, table_definitions
from lineofsight.tables.people import Held, find_rows_about, look_for, open_attached, theirs_alone
from lineofsight.tables.rejected import who_is_in
from lineofsight.tables.rejected_of_people import rejected_that_go
from lineofsight.tables.snapshots import TABLES_FILE, Snapshot, read_snapshot, snapshot_ids
from lineofsight.tables.store.building import locked, move_in, settle
from lineofsight.tables.store.ids import rebuilt_as
from lineofsight.tables.store.journal import Entry, entries, record
from lineofsight.tables.store.results import take_people_out
from lineofsight.tables.store.waiting import give_all_up

KEY_FILE = ".journal-key"

# What lists records of other tables by their ids and children.
_LISTS = (CONTRADICTIONS, RESULTS)


class NobodyFound(UnusableInput):
    """No snapshot has a row about any of the people."""


@dataclass(frozen=True)
class Forgotten:
    """How many of the people were found at all, and the rows taken out, by the rebuilt snapshot."""

    asked: int
    found: int
    rows: Mapping[str, int]


def rebuild_without(
    store: Path,
    people: Sequence[str],
    *,
    why: str,
    by: str,
    at: datetime | None,
    authority: str = "",
    tell: Callable[[str], None] | None = None,
) -> Forgotten:
    """Take every row about some people out of every snapshot of a store.

    Loads that wait to be looked at are given up: whoever loads them again is told.  Due lists go
    from every result, and are made again from the rebuilt snapshots.

    ``people`` are their ids in ``authority``.  Raises :class:`UnusableInput`, with nothing
    changed, where no snapshot has a row about any of them, no reason is given, or the store holds
    several authorities and none of them is named.
    """
    if not why.strip():
        raise UnusableInput("Forgetting somebody needs a reason, which stays in the journal.")
    pairs = [(authority, person) for person in dict.fromkeys(people)]
    with locked(store):
        snapshots = [read_snapshot(store / "snapshots" / name) for name in snapshot_ids(store)]
        _check_authority(store, snapshots, authority)
        found: set[str] = set()
        holding = []
        for snapshot in snapshots:
            named = _named(snapshot, pairs)
            found |= named
            holding += [snapshot] if named else []
        if not holding:
            raise NobodyFound(
                f"No snapshot has a row about {_people(len(pairs))}: see that the ids are those "
                "of the tables."
            )
        key = _key(store)
        hashes = tuple(keyed_hash(key, *pair) for pair in pairs)
        record(store, Entry(what="forgotten", at=at, by=by, why=why, people=hashes))
        give_all_up(store)
        take_people_out(store)
        rows = {}
        for number, snapshot in enumerate(holding, start=1):
            if tell:
                tell(f"{number} of {len(holding)}: {snapshot.id}")
            rows[rebuilt_as(snapshot.id)] = _rebuild(store, snapshot, pairs)
            settle(store)
    return Forgotten(len(pairs), len(found), rows)


def forgotten_again(store: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """People of a new load whom the store was made to forget before, as a count."""
    hashes = {hashed for entry in entries(store) for hashed in entry.people}
    if not hashes:
        return
    key = _key(store)
    rows = connection.execute(f"select {AUTHORITY}, pers_person_id from ssd_person").fetchall()
    again = sum(keyed_hash(key, authority, person) in hashes for authority, person in rows)
    if again:
        yield FORGOTTEN_AGAIN.told("ssd_person", again)


def keyed_hash(key: bytes, authority: str, person: str) -> str:
    """What stands in the journal for a person; without the key it tells nothing."""
    return hmac.new(key, f"{authority}\n{person}".encode(), hashlib.sha256).hexdigest()


def _people(number: int) -> str:
    return "the person" if number == 1 else f"any of the {number:,} people"


def _key(store: Path) -> bytes:
    path = store / KEY_FILE
    if not path.exists():
        aside = path.with_suffix(".new")
        aside.touch(mode=0o600)
        with aside.open("wb") as file:
            file.write(secrets.token_bytes(32))
            os.fsync(file.fileno())
        aside.replace(path)
    return path.read_bytes()


def _check_authority(store: Path, snapshots: Sequence[Snapshot], authority: str) -> None:
    known = sorted({name for snapshot in snapshots for name in snapshot.authorities})
    if authority not in known:
        named = ", ".join(name for name in known if name) or "one alone, without a name"
        raise UnusableInput(f"The store {store} has no authority {authority!r}: it holds {named}.")


def _named(snapshot: Snapshot, pairs: Sequence[tuple[str, str]]) -> set[str]:
    """The ids of those people whom a row of a snapshot names, rejected or kept."""
    with open_attached(snapshot) as connection:
        named: set[str] = set()
        for held in look_for(connection, snapshot, pairs).values():
            for column in held.person_columns:
                rows = connection.execute(
                    f"select distinct {column} from {held.seen} "
                    f"where ({AUTHORITY}, {column}) in (from people)"
                ).fetchall()
                named |= {str(person) for (person,) in rows}
        return named | _named_by_rejected(connection, pairs)


def _rebuild(store: Path, snapshot: Snapshot, pairs: Sequence[tuple[str, str]]) -> int:
    """A snapshot's next making, moved in; the number of rows that it has no longer."""
    folder = store / f"building-{secrets.token_hex(4)}"
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    try:
        with open_attached(snapshot, str(folder / TABLES_FILE), str(scratch)) as connection:
            tables = look_for(connection, snapshot, pairs)
            find_rows_about(connection, tables)
            rows = _copy_rejected(connection, tables)
            for held in tables.values():
                rows += _copy(connection, held, tables)
            others = _others(connection, {*tables, "rejected"})
            for name in others:
                if name in _LISTS:
                    _copy_list(connection, name, tables)
                else:
                    connection.execute(f"create table {name} as from snapshot.{name}")
            kept = {
                name: table.model_copy(update={"rows": _count(connection, name)})
                for name, table in snapshot.manifest.tables.items()
            }
            connection.execute("detach snapshot")
            connection.execute("checkpoint")
        shutil.rmtree(scratch)
        again = rebuilt_as(snapshot.id)
        move_in(store, folder, snapshot.manifest.model_copy(update={"id": again, "tables": kept}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return rows


def _copy(connection: duckdb.DuckDBPyConnection, held: Held, tables: Mapping[str, Held]) -> int:
    """The rows of a table that stay; a reference to a row that is gone is emptied in them."""
    gone = {
        column.name: f"({AUTHORITY}, {column.name}) in ({theirs_alone(tables[table], key)})"
        for column, table, key in held.other_references
        if table in tables
    }
    columns = ", ".join(
        f"case when {gone[column.name]} then null else {column.name} end as {column.name}"
        if column.name in gone
        else column.name
        for column in held.definition.columns
    )
    connection.execute(
        f"create table {held.definition.name} as select {columns}, {AUTHORITY} from {held.seen} "
        f"where row_id not in (from {held.about}) order by row_id"
    )
    return _count(connection, held.about)


def _others(connection: duckdb.DuckDBPyConnection, copied: Collection[str]) -> list[str]:
    """The calendar, and tables without a row."""
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'snapshot'"
    ).fetchall()
    return [str(name) for (name,) in rows if name not in copied]


def _copy_list(
    connection: duckdb.DuckDBPyConnection, name: str, tables: Mapping[str, Held]
) -> None:
    """The entries of a list of records of which neither the child nor the record is gone."""
    gone = " union all ".join(
        f"select '{table}', {AUTHORITY}, concat_ws('/', {', '.join(held.definition.key)}) "
        f"from {held.seen} where row_id in (from {held.about})"
        for table, held in tables.items()
    )
    connection.execute(
        f"create table {name} as from snapshot.{name} "
        f"where coalesce(({AUTHORITY}, child_id) not in (from people), true) "
        + (
            f"and coalesce((table_name, {AUTHORITY}, record_id) not in ({gone}), true)"
            if gone
            else ""
        )
    )


def _copy_rejected(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Held]) -> int:
    """The rejected rows that stay, without references to rows that are gone; how many go."""
    gone = rejected_that_go(connection, tables)
    connection.execute(
        "create table rejected as from snapshot.rejected "
        "where not list_contains(?::bigint[], rowid) order by rowid",
        [gone],
    )
    for (name,) in connection.execute("select distinct table_name from rejected").fetchall():
        definition = table_definitions().get(name)
        for column, table, key in Held(definition).other_references if definition else ():
            if table in tables:
                value = f"case when json_valid(row) then row ->> '{column.name}' end"
                connection.execute(
                    "update rejected set row = json_merge_patch(row, json_object(?, null)) "
                    f"where table_name = ? and ({AUTHORITY}, {value}) "
                    f"in ({theirs_alone(tables[table], key)})",
                    [column.name, name],
                )
    return len(gone)


def _named_by_rejected(
    connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str]]
) -> set[str]:
    ids = {person for _, person in pairs}
    rows = connection.execute(
        "select table_name, row from snapshot.rejected "
        f"where row is not null and {AUTHORITY} in (select authority from people)"
    ).fetchall()
    return {person for table, text in rows for person in ids & who_is_in(table, text)}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f"select count(*) from {table}").fetchone()
    assert found is not None
    return int(found[0])
