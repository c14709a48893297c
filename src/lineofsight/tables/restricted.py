"""Children whose records are shown only to named people, though they count in every figure.

The table ``restricted`` says of whom that is so, and it fails safe: a restriction without an end
holds, one without a beginning always did, and what the current snapshot says holds for a look at
any older one.
"""

from datetime import date
from pathlib import Path

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.snapshots import Snapshot, open_snapshot

TABLE = "restricted"
READERS_FILE = "restricted-readers.txt"


def restricted_people(store: Path, used: Snapshot, on: date) -> frozenset[str]:
    """The ids of children who are restricted on a day, as ``used`` or the current snapshot says.

    An id that several authorities use is restricted in all of them.  Where nothing is current yet,
    ``used`` alone says it: a load that waits to be looked at.
    """
    current = (store / "current").exists()
    return _of(used, on) | (_of(open_snapshot(store), on) if current else frozenset())


def check_may_read_restricted(store: Path, account: str) -> None:
    """Raise :class:`UnusableInput` unless the store names an account in restricted-readers.txt.

    The file has an account a line and is written by whoever answers for the store.
    """
    path = store / READERS_FILE
    lines = path.read_text("utf-8-sig").splitlines() if path.exists() else []
    if account not in filter(None, map(str.strip, lines)):
        raise UnusableInput(
            f"{account} is not named in {path}, so restricted records stay hidden; "
            "whoever answers for the store can add the name."
        )


def _of(snapshot: Snapshot, on: date) -> frozenset[str]:
    if TABLE not in snapshot.tables:
        return frozenset()
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        rows = connection.execute(
            f"select person_id from {TABLE} where coalesce(restricted_from, ?) <= ? "
            "and coalesce(restricted_until, ?) >= ?",
            [on] * 4,
        ).fetchall()
    return frozenset(str(person) for (person,) in rows)
