"""Strangers as files: Word documents, workbooks, and PDFs as a word processor prints them."""

import html
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from weasyprint import HTML

from tests.strangers.word.stranger import (
    LEFT,
    UP,
    Bold,
    Bullet,
    CellText,
    Fill,
    Grid,
    Heading,
    Row,
    Sheet,
    Stranger,
    Words,
)

_STYLE = """
@page { size: A4 landscape; margin: 14mm }
body { font: 10pt 'Liberation Sans' }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 }
td { border: 0.7pt solid black; padding: 3pt; vertical-align: top }
td p { margin: 0 0 3pt }
"""


def make(stranger: Stranger, folder: Path) -> Path:
    """The file of ``stranger``, written into ``folder``."""
    path = folder / f"plan.{stranger.kind}"
    {"docx": _word, "xlsx": _workbook, "pdf": _print}[stranger.kind](stranger, path)
    return path


def _spans(rows: Sequence[Row]) -> Iterator[tuple[int, int, int, int, CellText]]:
    """Each cell that begins: its row and column, how far it reaches, and what it holds."""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell in (UP, LEFT):
                continue
            right, down = 1, 1
            while column + right < len(row) and row[column + right] == LEFT:
                right += 1
            while at + down < len(rows) and rows[at + down][column] == UP:
                down += 1
            yield at, column, down, right, cell


def _word(stranger: Stranger, path: Path) -> None:
    made = docx.Document()
    for part in stranger.parts:
        if isinstance(part, Heading):
            made.add_heading(part.text, part.level)
        elif isinstance(part, Words):
            made.add_paragraph(part.text)
        elif isinstance(part, Bold):
            made.add_paragraph().add_run(part.text).bold = True
        elif isinstance(part, Bullet):
            made.add_paragraph(part.text, style="List Bullet")
        elif isinstance(part, Grid):
            table = made.add_table(len(part.rows), len(part.rows[0]), style="Table Grid")
            for at, column, down, right, cell in _spans(part.rows):
                place = table.cell(at, column)
                if (down, right) != (1, 1):
                    place = place.merge(table.cell(at + down - 1, column + right - 1))
                _fill(place, cell)
    made.save(str(path))


def _fill(place: "docx.table._Cell", cell: CellText) -> None:
    if isinstance(cell, Fill):
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{cell.colour}"/>')
        place._tc.get_or_add_tcPr().append(shading)
        cell = cell.text
    first = place.paragraphs[0]
    for nth, line in enumerate(str(cell).split("\n")):
        paragraph = place.add_paragraph() if nth else first
        if line.startswith("• "):
            paragraph.style = "List Bullet"
        paragraph.add_run(line.removeprefix("• "))


def _workbook(stranger: Stranger, path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        for part in stranger.parts:
            assert isinstance(part, Sheet)
            sheet = book.add_worksheet(part.name)
            width = max(map(len, part.rows))
            rows = [[*row, *[""] * (width - len(row))] for row in part.rows]
            for at, column, down, right, cell in _spans(rows):
                form = {"bg_color": f"#{cell.colour}"} if isinstance(cell, Fill) else {}
                form |= {"num_format": "dd/mm/yyyy"} if isinstance(cell, date) else {}
                value = cell.text if isinstance(cell, Fill) else cell
                style = book.add_format(form) if form else None
                if (down, right) != (1, 1):
                    sheet.merge_range(at, column, at + down - 1, column + right - 1, "", style)
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, style)
                elif value != "" or style:
                    sheet.write(at, column, value, style)


def _print(stranger: Stranger, path: Path) -> None:
    body = "".join(_html(part) for part in stranger.parts)
    page = f"<html lang=en><title>Plan</title><style>{_STYLE}</style><body>{body}</body></html>"
    HTML(string=page).write_pdf(str(path))


def _html(part: object) -> str:
    if isinstance(part, Heading):
        return f"<h{part.level + 1}>{html.escape(part.text)}</h{part.level + 1}>"
    if isinstance(part, Words):
        return f"<p>{html.escape(part.text)}</p>"
    if isinstance(part, Bullet):
        return f"<p>• {html.escape(part.text)}</p>"
    assert isinstance(part, Grid)
    rows = [[] for _ in part.rows]
    for at, _, down, right, cell in _spans(part.rows):
        colour = f" style='background:#{cell.colour}'" if isinstance(cell, Fill) else ""
        text = cell.text if isinstance(cell, Fill) else str(cell)
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
        rows[at].append(f"<td rowspan={down} colspan={right}{colour}>{lines}</td>")
    told = [f"<tr>{''.join(row)}</tr>" for row in rows]
    head, body = "".join(told[: part.head]), "".join(told[part.head :])
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
