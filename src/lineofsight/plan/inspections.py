"""Which inspection a document speaks of: its title, its days, its framework."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lineofsight.documents import Document, Place, Table
from lineofsight.plan.dates import Found, find_dates
from lineofsight.plan.frameworks import framework_of
from lineofsight.plan.moments import moment_of

_INSPECTED = re.compile(
    r"\b(?:inspection(?:s)?(?: dates?)?|inspected|inspectors?(?: \w+){0,2} (?:visited|came|were)"
    r"|ofsted (?:visited|came)|fieldwork)\b",
    re.I,
)
# What is still to come, or was before the inspection that is meant, or is the report of it.
_ANOTHER = re.compile(
    r"\b(?:next|future|forthcoming|expected?|will|would|previous(?:ly)?|prior|last inspection"
    r"|since the|re-?inspections?|ready|prepar\w+|monitoring visits?|by|before|until|framework"
    r"|from)\b",
    re.I,
)
_ANOTHER_PAPER = re.compile(
    r"\b(?:publish\w*|issued|notice|report\w*|plan|direction|letter|board|agreed|approved)\b", re.I
)
_IS_PUBLISHED = re.compile(r"\bpublish\w*\W*(?:in|on|date)?\W*$|\breport dated?\W*$", re.I)
# "10 to 21 November 2025", "24 January and 4 February 2011": the day or month before the last one.
_START = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:\s+(?P<month>[A-Z][a-z]{2,8}))?"
    r"(?:,?\s+(?P<year>(?:19|20)[0-9]{2}))?\s*(?:-|–|—|to|and|until)\s*(?:the\s+)?$"
)
_DATED_BEFORE = re.compile(
    r",?\s+(?:(?:ofsted|ilacs|sif|standard|short|full)\s+)*inspection\b(?! report)", re.I
)
_TITLED = re.compile(
    r"\b(?:(?:re-?)?inspections? (?:of|report)|focused visit (?:to|of)|monitoring visit (?:to|of)"
    r"|joint targeted area inspection)\b",
    re.I,
)
_SENTENCE = re.compile(
    r"\b(?:found|finds?|was|were|is|are|has|have|had|will|must|judged|says?|said|sets? out|told"
    r"|we)\b",
    re.I,
)
_LONGEST_TITLE = 20
_REACH = 80


@dataclass(frozen=True)
class Inspection:
    """An inspection as a document tells of it; None where it tells nothing.

    ``first`` and ``last`` are the days between which it took place: those of its month where no
    day is printed.  ``framework`` is the id of the framework it was made under.
    """

    title: str | None = None
    first: date | None = None
    last: date | None = None
    printed: str | None = None
    published: str | None = None
    framework: str | None = None
    place: Place = field(default_factory=Place)


def inspected_on(day: date) -> Inspection:
    """An inspection of which somebody gave the last day."""
    return Inspection(first=day, last=day, printed=f"{day.day} {day:%B %Y}")


def read_inspection(document: Document, written: str | None = None) -> Inspection | None:
    """The latest inspection that a document gives the days of; None where it gives none.

    ``written`` is the date of the document, as ``YYYY-MM`` or ``YYYY-MM-DD``: what it says of
    inspections later than that is what it expects.
    """
    latest: Inspection | None = None
    title: str | None = None
    published: str | None = None
    for text, place in _texts(document):
        if title is None and _is_title(text):
            title = text.rstrip(" .:")
        for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])|\n", text):
            published = published or _published(sentence)
            for one in _told(sentence, place):
                assert one.last is not None
                if written and one.first and one.first.isoformat()[: len(written)] > written:
                    continue
                if latest is None or latest.last is None or one.last > latest.last:
                    latest = one
    if latest is None and (title is None or published is None):
        return None
    found = latest or Inspection()
    return Inspection(
        title,
        found.first,
        found.last,
        found.printed,
        published,
        _framework(document, title, found.last),
        found.place,
    )


def _is_title(text: str) -> bool:
    short = len(text.split()) <= _LONGEST_TITLE and "\n" not in text
    return short and _TITLED.search(text) is not None and not _SENTENCE.search(text)


def _framework(document: Document, title: str | None, day: date | None) -> str | None:
    """The framework named by the title, else by the one that the text names."""
    told = framework_of(title or "", day)
    if told is None:
        told = framework_of(" ".join(text for text, _ in _texts(document)), day)
    return told.id if told else None


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from ((cell.text, cell.place) for cell in row.cells if cell.text)
        else:
            yield block.text, block.place


def _told(sentence: str, place: Place) -> Iterator[Inspection]:
    """The inspections whose days a sentence gives."""
    every = [one for one in find_dates(sentence) if one.value]
    for one in every:
        # "the May 2026 inspection"
        after = _DATED_BEFORE.match(sentence, one.end)
        if after and not _ANOTHER.search(sentence[max(0, one.start - 24) : after.end()]):
            yield from _between(sentence, [one], place)
    for word in _INSPECTED.finditer(sentence):
        dates = [one for one in every if one.start >= word.start()]
        if not dates or dates[0].start - word.end() > _REACH:
            continue
        first = dates[0]
        between = sentence[word.end() : first.start]
        # "from 4 March": the day that it began.
        between = re.sub(r"\bfrom\s*$", "", between)
        around = f"{sentence[max(0, word.start() - 24) : word.start()]} {between}"
        if _ANOTHER.search(around) or _ANOTHER_PAPER.search(between):
            continue
        yield from _between(sentence, dates, place)


def _between(sentence: str, dates: list[Found], place: Place) -> Iterator[Inspection]:
    first = dates[0]
    days = _days(first.value)
    if days is None:
        return
    start, printed = days[0], first.text
    before = _START.search(sentence[: first.start])
    if before and days[0] == days[1]:
        begun = find_dates(
            f"{before['day']} {before['month'] or f'{days[1]:%B}'} {before['year'] or days[1].year}"
        )
        began = _days(begun[0].value) if begun else None
        if began and began[0] <= days[1]:
            start = began[0]
            printed = f"{before[0]}{first.text}"
    elif len(dates) > 1 and re.fullmatch(
        r"\s*(?:-|–|—|to|and|until)\s*", sentence[first.end : dates[1].start]
    ):
        end = _days(dates[1].value)
        if end and end[1] >= start:
            days = end
            printed = sentence[first.start : dates[1].end]
    yield Inspection(first=start, last=days[1], printed=" ".join(printed.split()), place=place)


def _days(value: str | None) -> tuple[date, date] | None:
    """The first and last day that a value of :func:`find_dates` can mean."""

    moment = moment_of(value)
    return (moment.first, moment.last) if moment else None


def _published(sentence: str) -> str | None:
    for one in find_dates(sentence):
        if one.value and _IS_PUBLISHED.search(sentence[: one.start]):
            return one.value
    return None
