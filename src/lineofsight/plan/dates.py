"""Dates inside a text: where each stands and what it says, no more than it says."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from lineofsight.plan.seasons import find_seasons

# Digits are written [0-9]: \d would take the digits of every script for figures.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_YEAR = r"(?P<{0}>(?:19|20)[0-9][0-9])(?![0-9])"
_SHORT = r"['’‘](?P<{0}>[0-9][0-9])(?![0-9])"


def _pattern(template: str) -> re.Pattern[str]:
    """``template`` with M, Y, S (month, year, short year) named m1, y1 ... in their order."""
    counts = {"M": 0, "Y": 0, "S": 0}
    kinds = {"M": _MONTH, "Y": _YEAR, "S": _SHORT}

    def named(match: re.Match[str]) -> str:
        kind = match[1]
        counts[kind] += 1
        return kinds[kind].format(f"{kind.lower()}{counts[kind]}")

    return re.compile(
        r"(?<![\w/])(?<![0-9]\.)" + re.sub(r"<([MYS])>", named, template), re.IGNORECASE
    )


_GAP = r"[\s,.\-–—]{0,3}"
_UNTIL = r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*"
_EITHER = r"\s*(?:/|\band\b|&)\s*"
_NTH = r"(?P<d>[0-9]{1,2})\s?(?:st|nd|rd|th)?"
_DAY = rf"{_NTH}(?:\s+of)?{_GAP}"

# The order matters: what says more comes first.
_PATTERNS = (
    # "May 2026 / June 2026" are two dates, "May / June 2026" is a time from the one to the other.
    ("range", _pattern(rf"<M>{_GAP}(?:<Y>|<S>){_UNTIL}<M>{_GAP}(?:<Y>|<S>)(?![0-9])")),
    # A start and a finish of one cell: "Apr-26 Mar-27", "Apr 26 - Mar 27".
    (
        "range",
        _pattern(
            rf"<M>[\s\-–]?(?P<s1>[0-9][0-9])(?:{_UNTIL}|\s+)"
            r"<M>[\s\-–]?(?P<s2>[0-9][0-9])(?![0-9%:.])"
        ),
    ),
    ("range", _pattern(rf"<M>(?:{_UNTIL}|{_EITHER})<M>{_GAP}(?:<Y>|<S>)(?![0-9])")),
    ("range", _pattern(rf"<M>(?:{_UNTIL}|{_EITHER})<M>[\s\-–]?(?P<s1>[0-9][0-9])(?![0-9%:.])")),
    ("range", _pattern(rf"<M>(?:{_UNTIL}|{_EITHER})<M>(?!\s*[0-9])")),
    (
        "day",
        re.compile(r"(?<![\w/])(?P<y1>(?:19|20)[0-9]{2})-(?P<n>[0-9]{2})-(?P<d>[0-9]{2})(?![0-9])"),
    ),
    (
        "day",
        re.compile(
            r"(?<![\w/.])(?P<d>[0-9]{1,2})[/.-](?P<n>[0-9]{1,2})[/.-]"
            r"(?:(?P<y1>(?:19|20)[0-9][0-9])|(?P<s1>[0-9][0-9]))(?![0-9/])"
        ),
    ),
    ("day", _pattern(rf"{_DAY}<M>{_GAP}(?:<Y>|<S>)")),
    ("day", _pattern(rf"{_DAY}<M>[\s\-–](?P<s1>[0-9][0-9])(?![0-9%:.])")),
    ("day", _pattern(rf"<M>\s+{_NTH},?\s+<Y>")),
    (
        "quarter",
        re.compile(
            r"(?<!\w)(?:Q|quarter\s?)(?P<q>[1-4]),?\s*(?:of\s+)?"
            r"(?:FY\s?|\()?(?:(?P<y1>20[0-9][0-9])|(?P<s1>[0-9][0-9]))"
            r"\s?[/-]\s?(?:20)?[0-9][0-9](?![0-9])",
            re.IGNORECASE,
        ),
    ),
    (
        "quarter",
        re.compile(
            r"(?<![\w/.-])(?:FY\s?)?(?:(?P<y1>20[0-9][0-9])|(?P<s1>[0-9][0-9]))"
            r"\s?[/-]\s?(?:20)?[0-9][0-9],?\s*(?:Q|quarter\s?)(?P<q>[1-4])(?!\w)",
            re.IGNORECASE,
        ),
    ),
    ("season", re.compile("")),  # see :func:`find_seasons`
    ("month", _pattern(rf"<M>{_GAP}(?:<Y>|<S>)")),
    ("month", re.compile(r"(?<![\w/.-])(?P<y1>20[0-9]{2})-(?P<n>0[1-9]|1[0-2])(?![\w/-])")),
    ("month", re.compile(r"(?<![\w/.-])(?P<n>0?[1-9]|1[0-2])/(?P<y1>20[0-9]{2})(?![\w/-])")),
    (
        "short",
        _pattern(r"<M>[\s\-–]?(?P<s1>[0-9][0-9])(?![0-9%.]|:[0-9]|\s?(?:st|nd|rd|th)\b)"),
    ),
    ("part", _pattern(rf"{_DAY}<M>")),
    ("part", _pattern(r"<M>(?!\s*[0-9])")),
    ("year", re.compile(r"(?<![\w/.-])(?P<y1>(?:19|20)[0-9][0-9])(?![\w/-]|\.[0-9])")),
)

# A plan does not reach further from its date than this, in years.
_FAR = 3
# A number right behind a month that has no day is its year, from this one on.
_LEAST_YEAR = 20
_MONTH_BEFORE = re.compile(
    r"(?<!\w)(?<![0-9] )(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")[\s\-–'’]?$",
    re.IGNORECASE,
)
_BARE_MAY = re.compile(r"may\b(?!\s*(?:['’]?[0-9]|$|[,.;:)]))", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A date in a text, from ``start`` to ``end``.

    ``value`` is ``YYYY-MM-DD``, ``YYYY-MM`` or ``RANGE:start/end``; None where only a year, or a
    month without any year to complete it from, is printed.  ``part`` says what is missing:
    ``year`` for a month alone, ``month`` for a year alone, ``season`` where no month but a term,
    a season or the like was printed and its usual meaning read, nothing for a whole date.
    """

    start: int
    end: int
    text: str
    value: str | None
    part: str | None = None


