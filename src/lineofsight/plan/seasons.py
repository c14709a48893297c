"""Times without a month: school terms, seasons, feasts and years that begin in April or September.

Each has one usual meaning in England, and no more than that: what is read here is always told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_EDGE = r"(?:(?P<edge>start|beginning|early|mid(?:dle)?|late|end)[\s-]*(?:of\s+)?(?:the\s+)?)?"
_YEARS = (
    r"(?:(?P<y1>20[0-9][0-9])(?:\s?[/-]\s?(?P<y2>(?:20)?[0-9][0-9]))?"
    r"|(?P<s1>[0-9][0-9])\s?[/-]\s?(?P<s2>[0-9][0-9])|(?:['’‘](?=[0-9])|(?=[2-4][0-9]\s*(?:$|[,;.)])))(?P<s3>[0-9][0-9]))(?![0-9/-])"
)
_OF = r"[\s,]*(?:of\s+|in\s+|\()?"
_SEASON = r"(?P<season>spring|summer|autumn|winter|easter|christmas)"
_SPANS = r"(?:school|academic|financial|fiscal|council)\s+year|fy"
_NAMED = (
    rf"{_EDGE}(?:(?P<half>october|autumn|february|spring|may|whitsun|summer)\s+half[\s-]?term"
    rf"|{_SEASON}(?P<term>\s+term)?|(?P<span>{_SPANS}))"
)
_WITH_YEAR = re.compile(rf"(?<![\w/]){_NAMED}{_OF}{_YEARS}", re.I)
_YEAR_FIRST = re.compile(
    rf"(?<![\w/.-]){_EDGE}{_YEARS}\s+(?:{_SEASON}(?P<term>\s+term)|(?P<span>{_SPANS}))\b", re.I
)
_ALONE = re.compile(rf"\W*(?:by\s+|during\s+|in\s+)?(?:the\s+)?(?P<all>{_NAMED})\W*", re.I)
_BARE_YEARS = re.compile(
    rf"\W*(?:by\s+|during\s+|in\s+|throughout\s+)?(?:the\s+)?(?P<all>{_EDGE}{_YEARS})\W*", re.I
)
_HALF_TERMS = {
    "october": 10, "autumn": 10, "february": 2, "spring": 2, "may": 5, "whitsun": 5, "summer": 5,
}  # fmt: skip
# The first and last month of each; a month over 12 lies in the next year.
_TERMS = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_FINANCIAL, _ACADEMIC = (4, 15), (9, 19)


@dataclass(frozen=True)
class Season:
    """Where such a time stands in a text, and the day, month or range it is read as."""

    start: int
    end: int
    value: str


def find_seasons(text: str, near: str | None) -> Iterator[Season]:
    """The times of ``text`` that name no month.

    One without a year is read only where ``text`` says nothing else, from the plan's date
    ``near``.
    """
    if not re.search(
        r"spring|summer|autumn|winter|easter|christmas|term|year|fy|[0-9]\s?[/-]", text, re.I
    ):
        return
    taken = -1
    for pattern in (_WITH_YEAR, _YEAR_FIRST):
        for match in pattern.finditer(text):
            value = _value(match.groupdict(), None)
            if value and match.start() > taken:
                taken = match.end()
                yield Season(*match.span(), value)
    if taken < 0:
        for pattern in (_ALONE, _BARE_YEARS):
            whole = pattern.fullmatch(text)
            value = _value(whole.groupdict(), near) if whole else None
            if whole and value:
                yield Season(*whole.span("all"), value)
                return


def _value(groups: dict[str, str | None], near: str | None) -> str | None:
    years = _years(groups)
    if years is None:
        return None
    first, second = years
    if not first and (near is None or _vague(groups)):
        return None
    bare = not any(groups.get(name) for name in ("season", "half", "span"))
    if bare and second is None:
        return None
    name = (groups.get("season") or "").lower()
    term = bool(groups.get("term"))
    # The spring of 2026/27 lies in its second year.
    late = name in ("spring", "summer", "easter") or (groups.get("half") or "").lower() in (
        "february", "spring", "may", "whitsun", "summer",
    )  # fmt: skip
    if first:
        return _of(groups, name, second if second and late else first, term=term, near=None)
    assert near is not None
    now = int(near[:4])
    values = (_of(groups, name, year, term=term, near=near) for year in (now - 1, now, now + 1))
    return next((value for value in values if value and _last(value) >= near[:7]), None)


def _vague(groups: dict[str, str | None]) -> bool:
    """Whether only a season is named, which without its year is too little to go by."""
    season = (groups.get("season") or "").lower()
    return season in _SEASONS and not groups.get("term")


def _of(
    groups: dict[str, str | None], name: str, year: int, *, term: bool, near: str | None
) -> str | None:
    edge = (groups.get("edge") or "").lower()
    if half := (groups.get("half") or "").lower():
        return f"{year}-{_HALF_TERMS[half]:02d}"
    if name == "easter" and not term:
        return easter(year).isoformat()
    if name == "christmas" and not term:
        return f"{year}-12-25"
    if not name:
        span = (groups.get("span") or "financial").lower()
        begins, ends = _ACADEMIC if span.startswith(("school", "academic")) else _FINANCIAL
    elif term:
        begins, ends = _TERMS.get(name) or _TERMS["spring"]
    else:
        begins, ends = _SEASONS[name]
    first, last = _month(year, begins), _month(year, ends)
    if name and not term:
        # Of a season nobody can say on which day it ends.
        return f"RANGE:{first}/{last}"
    if edge in ("start", "beginning"):
        return first
    return last if edge == "end" else f"RANGE:{first}/{last}"


def _years(groups: dict[str, str | None]) -> tuple[int, int | None] | None:
    """The year printed and the one it runs into; 0 where none is; None where they do not fit."""
    if short := groups.get("s3"):
        return 2000 + int(short), None
    first = groups.get("y1") or groups.get("s1")
    second = groups.get("y2") or groups.get("s2")
    if first is None:
        return 0, None
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if second is None:
        return year, None
    return (year, year + 1) if int(second) % 100 == (year + 1) % 100 else None


def _month(year: int, month: int) -> str:
    return f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}"


def _last(value: str) -> str:
    return value.rpartition("/")[2].removeprefix("RANGE:")[:7]


def easter(year: int) -> date:
    """Easter Sunday of ``year`` in the Gregorian calendar."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, left = century // 4, century % 4
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    week = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * week) // 451
    months = epact + week - 7 * late + 114
    return date(year, months // 31, months % 31 + 1)


def spelled(value: str) -> str:
    """``RANGE:2027-04/2027-07`` as ``April 2027 to July 2027``."""
    ends = value.removeprefix("RANGE:").split("/")
    return " to ".join(_spelled(end) for end in ends)


def _spelled(value: str) -> str:
    if len(value) == len("2027-04"):
        return f"{date.fromisoformat(f'{value}-01'):%B %Y}"
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"
