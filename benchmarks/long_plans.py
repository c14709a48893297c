"""Reading long plans, beside what the usual package for the format takes to list their cells."""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from statistics import median

from docx import Document
from pypdf import PdfReader
from weasyprint import HTML

from benchmarks.council import BUILD
from benchmarks.timing import runs_in_turn

_COLUMNS = ("Ref", "What needs to improve", "Action", "Due", "Lead", "RAG", "Progress", "Measures")
_STYLE = (
    "@page { size: A4 landscape; margin: 12mm } body { font: 9pt sans-serif } "
    "table { border-collapse: collapse } td { border: .5pt solid; padding: 2pt }"
)
# Lists the cells of a document's first table, for Python's command line.
WORD = (
    "import docx, sys; "
    "[[c.text for c in row.cells] for row in docx.Document(sys.argv[1]).tables[0].rows]"
)
_PRINT = "import pdfplumber, sys; [p.extract_tables() for p in pdfplumber.open(sys.argv[1]).pages]"
_ACTIONS = {"docx": (250, 1_000), "pdf": (125, 700, 1_400)}


def lines() -> Iterator[tuple[str, float, str, float]]:
    """For each format and size: what was read, our seconds, the package and its seconds.

    Then for PDF files the largest beside the one before it, each by its seconds a page.
    """
    command = str(Path(sys.executable).with_name("lineofsight"))
    a_page: list[tuple[int, float]] = []
    for kind, peer, way in (("docx", WORD, "python-docx"), ("pdf", _PRINT, "pdfplumber")):
        for actions in _ACTIONS[kind]:
            plan = long_plan(kind, actions)
            taken = runs_in_turn(
                {
                    "ours": [command, "plan", "read", str(plan), "--json"],
                    way: [sys.executable, "-c", peer, str(plan)],
                },
                times=2,
            )
            ours, its = (median(run.seconds for run in taken[one]) for one in ("ours", way))
            pages = len(PdfReader(plan).pages) if kind == "pdf" else 0
            size = f"{pages} pages" if pages else f"{actions:,} actions"
            yield f"Reading {size} of .{kind}", ours, way, its
            if pages:
                a_page.append((pages, ours / pages))
    (fewer, before), (more, after) = a_page[-2:]
    yield f"Reading a page of {more}", after, f"a page of {fewer}", before


def _rows(actions: int) -> Iterator[tuple[str, ...]]:
    for at in range(actions):
        area, nth = at // 10 + 1, at % 10 + 1
        yield (
            str(area) if nth == 1 else "",
            f"What must get better in area {area}." if nth == 1 else "",
            f"{area}.{nth} Write standard {at} with partners, train every team in it, and look at "
            "records each month to see whether it is used.",
            "30 June 2026",
            "Ann Hall/ Head of QA",
            "G",
            "Begun in all teams but two; the next report is due in May and will say more.",
            f"{at + 1}. % of records that meet the standard. Target: 80% by Sept 2026",
        )


def long_plan(kind: str, actions: int) -> Path:
    """A plan of ``actions`` as a file, ``docx`` or ``pdf``; made where it is not there yet."""
    path = BUILD / f"plan-{actions}.{kind}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        (_write_word if kind == "docx" else _write_print)(path, actions)
    return path


def _write_word(path: Path, actions: int) -> None:
    document = Document()
    table = document.add_table(actions + 1, len(_COLUMNS))
    cells = iter(table._cells)  # rows look their cells up anew each time
    for row in (_COLUMNS, *_rows(actions)):
        for text in row:
            next(cells).text = text
    document.save(str(path))


def _write_print(path: Path, actions: int) -> None:
    rows = (_COLUMNS, *_rows(actions))
    cells = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    HTML(string=f"<style>{_STYLE}</style><table>{body}</table>").write_pdf(path)
