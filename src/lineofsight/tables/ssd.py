"""The Standard Safeguarding Dataset as CSV: one file read, checked and put into its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables import checks
from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.definition import Column, TableDefinition
from lineofsight.tables.sources import SourceFile

LONGEST_ROW = 2_000_000


@dataclass(frozen=True)
class Mapped:
    """What one column of a source became, and how."""

    source: str
    column: str
    table: str
    field: str | None
    how: str


@dataclass(frozen=True)
class TableLoad:
    """One file's passage into its table; ``read`` is always ``kept`` and ``rejected`` together."""

    source: SourceFile
    table: str
    read: int
    kept: int
    rejected: int
    missing_columns: tuple[str, ...]
    empty_columns: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    mapping: tuple[Mapped, ...]
    problems: tuple[Problem, ...]


def load_file(
    connection: duckdb.DuckDBPyConnection,
    definition: TableDefinition,
    source: SourceFile,
    as_at: date,
    aside: Path,
) -> TableLoad:
    """Read one file into the table of ``connection`` that its definition names.

    Rejected rows go to the table ``rejected``, numbered as they stand in the file, from 1 below
    its header.  ``aside`` is a folder for a copy in UTF-8, where
    the file is in another encoding.  Raises :class:`UnusableInput` for a file that has none of
    the table's columns, lacks its key, or in which a quotation mark never closes.
    """
    known = {column.name for column in definition.columns}
    missing = tuple(name.name for name in definition.columns if name.name not in source.header)
    lacking = [name for name in definition.key if name in missing]
    if lacking:
        raise UnusableInput(
            f"{source.name} lacks the column {lacking[0]}, by which rows of "
            f"{definition.name} are told apart: export it with its key."
        )
    _read_text(connection, source, aside)
    unreadable = _unreadable(connection, source, definition)
    _type_rows(connection, definition, source)
    problems = list(_told_before(definition, source, known, missing, unreadable))
    problems += _check_values(connection, definition, source)
    problems += _keep(connection, definition)
    kept = _count(connection, f"select count(*) from {definition.name}")
    rejected = _count(
        connection, f"select count(*) from rejected where table_name = '{definition.name}'"
    )
    problems += _check_rows(connection, definition, as_at)
    if kept + rejected == 0:
        problems.append(checks.NO_ROWS.told(definition.name, 0, file=source.name))
    for name in ("raw", "typed", "rejects", "reject_scans"):
        connection.execute(f"drop table if exists {name}")
    return TableLoad(
        source,
        definition.name,
        kept + rejected,
        kept,
        rejected,
        missing,
        _empty(connection, definition, source),
        tuple(name for name in source.header if name not in known),
        tuple(_mapping(definition, source, known)),
        tuple(problems),
    )


def _read_text(connection: duckdb.DuckDBPyConnection, source: SourceFile, aside: Path) -> None:
    """Every readable row as text, numbered, in ``raw``; the others in ``rejects``."""
    path = source.path
    if source.encoding != "utf-8-sig":
        path = aside / "as-utf-8.csv"
        with (
            source.path.open(encoding=source.encoding, errors="replace", newline="") as old,
            path.open("w", encoding="utf-8", newline="") as new,
        ):
            while text := old.read(1 << 20):
                new.write(text)
    columns = {f"c{place}": "VARCHAR" for place in range(len(source.header))}
    connection.execute(
        "create temp table raw as select row_number() over () as row_number, * from read_csv("
        "?, columns = ?, header = true, auto_detect = false, delim = ',', quote = '\"', "
        "escape = '\"', store_rejects = true, rejects_table = 'rejects', "
        f"rejects_scan = 'reject_scans', max_line_size = {LONGEST_ROW})",
        [str(path), columns],
    )


def _unreadable(
    connection: duckdb.DuckDBPyConnection, source: SourceFile, definition: TableDefinition
) -> int:
    unclosed = connection.execute(
        "select min(line) from rejects where error_type in "
        "('UNQUOTED VALUE', 'LINE SIZE OVER MAXIMUM')"
    ).fetchone()
    if unclosed and unclosed[0] is not None:
        # The rest of the file would be one cell: a load must not be smaller than its source.
        raise UnusableInput(
            f"{source.name} cannot be read from line {unclosed[0]:,} on: a quotation mark there "
            "does not close; export it again."
        )
    # Such a line cannot be parted into cells: where one is not to be kept, the line is not.
    line = "any_value(csv_line)" if _keeps_every_cell(definition, source) else "null"
    connection.execute(
        f"insert into rejected select ?, line - 1, ?, {line} from rejects group by line",
        [definition.name, checks.UNREADABLE_ROW.id],
    )
    return _count(connection, "select count(distinct line) from rejects")


def _keeps_every_cell(definition: TableDefinition, source: SourceFile) -> bool:
    kept = {
        column.name
        for column in definition.columns
        if column.class_ != "free_text" and column.type != "json"
    }
    return kept.issuperset(source.header)


def _text(column: Column, source: SourceFile) -> str | None:
    """The SQL of a column's text in ``raw``, trimmed, nothing where it is empty."""
    if column.name not in source.header or column.class_ == "free_text":
        return None
    return f"nullif(trim(c{source.header.index(column.name)}), '')"


def _type_rows(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, source: SourceFile
) -> None:
    """Each row of ``raw`` with values of its columns' types and its place among its key's rows."""
    values = []
    for column in definition.columns:
        text = _text(column, source)
        value = checks.value_sql(column, text) if text else "null"
        values.append(f"cast({value} as {column.sql_type}) as {column.name}")
    key = ", ".join(definition.key)
    connection.execute(
        "create temp table typed as select *, "
        f"row_number() over (partition by {key} order by row_number) as place_in_key "
        f"from (select row_number, {', '.join(values)} from raw)"
    )


