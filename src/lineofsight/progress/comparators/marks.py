"""What stands in a cell of a published table: a number, or a mark for why there is none.

The marks are those of the Department's open data standards, and the older ones that they took the
place of.  A mark is never a 0: ``low`` is more than 0 and less than what rounding shows.
"""

import re
from dataclasses import dataclass
from typing import Literal

from lineofsight.errors import UnusableInput

Mark = Literal["suppressed", "not_applicable", "not_available", "low", "unreliable", "blank"]

MARKS: dict[str, Mark] = {
    "c": "suppressed",
    "z": "not_applicable",
    "x": "not_available",
    ":": "not_available",
    "low": "low",
    "k": "low",
    "~": "low",
    "u": "unreliable",
    "": "blank",
}

MEANS: dict[Mark, str] = {
    "suppressed": "held back so that nobody can be recognised",
    "not_applicable": "cannot exist there",
    "not_available": "was not collected or is not known",
    "low": "rounds to 0 and is not 0",
    "unreliable": "is too unsure to be told",
    "blank": "was left empty",
}

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, or the mark that stands in place of one; exactly one of the two."""

    number: float | None
    mark: Mark | None


def cell_of(text: str, where: str) -> Cell:
    """What a cell says; capital and small letters are the same mark.

    Raises :class:`UnusableInput`, which begins with ``where``, for what is neither a number of 0 or
    more nor a known mark.
    """
    said = text.strip()
    mark = MARKS.get(said.lower())
    if mark is not None:
        return Cell(None, mark)
    if not _NUMBER.fullmatch(said):
        known = ", ".join(mark for mark in MARKS if mark)
        raise UnusableInput(
            f"{where} is {said[:40]!r}: it must be a plain number or a mark ({known}); "
            "download the file again, and do not save it from a spreadsheet."
        )
    number = float(said)
    if said.startswith("-"):
        raise UnusableInput(
            f"{where} is {said[:40]}: a count or a rate cannot be below 0; download the file again."
        )
    return Cell(number, None)
