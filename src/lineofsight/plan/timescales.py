"""When something is due: what a cell says, as values."""

import re

from lineofsight.plan.dates import Found, find_dates
from lineofsight.plan.model import Due, DueKind

_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("IMMEDIATE", re.compile(r"\b(?:immediate(?:ly)?|straight ?away|asap)\b", re.I)),
    (
        "ONGOING",
        re.compile(r"\b(?:on-?\s?going|onwards?|continuous(?:ly)?|continuing|rolling)\b", re.I),
    ),
    (
        "TBA",
        re.compile(
            r"\b(?:tb[acd]|to be (?:\w+ )?(?:agreed|confirmed|determined|decided|set|advised)"
            r"|not yet (?:agreed|set|known))\b",
            re.I,
        ),
    ),
)
NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_RELATIVE = re.compile(
    r"\b(?P<n>[0-9]{1,3}|" + "|".join(NUMBER_WORDS) + r")\s*-?\s*(?P<working>working\s+)?"
    r"(?P<unit>hour|hr|day|week|wk|month|year)s?\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:after|following|upon|once|when|before|prior to|subject to|on publication|on receipt"
    r"|at (?:the )?next|each|every|monthly|weekly|quarterly|annual(?:ly)?|termly)\b",
    re.I,
)
_REVIEW = re.compile(r"\breview\w*\W*(?:(?:date|in|by|on|at|due|next|the|end|of)\W*)*$", re.I)
_STARTS = re.compile(r"\bfrom\b", re.I)
_UNITS = {"hour": "H", "hr": "H", "day": "D", "week": "W", "wk": "W", "month": "M", "year": "Y"}

_KINDS: dict[str, DueKind] = {
    "RANGE": "range",
    "RELATIVE": "relative",
    "IMMEDIATE": "immediate",
    "ONGOING": "ongoing",
    "TBA": "tba",
}


def read_due(text: str, near: str | None = None) -> Due:
    """What the cell of a timescale says.

    Dates keep their printed precision; a month without a year is completed from ``near``, the
    plan's own date.  A year alone, or words that give no time, leave ``dates`` empty.
    """
    text = " ".join(text.split())
    if not text.strip(" .-–—"):
        return Due()
    found = find_dates(text, near)
    dates = [one.value for one in found if one.value]
    marks = [
        word
        for word, pattern in _WORDS
        if any(not _settled(text, match.end(), found) for match in pattern.finditer(text))
    ]
    if _STARTS.search(text) and dates and not any(date.startswith("RANGE") for date in dates):
        # A date that something is done from is no end.
        marks.append("ONGOING")
    reviewed = "ONGOING" in marks and bool(found) and _REVIEW.search(text[: found[0].start])
    relative = [] if dates else [f"RELATIVE:{period}" for period in periods(text)]
    # What goes on and is reviewed on a day is not done by that day.
    told = [*marks, *dates] if reviewed else [*dates, *relative, *marks]
    values = tuple(dict.fromkeys(told))
    return Due(text, values, _kind(values, text))


def _settled(text: str, end: int, found: list[Found]) -> bool:
    """Whether a date follows at once: "to be set by Jan 2013" is not still to be set."""
    return text[end - 3 : end] == "set" and any(0 <= one.start - end <= 4 for one in found)


def periods(text: str) -> list[str]:
    """The lengths of time in ``text`` as ISO 8601 periods: ``6 weeks`` is ``P6W``."""
    found = []
    for match in _RELATIVE.finditer(text):
        number = NUMBER_WORDS.get(match["n"].lower()) or int(match["n"])
        unit = _UNITS[match["unit"].lower()]
        found.append(f"PT{number}H" if unit == "H" else f"P{number}{unit}")
    return found


def _kind(values: tuple[str, ...], text: str) -> DueKind:
    if not values:
        return "event" if _EVENT.search(text) else "none"
    first = values[0].partition(":")[0]
    if first in _KINDS:
        return _KINDS[first]
    return "month" if len(first) == 7 else "date"


def unlabelled(text: str, found: list[Found]) -> bool:
    """Whether several dates stand side by side with no word to tell which is for what."""
    between = text
    for one in reversed(found):
        between = between[: one.start] + between[one.end :]
    return len(found) > 1 and not re.search(r"[A-Za-z]{3,}|[/;&–-]", between)
