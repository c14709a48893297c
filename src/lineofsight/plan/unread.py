"""What stands in a plan's tables and was read as nothing: told, never passed over in silence."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from lineofsight.documents import Document, Place, Row, Table
from lineofsight.plan.column_names import Role
from lineofsight.plan.events import PlanRow, Prose
from lineofsight.plan.headers import header_of
from lineofsight.plan.keys import explains
from lineofsight.plan.layout import foreign
from lineofsight.plan.model import Doubt, Plan

# Shorter texts are marks, numbers and ratings, which may rightly stand in no item's words.
_WORDS = 4
_READ = 0.3
_MOST = 20
_OPENING = 12
# What parts the items of a cell, each of which may be read as something of its own.
_PIECE = re.compile(r"[\n•/;,|]|\(?\b(?:[ivx]+|[a-h])\)")


def unread(document: Document, events: Sequence[PlanRow | Prose], plan: Plan) -> tuple[Doubt, ...]:
    """A doubt for each column and each row whose words are nowhere in ``plan``.

    ``events`` are what the document was laid out as; its tables of other things (members, keys of
    ratings) are left alone.
    """
    columns = tuple(_columns(events))
    rows = list(_rows(document, events, _runs(" | ".join(_texts(plan))), plan.doubts))
    more = len(rows) - _MOST
    if more > 0:
        message = f"{more} more rows of the plan's tables were not read: compare them with it."
        rows = [*rows[:_MOST], Doubt("unread", message, rows[_MOST].place)]
    return (*columns, *rows)


def _columns(events: Sequence[PlanRow | Prose]) -> Iterator[Doubt]:
    """A doubt for each column with words below it that was read as nothing, with their number."""
    found: dict[str, list[Place]] = {}
    for event in events:
        if isinstance(event, PlanRow):
            for name in event.unread:
                found.setdefault(name, []).append(event.place)
    for name, places in found.items():
        yield Doubt("column", _message(name, len(places)), places[0])


def _message(name: str, cells: int) -> str:
    many = "cell was" if cells == 1 else f"{cells} cells were"
    return (
        f"The column {name!r} was not understood and its {many} not read: "
        "name it as what it holds, such as Action, Lead, By when or Measure."
    )


def _rows(
    document: Document,
    events: Sequence[PlanRow | Prose],
    told: set[tuple[str, str]],
    doubts: Sequence[Doubt],
) -> Iterator[Doubt]:
    doubted = {doubt.place for doubt in doubts}
    # A table that is one action has its labels down the side: lines of these are told apart.
    cards = {event.place for event in events if isinstance(event, PlanRow)}
    plans = {event.place.table for event in events if isinstance(event, PlanRow)}
    seen = False
    for table in document.blocks:
        if not isinstance(table, Table):
            continue
        seen = seen or table.place.table in plans
        if not seen or table.place in cards or explains(table) or foreign(table):
            continue
        roles: tuple[Role | None, ...] = ()
        heading = 0
        for at, row in enumerate(table.rows):
            announced, taken = header_of(table.rows, at)
            if taken:
                roles, heading = announced, at + taken
            left = roles if len(roles) == len(row.cells) else ()
            if at >= heading and row.place not in doubted and (text := _lost(row, left, told)):
                words = text.split()
                opening = " ".join(words[:_OPENING]) + (" ..." if len(words) > _OPENING else "")
                yield Doubt(
                    "unread",
                    f"This text of a row was not read ({opening}): see where it belongs.",
                    row.place,
                )


def _lost(row: Row, roles: tuple[Role | None, ...], told: set[tuple[str, str]]) -> str:
    """The words of the cells of ``row`` that were read nowhere.

    Columns of other things (when an action starts) are left alone, or told as columns.
    """
    return " ".join(
        " ".join(cell.text.split())
        for at, cell in enumerate(row.cells)
        if (at >= len(roles) or roles[at] != "other")
        and len(_words(cell.text)) >= _WORDS
        and not _is_told(cell.text, told)
    )


def _is_told(text: str, told: set[tuple[str, str]]) -> bool:
    """Whether words of ``text`` stand side by side among those told as they do in it."""
    runs = _runs(text)
    return sum(run in told for run in runs) >= _READ * len(runs)


def _runs(text: str) -> set[tuple[str, str]]:
    pieces = (_words(piece) for piece in _PIECE.split(text))
    return {pair for words in pieces for pair in itertools.pairwise(words)}


def _words(text: str) -> list[str]:
    """The words of a text, without figures and single letters."""
    return re.findall(r"[^\W\d_]{2,}", text.lower())


def _texts(value: object) -> Iterator[str]:
    """Every text in a value of the plan, doubts among them."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for one in pair for text in _texts(one))
    elif isinstance(value, tuple | list):
        yield from (text for one in value for text in _texts(one))
