"""Where in a TOML file something is written: the line that a sentence about it can name."""

import re
from collections.abc import Sequence
from functools import lru_cache

Key = str | int

_PART = r"(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)"
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*(\[\[?)\s*({_NAME})\s*\]")
_ASSIGNED = re.compile(rf"\s*({_NAME})\s*=")


def line_of(text: str, keys: Sequence[Key]) -> int | None:
    """The line on which the deepest written part of ``keys`` stands; None where none is written.

    ``keys`` lead to a value: names, and places in arrays counted from 0.  A value within an inline
    table or array is found by the line on which that begins.
    """
    places = _written(text)
    parts = (tuple(keys[:depth]) for depth in range(len(keys), 0, -1))
    return next((places[part] for part in parts if part in places), None)


@lru_cache(maxsize=8)
def _written(text: str) -> dict[tuple[Key, ...], int]:
    """Every header and assignment, as the keys that lead to it, with the line of the first."""
    found: dict[tuple[Key, ...], int] = {}
    within: tuple[Key, ...] = ()
    places: dict[tuple[Key, ...], int] = {}
    quoted = False
    for number, line in enumerate(text.splitlines(), start=1):
        was_quoted = quoted
        if (line.count('"""') + line.count("'''")) % 2:
            quoted = not quoted
        if was_quoted:
            continue
        if header := _TABLE.match(line):
            within = _led_to(_parts(header[2]), places)
            if header[1] == "[[":
                places[within] = places.get(within, -1) + 1
                within = (*within, places[within])
            found.setdefault(within, number)
        elif assigned := _ASSIGNED.match(line):
            found.setdefault((*within, *_parts(assigned[1])), number)
    return found


def _led_to(parts: Sequence[str], places: dict[tuple[Key, ...], int]) -> tuple[Key, ...]:
    """The keys to a table: where its parent is an array, those of the array's last table."""
    path: tuple[Key, ...] = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in places:
            path = (*path, places[path])
    return (*path, parts[-1])


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, name))
