"""Blocks as lines of JSON, so that they can come from another process and nothing else can.

A line is ``["heading", text, level, place]``, ``["paragraph", text, place]``, ``["table", place]``
followed by its rows, each ``["row", place, [[text, place], ...]]``, or ``["refused", sentence]``.
The last line is ``["end"]``.  A place is a list of its six numbers, in the order of
:class:`~lineofsight.documents.model.Place`.
"""

import json
from collections.abc import Iterable, Iterator

from lineofsight.documents.model import Block, Cell, Heading, Paragraph, Place, Row, Table
from lineofsight.errors import UnusableInput

_NUMBERS = 6


def written(blocks: Iterable[Block]) -> Iterator[bytes]:
    """The lines that tell ``blocks``; a table is told row by row, so that none is ever long."""
    for block in blocks:
        if isinstance(block, Heading):
            yield _line("heading", block.text, block.level, _numbers(block.place))
        elif isinstance(block, Paragraph):
            yield _line("paragraph", block.text, _numbers(block.place))
        else:
            yield _line("table", _numbers(block.place))
            for row in block.rows:
                cells = [[cell.text, _numbers(cell.place)] for cell in row.cells]
                yield _line("row", _numbers(row.place), cells)
    yield _line("end")


def refused(sentence: str) -> Iterator[bytes]:
    """The lines that tell why there are no blocks."""
    yield _line("refused", sentence)
    yield _line("end")


def blocks_in(answer: bytes) -> tuple[Block, ...]:
    """The blocks that ``answer`` tells.

    Raises :class:`UnusableInput` with the sentence that it tells instead, and :class:`ValueError`
    where it is anything but such lines.
    """
    blocks: list[Block] = []
    rows: list[Row] = []
    ended = False
    for line in answer.splitlines():
        kind, *parts = _list(json.loads(line))
        if ended:
            raise ValueError("a line stands after the end")
        if kind == "row":
            place, cells = parts
            if not blocks or not isinstance(blocks[-1], Table):
                raise ValueError("a row stands outside a table")
            rows.append(Row(tuple(map(_cell, _list(cells))), _place(place)))
            continue
        if rows:
            blocks[-1] = Table(tuple(rows), blocks[-1].place)
            rows = []
        if kind == "heading":
            text, level, place = parts
            blocks.append(Heading(_text(text), _whole(level), _place(place)))
        elif kind == "paragraph":
            text, place = parts
            blocks.append(Paragraph(_text(text), _place(place)))
        elif kind == "table":
            (place,) = parts
            blocks.append(Table((), _place(place)))
        elif kind == "refused":
            (sentence,) = parts
            raise UnusableInput(_text(sentence))
        elif kind == "end" and not parts:
            ended = True
        else:
            raise ValueError(f"no line is a {kind}")
    if not ended:
        raise ValueError("the answer has no end")
    return tuple(blocks)


def _line(*parts: object) -> bytes:
    return json.dumps(parts, separators=(",", ":")).encode() + b"\n"


def _numbers(place: Place) -> list[int | None]:
    return [place.page, place.paragraph, place.table, place.row, place.column, place.line]


def _place(value: object) -> Place:
    numbers = _list(value)
    if len(numbers) != _NUMBERS:
        raise ValueError("a place has six numbers")
    return Place(*(None if number is None else _whole(number) for number in numbers))


def _cell(value: object) -> Cell:
    text, place = _list(value)
    return Cell(_text(text), _place(place))


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise ValueError("a list is missing")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is missing")
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise ValueError("a number is missing")
    return value
