"""One load: sources in, a checked snapshot out, or nothing changed at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.checks import OLDER_THAN_CURRENT, UNKNOWN_FILE, Problem
from lineofsight.tables.definition import TableDefinition, table_definitions
from lineofsight.tables.snapshots import (
    TABLES_FILE,
    Manifest,
    Snapshot,
    SourceKept,
    TableKept,
    building,
    next_id,
    open_snapshot,
    swap_in,
)
from lineofsight.tables.sources import SourceFile, find_files, look_over
from lineofsight.tables.ssd import Mapped, TableLoad, load_file, unresolved
from lineofsight.tables.working_days import calendar_rows

MEMORY_LIMIT = "1GB"
Progress = Callable[[str], None]


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
                load.source.name: {
                    "table": load.table,
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
    source: str = "ssd",
    fresh: bool = False,
    progress: Progress | None = None,
    loaded_at: datetime | None = None,
) -> LoadReport:
    """Read sources into a new snapshot of ``store`` and make it the current one.

    ``as_at`` is the day on which the extract was taken.  The tables that the sources deliver take
    the place of the current snapshot's; every other one is carried over, unless ``fresh``.  A
    load that raises :class:`UnusableInput`, or is stopped, leaves the store as it was.
    """
    tell = progress or (lambda _: None)
    try:
        files, unused = _tables_among(find_files(sources, source))
        with building(store) as folder:
            report = _build(folder, files, unused, store, as_at, fresh, tell, loaded_at)
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
    snapshot, loads, problems = report
    mapping = tuple(mapped for load in loads for mapped in load.mapping)
    return LoadReport(snapshot.id, tuple(loads), mapping, tuple(problems))


def _tables_among(
    paths: Iterable[Path],
) -> tuple[dict[str, tuple[TableDefinition, SourceFile]], list[str]]:
    """The files by the table that each holds, and the names of those that hold none."""
    files: dict[str, tuple[TableDefinition, SourceFile]] = {}
    unused = []
    for path in paths:
        name = path.stem.lower()
        is_csv = path.suffix.lower() == ".csv"
        definition = table_definitions().get(name) if is_csv else None
        if definition is None:
            unused.append(path.name)
        elif name in files:
            raise UnusableInput(f"The table {name} is given twice, by {path} and another file.")
        else:
            files[name] = (definition, look_over(path))
    if not files:
        raise UnusableInput(
            f"None of the files is a table ({', '.join(unused[:5])}): a CSV file is named as "
            "its table, such as ssd_contacts.csv; `lineofsight tables describe` lists them."
        )
    return files, unused


def _build(
    folder: Path,
    files: dict[str, tuple[TableDefinition, SourceFile]],
    unused: Sequence[str],
    store: Path,
    as_at: date,
    fresh: bool,
    tell: Progress,
    loaded_at: datetime | None,
) -> tuple[Snapshot, list[TableLoad], list[Problem]]:
    snapshot_id = next_id(store, as_at)
    before = open_snapshot(store) if (store / "current").exists() else None
    scratch = folder / "scratch"
    scratch.mkdir()
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(scratch),
    }
    kept: dict[str, TableKept] = {}
    loads: list[TableLoad] = []
    problems: list[Problem] = []
    with duckdb.connect(str(folder / TABLES_FILE), config=settings) as connection:
        _make_tables(connection)
        for number, (definition, source) in enumerate(files.values(), start=1):
            tell(f"{number} of {len(files)}: {source.name}")
            load = load_file(connection, definition, source, as_at, scratch)
            loads.append(load)
            problems += load.problems
            kept[load.table] = TableKept(
                rows=load.kept,
                from_load=snapshot_id,
                missing_columns=load.missing_columns,
                empty_columns=load.empty_columns,
                unknown_columns=load.unknown_columns,
                definition_version=definition.version,
            )
        if before is not None and not fresh:
            kept |= _carry_over(connection, before, set(kept))
        for definition, _ in files.values():
            problems += unresolved(connection, definition, set(kept))
        connection.execute("checkpoint")
    if before is not None and before.as_at > as_at:
        problems.append(OLDER_THAN_CURRENT.told("", 0, other=before.as_at.isoformat()))
    problems += [UNKNOWN_FILE.told(Path(name).stem, 0, file=name) for name in unused]
    for file in scratch.iterdir():
        file.unlink()
    scratch.rmdir()
    manifest = Manifest(
        id=snapshot_id,
        before=before.id if before else None,
        as_at=as_at,
        loaded_at=loaded_at,
        product=version("lineofsight"),
        sources=tuple(
            SourceKept(name=source.name, sha256=source.sha256, bytes=source.bytes)
            for _, source in files.values()
        ),
        tables=kept,
        problems=tuple(problems),
    )
    return swap_in(store, folder, manifest), loads, problems


def _make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for definition in table_definitions().values():
        columns = ", ".join(f"{column.name} {column.sql_type}" for column in definition.columns)
        connection.execute(f"create table {definition.name} ({columns})")
    connection.execute(
        "create table rejected (table_name varchar, row_number bigint, rule varchar, row varchar)"
    )
    connection.execute(
        "create table calendar (day date, is_working_day boolean, working_day_no integer)"
    )
    days = [list(column) for column in zip(*calendar_rows(), strict=True)]
    connection.execute("insert into calendar select unnest(?), unnest(?), unnest(?)", days)


def _carry_over(
    connection: duckdb.DuckDBPyConnection, before: Snapshot, delivered: set[str]
) -> dict[str, TableKept]:
    """The tables that this load does not deliver, as the snapshot before it holds them."""
    carried = {name: kept for name, kept in before.manifest.tables.items() if name not in delivered}
    place = str(before.path).replace("'", "''")
    connection.execute(f"attach '{place}' as before (read_only)")
    for name in carried:
        connection.execute(f"insert into {name} by name select * from before.{name}")
        connection.execute(
            "insert into rejected select * from before.rejected where table_name = ?", [name]
        )
    connection.execute("detach before")
    return carried
