"""Writing given files into the deployment's folder, and finding them again."""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from django.conf import settings

from lineofsight.errors import UnusableInput

LONGEST_NAME = 200


@dataclass(frozen=True)
class Given:
    """A file that was written: its digest, its size in bytes, and a name safe to show."""

    sha256: str
    size: int
    name: str


def keep_file(chunks: Iterable[bytes], name: str) -> Given:
    """Write ``chunks`` under their SHA-256; raise ``UnusableInput`` past the upload limit.

    The file is whole or not there at all: it is written aside, flushed to the disk and renamed.
    """
    folder: Path = settings.PLACES.files
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, aside = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > settings.UPLOAD_LIMIT:
                    raise UnusableInput(too_large(name))
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        Path(aside).replace(file_path(digest.hexdigest()))
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return Given(digest.hexdigest(), size, safe_name(name))


def keep_path(path: Path) -> Given:
    """Keep the file that lies at ``path``."""
    with path.open("rb") as held:
        return keep_file(iter(lambda: held.read(65536), b""), path.name)


def too_large(name: str) -> str:
    """What is said of a file past the limit."""
    limit = settings.UPLOAD_LIMIT // (1024 * 1024)
    return f"{safe_name(name)} is larger than {limit} MB: give a smaller file."


def file_path(sha256: str) -> Path:
    """Where the file with this digest lies."""
    folder: Path = settings.PLACES.files
    return folder / sha256


@contextmanager
def under_its_name(sha256: str, name: str) -> Iterator[Path]:
    """A path to the file that ends as ``name`` does, for readers that go by the ending."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.symlink_to(file_path(sha256))
        yield path


def safe_name(name: str) -> str:
    """``name`` without folders, control characters or marks that turn the writing direction."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    if len(shown) > LONGEST_NAME:
        stem, dot, ending = shown.rpartition(".")
        shown = (stem or ending)[: LONGEST_NAME - 10] + (dot + ending[:8] if stem else "")
    return shown or "file"