def find_dates(text: str, near: str | None = None) -> list[Found]:
    """The dates of ``text`` from left to right.

    ``near`` is the plan's own date: a month printed without a year is completed from it, to the
    first such month from then on, and stays marked as a part.
    """
    found: list[Found] = []
    taken = bytearray(len(text))
    for kind, pattern in _PATTERNS:
        if kind == "season":
            for season in find_seasons(text, near):
                span = season.start, season.end
                if 1 not in taken[span[0] : span[1]]:
                    taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])
                    found.append(Found(*span, text[span[0] : span[1]], season.value, "season"))
            continue
        for match in pattern.finditer(text):
            span = match.span()
            if 1 in taken[span[0] : span[1]]:
                continue
            if (
                kind == "part"
                and _BARE_MAY.match(text, match.start("m1"))
                and not match.groupdict().get("d")
            ):
                continue
            if kind in ("day", "part") and _year_before(text, match):
                continue
            one = _read(kind, match, near)
            if one is not None:
                taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])
                found.append(one)
    return sorted(_without_wider(found), key=lambda each: each.start)


def _without_wider(found: list[Found]) -> list[Found]:
    """``found`` without a season that a day or month within it tells more closely."""
    close = [one.value for one in found if one.value and not one.value.startswith("RANGE")]
    kept = []
    for one in found:
        if one.part == "season" and one.value:
            first, _, last = one.value.removeprefix("RANGE:").partition("/")
            if any(first <= value[:7] <= last for value in close):
                continue
        kept.append(one)
    return kept


def _year_before(text: str, match: re.Match[str]) -> bool:
    """Whether the number that ``match`` takes for a day is the year of a month before it."""
    return bool(
        match.group()[:2].isdigit()
        and int(match.group()[:2]) >= _LEAST_YEAR
        and _MONTH_BEFORE.search(text[: match.start()])
    )


def _read(kind: str, match: re.Match[str], near: str | None) -> Found | None:
    groups = match.groupdict()
    text = match[0].rstrip(" ,-–—")
    span = (match.start(), match.start() + len(text))
    if kind == "short" and near and abs(int(groups["s1"]) + 2000 - int(near[:4])) > _FAR:
        # "March 31" in a plan of 2026 names a day, not a year.
        groups = {"m1": groups["m1"], "d": groups["s1"]}
    year = _year(groups, "1")
    month = int(groups["n"]) if groups.get("n") else _MONTHS.get((groups.get("m1") or "").lower())
    if kind == "range":
        return _range(span, text, groups, near)
    if kind == "year":
        return Found(*span, text, None, "month")
    if kind == "quarter" and year:
        first = 3 * int(groups["q"]) + 1
        starts = year * 12 + first - 1
        return Found(*span, text, f"RANGE:{_month(starts)}/{_month(starts + 2)}")
    if month is None or not 1 <= month <= 12:
        return None
    part = None
    if year is None:
        part = "year"
        year = next_year(month, near)
        if year is None:
            return Found(*span, text, None, "year")
    value = f"{year:04d}-{month:02d}"
    if groups.get("d"):
        day = int(groups["d"])
        if 1 <= day <= calendar.monthrange(year, month)[1]:
            value = date(year, month, day).isoformat()
        elif day > 31 or day == 0:
            return None
        # A day that the month does not have (31 June) leaves the month, which is sure.
    return Found(*span, text, value, part)


def _year(groups: dict[str, str | None], which: str) -> int | None:
    if whole := groups.get(f"y{which}"):
        return int(whole)
    if short := groups.get(f"s{which}"):
        return 2000 + int(short)
    return None


def _range(
    span: tuple[int, int], text: str, groups: dict[str, str | None], near: str | None
) -> Found | None:
    first_month = _MONTHS[(groups["m1"] or "").lower()]
    last_month = _MONTHS[(groups["m2"] or "").lower()]
    first, last = _year(groups, "1"), _year(groups, "2")
    part = "year" if first is None else None
    first = first if first is not None else next_year(last_month, near)
    if first is None:
        return Found(*span, text, None, "year")
    if last is None:
        # One year is printed for both months: the first lies in it or in the year before.
        last = first
        first = last if first_month <= last_month else last - 1
    if (last, last_month) < (first, first_month):
        return None
    return Found(
        *span, text, f"RANGE:{first:04d}-{first_month:02d}/{last:04d}-{last_month:02d}", part
    )


def _month(months: int) -> str:
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def next_year(month: int, near: str | None) -> int | None:
    """The year of the first such month in or after the month of ``near``."""
    match = re.match(r"([0-9]{4})-([0-9][0-9])", near or "")
    if match is None:
        return None
    year, now = int(match[1]), int(match[2])
    return year if month >= now else year + 1
