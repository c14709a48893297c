"""The log of who looked at children's rows from the command line."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from lineofsight.errors import UnusableInput


def log_look(store: Path, **asked: object) -> None:
    """Write down in the store who looked at what and when; never which children.

    Raises :class:`UnusableInput` where that cannot be written: without a log nothing is shown.
    """
    look = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **asked}
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
    try:
        log = os.open(store / "looks.jsonl", flags, 0o600)
        try:
            os.write(log, (json.dumps(look) + "\n").encode())
        finally:
            os.close(log)
    except OSError as error:
        raise UnusableInput(
            f"This look cannot be logged in {store} ({error.strerror}), so nothing is shown."
        ) from error
