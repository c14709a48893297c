"""A document of findings as its lines, each with the mark that stood before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lineofsight.documents import Document, Heading, Place, Table

# "1.", "2.3", "(a)", "iv)" or a bullet; a converter may put a dash before a number.
_BULLET = r"[-–—*•·■□▪▫●○◦‣►✓]"
_MARK = re.compile(
    rf"(?:{_BULLET}\s+)?(?:(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*)[.)]\s*(?=\D)"
    r"|(?P<path>\d{1,3}(?:\.\d{1,3})+)\s+|(?P<coded>[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})*)[.):]?\s+(?=[A-Z])"
    r"|\(?(?P<letter>[A-Za-z]|[ivx]{2,5})[.)]\s+)"
    rf"|{_BULLET}\s*(?=[^\W\d_])|(?:{_BULLET}|o)\s+"
)
# A heading that no style marks: a few words, no mark at the end.
_MOST_WORDS = 12
PLAIN = 9


@dataclass(frozen=True)
class Line:
    """A line of a document.

    ``level`` is that of a heading, 0 for running text.  ``follows`` says that the line goes on at
    once after the one before it.
    """

    text: str
    place: Place
    level: int = 0
    follows: bool = False

    @property
    def looks_like_a_heading(self) -> bool:
        """Whether a reader would take it for one: few words and no full stop, or marked as one."""
        if self.level:
            return True
        text = self.text
        opens = text[:1].isupper() and mark_of(text) is None
        return opens and len(text.split()) <= _MOST_WORDS and not re.search(r"[.;,:]$", text)


@dataclass(frozen=True)
class Mark:
    """What stands before an item: its rank (numbers before letters before bullets) and number."""

    rank: int
    ref: str | None
    end: int


Piece: TypeAlias = Line | Table


def mark_of(text: str) -> Mark | None:
    """The mark that a line begins with, or None."""
    match = _MARK.match(text)
    if match is None:
        return None
    if number := match["number"] or match["path"] or match["coded"]:
        return Mark(0, number, match.end())
    if match["letter"]:
        return Mark(1, match["letter"], match.end())
    return Mark(2, None, match.end())


def pieces_of(document: Document) -> Iterator[Piece]:
    """The lines and tables of a document in reading order."""
    last: int | None = None
    for block in document.blocks:
        if isinstance(block, Table):
            last = None
            yield block
            continue
        if isinstance(block, Heading):
            last = None
            yield Line(" ".join(block.text.split()), block.place, block.level)
            continue
        number = block.place.line
        for at, line in enumerate(block.text.split("\n")):
            follows = at > 0 or (number is not None and number - 1 == last)
            if line.strip():
                yield Line(line.strip(), block.place, follows=follows)
        last = number


def has_ended(text: str) -> bool:
    """Whether a text ends as sentences and items do."""
    return re.search(r"[.;:!?][”\"’')]*$", text) is not None
