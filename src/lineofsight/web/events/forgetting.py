"""Leaving no trace of a redacted text in the database's own files."""

import logging

from django.db import connection

_log = logging.getLogger(__name__)


def forget() -> bool:
    """Write SQLite's log of changes into the database and cut it; whether that was possible.

    Freed space is overwritten (``secure_delete``), but the log still holds pages as they were
    until nobody reads from them.  On PostgreSQL its own vacuum does it.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = bool(cursor.fetchone()[0])
    if busy:
        _log.warning("The database is being read: its log is cut tonight.")
    return not busy
