"""Tables of a web page that stand, with their tags, in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lineofsight.documents.model import Block, Place, Row, Table
from lineofsight.documents.web import read_markup

_OPENS = re.compile(r"<(?:table|thead|tbody|tr|td|th)\b[^<>]*>", re.I)
_TABLE = re.compile(r"<(?P<end>/?)table\b[^<>]*>", re.I)
_ROW = re.compile(r"<tr\b", re.I)
_PART = re.compile(
    r"</?(?:table|thead|tbody|tfoot|tr|td|th|li|ul|ol|p|br|caption|colgroup|col)\b", re.I
)
_CLOSED = re.compile(r"</(?:td|th|tr|thead|tbody)>\s*$", re.I)
_HEADING = re.compile(r"#{1,6}\s|<h[1-6]\b", re.I)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|body)\b", re.I | re.S
)


# As far from a line as what tells of an open cell is looked for.
_NEAR = 50


@dataclass(frozen=True)
class Tagged:
    """A table in tags: the lines from ``first`` up to ``end``, and what stands beside it.

    ``before`` stands on its first line before it, ``after`` on its last line behind it.
    """

    first: int
    end: int
    text: str
    before: str = ""
    after: str = ""


def is_page(text: str) -> bool:
    """Whether ``text`` is a whole web page, whatever its file is called."""
    return _PAGE.match(text) is not None


def tagged_table(lines: Sequence[str], at: int) -> Tagged | None:
    """The table in tags that begins on ``lines[at]``, or None.

    One that is never closed ends where a heading stands, or a line without tags below an empty
    one.
    """
    opening = _OPENS.search(lines[at])
    if opening is None:
        return None
    before, rest = lines[at][: opening.start()], lines[at][opening.start() :]
    bare = not opening[0].lower().startswith("<table")
    deep = 0
    taken: list[str] = []
    for number in range(at, len(lines)):
        line = lines[number] if number > at else f"<table>{rest}" if bare else rest
        if number > at and _ended(lines, number):
            return Tagged(at, number, "\n".join(taken), before)
        for tag in _TABLE.finditer(line):
            above = "\n".join([*taken[-2:], line[: tag.start()]])
            if number > at and not tag["end"] and deep == 1 and _CLOSED.search(above):
                # The next table begins, and the one at hand was never closed.
                return Tagged(at, number, "\n".join(taken), before)
            deep += -1 if tag["end"] else 1
            if deep <= 0:
                taken.append(line[: tag.end()])
                return Tagged(at, number + 1, "\n".join(taken), before, line[tag.end() :])
        taken.append(line)
    return Tagged(at, len(lines), "\n".join(taken), before)


def _ended(lines: Sequence[str], number: int) -> bool:
    """Whether a table that is still open cannot go on at a line."""
    line = lines[number].strip()
    if _HEADING.match(line):
        return True
    if not line or lines[number - 1].strip():
        return False
    # Below an empty line: tags go on with the table, as does text within an open cell.
    following = next((each for each in lines[number : number + _NEAR] if _PART.search(each)), None)
    above = next(
        (each for each in reversed(lines[max(0, number - _NEAR) : number]) if each.strip()), ""
    )
    within = following is not None and not _OPENS.search(following)
    return not _PART.search(line) and (not within or _CLOSED.search(above) is not None)


def blocks_of(table: Tagged, name: str, before: int, page: int) -> list[Block]:
    """The blocks of ``table``, whose tables are counted on from ``before``."""
    lines = [
        table.first + 1 + nth
        for nth, line in enumerate(table.text.split("\n"))
        for _ in _ROW.finditer(line)
    ]
    blocks: list[Block] = []
    for block in read_markup(table.text, name):
        if isinstance(block, Table):
            before += 1
            told = lines if len(lines) == len(block.rows) else [table.first + 1] * len(block.rows)
            block = _placed(block, before, page, told)
        else:
            block = replace(block, place=Place(page=page, line=table.first + 1))
        blocks.append(block)
    return blocks


def _placed(table: Table, number: int, page: int, lines: Sequence[int]) -> Table:
    rows = tuple(
        Row(
            tuple(
                replace(cell, place=Place(page, None, number, row, column, line))
                for column, cell in enumerate(each.cells, 1)
            ),
            Place(page, None, number, row, None, line),
        )
        for row, (each, line) in enumerate(zip(table.rows, lines, strict=True), 1)
    )
    return Table(rows, rows[0].place)
