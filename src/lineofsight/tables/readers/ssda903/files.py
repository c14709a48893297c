"""The modules of a return found in files and sheets by their headers, and put into tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineofsight.errors import UnusableInput
from lineofsight.tables import checks
from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.looking import Look
from lineofsight.tables.readers.ssda903.layout import ModuleLayout, module_of, newest
from lineofsight.tables.reading import Reading, Unreadable
from lineofsight.tables.sheets import Sheet
from lineofsight.tables.sources import SourceFile
from lineofsight.tables.text_file import MOST_COLUMNS, TextFile, look_over, read_rows
from lineofsight.tables.workbooks import SUFFIXES, sheets_of_workbook

UNUSED_SHEET = Rule(
    "unused_sheet", "note", "{file} is no module of the SSDA903, by its headings; left alone."
)
_RAW = "ssda903_raw"
_LONGEST_LINE = 2_000_000


@dataclass(frozen=True)
class Part:
    """One file or sheet: the module that it holds, and ``relation``, where its rows are as text."""

    file: SourceFile
    label: str
    module: str
    relation: str
    columns: frozenset[str]
    unknown_columns: tuple[str, ...]
    unreadable: tuple[Unreadable, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def layout(self) -> ModuleLayout:
        """What its module holds."""
        return newest().modules[self.module]


def takes(look: Look) -> bool:
    """Whether a file has a sheet whose header is a module's."""
    headers = [sheet.first_rows(1) for sheet in look.sheets]
    return any(rows and module_of(rows[0][1]) for rows in headers)


def read_parts(reading: Reading, files: Sequence[SourceFile]) -> list[Part]:
    """Every module of the files, each put into a temporary table of its own.

    Raises :class:`UnusableInput` for a file that cannot be read, and where none is a module.
    """
    parts: list[Part] = []
    for file in files:
        reading.tell(file.name)
        suffix = file.path.suffix.lower()
        if suffix == ".csv":
            parts += _of_text(reading, file, f"part_{len(parts)}")
        elif suffix in SUFFIXES:
            for sheet in sheets_of_workbook(file.path, reading.aside / f"ssda903-{len(parts)}"):
                parts += _of_sheet(reading, file, sheet, f"part_{len(parts)}")
                sheet.path.unlink()
    if not parts:
        names = ", ".join(file.name for file in files[:5])
        raise UnusableInput(
            f"None of the files is a module of the SSDA903 ({names}): each is a CSV file or a "
            "sheet that begins with its headings, such as CHILD, DECOM, RNE, LS for the episodes."
        )
    return parts


def _of_text(reading: Reading, file: SourceFile, relation: str) -> Iterator[Part]:
    text = look_over(file.path)
    module = module_of(text.header)
    if module is None:
        return
    unreadable = read_rows(reading.connection, text, _RAW, reading.aside, keep_lines=False)
    yield _part(
        reading, file, file.name, module, text.header, relation, unreadable, _encoding(text)
    )


def _encoding(text: TextFile) -> tuple[Problem, ...]:
    return () if text.is_utf8 else (checks.OLD_ENCODING.told("", 0, file=text.path.name),)


def _of_sheet(reading: Reading, file: SourceFile, sheet: Sheet, relation: str) -> Iterator[Part]:
    first = sheet.first_rows(1)
    row, header = first[0] if first else (0, [])
    module = module_of(header)
    if module is None or sheet.width > MOST_COLUMNS:
        return
    cells = range(sheet.width)
    reading.connection.execute(
        f"create or replace temp table {_RAW} as select line - {row} as row_number, "
        + ", ".join(f"nullif(trim(c{cell}), '') as c{cell}" for cell in cells)
        + " from read_csv(?, columns = ?, header = false, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', null_padding = true, max_line_size = {_LONGEST_LINE}) "
        f"where line > {row}",
        [str(sheet.path), {"line": "BIGINT", "cells": "INTEGER",
                           **{f"c{cell}": "VARCHAR" for cell in cells}}],
    )  # fmt: skip
    yield _part(reading, file, f"{file.name}: {sheet.name}", module, header, relation)


def _part(
    reading: Reading,
    file: SourceFile,
    label: str,
    module: str,
    header: Sequence[str],
    relation: str,
    unreadable: tuple[Unreadable, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Part:
    known = newest().modules[module].all_columns
    places = {name.strip().upper(): place for place, name in reversed(list(enumerate(header)))}
    named = ", ".join(
        f"c{places[name]} as {name}" if name in places else f"cast(null as varchar) as {name}"
        for name in known
    )
    reading.connection.execute(
        f"create or replace temp table {relation} as select row_number, {named} from {_RAW}"
    )
    unknown = tuple(name for name in header if name and name.strip().upper() not in known)
    columns = frozenset(name for name in known if name in places)
    return Part(file, label, module, relation, columns, unknown, unreadable, problems)
