"""Our own templates, filled in: a sheet or a CSV file for each table, headed as its definition.

What stands above the header (the template's guidance) is passed over.  The standard's tables can
be brought the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lineofsight.errors import UnusableInput
from lineofsight.tables import checks
from lineofsight.tables.checks import Rule
from lineofsight.tables.definition import Column, TableDefinition, table_definitions
from lineofsight.tables.looking import Look
from lineofsight.tables.reading import Delivery, Mapped, Reading, Unreadable
from lineofsight.tables.sheets import Sheet, put_lines, sheet_of_csv
from lineofsight.tables.sources import SourceFile
from lineofsight.tables.workbooks import SUFFIXES, sheets_of_workbook

GUIDANCE = "Guidance"
UNUSED_SHEET = Rule(
    "unused_sheet", "note", "{file} is named as no table of a template and was left alone."
)
# Guidance stands above the header, in fewer rows than these.
_ROWS_LOOKED_AT = 25
# A workbook counts days from here; days are numbers from 7306 (1920) to 73050 (1 January 2100).
_DAY_ZERO = "timestamp '1899-12-30'"
_FIRST, _LAST = 7306, 73050


@dataclass(frozen=True)
class _Filled:
    """A sheet that was filled in: which table it is, and where its header stands."""

    file: SourceFile
    sheet: Sheet
    part: str
    definition: TableDefinition
    row: int
    headings: tuple[str, ...]
    places: Mapping[str, int]


def read(reading: Reading, files: Sequence[SourceFile]) -> Iterator[Delivery]:
    """Each filled sheet's rows for the table that it is named as.

    Raises :class:`UnusableInput` for a table given twice, for a sheet without its header or its
    key, and for a file that is neither workbook nor text.
    """
    seen: dict[tuple[str, str], str] = {}
    for number, file in enumerate(files):
        for sheet in _sheets(reading, file, number):
            filled = _look_at(file, sheet)
            if filled is None:
                continue
            place = (file.authority, filled.definition.name)
            other = seen.setdefault(place, filled.part)
            if other != filled.part:
                raise UnusableInput(
                    f"The table {filled.definition.name} is given twice, by {other} and by "
                    f"{filled.part}: put their rows into one."
                )
            yield _deliver(reading, filled)


def takes(look: Look) -> bool:
    """Whether a file is named as an extension table, or has sheets named as tables."""
    if look.suffix in SUFFIXES:
        return any(_table(sheet.name) for sheet in look.sheets)
    table = _table(look.path.stem)
    return look.suffix == ".csv" and table is not None and table.extension


def _table(name: str) -> TableDefinition | None:
    named = {_plain(name): definition for name, definition in table_definitions().items()}
    return named.get(_plain(name))


def _sheets(reading: Reading, file: SourceFile, number: int) -> list[Sheet]:
    lines = reading.aside / f"template-{number}"
    suffix = file.path.suffix.lower()
    if suffix in SUFFIXES:
        reading.tell(f"{file.name}: opening the workbook")
        return sheets_of_workbook(file.path, lines)
    if suffix == ".csv":
        return [sheet_of_csv(file.path, lines.with_suffix(".csv"))]
    return []


def _look_at(file: SourceFile, sheet: Sheet) -> _Filled | None:
    """The table that a sheet is named as, with its header; None where it is named as none."""
    definition = _table(sheet.name)
    if definition is None:
        return None
    is_workbook = file.path.suffix.lower() in SUFFIXES
    part = f"{file.name}: {sheet.name}" if is_workbook else file.name
    columns = {_plain(column.name): column.name for column in definition.columns}
    best: tuple[int, tuple[str, ...], dict[str, int]] = (0, (), {})
    for row, cells in sheet.first_rows(_ROWS_LOOKED_AT):
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            if name := columns.get(_plain(cell)):
                places.setdefault(name, place)
        if len(places) > len(best[2]):
            best = row, tuple(cells), places
    row, headings, places = best
    lacking = [name for name in definition.key if name not in places]
    if lacking:
        raise UnusableInput(
            f"{part} has no column {lacking[0]}, by which rows of {definition.name} are told "
            "apart: keep the header of the template, which names every column."
        )
    return _Filled(file, sheet, part, definition, row, headings, places)


def _deliver(reading: Reading, filled: _Filled) -> Delivery:
    definition, relation = filled.definition, "template_rows"
    unreadable = _put(reading, filled, relation)
    known = set(filled.places.values())
    unknown = tuple(
        heading for place, heading in enumerate(filled.headings) if heading and place not in known
    )
    return Delivery(
        part=filled.part,
        files=(filled.file,),
        definition=definition,
        relation=relation,
        fields=tuple(filled.places),
        mapping=tuple(
            [
                Mapped(filled.part, filled.headings[place], definition.name, name, "by name")
                for name, place in filled.places.items()
            ]
            + [
                Mapped(filled.part, heading[:100], definition.name, None, "not loaded: unknown")
                for heading in unknown
            ]
        ),
        unknown_columns=unknown,
        unreadable=unreadable,
        problems=tuple(checks.unknown_columns(definition.name, filled.part, unknown)),
    )


def _put(reading: Reading, filled: _Filled, relation: str) -> tuple[Unreadable, ...]:
    """The rows below the header into ``relation``; those that have more cells than the header."""
    width = max(filled.sheet.width, len(filled.headings))
    loaded = [column for column in filled.definition.columns if column.name in filled.places]
    values = ", ".join(
        f"{_value(column, f'c{filled.places[column.name]}')} as {column.name}"
        for column in loaded
        if column.class_ != "free_text"
    )
    beyond = " or ".join(f"c{place} <> ''" for place in range(len(filled.headings), width))
    put_lines(reading.connection, filled.sheet, filled.row, width, "template_lines")
    reading.connection.execute(
        f"create or replace temp table {relation} as "
        f"select line - {filled.row} as row_number, {values} from template_lines "
        f"where not coalesce({beyond or 'false'}, false)"
    )
    broken = reading.connection.execute(
        f"select line - {filled.row} from template_lines "
        f"where coalesce({beyond or 'false'}, false) order by line"
    ).fetchall()
    filled.sheet.path.unlink()
    return tuple(Unreadable(number, checks.UNREADABLE_ROW) for (number,) in broken)


def _value(column: Column, cell: str) -> str:
    """A cell's text: a day that is a number as its day, a code however it is spelt."""
    text = f"nullif(trim({cell}), '')"
    if column.type in ("date", "time"):
        days = f"try_cast({text} as double)"
        # Whole seconds: a workbook's fraction of a day is never exactly a time.
        moment = f"cast({_DAY_ZERO} + to_seconds(round({days} * 86400)) as varchar)"
        return f"case when {days} between {_FIRST} and {_LAST} then {moment} else {text} end"
    if column.codes:
        return f"upper(replace({text}, ' ', '_'))"
    return text


def _plain(text: str) -> str:
    """Small letters and figures alone, so that case, spaces and marks do not matter."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
