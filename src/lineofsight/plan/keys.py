"""What a plan explains of itself: its ratings, how many of each it counts, its abbreviations."""

import re
from collections import Counter
from collections.abc import Iterable

from lineofsight.documents import Document, Table
from lineofsight.plan.drafts import fold
from lineofsight.plan.model import Action, RatingMeaning, RatingSummary
from lineofsight.plan.ratings import level_of

_SHORT = re.compile(r"\b(?:abbreviation|acronym|initials|term)s?\b", re.I)
_LONG = re.compile(r"\b(?:explanation|meaning|definition|stands for|full|description)\b", re.I)
_FEWEST = 3


def explains(table: Table) -> bool:
    """Whether a table explains ratings, counts them or spells out abbreviations."""
    return bool(_abbreviations(table) or _key(table) or _summary_levels(table))


def read_abbreviations(document: Document) -> dict[str, str]:
    """The abbreviations of tables that are headed as such."""
    found: dict[str, str] = {}
    for table in _tables(document):
        found = {**_abbreviations(table), **found}
    return found


def _abbreviations(table: Table) -> dict[str, str]:
    head = table.rows[0].texts
    if len(head) < 2 or not _SHORT.search(head[0]) or not _LONG.search(head[1]):
        return {}
    pairs = ((fold(row.texts[0]), fold(" ".join(row.texts[1:2]))) for row in table.rows[1:])
    return {short: long for short, long in pairs if short and long}


def read_rating_key(document: Document) -> tuple[RatingMeaning, ...]:
    """The plan's rating key: a table whose first column is ratings and second what they mean."""
    return next((key for table in _tables(document) if (key := _key(table))), ())


def _key(table: Table) -> tuple[RatingMeaning, ...]:
    key: list[RatingMeaning] = []
    for row in table.rows:
        text, meaning = fold(row.texts[0]), fold(" ".join(row.texts[1:2]))
        level = level_of(text)
        if key and (not text or re.fullmatch(r"\(\w{1,2}\)", text)):
            last = key[-1]
            key[-1] = RatingMeaning(
                f"{last.text} {text}".strip(), last.level, f"{last.meaning} {meaning}".strip()
            )
        elif level and meaning:
            key.append(RatingMeaning(text, level, meaning))
    enough = len({one.level for one in key}) >= _FEWEST and len(key) * 3 >= len(table.rows)
    return tuple(key) if enough else ()


def _summary_levels(table: Table) -> dict[int, str]:
    """The columns of a table that are headed by ratings, three at the least."""
    levels = {at: level for at, text in enumerate(table.rows[0].texts) if (level := level_of(text))}
    return levels if len(set(levels.values())) >= _FEWEST else {}


def read_rating_summary(document: Document, actions: Iterable[Action]) -> RatingSummary | None:
    """The rating counts that the document prints, beside what its rows say; None without any."""
    for table in _tables(document):
        levels = _summary_levels(table)
        if not levels:
            continue
        printed: dict[str, dict[str, float]] = {level: {} for level in levels.values()}
        for row in table.rows[1:]:
            figures = {at: _figure(row.texts[at]) for at in levels if at < len(row.cells)}
            if any(figure is None for figure in figures.values()):
                continue
            percent = any("%" in row.texts[at] for at in levels) or "%" in row.texts[0]
            for at, figure in figures.items():
                if figure is not None:
                    printed[levels[at]].setdefault("percent" if percent else "count", figure)
        if any("count" in each for each in printed.values()):
            return _compared(printed, actions)
    return None


def _compared(printed: dict[str, dict[str, float]], actions: Iterable[Action]) -> RatingSummary:
    counted = Counter(action.rating.level or "NONE" for action in actions)
    read = dict(sorted(counted.items()))
    apart = {
        level: int(each.get("count", 0)) - read.get(level, 0)
        for level, each in printed.items()
        if each.get("count", 0) != read.get(level, 0)
    }
    if not apart:
        return RatingSummary(printed, read, True, "The rows read have the ratings printed.")
    told = ", ".join(
        f"{abs(by)} {'fewer' if by > 0 else 'more'} {level.lower()}" for level, by in apart.items()
    )
    without = read.get("NONE", 0)
    return RatingSummary(
        printed,
        read,
        False,
        f"The rows read have {told} than the document counts; {without} have no rating that could "
        "be read.",
    )


def _figure(text: str) -> float | None:
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%?\s*", text)
    return float(match[1]) if match else None


def _tables(document: Document) -> Iterable[Table]:
    return (block for block in document.blocks if isinstance(block, Table))
