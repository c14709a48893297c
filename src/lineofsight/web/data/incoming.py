"""Files on their way into the store: kept apart, for the site alone, and deleted after the load."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from lineofsight.errors import UnusableInput
from lineofsight.web.files.keeping import safe_name

PROGRESS = "progress.txt"
JSON = dict[str, Any]


class Upload(Protocol):
    """A file as Django hands it over."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """Its bytes, piece by piece."""


def keep_incoming(uploads: Sequence[Upload]) -> tuple[str, list[JSON]]:
    """Write files into a folder of their own, which nobody else on the machine can read.

    Returns the folder's name, and the name, size and SHA-256 of each file.  Raises
    :class:`UnusableInput` where two have one name, or all are larger than a load may be.
    """
    name = secrets.token_hex(16)
    files = files_of(name)
    settings.PLACES.incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.parent.mkdir(mode=0o700)
    files.mkdir(mode=0o700)
    left = settings.LOAD_LIMIT
    kept: list[JSON] = []
    try:
        for upload in uploads:
            path = files / safe_name(upload.name or "")
            if path.exists():
                raise UnusableInput(f"Two files are called {path.name}: give one of them.")
            size, digest = _write(path, upload.chunks(), left)
            left -= size
            kept.append({"name": path.name, "bytes": size, "sha256": digest})
    except BaseException:
        drop_incoming(name)
        raise
    return name, kept


def _write(path: Path, chunks: Iterable[bytes], most: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise UnusableInput(
                    f"The files are larger than {settings.LOAD_LIMIT // 1024**2:,} MB together: "
                    "load fewer at once, and not afresh, so that the others stay."
                )
            digest.update(chunk)
            out.write(chunk)
    return size, digest.hexdigest()


def files_of(name: str) -> Path:
    """The folder of the files that were given together."""
    folder: Path = settings.PLACES.incoming / name
    return folder / "files"


def drop_incoming(name: str) -> None:
    """Delete files that were given together; nothing where they are gone."""
    if name:
        shutil.rmtree(settings.PLACES.incoming / name, ignore_errors=True)


def given_before(moment: datetime) -> list[str]:
    """The names of the folders whose files were given before a moment."""
    folder: Path = settings.PLACES.incoming
    if not folder.is_dir():
        return []
    return [each.name for each in folder.iterdir() if each.stat().st_mtime < moment.timestamp()]


def drop_arriving_before(moment: datetime) -> None:
    """Delete uploads that were still arriving when the site was killed, before a moment."""
    for each in settings.PLACES.arriving().iterdir():
        if each.stat().st_mtime < moment.timestamp():
            each.unlink(missing_ok=True)


def tell_progress(name: str, said: str) -> None:
    """Note how far the load of these files is."""
    (settings.PLACES.incoming / name / PROGRESS).write_text(said, encoding="utf-8")


def progress_of(name: str) -> str:
    """How far the load of these files is; nothing where that was not told."""
    try:
        path: Path = settings.PLACES.incoming / name / PROGRESS
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