def _told_before(
    definition: TableDefinition,
    source: SourceFile,
    known: set[str],
    missing: tuple[str, ...],
    unreadable: int,
) -> Iterator[Problem]:
    table, name = definition.name, source.name
    if source.encoding != "utf-8-sig":
        yield checks.OLD_ENCODING.told(table, 0, file=name)
    if missing:
        yield checks.MISSING_COLUMNS.told(table, 0, file=name, names=", ".join(missing))
    unknown = [header for header in source.header if header not in known]
    if unknown:
        shown = ", ".join(repr(each[:40]) for each in unknown[:10])
        more = f" and {len(unknown) - 10} more" if len(unknown) > 10 else ""
        yield checks.UNKNOWN_COLUMNS.told(table, 0, file=name, names=shown + more)
    if unreadable:
        yield checks.UNREADABLE_ROW.told(table, unreadable, file=name)


def _check_values(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, source: SourceFile
) -> Iterator[Problem]:
    """All checks of values in one pass over ``raw``."""
    asked: list[tuple[Rule, Column, str]] = []
    for column in definition.columns:
        text = _text(column, source)
        if text is not None:
            value = checks.value_sql(column, text)
            asked += [(rule, column, sql) for rule, sql in checks.value_rules(column, text, value)]
    yield from _counted(connection, definition, "raw", asked)


def _keep(connection: duckdb.DuckDBPyConnection, definition: TableDefinition) -> Iterator[Problem]:
    """Rows with a key of their own into the table, the others into ``rejected``."""
    required = [column.name for column in definition.columns if column.required]
    no_key = " or ".join(f"{name} is null" for name in required)
    columns = ", ".join(column.name for column in definition.columns)
    packed = ", ".join(f"{column.name} := {column.name}" for column in definition.columns)
    reason = (
        f"case when {no_key} then '{checks.NO_KEY.id}' "
        f"when place_in_key > 1 then '{checks.DUPLICATE_KEY.id}' end"
    )
    connection.execute(
        f"insert into {definition.name} select {columns} from typed "
        f"where ({reason}) is null order by row_number"
    )
    # A row's number in the file: its number among the readable, and the unreadable before it.
    connection.execute(
        f"insert into rejected select '{definition.name}', row_number + coalesce(before, 0), "
        f"{reason}, to_json(struct_pack({packed})) from typed asof left join ("
        "select line - number as first_after, max(number) as before from ("
        "select line, row_number() over (order by line) as number "
        "from (select distinct line from rejects)) group by first_after"
        f") on row_number >= first_after where ({reason}) is not null"
    )
    for rule in (checks.NO_KEY, checks.DUPLICATE_KEY):
        rows = _count(connection, f"select count(*) from typed where ({reason}) = '{rule.id}'")
        if rows:
            yield rule.told(definition.name, rows, column=" and ".join(definition.key))


def _check_rows(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, as_at: date
) -> Iterator[Problem]:
    """Dates against each other and against the day of the extract."""
    day = f"date '{as_at.isoformat()}'"
    late = [
        (checks.AFTER_AS_AT, column, f"{column.name} > {day}")
        for column in definition.columns
        if column.happens
    ]
    yield from _counted(connection, definition, definition.name, late)
    for first, second in definition.in_order:
        rows = _count(
            connection, f"select count(*) from {definition.name} where {second} < {first}"
        )
        if rows:
            yield checks.OUT_OF_ORDER.told(definition.name, rows, column=first, other=second)


def _empty(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, source: SourceFile
) -> tuple[str, ...]:
    """The columns that the file has and in which no row that was kept holds anything."""
    given = [column.name for column in definition.columns if _text(column, source)]
    counts = ", ".join(f"count({name})" for name in given)
    found = connection.execute(f"select {counts} from {definition.name}").fetchone()
    return tuple(name for name, rows in zip(given, found or (), strict=True) if not rows)


def unresolved(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, present: set[str]
) -> Iterator[Problem]:
    """References of a table to rows that the tables do not hold, once all are loaded."""
    for column in definition.columns:
        if column.references is None or column.references[0] not in present:
            continue
        table, key = column.references
        rows = _count(
            connection,
            f"select count(*) from {definition.name} where {column.name} is not null "
            f"and {column.name} not in (select {key} from {table} where {key} is not null)",
        )
        if rows:
            yield checks.UNRESOLVED.told(definition.name, rows, column=column.name, other=table)


def _counted(
    connection: duckdb.DuckDBPyConnection,
    definition: TableDefinition,
    source: str,
    asked: list[tuple[Rule, Column, str]],
) -> Iterator[Problem]:
    if not asked:
        return
    counts = ", ".join(f"count(*) filter (where {sql})" for _, _, sql in asked)
    found = connection.execute(f"select {counts} from {source}").fetchone()
    for (rule, column, _), rows in zip(asked, found or (), strict=True):
        if rows:
            yield rule.told(definition.name, rows, column=column.name)


def _mapping(definition: TableDefinition, source: SourceFile, known: set[str]) -> Iterator[Mapped]:
    for name in source.header:
        if name not in known:
            yield Mapped(source.name, name[:100], definition.name, None, "not loaded: unknown")
        elif definition.column(name).class_ == "free_text":
            yield Mapped(source.name, name, definition.name, name, "not loaded: free text")
        else:
            yield Mapped(source.name, name, definition.name, name, "by name")


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = connection.execute(sql).fetchone()
    assert found is not None
    return int(found[0])
