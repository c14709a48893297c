"""Where in an inspection's letter or report its findings are listed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lineofsight.documents import Table
from lineofsight.plan.frameworks import Kind, frameworks, judgement_said, kind_headed, time_said
from lineofsight.plan.review.finding_lines import PLAIN, Line, Piece, has_ended, mark_of

_GRADED = re.compile(
    r"(?::|\b(?:is|are))\s*(?:"
    + "|".join(
        sorted({re.escape(g) for f in frameworks() for g in f.grades}, key=len, reverse=True)
    )
    + r")\b",
    re.I,
)


@dataclass
class Section:
    """The lines and tables below a heading that announces findings."""

    kind: Kind
    level: int
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def sections_of(pieces: Iterable[Piece]) -> list[Section]:
    """The sections that list findings, each up to the heading of what is none."""
    found: list[Section] = []
    section: Section | None = None
    for piece in pieces:
        if isinstance(piece, Table):
            if section:
                section.tables.append(piece)
            continue
        kind = kind_headed(piece.text) if piece.level or _may_head(piece) else None
        if kind:
            level = piece.level or PLAIN
            if section and section.level < PLAIN:
                level = max(level, section.level)
            section = Section(kind, level)
            found.append(section)
        elif section and _ends(section, piece):
            section = None
        elif section:
            section.lines.append(piece)
    return [each for each in found if each.lines or each.tables]


def _may_head(line: Line) -> bool:
    mark = mark_of(line.text)
    return mark is None or mark.rank == 0


def _ends(section: Section, line: Line) -> bool:
    """Whether a line is the heading of something else than findings."""
    if time_said(line.text):
        return False
    if judgement_said(line.text) and (line.level == 0 or line.level > section.level):
        return _GRADED.search(line.text) is not None
    if line.level:
        return line.level <= section.level
    if not line.looks_like_a_heading or line.follows or not section.lines:
        return False
    return has_ended(section.lines[-1].text)
