"""An invented inspection's letter and list of findings, saved in every format that is read."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import weasyprint
import xlsxwriter

Saved = Callable[[Path], Path]

# A heading, a paragraph, an item of a list.
LETTER: tuple[tuple[str, str], ...] = (
    ("h1", "Inspection of local authority children's services: Fernshire"),
    ("p", "Inspection dates: 10 to 21 November 2025"),
    ("h2", "Headline findings"),
    ("p", "Too many children wait. Leaders have begun to:"),
    ("li", "read what families say"),
    ("li", "count the children who wait."),
    ("h2", "What needs to improve?"),
    ("li", "The time that children at risk wait for a visit, babies above all (paragraph 14)."),
    ("li", "Plans for children in need, which drift."),
    ("li", "What leaders learn from complaints."),
    ("h2", "The experiences and progress of children who need help and protection: inadequate"),
    ("p", "1. Children are visited late, and nobody asks why."),
    ("p", "2. Some children are not seen at all."),
)  # fmt: skip
TABLE = (
    ("Ref", "Judgement area", "Finding", "Type", "Page"),
    ("F1", "Help and protection", "Visits to children are late.", "Area for priority action",
     "5"),
    ("F2", "Care leavers", "Young people leave care without a home.", "Recommendation", "6"),
)  # fmt: skip


def as_text(path: Path) -> Path:
    marks = {"h1": "# ", "h2": "## ", "li": "- ", "p": ""}
    lines = [f"{marks[kind]}{text}\n" for kind, text in LETTER]
    return _written(path / "letter.md", "\n".join(lines))


def as_bare_text(path: Path) -> Path:
    """As a PDF converter leaves it: no styles, a square before an item, lines cut short."""
    lines: list[str] = []
    for kind, text in LETTER:
        if kind != "li":
            lines += ["", text]
            continue
        at = text.rfind(" ", 0, 40)
        lines += [f"■ {text[:at]}", text[at + 1 :]] if len(text) > 60 else [f"■ {text}"]
    return _written(path / "letter.txt", "\n".join(lines))


def as_page(path: Path) -> Path:
    return _written(path / "letter.html", f"<html><body>{_body()}</body></html>")


def as_print(path: Path) -> Path:
    target = path / "letter.pdf"
    weasyprint.HTML(string=f"<html><body>{_body()}</body></html>").write_pdf(target)
    return target


def _body() -> str:
    tags = {"h1": "h1", "h2": "h2", "p": "p", "li": "li"}
    body = "".join(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" for kind, text in LETTER)
    return (
        body.replace("</p><li>", "</p><ul><li>")
        .replace("</h2><li>", "</h2><ul><li>")
        .replace("</li><h2>", "</li></ul><h2>")
    )


def as_word(path: Path) -> Path:
    made = docx.Document()
    styles = {"h1": "Heading 1", "h2": "Heading 2", "p": "Normal", "li": "List Bullet"}
    for kind, text in LETTER:
        made.add_paragraph(text, styles[kind])
    made.save(str(path / "letter.docx"))
    return path / "letter.docx"


def table_as_delimited(path: Path) -> Path:
    rows = "\n".join(",".join(f'"{cell}"' for cell in row) for row in TABLE)
    return _written(path / "findings.csv", rows)


def table_as_book(path: Path) -> Path:
    target = path / "findings.xlsx"
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(TABLE):
            sheet.write_row(at, 0, row)
    return target


def table_as_word(path: Path) -> Path:
    made = docx.Document()
    made.add_heading("Findings of the inspection", 1)
    made.add_paragraph("Leaders were asked to:")
    made.add_paragraph("look at each of these", "List Bullet")
    made.add_paragraph("answer in 70 working days", "List Bullet")
    table = made.add_table(0, len(TABLE[0]))
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(str(path / "findings.docx"))
    return path / "findings.docx"


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
