"""Choosing a reader by what a file is, not only by what it is called."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from lineofsight.documents.apart import read_apart
from lineofsight.documents.delimited import read_delimited
from lineofsight.documents.docx import read_docx
from lineofsight.documents.model import MAX_CELL, MAX_COLUMNS, MAX_TABLES, Block, Document, Table
from lineofsight.documents.text import read_text
from lineofsight.documents.web import read_web
from lineofsight.errors import UnusableInput

MAX_BYTES = 50_000_000
MAX_TEXT_BYTES = 3_000_000

_Reader: TypeAlias = Callable[[bytes, str], tuple[Block, ...]]
_READERS: dict[str, _Reader] = {
    "PDF": lambda data, name: read_apart("pdf", data, name),
    "workbook": lambda data, name: read_apart("workbook", data, name),
    "text": read_text,
    "table of text": read_delimited,
    "web page": read_web,
}
_KINDS = {
    ".docx": "Word document", ".docm": "Word document", ".pdf": "PDF",
    ".xlsx": "workbook", ".xlsm": "workbook", ".xls": "workbook", ".ods": "workbook",
    ".csv": "table of text", ".tsv": "table of text",
    ".html": "web page", ".htm": "web page", ".txt": "text", ".md": "text",
}  # fmt: skip
_TEXTS = {"text", "table of text", "web page"}
READ_NOW = "A plan is read from .docx, .pdf, .xlsx, .xls, .ods, .csv, .tsv, .html, .txt or .md."
# Where the mark of a PDF may stand.
_HEAD = 1024


def read_document(path: Path) -> Document:
    """Read a document from ``path``.

    Raises :class:`UnusableInput` when the file is missing, empty, too large, not what its name
    says, or of a kind that is not read.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise UnusableInput(f"The file {path.name} is not of a kind that is read. {READ_NOW}")
    data = _bytes_of(path, MAX_TEXT_BYTES if kind in _TEXTS else MAX_BYTES)
    found = _kind_of(data, path.name)
    if found != kind and not (found == "text" and kind in _TEXTS):
        raise UnusableInput(
            f"The file {path.name} is {_a(found)}, whatever its name says. {READ_NOW}"
        )
    document = _read(kind, data, path.name)
    if sum(isinstance(block, Table) for block in document.blocks) > MAX_TABLES:
        raise UnusableInput(
            f"The file {path.name} has more than {MAX_TABLES:,} tables. Send the plan alone."
        )
    for block in document.blocks:
        if isinstance(block, Table):
            _check_cells(block, path.name)
    if not document.blocks:
        raise UnusableInput(f"The file {path.name} holds no text that can be read.")
    return document


def _read(kind: str, data: bytes, name: str) -> Document:
    if kind == "Word document":
        return read_docx(data, name)
    return Document(name, _READERS[kind](data, name))


def _kind_of(data: bytes, name: str) -> str:
    """What ``data`` is by its own marks."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_package(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _kind_of_old(data, name)
    if data.startswith(b"{\\rtf"):
        return "rich text file"
    return "PDF" if b"%PDF-" in data[:_HEAD] else "text"


def _kind_of_package(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnusableInput(
            f"The file {name} is damaged and cannot be opened. Send it again."
        ) from error
    if "word/document.xml" in parts:
        return "Word document"
    if parts & {"xl/workbook.xml", "xl/workbook.bin"} or "content.xml" in parts:
        return "workbook"
    return "zip file, but no Word document or workbook"


def _kind_of_old(data: bytes, name: str) -> str:
    """An old Office file; new ones with a password are wrapped in one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnusableInput(
            f"The file {name} is protected by a password. Send it without the password."
        )
    return "old Word file" if "WordDocument".encode("utf-16-le") in data else "workbook"


def _a(kind: str) -> str:
    return "text" if kind == "text" else f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _check_cells(table: Table, name: str) -> None:
    for row in table.rows:
        where = f"line {row.place.line}" if row.place.line else f"table {table.place.table}"
        if len(row.cells) > MAX_COLUMNS:
            raise UnusableInput(
                f"A row at {where} of {name} has more than {MAX_COLUMNS} columns. "
                "Send the plan alone."
            )
        for cell in row.cells:
            if len(cell.text) > MAX_CELL:
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
