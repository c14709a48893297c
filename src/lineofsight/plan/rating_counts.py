"""How many of each rating a plan prints: in a table or a sentence, beside what its rows say."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lineofsight.documents import Document, Row, Table
from lineofsight.plan.model import Action, RatingSummary
from lineofsight.plan.ratings import level_of

_FEWEST = 3
_COLOUR = (
    r"(?P<level>blue|green|amber|yellow|red|gr[ea]y|complete[d]?|on track|overdue|not started)"
)
_SHARE = r"(?:\s*\(?(?P<percent>\d+(?:\.\d+)?)\s?%\)?)?"
# "12 green", "12 (40%) are rated green" and "Green: 12 (40%)".
_BEFORE = re.compile(
    rf"(?<![\w.])(?P<count>\d{{1,4}}){_SHARE}\s*"
    r"(?:of them |actions? |were |are |is |as |have been |now )*"
    rf"(?:rated |shown as |at |marked )*{_COLOUR}\b(?! \w*days)",
    re.I,
)
_AFTER = re.compile(rf"\b{_COLOUR}\s*[:=–—-]\s*(?P<count>\d{{1,4}})(?![\d.]*%)\b{_SHARE}", re.I)
_OF_ACTIONS = re.compile(r"\b(?:actions?|rag|brag|rated|ratings?|plan|tasks?)\b", re.I)
_TOTAL = re.compile(r"\W*(?:grand )?total\b.*", re.I)


@dataclass
class Counts:
    """Printed counts and percentages by level, and the total where one is printed."""

    printed: dict[str, dict[str, float]] = field(default_factory=dict)
    total: float | None = None

    def put(self, level: str, what: str, figure: float) -> None:
        self.printed.setdefault(level, {}).setdefault(what, figure)

    @property
    def counted(self) -> dict[str, int]:
        return {
            level: int(each["count"]) for level, each in self.printed.items() if "count" in each
        }


def read_rating_summary(document: Document, actions: Iterable[Action]) -> RatingSummary | None:
    """The rating counts that the document prints, beside what its rows say; None without any.

    Of several, those that the rows bear out, else those that count the most.
    """
    rated = list(actions)
    read = dict(sorted(Counter(each.rating.level or "NONE" for each in rated).items()))
    found = [counts for counts in _counts(document) if counts.counted]
    if not found:
        return None
    best = max(found, key=lambda each: (_apart(each, read) == {}, sum(each.counted.values())))
    return _compared(best, read)


def _counts(document: Document) -> Iterator[Counts]:
    for block in document.blocks:
        if isinstance(block, Table):
            if counts := counts_of_table(block):
                yield counts
        elif counts := _of_sentence(block.text):
            yield counts


def counts_of_table(table: Table) -> Counts | None:
    """The counts of a table with ratings across its first row or down its first column.

    A table with ratings across that counts nothing is told too, with no figures.
    """
    if not table.rows:
        return None
    return _across(table) or _down(table)


def _across(table: Table) -> Counts | None:
    head = table.rows[0].texts
    levels = {at: level for at, text in enumerate(head) if (level := level_of(text))}
    if len(set(levels.values())) < _FEWEST:
        return None
    total = next((at for at, text in enumerate(head) if _TOTAL.fullmatch(text)), None)
    counts = Counts({level: {} for level in levels.values()})
    last = _last_total(table)
    for row in last or table.rows[1:]:
        figures = {at: _figure(row.texts[at]) for at in levels if at < len(row.cells)}
        if not figures or any(figure is None for figure in figures.values()):
            continue
        percent = any("%" in row.texts[at] for at in levels) or "%" in row.texts[0]
        for at, figure in figures.items():
            counts.put(levels[at], "percent" if percent else "count", figure or 0.0)
        if total is not None and total < len(row.cells) and not percent and counts.total is None:
            counts.total = _figure(row.texts[total])
    return counts


def _last_total(table: Table) -> list[Row]:
    """The rows from the one that adds up those above it, where there is one."""
    for at, row in enumerate(table.rows[1:], 1):
        if row.cells and _TOTAL.fullmatch(row.texts[0]):
            return list(table.rows[at:])
    return []


def _down(table: Table) -> Counts | None:
    counts = Counts()
    for row in table.rows:
        if len(row.cells) < 2:
            continue
        level = level_of(row.texts[0])
        figures = [(text, _figure(text)) for text in row.texts[1:] if _figure(text) is not None]
        if not level and not (_TOTAL.fullmatch(row.texts[0]) and counts.printed):
            continue
        if not figures or len(figures) < len([text for text in row.texts[1:] if text.strip()]):
            return None
        for text, figure in figures[:2]:
            share = "%" in text or _is_share(table, row, text)
            if level:
                counts.put(level, "percent" if share else "count", figure or 0.0)
            elif not share and counts.total is None:
                counts.total = figure
    return counts if len(counts.counted) >= _FEWEST else None


def _is_share(table: Table, row: Row, text: str) -> bool:
    """Whether the column of a figure is headed as a percentage."""
    at = row.texts.index(text)
    head = table.rows[0].texts
    return at < len(head) and re.search(r"%|per ?cent|proportion", head[at], re.I) is not None


def _of_sentence(text: str) -> Counts | None:
    counts = Counts()
    for pattern in (_BEFORE, _AFTER):
        counts = Counts()
        for match in pattern.finditer(text):
            level = level_of(match["level"])
            if level is None:
                continue
            counts.put(level, "count", float(match["count"]))
            if match["percent"]:
                counts.put(level, "percent", float(match["percent"]))
        enough = len(counts.counted)
        if enough >= _FEWEST or (enough == 2 and _OF_ACTIONS.search(text)):
            return counts
    return None


def _apart(counts: Counts, read: dict[str, int]) -> dict[str, int]:
    counted = counts.counted
    return {
        level: counted.get(level, 0) - read.get(level, 0)
        for level in counts.printed
        if counted.get(level, 0) != read.get(level, 0)
    }


def _compared(counts: Counts, read: dict[str, int]) -> RatingSummary:
    added = sum(counts.counted.values())
    wrong_sum = (
        f" The document prints a total of {counts.total:g}, and its counts add up to {added}."
        if counts.total is not None and counts.total != added
        else ""
    )
    apart = _apart(counts, read)
    if not apart:
        told = f"The rows read have the ratings printed.{wrong_sum}"
        return RatingSummary(counts.printed, read, not wrong_sum, told)
    listed = ", ".join(
        f"{abs(by)} {'fewer' if by > 0 else 'more'} {level.lower()}" for level, by in apart.items()
    )
    return RatingSummary(
        counts.printed,
        read,
        False,
        f"The rows read have {listed} than the document counts; {read.get('NONE', 0)} have no "
        f"rating that could be read.{wrong_sum}",
    )


def _figure(text: str) -> float | None:
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%?\s*", text)
    return float(match[1]) if match else None
