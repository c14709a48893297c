"""Writes a workbook as Excel 97 to 2003 did (.xls), as far as a test of reading one needs it.

A file of streams (MS-CFB) holds one stream, "Workbook", of records (BIFF8, MS-XLS): for each sheet
its name and its cells, texts or numbers, a number plain or shown as a day.
"""

import datetime
import struct
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = str | float | datetime.date
Sheets: TypeAlias = Mapping[str, Sequence[Sequence[Value]]]

_SECTOR = 512
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
# Streams shorter than this lie in smaller sectors, which are not written here.
_SMALLEST = 4096
_PLAIN, _DAY = 0, 1
_DAY_ZERO = datetime.date(1899, 12, 30)


def old_workbook(sheets: Sheets, hidden: Collection[str] = ()) -> bytes:
    """The bytes of an .xls file with these sheets, each a list of rows; empty texts are no cells.

    Sheets whose names are ``hidden`` are there and not shown.
    """
    return _file_of(_workbook(sheets, hidden))


def _record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<HH", kind, len(body)) + body


def _workbook(sheets: Sheets, hidden: Collection[str]) -> bytes:
    bodies = [_sheet(rows) for rows in sheets.values()]
    looks = b"".join(
        # A cell's look: font, number format, and 16 bytes of alignment, borders and colours.
        _record(0x00E0, struct.pack("<HHH", 0, form, 1), bytes(14))
        for form in (0, 14)
    )
    head = _begin(0x0005) + _record(0x0042, struct.pack("<H", 1200)) + looks
    names = [bytes([name in hidden, 0]) + _text(name, "<B") for name in sheets]
    places = len(head) + sum(len(name) + 8 for name in names) + 4
    listed = b""
    for name, body in zip(names, bodies, strict=True):
        listed += _record(0x0085, struct.pack("<I", places), name)
        places += len(body)
    return head + listed + _record(0x000A) + b"".join(bodies)


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _sheet(rows: Sequence[Sequence[Value]]) -> bytes:
    width = max(map(len, rows), default=0)
    size = _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    cells = (
        _cell(at, column, value)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if value != ""
    )
    return _begin(0x0010) + size + b"".join(cells) + _record(0x000A)


def _cell(row: int, column: int, value: Value) -> bytes:
    if isinstance(value, str):
        return _record(0x0204, struct.pack("<HHH", row, column, _PLAIN), _text(value, "<H"))
    look = _PLAIN
    if isinstance(value, datetime.date):
        look, value = _DAY, (value - _DAY_ZERO).days
    return _record(0x0203, struct.pack("<HHHd", row, column, look, value))


def _text(text: str, length: str) -> bytes:
    """How many letters, that each takes two bytes, and the letters."""
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _file_of(stream: bytes) -> bytes:
    """A file of streams with one stream: a head, the chain of its sectors, a folder, the stream."""
    stream = stream.ljust(_SMALLEST, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    chains = 1
    while chains * (_SECTOR // 4) < chains + 1 + sectors:
        chains += 1
    first = chains + 1
    fat = [_FAT] * chains + [_END, *range(first + 1, first + sectors), _END]
    fat += [_FREE] * (chains * (_SECTOR // 4) - len(fat))
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, chains, chains, 0, _SMALLEST, _END, 0, _END, 0,
    )  # fmt: skip
    listed = [*range(chains), *[_FREE] * (109 - chains)]
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _NONE, first, len(stream))
    parts = (head, struct.pack("<109I", *listed), struct.pack(f"<{len(fat)}I", *fat))
    return b"".join(parts) + folder.ljust(_SECTOR, b"\0") + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", written, len(written) + 2, kind, 1, _NONE, _NONE, child,
        0, start, size,
    )  # fmt: skip
