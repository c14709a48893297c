"""The Standard Safeguarding Dataset: a file a table, CSV or Parquet, named and headed as it is."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from lineofsight.errors import UnusableInput
from lineofsight.tables import checks, parquet_file, text_file
from lineofsight.tables.checks import Problem
from lineofsight.tables.definition import TableDefinition, table_definitions
from lineofsight.tables.looking import Look
from lineofsight.tables.names import Named, Pointer, pointers
from lineofsight.tables.parquet_file import ParquetFile
from lineofsight.tables.reading import Delivery, Mapped, Reading, Unreadable
from lineofsight.tables.sources import SourceFile
from lineofsight.tables.text_file import TextFile

KIND = "ssd"
_SUFFIXES = (".csv", ".parquet")
# What databases put before a table's name: its schema, or the mark of a table for a while.
_BEFORE_A_TABLE = re.compile(r"^(\w+\.)?#?")


def takes(look: Look) -> bool:
    """Whether a file is named as a table, as CSV or Parquet."""
    return _is_a_table(look.path)


def read(reading: Reading, files: Sequence[SourceFile]) -> Iterator[Delivery]:
    """Each file's rows for the table that it is named as.

    Raises :class:`UnusableInput` for a table given twice, and for a file that has none of the
    table's columns, lacks its key, or in which a quotation mark never closes.
    """
    tables: dict[tuple[str, str], SourceFile] = {}
    for file in files:
        if not _is_a_table(file.path):
            continue
        name = _table(file.path)
        other = tables.setdefault((file.authority, name), file)
        if other is not file:
            raise UnusableInput(
                f"The table {name} is given twice, by {file.name} and by {other.name}."
            )
    looked_over = [(file, _look_over(reading, file.path)) for file in tables.values()]
    for number, (file, rows) in enumerate(looked_over, start=1):
        reading.tell(f"{number} of {len(looked_over)}: {file.name}")
        yield _deliver(reading, file, rows)


def _is_a_table(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and _table(path) in table_definitions()


def _table(path: Path) -> str:
    return _BEFORE_A_TABLE.sub("", path.stem.strip().lower())


def _look_over(reading: Reading, path: Path) -> TextFile | ParquetFile:
    if path.suffix.lower() == ".parquet":
        return parquet_file.look_over(reading.connection, path)
    return text_file.look_over(path)


def _deliver(reading: Reading, file: SourceFile, rows: TextFile | ParquetFile) -> Delivery:
    definition = table_definitions()[_table(file.path)]
    named = reading.names.fields_of(KIND, definition.name, rows.header)
    places = {each.field: place for place, each in enumerate(named) if each.field}
    _check_key(definition, file, places)
    free = {column.name for column in definition.columns if column.class_ == "free_text"}
    loaded = {field: place for field, place in places.items() if field not in free}
    unknown = [name for name, each in zip(rows.header, named, strict=True) if each.field is None]
    found = pointers(definition.name, unknown)
    pointing = {f"pointer{n}": rows.header.index(pointer.column) for n, pointer in enumerate(found)}
    unreadable = _read(reading, definition, rows, loaded, pointing)
    columns = ", ".join(f"c{place} as {name}" for name, place in {**loaded, **pointing}.items())
    reading.connection.execute(
        f"create or replace temp view delivered as select row_number, {columns} from raw"
    )
    unknown = [name for name in unknown if name not in {pointer.column for pointer in found}]
    return Delivery(
        part=file.name,
        files=(file,),
        definition=definition,
        relation="delivered",
        fields=tuple(places),
        mapping=tuple(_mapping(definition, file, rows.header, named, found, free)),
        unknown_columns=tuple(unknown),
        unreadable=unreadable,
        problems=tuple(_told(definition, file, rows, unknown)),
        pointers=tuple(found),
    )


def _check_key(definition: TableDefinition, file: SourceFile, fields: Mapping[str, int]) -> None:
    for name in definition.key:
        if definition.column(name).required and name not in fields:
            raise UnusableInput(
                f"{file.name} lacks the column {name}, by which rows of {definition.name} are told "
                "apart: export it with its key, or say which column it is with `lineofsight tables "
                "map`."
            )


def _read(
    reading: Reading,
    definition: TableDefinition,
    rows: TextFile | ParquetFile,
    loaded: Mapping[str, int],
    pointing: Mapping[str, int],
) -> tuple[Unreadable, ...]:
    """Put the rows into the temporary table ``raw``."""
    if isinstance(rows, ParquetFile):
        parquet_file.read_rows(
            reading.connection, rows, "raw", {*loaded.values(), *pointing.values()}
        )
        return ()
    # A line that cannot be parted into cells may hold what is not to be kept.
    may_keep = all(definition.column(name).type != "json" for name in loaded)
    keep_lines = may_keep and len(loaded) == len(rows.header)
    return text_file.read_rows(
        reading.connection, rows, "raw", reading.aside, keep_lines=keep_lines
    )


def _told(
    definition: TableDefinition,
    file: SourceFile,
    rows: TextFile | ParquetFile,
    unknown: Sequence[str],
) -> Iterator[Problem]:
    if isinstance(rows, TextFile) and not rows.is_utf8:
        yield checks.OLD_ENCODING.told(definition.name, 0, file=file.name)
    yield from checks.unknown_columns(definition.name, file.name, unknown)


def _mapping(
    definition: TableDefinition,
    file: SourceFile,
    header: Sequence[str],
    named: Sequence[Named],
    found: Sequence[Pointer],
    free: Set[str],
) -> Iterator[Mapped]:
    pointing = {pointer.column: pointer for pointer in found}
    for column, each in zip(header, named, strict=True):
        how = each.how
        if each.field in free:
            how = "not loaded: free text"
        elif column in pointing:
            how = f"points to the child through {pointing[column].table}"
        yield Mapped(file.name, column[:100], definition.name, each.field, how)
