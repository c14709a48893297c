"""Which names are likely one person's."""

import re
from collections.abc import Iterable
from typing import TypeVar

from rapidfuzz import fuzz

T = TypeVar("T")
# How alike two names or job titles must be to be suggested, in percent.
ALIKE = 85
_TITLES = re.compile(r"^(mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|rev)\.?\s+")


def likeness(name: str, other: str) -> float:
    """How likely two names are one person's, from 0 to 100.

    Titles, words in brackets and the order of the words do not count; an initial stands for the
    name that begins with it where the last names are the same, and two or more capitals for the
    words that begin with them.
    """
    one, two = _plain(name), _plain(other)
    if not one or not two:
        return 0.0
    if _initials(name) == other.strip() or _initials(other) == name.strip():
        return 90.0
    alike = fuzz.token_sort_ratio(one, two)
    first, second = one.split(), two.split()
    initials = 1 in (len(first[0]), len(second[0]))
    if initials and len(first) > 1 and first[-1] == second[-1] and first[0][0] == second[0][0]:
        return max(alike, 90.0)
    return float(alike)


def likely(name: str, others: Iterable[tuple[T, tuple[str, ...]]], most: int = 5) -> list[T]:
    """Of things that are each known by some names, those likely meant by ``name``: best first."""
    scored = [
        (max((likeness(name, each) for each in names), default=0.0), number, thing)
        for number, (thing, names) in enumerate(others)
    ]
    scored.sort(key=lambda each: (-each[0], each[1]))
    return [thing for score, _, thing in scored if score >= ALIKE][:most]


def _initials(name: str) -> str:
    words = _plain(name).split()
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def _plain(name: str) -> str:
    words = re.sub(r"\([^)]*\)", " ", name.lower())
    words = _TITLES.sub("", words.strip())
    return " ".join(re.findall(r"[\w']+", words))
