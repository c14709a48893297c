"""How commands speak and write: words for people, JSON for programs, files whole or not at all."""

import json
import os
import pwd
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def console() -> "Console":
    """Where words and tables for people go; brackets in them are brackets, not markup."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def shown(value: object) -> str:
    """A value from a document or a table as a terminal may show it: no control characters."""
    text = "" if value is None else str(value)
    return "".join(mark if mark.isprintable() else " " for mark in text)


def tell(message: str) -> None:
    """A message or progress, on standard error."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def table(
    title: str | None,
    columns: Sequence[str],
    right: Sequence[str] = (),
    whole: Sequence[str] = (),
) -> "Table":
    """An empty table with these columns: numbers to the ``right``, ids ``whole`` on one line."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(
            column,
            justify="right" if column in right else "left",
            overflow="fold",
            no_wrap=column in whole,
        )
    return made


def account() -> str:
    """The account that runs this, as the system knows it; its number where it has no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def today() -> date:
    """The day it is in England."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def a_day(text: str, option: str = "--as-at") -> date:
    """The day an option names, written YYYY-MM-DD."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise UnusableInput(
        f"{option} {text!r} is not a day: write it as YYYY-MM-DD, such as 2026-03-31."
    )


def tell_age(snapshot_day: date, as_at: date) -> None:
    """Say how old the data is where it is older than the day that is judged."""
    if as_at > snapshot_day:
        days = (as_at - snapshot_day).days
        tell(
            f"The tables stand at {snapshot_day}, {days:,} day{'s' if days > 1 else ''} before "
            f"{as_at}: what was recorded since is not in them, so what is overdue may be done."
        )


def plain_cell(value: object) -> object:
    """A value for a spreadsheet: a text that it would run as a formula is made plain text."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """A file to write aside, readable by its owner alone, that becomes ``out`` when it is done.

    Raises :class:`UnusableInput` when it cannot be written; nothing is left then.
    """
    try:
        number, name = tempfile.mkstemp(prefix=f".{out.name}-", suffix=out.suffix, dir=out.parent)
    except OSError as error:
        raise UnusableInput(f"{out} cannot be written: {error.strerror}.") from error
    os.close(number)
    aside = Path(name)
    try:
        yield aside
        aside.replace(out)
    except OSError as error:
        raise UnusableInput(f"{out} cannot be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)
