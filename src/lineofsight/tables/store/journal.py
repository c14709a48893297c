"""What was done to a store: a line each, forced to disk, only ever added to.

A swap is written before its link moves.  So the last swap in the journal either took place or was
interrupted, and whoever next holds the store's lock sees which and says so (:func:`mend`).
Nothing here tells of a child: who was left out of a rebuild stands as keyed hashes.
"""

import errno
import os
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.tables.store.ids import loaded_as

JOURNAL_FILE = "journal.jsonl"


class Entry(BaseModel):
    """One thing done: a snapshot made current (or not after all), pinned, pruned; people forgotten.

    ``people`` are keyed hashes; ``snapshot`` is empty where it was done to all.
    """

    model_config = ConfigDict(frozen=True)

    what: Literal["current", "interrupted", "pinned", "unpinned", "pruned", "forgotten"]
    snapshot: str = ""
    at: datetime | None
    by: str
    why: str
    people: tuple[str, ...] = ()


def record(store: Path, entry: Entry) -> None:
    """Add a line, whole or not at all."""
    line = (entry.model_dump_json() + "\n").encode()
    with (store / JOURNAL_FILE).open("ab", buffering=0) as file:
        end = file.tell()
        try:
            if file.write(line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), file.name)
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


def entries(store: Path) -> list[Entry]:
    """Everything that was done, in order; a line that a power cut broke off is left out."""
    try:
        text = (store / JOURNAL_FILE).read_bytes()
    except FileNotFoundError:
        return []
    found = []
    for number, line in enumerate(text.split(b"\n")[:-1], start=1):
        try:
            found.append(Entry.model_validate_json(line))
        except ValidationError as error:
            raise UnusableInput(
                f"The journal of the store {store} is damaged in line {number:,}: "
                f"put {JOURNAL_FILE} back from a backup."
            ) from error
    return found


def swaps(store: Path) -> list[Entry]:
    """Which snapshot became current, one after the other; those that took place."""
    found: list[Entry] = []
    for entry in entries(store):
        if entry.what == "current":
            found.append(entry)
        elif entry.what == "interrupted":
            found.pop()
    return found


def mend(store: Path) -> None:
    """Make the journal's end tell the truth again, whatever moment the last writer stopped at."""
    path = store / JOURNAL_FILE
    if path.exists():
        text = path.read_bytes()
        os.truncate(path, text.rfind(b"\n") + 1)
    told = swaps(store)
    link = store / "current"
    now = link.readlink().name if link.is_symlink() else None
    if told and told[-1].snapshot != now:
        why = f"it never became current: {now or 'nothing'} still was"
        never = told[-1].snapshot
        record(store, Entry(what="interrupted", snapshot=never, at=None, by="", why=why))


def set_aside(store: Path) -> frozenset[str]:
    """The loads, by their first ids, from which a roll back went back and nobody returned."""
    line: list[str] = []
    aside: set[str] = set()
    for swap in swaps(store):
        load = loaded_as(swap.snapshot)
        if load in line:
            after = line.index(load) + 1
            aside.update(line[after:])
            del line[after:]
        else:
            line.append(load)
        aside.discard(load)
    return frozenset(aside)
