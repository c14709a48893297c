"""The cells of a row by what they are, where several columns hold the same thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.documents import Row
from lineofsight.plan.column_names import Role
from lineofsight.plan.dates import find_dates
from lineofsight.plan.grouped import is_period
from lineofsight.plan.headers import is_evidence, role_of
from lineofsight.plan.model import Doubt
from lineofsight.plan.ratings import graded
from lineofsight.plan.timescales import read_due

_ANY_YEAR = "2000-01"
_FORECAST = re.compile(r"\b(?:forecast|projected|predicted|target)\b", re.I)
_EARLIER = re.compile(
    r"\b(?:original|initial|previous|last|first|planned|baseline|old)(?:ly)?\b", re.I
)
_LATER = re.compile(
    r"\b(?:revis\w+|amended|extended|updated|new|latest|current(?:ly)?|now|overall|final)\b", re.I
)
_FROM_TO = re.compile(r"\bstart\b.*\b(?:end|finish|complet\w+)\b", re.I)
_PERCENT = re.compile(r"%|\bper ?cent", re.I)
# When something began, and figures beside a baseline, are known and no part of a plan.
_KNOWN = re.compile(r"\b(?:start|begin|from|actual|latest|most recent|current)\b", re.I)
# Columns of words may hold nothing but ratings, whatever they are called.
_WORDED: frozenset[Role] = frozenset(("other", "update", "outcome", "baseline"))
# What two columns of one kind hold is two lists, and no sentence over both.
_LISTS: frozenset[Role] = frozenset(("lead", "measure", "references"))
_NAMELESS = "column "
_LENGTH = re.compile(r"\b\d{1,2}[ -](?:week|month|year)s?\b", re.I)
_FEWEST = 4
_RATED = 0.6
_RATING_WORDS = 4


@dataclass(frozen=True)
class NamedCells:
    """What a row's cells are.

    ``updates`` are notes with the period that their column names; ``remaining`` is what is left
    to do, after the name of its column; ``unread`` are the names of columns with a cell that is
    nothing of a plan.
    """

    cells: dict[Role, str]
    updates: tuple[tuple[str | None, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[str, ...] = ()
    labels: tuple[tuple[Role, str], ...] = ()


@dataclass(frozen=True)
class _Column:
    label: str
    text: str
    at: int


def name_cells(row: Row, roles: Sequence[Role | None], labels: Sequence[str]) -> NamedCells:
    """The cells of ``row``; ``labels`` are its columns' names, empty where they are not known."""
    columns: dict[Role, list[_Column]] = {}
    unread: list[str] = []
    for at, (cell, role) in enumerate(zip(row.cells, roles, strict=True)):
        label = " ".join(labels[at].split())
        if not cell.text:
            continue
        if role == "other" and _KNOWN.search(label):
            continue
        if role is None or (role == "other" and role_of(label) != "other"):
            if label or (any(labels) and re.search(r"[^\W\d_]{2}", cell.text)):
                unread.append(label or f"{_NAMELESS}{at + 1}")
        else:
            columns.setdefault(role, []).append(_Column(label, cell.text, at))
    cells: dict[Role, str] = {}
    updates: list[tuple[str | None, str]] = []
    doubts: list[Doubt] = []
    names: list[tuple[Role, str]] = []
    for role, found in columns.items():
        if role == "rating" and len(found) > 1:
            *earlier, last = in_order(found)
            cells["rating"] = last.text
            updates += [(each.label, each.text) for each in earlier]
        elif role == "due":
            cells["due"], told = _due(found, row)
            doubts += told
        elif role == "update":
            dated = [each for each in found if period_of(each.label) or is_evidence(each.label)]
            updates += [(period_of(each.label), each.text) for each in dated]
            if plain := [each for each in found if each not in dated]:
                cells["update"] = " ".join(_told(each) for each in plain)
        elif role == "target":
            cells["target"] = " ".join(_with_date(each.text, each.label) for each in found)
        else:
            apart = role in _LISTS and all(each.label for each in found)
            cells[role] = ("\n" if apart else " ").join(each.text for each in found)
            if role == "remaining" and found[0].label:
                names.append((role, found[0].label))
    return NamedCells(cells, tuple(updates), tuple(doubts), tuple(unread), tuple(names))


def period_of(label: str) -> str | None:
    """The period that a column of progress names ("Evidence end of September"), as printed."""
    found = find_dates(label, _ANY_YEAR)
    if found:
        end = re.search(
            r"(?:\b(?:end of|end|by|to|at|as at|mid)\s+)*$", label[: found[0].start], re.I
        )
        return " ".join(label[end.start() if end else found[0].start : found[-1].end].split())
    words = label.split(" ")
    starts = range(1, len(words))
    return next((last for at in starts if is_period(last := " ".join(words[at:]))), None)


