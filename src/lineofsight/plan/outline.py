"""Rows that are titles of the rows below them, as their numbers tell (2.0, 2.3, then i, ii)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lineofsight.plan.column_names import Role
from lineofsight.plan.events import PlanRow, Prose
from lineofsight.plan.items import path_of
from lineofsight.plan.looks import CODE

_ROMAN = re.compile(r"\(?(?P<mark>[ivx]{1,5}|[a-h])[.)]?")
_OPENING = re.compile(r"\(?(?P<mark>[ivx]{1,5}|[a-h]|\d{1,2})[.)]\s+(?=\S)")
_FIRSTS = ("i", "a", "1")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
# What only an action has; a title may have a measure beside it.
_OWN: tuple[Role, ...] = ("due", "lead", "rating", "update")


def outlined(events: Sequence[PlanRow | Prose]) -> list[PlanRow | Prose]:
    """``events`` with the rows that are titles marked so, and marks put under their numbers.

    A title is a numbered row without date, lead, rating or progress, right above a row whose
    number goes on from its own or is only a mark; or whose text opens with the first mark and
    that has a date or lead of its own.
    """
    out: list[PlanRow | Prose] = []
    number = ""
    marked = False
    for at, event in enumerate(events):
        if not isinstance(event, PlanRow):
            out.append(event)
            marked = False
            continue
        if marked and (below := _under(event, number)):
            out.append(below)
            continue
        ref = event["ref"].strip(" .")
        mark = _ROMAN.fullmatch(ref)
        if mark and number and "risk" not in event.announced:
            out.append(replace(event, cells={**event.cells, "ref": number}, mark=mark["mark"]))
            continue
        if ref:
            number = ref if CODE.fullmatch(ref) else ""
            marked = _heads_marks(event, events[at + 1 : at + 2])
        titled = marked or _is_title(event, _below(events, at))
        out.append(replace(event, title=True) if titled else event)
    return out


def _under(row: PlanRow, number: str) -> PlanRow | None:
    """A row without a number whose text opens with a mark, with it under ``number``."""
    opening = _OPENING.match(row["action"])
    if row["ref"] or not opening:
        return None
    cells: dict[Role, str] = {**row.cells, "ref": number, "action": row["action"][opening.end() :]}
    return replace(row, cells=cells, mark=opening["mark"])


def _heads_marks(row: PlanRow, following: Sequence[PlanRow | Prose]) -> bool:
    """Whether a row has only a number and a title, and the next is the first that is marked."""
    others = [role for role, text in row.cells.items() if text and role not in ("ref", "action")]
    if others or row.updates or not row["action"] or not _NUMBER.fullmatch(row["ref"].strip()):
        return False
    below = next((event for event in following if isinstance(event, PlanRow)), None)
    opening = _OPENING.match(below["action"]) if below and not below["ref"] else None
    return bool(below and opening and opening["mark"] in _FIRSTS and _told(below))


def _below(events: Sequence[PlanRow | Prose], at: int) -> PlanRow | None:
    """The next row that has a number."""
    rows = (event for event in events[at + 1 :] if isinstance(event, PlanRow))
    return next((row for row in rows if row["ref"]), None)


def _is_title(row: PlanRow, below: PlanRow | None) -> bool:
    ref = row["ref"].strip(" .")
    text = row["action"] or row["objective"]
    if below is None or not text or not _NUMBER.fullmatch(ref) or _told(row):
        return False
    if row["action"] and row["objective"]:
        return False
    under = below["ref"].strip(" .")
    if _ROMAN.fullmatch(under.removeprefix(ref).strip()):
        return True
    path, deeper = _path(ref), path_of(under)
    return (
        bool(_NUMBER.fullmatch(under)) and len(deeper) > len(path) and deeper[: len(path)] == path
    )


def _told(row: PlanRow) -> bool:
    return bool(row.updates) or any(row[role] for role in _OWN)


def _path(ref: str) -> tuple[int, ...]:
    """``2.0`` heads 2.1 as 2 does."""
    path = path_of(ref)
    while len(path) > 1 and path[-1] == 0:
        path = path[:-1]
    return path
