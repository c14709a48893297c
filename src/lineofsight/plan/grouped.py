"""Names of columns that stand in two rows: a name over several columns, and one for each below."""

import re
from collections.abc import Sequence

from lineofsight.plan.dates import find_dates
from lineofsight.plan.ratings import level_of

_ANY_YEAR = "2000-01"
_MAX_NAME = 30
_QUARTER = re.compile(r"\bq(?:uarter\s?)?[1-4]\b", re.I)
# Names that tell one of several columns for the same thing from the others.
_VERSION = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|previous(?:ly)?|last|first|planned|baseline|old|revised?"
    r"|revision|amended|extended|updated|new|latest|current(?:ly)?|now|overall|final|forecast"
    r"|projected|predicted|mid[- ]?(?:year|point)|month \d{1,2}|week \d{1,2})\b",
    re.I,
)


def is_period(name: str) -> bool:
    """Whether ``name`` says only when, or which of several ("end Sept", "Q2", "Revised")."""
    if len(name) > _MAX_NAME:
        return False
    found = find_dates(name, _ANY_YEAR)
    rest = name
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    rest = _VERSION.sub("", _QUARTER.sub("", rest))
    said = bool(found) or rest != name
    filler = r"(?:\W|\d|\b(?:end|of|at|as|by|to|date|mid|the|position|update)\b)*"
    return said and re.fullmatch(filler, rest, re.I) is not None


def divides(top: Sequence[str], below: Sequence[str]) -> bool:
    """Whether ``below`` names the columns that a name of ``top`` spans, and nothing besides."""
    own = [text if text != top[at] else "" for at, text in enumerate(below)]
    filled = {at for at, text in enumerate(own) if text}
    spans = [span for span in _spans(top) if filled & set(span)]
    within = {at for span in spans for at in span}
    return (
        bool(spans)
        and filled <= within
        and all(len({own[at] for at in span} - {""}) > 1 for span in spans)
        and all(_names(own[at]) for at in filled)
    )


def _names(text: str) -> bool:
    if level_of(text) or len(text) > _MAX_NAME:
        return False
    return is_period(text) or (text[0].isupper() and len(text.split()) <= 3)


def _spans(top: Sequence[str]) -> list[range]:
    """The columns under each name that has empty cells, or itself again, to its right."""
    starts = [at for at, text in enumerate(top) if text and (at == 0 or text != top[at - 1])]
    ends = [*starts[1:], len(top)]
    return [range(a, b) for a, b in zip(starts, ends, strict=True) if b - a > 1]


def over(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """The name of ``top`` that stands over each column of ``below``, or an empty text.

    A name reaches over the empty cells to its right as far as ``below`` has names there.
    """
    names: list[str] = []
    for at, text in enumerate(top):
        reaches = not text and bool(below[at]) and bool(names) and bool(below[at - 1])
        names.append(names[-1] if reaches else text)
    return names


def joined(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """The whole name of each column: what stands over it, then its own."""
    return [
        upper if upper == own else f"{upper} {own}".strip()
        for upper, own in zip(over(top, below), below, strict=True)
    ]
