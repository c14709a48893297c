"""One load: sources in, a checked snapshot out, or nothing changed at all."""

import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables import checks
from lineofsight.tables.checking.running import check_tables
from lineofsight.tables.checks import Problem
from lineofsight.tables.combining import RANK, Later, combine, make_room
from lineofsight.tables.contents import Loaded, not_held, tables_kept
from lineofsight.tables.definition import AUTHORITY, table_definitions
from lineofsight.tables.empty import make_tables
from lineofsight.tables.forgetting import forgotten_again
from lineofsight.tables.gathering import gather
from lineofsight.tables.identities import joined_after_adoption
from lineofsight.tables.own_names import names_in
from lineofsight.tables.placing import TableLoad, place
from lineofsight.tables.readers import READERS
from lineofsight.tables.reading import Delivery, Mapped, Progress, Reading
from lineofsight.tables.references import find_children, keep_pointers, unresolved
from lineofsight.tables.snapshots import (
    TABLES_FILE,
    Manifest,
    PartKept,
    Snapshot,
    SourceKept,
    TableKept,
    columns_held,
    open_snapshot,
)
from lineofsight.tables.sources import Kind, Source, SourceFile, parted
from lineofsight.tables.store.building import building, next_id, swap_in
from lineofsight.tables.store.waiting import set_waiting
from lineofsight.tables.teams import follow_teams, successions_in

MEMORY_LIMIT = "1GB"


