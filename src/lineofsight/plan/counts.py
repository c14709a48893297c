"""Actions counted inside their cells (1. 2. 3.), anew in each row or on through table or plan."""

import re
from collections.abc import Sequence

from lineofsight.plan.items import counted_items

_FIRST = re.compile(r"\s*(?P<n>\d{1,3})[.)]\s*(?=[\"'“‘(A-Z])")


class Counts:
    """Follows the numbers through the cells of actions.

    A number that begins again in another row counts the actions of its row and names none; one
    that runs through the plan, or through the rows of each of its ``sections``, is the action's
    own.  ``sections`` says for each text where it stands; without it all stand together.
    """

    def __init__(self, texts: Sequence[str], sections: Sequence[object] = ()) -> None:
        within: dict[object, list[list[str]]] = {}
        for section, text in zip(sections or [None] * len(texts), texts, strict=True):
            if part := [number for number, _ in _counted(text, None)]:
                within.setdefault(section, []).append(part)
        numbers = _flat([part for parts in within.values() for part in parts])
        rows = [parts for parts in within.values() if len(parts) > 1]
        run = bool(rows) and all(len(set(_flat(parts))) == len(_flat(parts)) for parts in rows)
        self._named = run or len(set(numbers)) == len(numbers)
        # One number alone may belong to anything.
        self._counts = len(numbers) > 1
        self._last: int | None = None

    def items(self, text: str) -> list[tuple[str | None, str]]:
        """The actions of a cell that begins with a number, each with its own or None."""
        if not self._counts:
            return []
        parts = _counted(text, self._last)
        if parts:
            self._last = int(parts[-1][0])
        return [(number if self._named else None, item) for number, item in parts]


def _flat(parts: Sequence[Sequence[str]]) -> list[str]:
    return [number for part in parts for number in part]


def _counted(text: str, last: int | None) -> list[tuple[str, str]]:
    """The numbered items of a cell that begins with 1, or with the number after ``last``."""
    first = _FIRST.match(text)
    if first is None:
        return []
    number = int(first["n"])
    if last is not None and number not in (1, last + 1):
        return []
    items = counted_items(text, number - 1 if number > 1 else None)
    return [(item.ref, item.text) for item in items if item.ref]
