"""Files that are no plan, or mean harm: each with what must be told of it."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
from weasyprint import HTML

from tests.support.old_workbook import old_workbook

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "fernshire-improvement-plan.docx"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_SHEET = "xl/worksheets/sheet1.xml"
_SCORECARD = "xl/worksheets/sheet2.xml"
_ENTITIES = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d SYSTEM "file:///etc/hostname">]>'
)
# A picture of one white point.
_DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
)
_UNPACKS, _TOO_MUCH, _DAMAGED = "unpacks to far more", "more time or memory", "is damaged"
_NONE, _COLUMNS, _ENTITY = "No plan was found", "more than 300 columns", "entities"
_PASSWORD = "protected by a password"


def _example(kind: str) -> bytes:
    return EXAMPLE.with_suffix(f".{kind}").read_bytes()


def _with(kind: str, part: str, xml: str | bytes, *others: str) -> bytes:
    """The example with another part in the place of one of its own, and of these others."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_example(kind))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in source.namelist():
            package.writestr(name, xml if name in (part, *others) else source.read(name))
    return out.getvalue()


def _word(body: str, head: str = "", encoding: str = "utf-8") -> bytes:
    xml = f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return _with("docx", "word/document.xml", xml.encode(encoding))


def _table(cells: str, times: int = 1) -> str:
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" * times


def _words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _sheet(rows: str, after: str = "") -> bytes:
    xml = f'<worksheet {_S}><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>'
    return _with("xlsx", _SHEET, f"{xml}{after}</worksheet>", _SCORECARD)


def _open_sheet(rows: str, head: str = "") -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "table", "text"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"{head}<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Plan">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def _open_row(text: str, row: str = "", cell: str = "") -> str:
    return (
        f"<table:table-row {row}><table:table-cell {cell}><text:p>{text}</text:p>"
        "</table:table-cell></table:table-row>"
    )


def _bomb(part: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, bytes(size))
    return out.getvalue()


def _printed(html: str) -> bytes:
    made: bytes = HTML(string=html).write_pdf()
    return made


def _locked() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(_example("pdf")))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _old_locked() -> bytes:
    # New files with a password are wrapped in a file of the old kind that has this stream.
    return old_workbook({"Plan": [["Action"]]}) + "EncryptedPackage".encode("utf-16-le")


_FAR = '<row r="1"><c r="A1"><v>1</v></c></row>'
_MANY = 2**31
_WIDE = f'<w:tc><w:tcPr><w:gridSpan w:val="{_MANY}"/></w:tcPr>{_words("a")}</w:tc>'
_CELL = f"<w:tc>{_words('a')}</w:tc>"
_SPREAD = f'table:number-columns-repeated="{_MANY}" table:number-columns-spanned="{_MANY}"'

