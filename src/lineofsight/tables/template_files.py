"""Templates: a workbook or CSV files to fill in, made from the definitions of the tables."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lineofsight.tables.definition import Column, TableDefinition, table_definitions
from lineofsight.tables.names import check_table
from lineofsight.tables.readers.templates import GUIDANCE

Rows = Iterable[Mapping[str, str]]

WORKBOOK = "templates.xlsx"
GUIDANCE_FILE = "guidance.txt"
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
# Excel lets a list of choices have no more characters than this.
_LONGEST_CHOICES = 255
_ROWS_TO_FILL = 5000
# The title and three rows of guidance stand above the names of the columns.
_HEADER = 4
_TYPES = {
    "id": "a number or name of your own",
    "text": "words",
    "code": "one of the codes",
    "flag": "Y or N",
    "date": "a day, such as 31/03/2026",
    "time": "a day and time, such as 31/03/2026 14:30",
    "integer": "a whole number",
    "number": "a number",
    "json": "JSON",
}
_EXAMPLES = {
    "id": "1024",
    "text": "North",
    "flag": "Y",
    "date": "31/03/2026",
    "time": "31/03/2026 14:30",
    "integer": "3",
    "number": "0.6",
    "json": "[]",
}


def templates_for(names: Sequence[str]) -> list[TableDefinition]:
    """The tables named, or every extension table; :class:`UnusableInput` for one that is none."""
    chosen = [check_table(name) for name in names]
    return chosen or [each for each in table_definitions().values() if each.extension]


def write_workbook(
    tables: Sequence[TableDefinition], out: Path, rows: Mapping[str, Rows] | None = None
) -> Path:
    """One workbook in the folder ``out``: a sheet of guidance, then a sheet a table.

    ``rows`` are put in for the reader's convenience or as an example: by table, each by column.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / WORKBOOK
    with xlsxwriter.Workbook(path) as book:
        # The same tables and rows give the same bytes, whenever they are written.
        book.set_properties({"title": "Line of Sight: templates", "created": _MADE})
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        title = book.add_format({"bold": True, "font_size": 14})
        formats = {
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            "time": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            # Text, so that an id keeps its leading noughts.
            "id": book.add_format({"num_format": "@"}),
        }
        _write_guidance(book.add_worksheet(GUIDANCE), tables, title, heading, wrapped)
        for definition in tables:
            sheet = book.add_worksheet(definition.name)
            _write_table(sheet, definition, title, heading, wrapped, formats)
            for row, values in enumerate((rows or {}).get(definition.name, ()), start=_HEADER + 1):
                for place, column in enumerate(_to_fill(definition)):
                    sheet.write(row, place, values.get(column.name, ""))
    return path


def write_csv_files(tables: Sequence[TableDefinition], out: Path) -> list[Path]:
    """A CSV file a table in the folder ``out``, with its header alone, and guidance beside."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for definition in tables:
        path = out / f"{definition.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(column.name for column in _to_fill(definition))
        written.append(path)
    guidance = out / GUIDANCE_FILE
    guidance.write_text("\n\n".join(_in_words(each) for each in tables) + "\n", encoding="utf-8")
    return [*written, guidance]


def _in_words(definition: TableDefinition) -> str:
    lines = [f"{definition.name}.csv: {definition.title}", f"A row is {definition.row}."]
    lines += [
        f"  {column.name}: {column.means} ({how_to_write(column)})"
        for column in _to_fill(definition)
    ]
    return "\n".join(lines)


def _to_fill(definition: TableDefinition) -> list[Column]:
    """The columns that are asked for: free text never is."""
    return [column for column in definition.columns if column.class_ != "free_text"]


def how_to_write(column: Column) -> str:
    """What goes into a column, in words, and whether a row must have it."""
    codes = column.codes_ever
    told = f"one of {', '.join(codes)}" if codes else _TYPES[column.type]
    return f"{told}; every row needs it" if column.required else told


def _example(column: Column) -> str:
    return next(iter(column.codes_ever), _EXAMPLES.get(column.type, ""))


def _write_guidance(
    sheet: Worksheet,
    tables: Sequence[TableDefinition],
    title: Format,
    heading: Format,
    wrapped: Format,
) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.write(0, 0, "How to fill in these tables", title)
    rules = (
        "Fill in only the sheets that you have something for; leave the others as they are.",
        "Write below the row of column names. Keep that row: the tables are read by it.",
        "Write no names of children, families or staff: numbers from your own system tell them.",
        "Leave a cell empty where nothing is known.",
    )
    for row, rule in enumerate(rules, start=1):
        sheet.write(row, 0, rule)
    first = len(rules) + 2
    sheet.write_row(first, 0, ("Sheet", "A row is"), heading)
    for row, definition in enumerate(tables, start=first + 1):
        sheet.write_url(row, 0, f"internal:'{definition.name}'!A1", string=definition.name)
        sheet.write(row, 1, definition.row, wrapped)


def _write_table(
    sheet: Worksheet,
    definition: TableDefinition,
    title: Format,
    heading: Format,
    wrapped: Format,
    formats: dict[str, Format],
) -> None:
    columns = _to_fill(definition)
    sheet.write(0, 0, f"{definition.title}: a row is {definition.row}", title)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, max(16, len(column.name) + 2), formats.get(column.type))
        told = (column.means, how_to_write(column), f"For example: {_example(column)}")
        for row, text in enumerate(told, start=1):
            sheet.write_string(row, place, text, wrapped)
        sheet.write_string(_HEADER, place, column.name, heading)
        _let_choose(sheet, column, place, _HEADER + 1)
    sheet.set_row(2, 60)
    sheet.freeze_panes(_HEADER + 1, 1)


def _let_choose(sheet: Worksheet, column: Column, place: int, first: int) -> None:
    """A list to choose from where the column has codes; a code that is typed is taken too."""
    choices = ["Y", "N"] if column.type == "flag" else list(column.codes_ever)
    if choices and len(",".join(choices)) <= _LONGEST_CHOICES:
        sheet.data_validation(
            first,
            place,
            first + _ROWS_TO_FILL,
            place,
            {
                "validate": "list",
                "source": choices,
                "error_type": "warning",
                "error_title": "Not one of the codes",
                "error_message": "The table knows: " + ", ".join(choices)[:220],
            },
        )
