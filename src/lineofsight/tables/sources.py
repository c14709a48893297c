"""Files that are to be loaded: found, told apart, and looked over before anything reads them."""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lineofsight.errors import UnusableInput

KINDS = ("ssd", "annex_a", "cin_census", "ssda903", "templates", "site")
MOST_BYTES = 4_000_000_000
MOST_COLUMNS = 1000
LONGEST_HEADER = 100_000
_CHUNK = 1 << 20


@dataclass(frozen=True)
class SourceFile:
    """One file, looked over: its header, its hash, and the encoding it is written in."""

    path: Path
    name: str
    header: tuple[str, ...]
    sha256: str
    bytes: int
    encoding: str


def find_files(sources: Sequence[str | Path], kind: str) -> list[Path]:
    """The files of files and folders, each of which may be written ``KIND=PATH``.

    Links that lead out of a folder are not followed.  Raises :class:`UnusableInput` for what is
    not there, and for a kind of source that cannot be read yet.
    """
    found: list[Path] = []
    for source in sources:
        own_kind, path = _parted(source, kind)
        if own_kind not in KINDS:
            raise UnusableInput(f"The source kind {own_kind!r} is not one of {', '.join(KINDS)}.")
        if own_kind != "ssd":
            raise UnusableInput(
                f"Sources of the kind {own_kind} cannot be read yet: only ssd can, as CSV."
            )
        if path.is_dir():
            inside = path.resolve()
            found += sorted(
                file
                for file in path.iterdir()
                if file.is_file()
                and not file.name.startswith(".")
                and file.resolve().is_relative_to(inside)
            )
        elif path.is_file():
            found.append(path)
        else:
            raise UnusableInput(f"The source {path} is not there.")
    if not found:
        named = ", ".join(str(source) for source in sources) or "no source"
        raise UnusableInput(f"There is no file to load in {named}.")
    return list(dict.fromkeys(found))


def look_over(path: Path) -> SourceFile:
    """A CSV file's header, hash and encoding.

    Raises :class:`UnusableInput` for a file that is empty, too large, no text, or whose header
    cannot be one.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnusableInput(f"{path.name} is empty: export it again.")
    if size > MOST_BYTES:
        raise UnusableInput(f"{path.name} has {size:,} bytes, more than the {MOST_BYTES:,} read.")
    digest = hashlib.sha256()
    utf8 = True
    pending = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise UnusableInput(
                    f"{path.name} is written in UTF-16: export the table as CSV, UTF-8."
                )
            if b"\0" in chunk or chunk.startswith(b"PK\x03\x04"):
                raise UnusableInput(
                    f"{path.name} is not a text file: export the table as CSV, UTF-8."
                )
            if utf8:
                pending, utf8 = _decodes(pending + chunk)
    utf8 = utf8 and not pending
    encoding = "utf-8-sig" if utf8 else "cp1252"
    return SourceFile(path, path.name, _header(path, encoding), digest.hexdigest(), size, encoding)


def _parted(source: str | Path, kind: str) -> tuple[str, Path]:
    text = str(source)
    name, equals, rest = text.partition("=")
    if equals and name in KINDS and not Path(text).exists():
        return name, Path(rest)
    return kind, Path(text)


def _decodes(data: bytes) -> tuple[bytes, bool]:
    """The bytes of a character that the data breaks off in, and whether all before is UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_short = error.reason == "unexpected end of data"
        return (data[error.start :], True) if cut_short else (b"", False)
    return b"", True


def _header(path: Path, encoding: str) -> tuple[str, ...]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        line = file.readline(LONGEST_HEADER)
    names = next(csv.reader([line]), [])
    header = tuple(name.strip().lower() for name in names)
    if not line.endswith(("\n", "\r")) and len(line) >= LONGEST_HEADER:
        raise UnusableInput(f"{path.name} has no header: its first line does not end.")
    if len(header) > MOST_COLUMNS:
        raise UnusableInput(f"{path.name} has {len(header):,} columns; no table has so many.")
    for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")):
        if len(header) == 1 and mark in line:
            raise UnusableInput(
                f"The cells of {path.name} are parted by {name}: export it parted by commas."
            )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise UnusableInput(f"{path.name} has the column {twice[0]!r} twice: export it again.")
    return header
