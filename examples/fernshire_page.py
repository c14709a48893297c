"""Fernshire's plan as a web page, and as the PDF that is printed from it."""

from html import escape
from pathlib import Path

from fernshire_plan import (
    COLUMNS,
    COUNCIL,
    DATE,
    INTRODUCTION,
    KEY,
    KEY_COLUMNS,
    RISK_COLUMNS,
    RISKS,
    SCORECARD,
    SCORECARD_COLUMNS,
    SECTIONS,
    SHORT,
    SHORT_COLUMNS,
    TITLE,
    Section,
    rows_of,
)

# Tables without a head that repeats, rows that a page may split: what word processors print.
STYLE = """
@page { size: A4 landscape; margin: 15mm; @bottom-right { content: "Page " counter(page); } }
body { font: 9pt "Liberation Sans", sans-serif; }
h1 { font-size: 18pt; }
table { border-collapse: collapse; width: 100%; margin: 6pt 0; }
th, td { border: 0.5pt solid #333; padding: 2pt 3pt; text-align: left; vertical-align: top; }
th { background: #dde; }
"""


def write_page(path: Path) -> None:
    """The plan as HTML: its tables have rows that share a cell, and an outline of headings."""
    parts = [f"<p>{COUNCIL}</p>", f"<h1>{TITLE} {DATE}</h1>", *_paragraphs(INTRODUCTION)]
    parts.append(_table(KEY_COLUMNS, KEY))
    for section in SECTIONS:
        parts += [_section(section), *_paragraphs(section.outcomes)]
    parts.append(_table(SCORECARD_COLUMNS, SCORECARD))
    parts += [_table(RISK_COLUMNS, RISKS), _table(SHORT_COLUMNS, SHORT)]
    head = f'<meta charset="utf-8"><title>{TITLE}</title><style>{STYLE}</style>'
    body = "\n".join(parts)
    page = f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'
    path.write_text(page, encoding="utf-8")


def write_print(page: Path, path: Path) -> None:
    """The PDF that is printed from the HTML file ``page``."""
    from weasyprint import HTML

    HTML(filename=page).write_pdf(path)


def _paragraphs(texts: tuple[str, ...]) -> list[str]:
    return [f"<p>{escape(text)}</p>" for text in texts]


def _cells(texts: tuple[str, ...], tag: str = "td") -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [f"<tr>{_cells(columns, 'th')}</tr>", *(f"<tr>{_cells(row)}</tr>" for row in rows)]
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _section(section: Section) -> str:
    """The first three columns belong to the whole section: their cells span its rows."""
    rows = rows_of(section)
    shared = "".join(f'<td rowspan="{len(rows)}">{escape(text)}</td>' for text in rows[0][:3])
    lines = [
        f"<tr>{shared if at == 0 else ''}{_cells(row[3:])}</tr>" for at, row in enumerate(rows)
    ]
    head = f"<thead><tr>{_cells(COLUMNS, 'th')}</tr></thead>"
    return f"<table>\n{head}\n" + "\n".join(lines) + "\n</table>"
