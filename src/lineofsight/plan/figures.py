"""The figures in the words of a target, each with what stands around it."""

import re
from dataclasses import dataclass

from lineofsight.plan.dates import Found, find_dates
from lineofsight.plan.model import Unit
from lineofsight.plan.timescales import NUMBER_WORDS, periods

LABEL = re.compile(
    # Converters glue a label to the word before it ("NeglectTarget: 25%").
    r"(?:\b(?:interim|milestone|stretch|year[ -]?end|final|annual|our|the)\s+)?"
    r"(?:\b|(?<=[a-z])(?=T))targets?\b"
    r"(?=\s*(?:[:=\-–<>≤≥0-9]|(?:by|after|of|is|to be|set|for|tb[acd]|this"
    r"|below|above|under|over|at least|up to|(?:no |not )?(?:more|less|fewer) than)\b|$))"
    r"(?:\s+(?:of|is|to be|set at|for)\b)?\s*[:=\-–]*",
    re.I,
)
_WORDS = "|".join(NUMBER_WORDS)
_FIGURE = re.compile(
    r"(?P<sign>[<>≤≥]=?\s*)?(?<![\w.£])(?P<value>[0-9]{1,6}(?:,[0-9]{3})*(?:\.[0-9]+)?"
    # A word is a figure only of a length of time ("within five working days").
    rf"|(?:{_WORDS})(?=\s+(?:working\s+)?(?:hour|day|week|month|year)s?\b))\s*"
    r"(?:(?P<percent>%|per\s?cent\b)"
    r"|(?P<working>working\s+)?(?P<unit>hours?|hrs?|days?|weeks?|wks?|months?|years?)\b)?"
    r"(?!\w)",
    re.I,
)
_FROM_TO = re.compile(
    r"(?<![0-9.])(?P<from>[0-9]+(?:\.[0-9]+)?)\s*(?:%|per\s?cent)?\s*(?:to|→|->|down to|up to)\s*"
    r"(?=[0-9]+(?:\.[0-9]+)?\s*(?:%|per\s?cent))",
    re.I,
)
EVERY = re.compile(
    r"^\s*(?:every|each|per)\s+(?P<period>(?:[0-9]+\s+)?(?:week|month|quarter|year)s?)", re.I
)
_AFTER = re.compile(r"\bafter (?P<length>[0-9]{1,2}[ -](?:week|month|year)s?)(?=:)", re.I)
_TIE = re.compile(r"[\s:=\-–(]*(?:to\s+)?[<>≤≥=\s]*")
_BASELINE = re.compile(
    r"(?:\((?:up |down )?from|\b(?:baseline|current(?:ly)?|at present|previously|starting)\b)"
    r"(?:\s+(?:of|is|at|was|from))?"
    r"\s*[:=\-–]?\s*$",
    re.I,
)
_NOW = re.compile(
    r"\s*\(?(?:now|currently|at present|today|(?:at )?baseline)\b(?!\s*[:=]?\s*\d)", re.I
)
_INTERIM = re.compile(r"\b(?:interim|milestone)\b", re.I)
# How far before a figure its own words may stand, in characters.
NEAR = 40
_UNITS: dict[str, Unit] = {"h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True)
class Figure:
    """A figure that is to be reached, with its surroundings up to its neighbours."""

    start: int
    end: int
    value: float
    unit: Unit
    before: str
    after: str
    by: str | None
    baseline: float | None
    interim: bool
    piece: str


def find_figures(zone: str, near: str | None, *, stated: bool = False) -> list[Figure]:
    """The figures of ``zone`` that may be targets, from left to right.

    Where one is a percentage only percentages count; a figure that another starts from ("51% to
    30%") is that one's baseline; lengths in months and years are no targets.  What the words
    call a baseline ("currently 71%") is left out, or with ``stated`` is all that is told.
    """
    dates = [*find_dates(zone, near), *_lengths(zone)]
    hits, baselines = _hits(zone, dates)
    hits = [match for match in hits if _is_baseline(zone, match) == stated]
    labels = LABEL.finditer(zone)
    edges = sorted({0, *(label.start() for label in labels), len(zone)})
    figures = []
    reached = 0
    for at, match in enumerate(hits):
        label = max(edge for edge in edges if edge <= match.start())
        left = max(label, reached)
        right = min(edge for edge in edges if edge > match.start())
        last = at + 1 == len(hits) or hits[at + 1].start() >= right
        right = right if last else hits[at + 1].start()
        by = _date_of(match, dates, left, right, zone)
        reached = max(match.end(), by.end if by else 0)
        dated = by is not None and by.start >= match.end()
        close = reached if dated else right if last else _close(zone, reached, right)
        figures.append(
            Figure(
                match.start(),
                match.end(),
                _number(match["value"]),
                _unit(match),
                zone[left : match.start()] + (match["sign"] or ""),
                zone[match.end() : right],
                by.value if by else None,
                baselines.get(match.start("value")),
                bool(_INTERIM.search(zone[label : min(match.start(), label + NEAR)])),
                zone[left:close].strip(" ,.;()-–"),
            )
        )
    return figures


def _lengths(zone: str) -> list[Found]:
    """The lengths of time after which a target is to be reached ("after 6 months: 80%")."""
    return [
        Found(match.start(), match.end(), match[0], f"RELATIVE:{period}")
        for match in _AFTER.finditer(zone)
        for period in periods(match["length"])
    ]


def _hits(zone: str, dates: list[Found]) -> tuple[list[re.Match[str]], dict[int, float]]:
    """The figures that are no part of a date, and the baselines by where their targets start."""
    in_dates = {at for one in dates for at in range(one.start, one.end)}
    starting = {match.start("from"): match for match in _FROM_TO.finditer(zone)}
    hits = []
    baselines: dict[int, float] = {}
    for match in _FIGURE.finditer(zone):
        if match.start("value") in in_dates:
            continue
        if (step := starting.get(match.start("value"))) is not None:
            baselines[step.end()] = _number(step["from"])
            continue
        if (match["unit"] or "")[:1].lower() not in ("m", "y"):
            hits.append(match)
    # A bare number beside percentages is no target of its own ("every 2 months", "KPI 2").
    if any(match["percent"] for match in hits):
        hits = [match for match in hits if match["percent"]]
    else:
        hits = [
            match for match in hits if not EVERY.match(f"every {match[0]}") or _wanted(zone, match)
        ]
    return hits, baselines


def _is_baseline(zone: str, match: re.Match[str]) -> bool:
    before = _BASELINE.search(zone[max(0, match.start() - NEAR) : match.start()])
    return before is not None or _NOW.match(zone, match.end()) is not None


def _wanted(zone: str, match: re.Match[str]) -> bool:
    return not re.search(r"\bevery\s*$", zone[max(0, match.start() - NEAR) : match.start()], re.I)


def _date_of(
    match: re.Match[str], dates: list[Found], left: int, right: int, zone: str
) -> Found | None:
    """The date of a figure: tied to it ("Oct: 70%"), after it ("70% by Oct"), or before it."""
    before = [one for one in dates if left <= one.start and one.end <= match.start()]
    after = [one for one in dates if match.end() <= one.start and one.end <= right]
    tied = [one for one in before if _TIE.fullmatch(zone[one.end : match.start()])]
    return next(iter(tied[-1:] or after[:1] or before[-1:]), None)


def _close(zone: str, reached: int, right: int) -> int:
    """Where the words of a figure end, before those of the next begin."""
    stop = re.search(r"[,;(]|\b(?:and|then|another|rising|falling)\b", zone[reached:right])
    return reached + stop.start() if stop else right


def _number(text: str) -> float:
    return float(NUMBER_WORDS.get(text.lower()) or text.replace(",", ""))


def _unit(match: re.Match[str]) -> Unit:
    if match["percent"]:
        return "%"
    return _UNITS.get((match["unit"] or " ")[0].lower(), "count")
