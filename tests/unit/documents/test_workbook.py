"""Workbooks: what their cells show, hidden sheets, colours, and hostile ones."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook, SheetVisibleEnum
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lineofsight.documents import Heading, Paragraph, Table, read_document
from lineofsight.documents.model import Block
from lineofsight.documents.shown import shown
from lineofsight.documents.workbook import read_workbook
from lineofsight.errors import UnusableInput
from tests.support.old_workbook import old_workbook

EXAMPLE = Path(__file__).parents[3] / "examples" / "fernshire-improvement-plan.xlsx"
PLAN = "Improvement plan"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
JUNE = datetime.datetime(2026, 6, 1)  # noqa: DTZ001 - a workbook's dates have no zone


def book(fill: Callable[[Workbook], object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        fill(made)
    return out.getvalue()


def blocks_of(fill: Callable[[Workbook], object]) -> tuple[Block, ...]:
    return read_workbook(book(fill), "plan.xlsx")


def sheet_of(rows: list[list[str]]) -> Callable[[Workbook], Worksheet]:
    def fill(made: Workbook) -> Worksheet:
        sheet = made.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        return sheet

    return fill


def texts(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, Table)
    return [row.texts for row in block.rows]


def words(blocks: tuple[Block, ...]) -> list[str]:
    return [
        text
        for block in blocks
        for text in (
            (cell for row in block.rows for cell in row.texts)
            if isinstance(block, Table)
            else [block.text]
        )
    ]


def test_empty_rows_part_tables_and_lines_above_them_are_paragraphs() -> None:
    rows = [["Plan"], [""], ["A", "B"], ["c", ""], ["", ""], ["D", "E"], ["f", "g"]]
    line, first, second = blocks_of(sheet_of(rows))
    assert isinstance(line, Paragraph)
    assert line.text == "Plan"
    assert texts(first) == [("A", "B"), ("c", "")]
    assert texts(second) == [("D", "E"), ("f", "g")]


def test_places_are_those_that_the_sheet_shows() -> None:
    (table,) = blocks_of(lambda made: made.add_worksheet().write_row(3, 2, ["a", "b"]))
    assert isinstance(table, Table)
    place = table.rows[0].cells[1].place
    assert (place.page, place.row, place.column) == (1, 4, 4)


def test_sheets_have_their_names_as_headings_and_hidden_ones_are_left_out() -> None:
    def fill(made: Workbook) -> None:
        for name in ("Front door", "Lists", "Protection"):
            made.add_worksheet(name).write_row(0, 0, [name, "x"])
        made.get_worksheet_by_name("Lists").hide()

    assert [b.text for b in blocks_of(fill) if isinstance(b, Heading)] == [
        "Front door",
        "Protection",
    ]


def test_merged_cells_hold_their_text_once() -> None:
    def fill(made: Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "tall")
        sheet.merge_range(0, 1, 0, 2, "wide")
        sheet.write_row(1, 1, ["a", "b"])

    (table,) = blocks_of(fill)
    assert texts(table) == [("tall", "wide", ""), ("", "a", "b")]


def test_a_month_a_share_and_a_number_are_read_as_they_are_shown() -> None:
    """A date that the cell shows as a month is no first of the month."""

    def fill(made: Workbook) -> None:
        sheet = made.add_worksheet()
        for at, (value, form) in enumerate(
            [(46174, "mmm-yy"), (46174, "dd/mm/yyyy"), (0.45, "0%"), (1.1, "0.00"), (3, "General")]
        ):
            sheet.write_number(0, at, value, made.add_format({"num_format": form}))

    (table,) = blocks_of(fill)
    assert texts(table) == [("June 2026", "1 June 2026", "45%", "1.10", "3")]


@pytest.mark.parametrize(
    ("value", "form", "told"),
    [
        (JUNE, "mmm-yy", "June 2026"),
        (JUNE, "[$-809]mmmm yyyy;@", "June 2026"),
        (JUNE, '"due "mmm yy', "June 2026"),
        (JUNE, "yyyy", "2026"),
        (JUNE, "d-mmm", "1 June 2026"),
        (JUNE, "ddd mmm yy", "June 2026"),
        (JUNE.date(), None, "June 2026"),
        (JUNE.replace(day=2), None, "2 June 2026"),
        (JUNE.replace(hour=9), None, "1 June 2026 09:00"),
        (JUNE.replace(hour=9), "dd/mm/yyyy hh:mm", "1 June 2026 09:00"),
        (JUNE.replace(hour=9), "hh:mm", "09:00"),
        (datetime.time(9, 30), None, "09:30"),
        (datetime.timedelta(hours=30), None, "1 day, 6:00:00"),
        (0.455, "0.0%", "45.5%"),
        (0.9, "0%", "90%"),
        (12.0, None, "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, "#,##0", "1234"),
        (True, None, "TRUE"),
        ("30%", "0%", "30%"),
    ],
)
def test_values_are_shown_by_their_formats(value: object, form: str | None, told: str) -> None:
    assert shown(value, form) == told


def test_a_colour_alone_is_a_rating_where_colours_differ() -> None:
    def fill(made: Workbook) -> None:
        sheet = made.add_worksheet()
        for at, colour in enumerate(("#FF0000", "#FFC000", "#00B050", "#00B0F0", "#BFBFBF")):
            sheet.write_string(at, 0, "Act")
            sheet.write_blank(at, 1, None, made.add_format({"bg_color": colour}))
            sheet.write_blank(at, 2, None, made.add_format({"bg_color": "#4472C4"}))
            sheet.write_string(at, 3, "done")

    (table,) = blocks_of(fill)
    assert [row[1] for row in texts(table)] == ["Red", "Amber", "Green", "Blue", "Grey"]
    assert {row[2] for row in texts(table)} == {""}


def replaced(part: str, xml: str) -> bytes:
    """A workbook one of whose parts is another."""
    source = zipfile.ZipFile(io.BytesIO(book(sheet_of([["a", "b"]]))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            package.writestr(name, xml if name == part else source.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FAR = '<c r="A1"><v>1</v></c></row><row r="{0}"><c r="{1}{0}"><v>1</v></c>'


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (FAR.format(1_048_576, "XFD"), "more time or memory"),
        (FAR.format(1_000_000, "B"), "larger than"),
        ("<c><v>1</v></c>" * 10_000, "larger than"),
        ('<c r="A1" t="inlineStr"><is><t>&b;</t></is></c>', "damaged|entities"),
        ('<c r="A1"><v>1</v></c>' + " " * 30_000_000, "unpacks"),
    ],
    ids=["far", "long", "wide", "entity", "bomb"],
)
def test_a_sheet_that_means_harm_is_refused(tmp_path: Path, xml: str, told: str) -> None:
    head = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    sheet = f'{head}<worksheet {MAIN}><sheetData><row r="1">{xml}</row></sheetData></worksheet>'
    path = tmp_path / "plan.xlsx"
    path.write_bytes(replaced(SHEET, sheet if "&b;" in xml else sheet.removeprefix(head)))
    with pytest.raises(UnusableInput, match=told):
        read_document(path)


def test_an_old_workbook_gives_the_same_document(tmp_path: Path) -> None:
    """The example saved as .xls: its texts, its days and months, and its hidden sheet.

    But for the first of July, which an .xls does not tell from July.
    """
    book = CalamineWorkbook.from_path(str(EXAMPLE))
    hidden = [
        sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible
    ]
    sheets = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
    assert hidden
    assert any(isinstance(value, datetime.date) for row in sheets[PLAN] for value in row)
    old = tmp_path / EXAMPLE.with_suffix(".xls").name
    old.write_bytes(old_workbook(sheets, hidden))
    new = read_document(EXAMPLE).blocks
    assert {text for text in words(new) if text == "1 July 2026"}
    assert words(read_document(old).blocks) == [re.sub(r"^1 (?=July)", "", w) for w in words(new)]
    assert [block.place for block in read_document(old).blocks] == [block.place for block in new]


def test_a_number_and_a_month_of_an_old_workbook_are_read_as_they_are_shown() -> None:
    first, other = datetime.date(2026, 6, 1), datetime.date(2026, 6, 30)
    (table,) = read_workbook(
        old_workbook({"Plan": [["a", "b"], [first, other], [12, 0.5]]}), "plan.xls"
    )
    assert texts(table) == [("a", "b"), ("June 2026", "30 June 2026"), ("12", "0.5")]


@pytest.mark.parametrize("kept", [600, 3_000, 6_000])
def test_an_old_workbook_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "plan.xls"
    path.write_bytes(old_workbook({"Plan": [["Action", "Due"]] * 200})[:kept])
    with pytest.raises(UnusableInput, match="damaged"):
        read_document(path)


def test_a_workbook_with_a_password_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(UnusableInput, match="password"):
        read_document(path)


def open_document(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(
        f'xmlns:{short}="{space}{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Plan">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return out.getvalue()


def cell(text: str, day: str = "") -> str:
    value = f'date" office:date-value="{day}' if day else "string"
    return (
        f'<table:table-cell office:value-type="{value}"><text:p>{text}</text:p></table:table-cell>'
    )


def test_an_open_document_shows_its_dates_as_its_cells_do() -> None:
    rows = "".join(
        f"<table:table-row>{cell(first)}{cell(text, day)}</table:table-row>"
        for first, text, day in (
            ("Action", "Due", ""),
            ("Write.", "Jun 26", "2026-06-01"),
            ("Train.", "30/06/26", "2026-06-30"),
        )
    )
    (table,) = read_workbook(open_document(rows), "plan.ods")
    assert [row[1] for row in texts(table)] == ["Due", "Jun 26", "30/06/26"]


def test_repeated_cells_and_rows_of_an_open_document_are_told_as_often() -> None:
    empty = '<table:table-cell table:number-columns-repeated="{0}"/>'
    rows = (
        f"<table:table-row>{cell('a')}{empty.format(2)}{cell('b')}{empty.format(16_000)}"
        '</table:table-row><table:table-row table:number-rows-repeated="1048000">'
        f"{empty.format(16_384)}</table:table-row>"
    )
    (table,) = read_workbook(open_document(rows), "plan.ods")
    assert texts(table) == [("a", "", "", "b")]
