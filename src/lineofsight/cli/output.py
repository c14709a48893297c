"""How commands speak: tables for people, one JSON document for programs, dates from text."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def console() -> "Console":
    """Where words and tables for people go."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def tell(message: str) -> None:
    """A message or progress, on standard error."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def table(title: str | None, columns: Sequence[str], right: Sequence[str] = ()) -> "Table":
    """An empty table with these columns, numbers to the right."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return made


def a_day(text: str, option: str = "--as-at") -> date:
    """The day an option names, written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnusableInput(
            f"{option} {text!r} is not a day: write it as YYYY-MM-DD, such as 2026-03-31."
        ) from error
