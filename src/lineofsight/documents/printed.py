"""Printed words put together again: words to lines, lines to the text that was wrapped."""

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lineofsight.documents.cleaning import clean

# In sizes of the letters: what parts words, what parts columns, what parts paragraphs.
_SPACE = 0.15
GUTTER = 1.3
_APART = 0.9
_LETTERS_APART = 0.2
_SLACK = 0.6
_RAISED = 0.76
_MAX_PADDING = 8.0
# Points by which words of one column may begin apart.
ALIGNED = 1.5
_BULLET = re.compile(r"[•▪●◦‣∙\uf0b7\uf0a7\uf0d8*–-](?:\s|$)|o\s(?=[A-Z])")
_NUMBERED = re.compile(r"[A-Z]{0,3}\d{1,2}(?:(?:\.\d{1,2}){1,3}\.?|[.)])\s|\(?[a-z]\)\s")


@dataclass(frozen=True)
class Word:
    """One printed word with its box in points from the page's top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool

    @property
    def centre(self) -> float:
        """How far the word's middle is from the left."""
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        """The height of the word's middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Line:
    """Words that stand beside one another."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """The left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge of the highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge of the lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        """The height of the line's middle."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The size of the letters: of most of them, where it changes."""
        return statistics.median(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """The words as they stand; marks of footnotes are left out."""
        size, out, end = self.size, "", 0.0
        for word in self.words:
            if word.size < _RAISED * size and word.text.isdigit():
                continue
            out += (" " if out and word.x0 - end > _SPACE * size else "") + word.text
            end = word.x1
        return out

    def segments(self, starts: Sequence[float] = (), gutter: float = GUTTER) -> list["Line"]:
        """The line cut where a gap is as wide as a ``gutter``, or one of ``starts`` follows it."""
        runs: list[list[Word]] = [[self.words[0]]]
        for word in self.words[1:]:
            gap = word.x0 - runs[-1][-1].x1
            starting = any(abs(word.x0 - start) < ALIGNED for start in starts)
            if gap > gutter * self.size or (starting and gap > _LETTERS_APART * self.size):
                runs.append([])
            runs[-1].append(word)
        return [Line(tuple(run)) for run in runs]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """``words`` as lines from the top down, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        if lines and _beside(word, max(lines[-1], key=lambda other: other.bottom - other.top)):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=lambda word: word.x0))) for line in lines]


def _beside(word: Word, other: Word) -> bool:
    """Whether two words share most of the height of the smaller one, as a raised mark does."""
    shared = min(word.bottom, other.bottom) - max(word.top, other.top)
    return 2 * shared > min(word.bottom - word.top, other.bottom - other.top)


def paragraphs_of(lines: Sequence[Line], left: float, right: float) -> list[list[Line]]:
    """``lines`` parted where the writer, and not the width from ``left`` to ``right``, did."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and not _parts(paragraphs[-1], line, left, right):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _parts(before: Sequence[Line], line: Line, left: float, right: float) -> bool:
    last = before[-1]
    size = max(last.size, line.size)
    if _BULLET.match(line.text) or _NUMBERED.match(line.text):
        return True
    if line.top - last.bottom > _APART * size or abs(last.size - line.size) > 0.15 * size:
        return True
    if len(before) > 1 and line.top - last.bottom > 0.3 * size + (last.top - before[-2].bottom):
        return True
    room = (right - left) - (last.x1 - last.x0)
    hanging = last.x0 - left
    first = line.words[0]
    return room - hanging > (first.x1 - first.x0) + _SLACK * size


def unwrapped(lines: Sequence[Line]) -> str:
    """The text of the lines of one paragraph."""
    text = ""
    for line in lines:
        more = line.text
        if text.endswith("\u00ad"):
            text = text[:-1] + more
        elif text.endswith("-") and not text.endswith(" -") and more[:1].islower():
            text += more
        else:
            text = f"{text} {more}"
    return text.strip()


def cell_text(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of a cell between two edges; a line break is one that its writer made."""
    if not lines:
        return ""
    padding = min(_MAX_PADDING, max(0.0, min(line.x0 for line in lines) - left))
    parted = paragraphs_of(lines, left + padding, right - padding)
    return clean("\n".join(map(unwrapped, parted)))
