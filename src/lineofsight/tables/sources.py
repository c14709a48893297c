"""Files that are to be loaded: found, and told apart by the kind of source that they belong to."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from lineofsight.errors import UnusableInput

Kind = Literal["ssd", "annex_a", "cin_census", "ssda903", "templates", "site"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_BYTES = 4_000_000_000


@dataclass(frozen=True)
class SourceFile:
    """One file of a load; ``authority`` is the council whose file it is, where several are loaded.

    ``name`` is how reports tell it: the file's name, below its authority's where there is one.
    """

    path: Path
    name: str
    kind: Kind
    authority: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Source:
    """One source as it was given: a file, a folder or a database, and its kind where it was said.

    An ``address`` may hold a password and is never to be told.
    """

    kind: Kind | None
    path: Path | None = None
    address: str | None = None


def parted(source: str | Path, kind: str | None) -> Source:
    """A source, which may be written ``KIND=PATH``; ``kind`` is that of a source without its own.

    Raises :class:`UnusableInput` for a kind that is none, and a file that is not there.
    """
    text = str(source)
    name, equals, rest = text.partition("=")
    if equals and name in KINDS and not Path(text).exists():
        kind, text = name, rest
    known = next((each for each in KINDS if each == kind), None)
    if kind is not None and known is None:
        raise UnusableInput(f"The source kind {kind!r} is not one of {', '.join(KINDS)}.")
    if "://" in text:
        return Source(known, address=text)
    if not Path(text).exists():
        raise UnusableInput(f"The source {text} is not there.")
    return Source(known, path=Path(text))


def files_of(path: Path) -> Iterator[tuple[Path, str]]:
    """The files of a file or folder, each with its authority.

    A folder that holds only folders holds an authority in each, by the folder's name.  Links that
    lead out of a folder are not followed.
    """
    if path.is_file():
        yield path, ""
        return
    inside = path.resolve()
    seen = sorted(each for each in path.iterdir() if not each.name.startswith("."))
    files = [each for each in seen if each.is_file()]
    folders = [] if files else [each for each in seen if each.is_dir()]
    for file in files:
        if file.resolve().is_relative_to(inside):
            yield file, ""
    for folder in folders:
        for file in sorted(each for each in folder.iterdir() if each.is_file()):
            if not file.name.startswith(".") and file.resolve().is_relative_to(inside):
                yield file, folder.name


def look_at(path: Path, kind: Kind, authority: str = "", name: str | None = None) -> SourceFile:
    """A file as it goes into a load; its name is the file's own unless another is given.

    Raises :class:`UnusableInput` for one that is empty or too large.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnusableInput(f"{path.name} is empty: export it again.")
    if size > MOST_BYTES:
        raise UnusableInput(f"{path.name} has {size:,} bytes, more than the {MOST_BYTES:,} read.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    own = f"{authority}/{path.name}" if authority else path.name
    return SourceFile(path, name or own, kind, authority, digest, size)