@dataclass(frozen=True)
class LoadReport:
    """What a load read, kept and rejected, what it mapped to what, and what it found."""

    snapshot: str
    loads: tuple[TableLoad, ...]
    mapping: tuple[Mapped, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as other programs rely on it."""
        return {
            "snapshot": self.snapshot,
            "tables": {
                load.delivery.part: {
                    "table": load.delivery.definition.name,
                    "read": load.read,
                    "kept": load.kept,
                    "rejected": load.rejected,
                }
                for load in self.loads
            },
            "mapping": [asdict(mapped) for mapped in self.mapping],
            "problems": [asdict(problem) for problem in self.problems],
        }


def load_tables(
    sources: Sequence[str | Path],
    store: Path,
    as_at: date,
    *,
    source: str | None = None,
    fresh: bool = False,
    progress: Progress | None = None,
    loaded_at: datetime | None = None,
    by: str = "",
    wait_as: str | None = None,
) -> LoadReport:
    """Read sources into a new snapshot of ``store`` and make it the current one.

    Given a name in ``wait_as`` it is not made current: it waits under that name until somebody
    looked at it (:mod:`lineofsight.tables.store.waiting`).

    ``source`` is the kind of those that do not say theirs; without it each file is what it looks
    like.  ``as_at`` is the day on which the extract was taken, ``by`` who loads it.  The tables
    that the sources deliver take the place of the current snapshot's; every other one is carried
    over, unless ``fresh``.  A load that raises :class:`UnusableInput`, or is stopped, leaves the
    store as it was.
    """
    tell = progress or (lambda _: None)
    try:
        given = [parted(each, source) for each in sources]
        with building(store) as folder:
            snapshot, loads, problems = _build(
                folder, given, store, as_at, fresh, tell, loaded_at, by, wait_as
            )
    except duckdb.Error as error:
        # Its own words may quote a value, so that only its kind is told.
        raise UnusableInput(
            f"The tables could not be loaded ({type(error).__name__}): see that {store} is on a "
            "disk with room, and that the files were not changed meanwhile."
        ) from error
    except OSError as error:
        raise UnusableInput(
            f"The tables could not be loaded: {error.filename or store}: {error.strerror}."
        ) from error
    mapping = tuple(mapped for load in loads for mapped in load.delivery.mapping)
    return LoadReport(snapshot.id, tuple(loads), mapping, tuple(problems))


def _build(
    folder: Path,
    sources: Sequence[Source],
    store: Path,
    as_at: date,
    fresh: bool,
    tell: Progress,
    loaded_at: datetime | None,
    by: str,
    wait_as: str | None,
) -> tuple[Snapshot, list[TableLoad], list[Problem]]:
    snapshot_id = next_id(store, as_at)
    before = open_snapshot(store) if (store / "current").exists() else None
    scratch = folder / "scratch"
    scratch.mkdir()
    names = names_in(store)
    gathered = gather(sources, names, scratch, tell)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(scratch),
    }
    with duckdb.connect(str(folder / TABLES_FILE), config=settings) as connection:
        make_tables(connection)
        make_room(connection)
        reading = Reading(connection, as_at, scratch, tell, names)
        loaded, later = _read_and_place(reading, gathered.files)
        loads = loaded.loads
        delivered = {load.delivery.definition.name for load in loads}
        carried = {}
        if before is not None and not fresh:
            carried = _carry_over(connection, before, delivered)
        present = delivered | set(carried)
        # Before sources are joined: what is the same thing is known by its child.
        loaded.found += find_children(connection, [load.delivery for load in loads], present)
        loaded.combined += combine(connection, later)
        problems = list(gathered.problems)
        problems += [problem for load in loads for problem in load.problems]
        problems += [each.told for each in loaded.found]
        problems += not_held(loaded)
        problems += [problem for each in loaded.combined for problem in each.problems]
        for name in delivered:
            problems += unresolved(connection, table_definitions()[name], present)
        problems += follow_teams(connection, successions_in(store), present)
        problems += joined_after_adoption(connection, present)
        problems += forgotten_again(store, connection)
        kept = dict(tables_kept(loaded, snapshot_id)) | carried
        tell("Checking the tables against each other")
        held = {name: table.missing_columns for name, table in kept.items() if table.rows}
        problems += check_tables(connection, as_at, held)
        connection.execute("checkpoint")
    if before is not None and before.as_at > as_at:
        problems.append(checks.OLDER_THAN_CURRENT.told("", 0, other=before.as_at.isoformat()))
    used = dict.fromkeys(file for load in loads for file in load.delivery.files)
    problems += [
        checks.UNKNOWN_FILE.told(file.path.stem, 0, file=file.name)
        for file in gathered.files
        if file not in used
    ]
    shutil.rmtree(scratch)
    manifest = Manifest(
        id=snapshot_id,
        before=before.id if before else None,
        as_at=as_at,
        loaded_at=loaded_at,
        loaded_by=by,
        product=version("lineofsight"),
        sources=tuple(
            SourceKept(name=file.name, kind=file.kind, sha256=file.sha256, bytes=file.bytes)
            for file in used
        ),
        tables=kept,
        parts=tuple(
            PartKept(
                part=load.delivery.part,
                table=load.delivery.definition.name,
                read=load.read,
                kept=load.kept,
                rejected=load.rejected,
            )
            for load in loads
        ),
        problems=tuple(problems),
    )
    if wait_as is None:
        return swap_in(store, folder, manifest, by=by), loads, problems
    return set_waiting(store, folder, manifest, wait_as), loads, problems


def _read_and_place(reading: Reading, files: Sequence[SourceFile]) -> tuple[Loaded, list[Later]]:
    """Every delivery of the files' readers, put in its table before the next is read.

    Rows for a table that a source of higher rank has filled wait aside until all are read.
    """
    by_kind: dict[Kind, list[SourceFile]] = defaultdict(list)
    for file in files:
        by_kind[file.kind].append(file)
    for kind in by_kind:
        if kind not in READERS:
            raise UnusableInput(
                f"Sources of the kind {kind} cannot be read yet: {', '.join(READERS)} can."
            )
    loaded = Loaded()
    later: list[Later] = []
    filled: dict[tuple[str, str], tuple[Delivery, Kind]] = {}
    for kind in sorted(by_kind, key=RANK.index):
        for delivery in READERS[kind].read(reading, by_kind[kind]):
            table = delivery.definition.name
            first, first_kind = filled.setdefault((table, delivery.authority), (delivery, kind))
            staged = None
            if first is not delivery:
                staged = f"later_{len(later)}_{table}"
                reading.connection.execute(
                    f"create temp table {staged} as select * from {table} limit 0"
                )
                later.append(Later(staged, delivery, kind, first, first_kind))
            keep_pointers(reading.connection, delivery)
            loaded.loads.append(place(reading.connection, delivery, reading.as_at, staged))
    if not filled:
        names = ", ".join(file.name for file in files[:5])
        raise UnusableInput(
            f"None of the files is a table ({names}): a CSV or Parquet file is named as its table, "
            "such as ssd_contacts.csv; `lineofsight tables describe` lists them."
        )
    return loaded, later


def _carry_over(
    connection: duckdb.DuckDBPyConnection, before: Snapshot, delivered: set[str]
) -> dict[str, TableKept]:
    """The tables that this load does not deliver, as the snapshot before it holds them.

    That was perhaps made by other definitions: what these no longer have stays behind, and a
    column that it does not hold is missing.
    """
    carried = {}
    place = str(before.path).replace("'", "''")
    connection.execute(f"attach '{place}' as before (read_only)")
    for name, kept in before.manifest.tables.items():
        definition = table_definitions().get(name)
        if definition is None or name in delivered:
            continue
        held = columns_held(connection, "before", name)
        names = [column.name for column in definition.columns]
        shared = ", ".join([*(each for each in names if each in held), AUTHORITY])
        connection.execute(f"insert into {name} by name select {shared} from before.{name}")
        connection.execute(
            "insert into rejected by name select * from before.rejected where table_name = ?",
            [name],
        )
        absent = {*kept.missing_columns, *(each for each in names if each not in held)}
        carried[name] = kept.model_copy(
            update={
                "missing_columns": tuple(each for each in names if each in absent),
                "empty_columns": tuple(each for each in kept.empty_columns if each in names),
            }
        )
    connection.execute("detach before")
    return carried
