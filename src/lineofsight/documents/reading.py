"""Choosing a reader by what a file is, not only by what it is called."""

from pathlib import Path

from lineofsight.documents.docx import read_docx
from lineofsight.documents.model import MAX_CELL, Document, Table
from lineofsight.documents.text import read_text
from lineofsight.errors import UnusableInput

MAX_BYTES = 50_000_000
MAX_TEXT_BYTES = 3_000_000

_READERS = {".txt": "text", ".md": "text", ".docx": "docx", ".pdf": "pdf"}
_SIGNATURES = (
    (b"PK\x03\x04", "docx"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text file"),
)
_READ_NOW = "A plan is read from .docx, .txt or .md."


def read_document(path: Path) -> Document:
    """Read a document from ``path``.

    Raises :class:`UnusableInput` when the file is missing, empty, too large, not what its name
    says, or of a kind that is not read.
    """
    kind = _READERS.get(path.suffix.lower())
    if kind is None:
        raise UnusableInput(f"The file {path.name} is not of a kind that is read. {_READ_NOW}")
    data = _bytes_of(path, MAX_TEXT_BYTES if kind == "text" else MAX_BYTES)
    found = next((what for mark, what in _SIGNATURES if data.startswith(mark)), "text")
    if found != kind:
        really = {"docx": "a Word or zip file", "text": "not a Word file"}.get(found, found)
        raise UnusableInput(
            f"The file {path.name} is {really}, whatever its name says. {_READ_NOW}"
        )
    if kind == "pdf":
        from lineofsight.documents.pdf import read_pdf

        blocks = read_pdf(data, path.name)
    else:
        blocks = read_docx(data, path.name) if kind == "docx" else read_text(data, path.name)
    for block in blocks:
        if isinstance(block, Table):
            _check_cells(block, path.name)
    if not blocks:
        raise UnusableInput(f"The file {path.name} holds no text that can be read.")
    return Document(path.name, blocks)


def _check_cells(table: Table, name: str) -> None:
    for row in table.rows:
        for cell in row.cells:
            if len(cell.text) > MAX_CELL:
                where = f"line {row.place.line}" if row.place.line else f"table {table.place.table}"
                raise UnusableInput(
                    f"A cell at {where} of {name} has more than {MAX_CELL:,} characters. "
                    "Check that the plan's tables are tables."
                )


def _bytes_of(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            raise UnusableInput(f"There is no file {path.name} to read. Check its name and folder.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise UnusableInput(
            f"The file {path.name} cannot be opened. Check it and try again."
        ) from error
    if len(data) > limit:
        raise UnusableInput(
            f"The file {path.name} is larger than {limit // 1_000_000} MB, more than a plan "
            "can be. Send the plan alone, without pictures."
        )
    if not data:
        raise UnusableInput(f"The file {path.name} is empty. Send the file again.")
    return data