def in_order(columns: Sequence[_Column]) -> list[_Column]:
    """Columns for one thing from the earliest to the one that counts now.

    What their names say comes first (previous, current), then their dates, then their order; a
    column whose name says nothing of the kind stands for now before those to its right.
    """
    values = [[one for one in find_dates(each.label) if one.value] for each in columns]
    dated = all(values)

    def key(at: int) -> tuple[int, str, int]:
        each = columns[at]
        rank = (
            -2 if _FORECAST.search(each.label) else
            -1 if _EARLIER.search(each.label) else
            1 if _LATER.search(each.label) else 0
        )  # fmt: skip
        when = (values[at][-1].value or "") if dated else ""
        return rank, when, each.at if period_of(each.label) else -each.at

    return [columns[at] for at in sorted(range(len(columns)), key=key)]


def _due(found: list[_Column], row: Row) -> tuple[str, list[Doubt]]:
    """When a row is due: of an original and a revised date the revised, and the other told."""
    if len(found) == 1:
        return _from_to(found[0]), []
    told_apart = any(_EARLIER.search(each.label) or _LATER.search(each.label) for each in found)
    dated = [each for each in in_order(found) if read_due(each.text, _ANY_YEAR).dates]
    if not told_apart or not dated:
        return " ".join(each.text for each in found), []
    *earlier, last = dated
    if not earlier:
        return last.text, []
    others = " and ".join(f"{each.text} ({each.label})" for each in earlier)
    message = (
        f"More than one date is printed: {last.text} ({last.label}) is read as when it is due, "
        f"not {others}."
    )
    return last.text, [Doubt("date", message, row.place)]


def _from_to(column: _Column) -> str:
    """A start and a finish that stand in one cell with nothing between, as the time they span."""
    found = find_dates(column.text, _ANY_YEAR)
    if _FROM_TO.search(column.label) and len(found) == 2:
        between = column.text[found[0].end : found[1].start]
        if not between.strip(" \n,;/"):
            return f"{column.text[: found[0].end]} - {column.text[found[1].start :]}"
    return column.text


def _told(column: _Column) -> str:
    """A note; a bare figure of what is done with the name of its column."""
    if _PERCENT.search(column.label) and len(column.text.split()) <= _RATING_WORDS:
        return f"{column.label}: {column.text}"
    return column.text


def _with_date(text: str, label: str) -> str:
    """A target under a column that names its date, with that date."""
    found = find_dates(label)
    length = _LENGTH.search(label)
    if not (found or length) or not re.search(r"\w", text) or find_dates(text):
        return text
    interim = "Interim target" if re.search(r"interim|milestone", label, re.I) else "Target"
    when = f"by {found[0].text}" if found else f"after {length[0] if length else ''}"
    return f"{interim} {when}: {text}"


def with_ratings(
    rows: Sequence[Row], roles: Sequence[Role | None], labels: Sequence[str]
) -> tuple[Role | None, ...]:
    """``roles`` with the columns as ratings that hold nothing else, where none is called so.

    A column that is named for a period alone is one of ratings beside others as well.
    """
    out = list(roles)
    if "action" not in roles:
        return tuple(out)
    named = "rating" in roles
    for at, role in enumerate(roles):
        if role not in _WORDED or (role == "other" and role_of(labels[at]) is not None):
            continue
        texts = [" ".join(row.cells[at].text.split()) for row in rows if row.cells[at].text.strip()]
        by_period = role == "other" and is_period(labels[at])
        if by_period and texts and not _only_ratings(texts) and _prose(texts):
            out[at] = "update"
        elif (by_period or not named) and _only_ratings(texts, strictly=role != "other"):
            out[at] = "rating"
    return tuple(out)


def _only_ratings(texts: Sequence[str], *, strictly: bool = True) -> bool:
    """Whether cells hold ratings alone; or most do, and the others are as short and as few."""
    rated = sum(bool(graded(text)) for text in texts)
    if rated == len(texts):
        return bool(texts)
    few = len({text.lower() for text in texts}) * 2 <= len(texts)
    short = all(len(text.split()) <= _RATING_WORDS for text in texts)
    return not strictly and len(texts) >= _FEWEST and few and short and rated >= _RATED * len(texts)


def _prose(texts: Sequence[str]) -> bool:
    return sum(len(text.split()) for text in texts) >= 2 * len(texts)