# By name, which ends as the file does: what makes it, and what is told of it.
MADE: dict[str, tuple[Callable[[], bytes], str]] = {
    **{f"empty.{kind}": (bytes, "is empty") for kind in ("docx", "pdf", "xlsx", "ods", "csv")},
    **{
        f"cut-{at}.{kind}": (lambda kind=kind, at=at: _example(kind)[: at * 1000], _DAMAGED)
        for kind in ("docx", "xlsx", "pdf")
        for at in (1, 9)
    },
    "cut.ods": (lambda: _open_sheet(_open_row("a") * 99)[:300], _DAMAGED),
    "cut.xls": (lambda: old_workbook({"Plan": [["Action"]] * 99})[:3000], _DAMAGED),
    "workbook.docx": (lambda: _example("xlsx"), "is a workbook"),
    "word.pdf": (lambda: _example("docx"), "is a Word document"),
    "print.csv": (lambda: _example("pdf"), "is a PDF"),
    "words.xlsx": (lambda: b"Action, due", "is text"),
    "picture.txt": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is not text"),
    "locked.docx": (_old_locked, _PASSWORD),
    "locked.xlsx": (_old_locked, _PASSWORD),
    "locked.pdf": (_locked, _PASSWORD),
    "scan.pdf": (
        lambda: _printed(f'<img src="data:image/png;base64,{_DOT}">'),
        "text recognition",
    ),
    "blank.pdf": (lambda: _printed("<p></p>"), "holds no text"),
    "bomb.docx": (lambda: _bomb("word/document.xml", 200_000_000), _UNPACKS),
    "bomb.xlsx": (lambda: _bomb("xl/workbook.xml", 200_000_000), _DAMAGED),
    "bomb.ods": (lambda: _bomb("content.xml", 200_000_000), _UNPACKS),
    "nested-bomb.docx": (
        lambda: _with("docx", "word/document.xml", _bomb("word/document.xml", 200_000_000)),
        _DAMAGED,
    ),
    "nested-bomb.xlsx": (
        lambda: _with("xlsx", "xl/workbook.xml", _bomb("xl/workbook.xml", 200_000_000)),
        _DAMAGED,
    ),
    "entity.docx": (lambda: _word(_words("&c;"), _ENTITIES), _ENTITY),
    "outside-entity.docx": (lambda: _word(_words("&d;"), _ENTITIES), _ENTITY),
    "entity-in-utf-16.docx": (lambda: _word(_words("&c;"), _ENTITIES, "utf-16"), _ENTITY),
    "entity-in-ebcdic.docx": (
        lambda: _with(
            "docx",
            "word/document.xml",
            b'<?xml version="1.0" encoding="cp037"?>' + f"{_ENTITIES}<a>&c;</a>".encode("cp037"),
        ),
        _DAMAGED,
    ),
    "entity-in-styles.docx": (
        lambda: _with("docx", "word/styles.xml", f"{_ENTITIES}<a>&d;</a>"),
        _ENTITY,
    ),
    **{
        f"entity-in-{name}.xlsx": (
            lambda part=part: _with("xlsx", part, f"{_ENTITIES}<a>&c;&d;</a>"),
            f"{_DAMAGED}|{_ENTITY}",
        )
        for name, part in (("sheet", _SHEET), ("texts", "xl/sharedStrings.xml"))
    },
    "entity.ods": (lambda: _open_sheet(_open_row("&c;"), _ENTITIES), _ENTITY),
    "outside-entity.ods": (lambda: _open_sheet(_open_row("&d;"), _ENTITIES), _ENTITY),
    "columns.csv": (lambda: b"\n".join([b",".join([b"a"] * 10_000)] * 2), _COLUMNS),
    "columns.txt": (lambda: b"\n".join([b"\t".join([b"a"] * 10_000)] * 2), _COLUMNS),
    "columns.docx": (lambda: _word(_table(_CELL * 10_000)), _COLUMNS),
    "columns.xlsx": (
        lambda: _sheet('<row r="1">' + "<c><v>1</v></c>" * 10_000 + "</row>"),
        "300 columns",
    ),
    "control.csv": (lambda: b"Action,Due\n\x01\x02\x03,\x04\n", "is not text"),
    "control.txt": (lambda: b"Action\tDue\n\x00\x07\x1b[2J\n", "is not text"),
    "line.txt": (lambda: b"x" * 2_900_000, "Line 1 of"),
    "line.csv": (lambda: b"x" * 2_900_000, "too long"),
    "large.txt": (lambda: b"x" * 100_000_000, "larger than 3 MB"),
    "large.csv": (lambda: b"x" * 100_000_000, "larger than 3 MB"),
    "nested.docx": (
        lambda: _word("<w:tbl><w:tr><w:tc>" * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000),
        "nested|unpacks",
    ),
    "nested.html": (lambda: b"<table><tr><td>" * 100_000, "nested"),
    "tables.docx": (lambda: _word(_table(_CELL, 100_000)), "5,000 tables|unpacks"),
    "spans.docx": (lambda: _word(_table(_WIDE)), _NONE),
    "many-spans.docx": (lambda: _word(_table(_WIDE.replace(str(_MANY), "60") * 5_000)), _COLUMNS),
    "spans.xlsx": (
        lambda: _sheet(_FAR, f'<mergeCells><mergeCell ref="A1:XFD{_MANY}"/></mergeCells>'),
        _NONE,
    ),
    "spans.ods": (
        lambda: _open_sheet(_open_row("a", f'table:number-rows-repeated="{_MANY}"', _SPREAD)),
        _NONE,
    ),
    "spans.html": (
        lambda: f"<table><tr><td rowspan={_MANY} colspan={_MANY}>a<td>b</table>".encode(),
        _NONE,
    ),
    "claims.xlsx": (lambda: _sheet(_FAR), _NONE),
    "far.xlsx": (
        lambda: _sheet(f'{_FAR}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        _TOO_MUCH,
    ),
}
# Those that take some seconds to make or to refuse.
MADE_LONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "sheet-bomb.xlsx": (
        lambda: _with("xlsx", _SHEET, bytes(600_000_000)),
        f"{_TOO_MUCH}|{_UNPACKS}",
    ),
    "texts-bomb.xlsx": (
        lambda: _with("xlsx", "xl/sharedStrings.xml", b" " * 600_000_000),
        f"{_TOO_MUCH}|{_UNPACKS}",
    ),
    "rows.ods": (
        lambda: _open_sheet(
            _open_row(
                "a",
                'table:number-rows-repeated="1048576"',
                'table:number-columns-repeated="300"',
            )
        ),
        f"{_TOO_MUCH}|larger than",
    ),
}


def made(folder: Path, name: str) -> Path:
    """The file of that name."""
    path = folder / name
    path.write_bytes((MADE | MADE_LONG)[name][0]())
    return path


def told_of(name: str) -> str:
    """What must be told of the file of that name."""
    return (MADE | MADE_LONG)[name][1]


def no_files(folder: Path) -> dict[str, Path]:
    """Paths at which there is nothing to read, by what is there."""
    (folder / "folder.docx").mkdir()
    os.mkfifo(folder / "pipe.docx")
    (folder / "round.docx").symlink_to(folder / "and-round.docx")
    (folder / "and-round.docx").symlink_to(folder / "round.docx")
    return {
        "a folder": folder / "folder.docx",
        "a pipe": folder / "pipe.docx",
        "links in a circle": folder / "round.docx",
        "nothing": folder / "nothing.docx",
        "a name too long": folder / f"{'n' * 300}.docx",
    }
