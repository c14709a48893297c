"""A cell that holds measures and, after them, a note of progress, where a column was lost."""

import re
from dataclasses import dataclass

from lineofsight.plan.items import listed_items

# What has happened, and not what is to be seen.
_REPORTS = re.compile(
    r"\b(?:(?:has|have|had)\s+(?:been|had|\w+ed)|being\s+\w+(?:ed|en)|under ?way"
    r"|in progress|not started|held|circulated|commenced|begun)\b",
    re.I,
)


@dataclass(frozen=True)
class SharedCell:
    """The measures of a cell and the note that stands after them."""

    measures: str
    note: str


def part_note(text: str) -> SharedCell | None:
    """``text`` parted before its first item that reports, or None where nothing does.

    A line below a bulleted list is no item of it; the first item is always a measure.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    below = 0
    while below < len(lines) and not lines[-1 - below].lstrip().startswith("•"):
        below += 1
    if 0 < below < len(lines):
        return SharedCell("\n".join(lines[:-below]), " ".join(lines[-below:]))
    items = listed_items(text)
    at = next((n for n, item in enumerate(items) if n and _REPORTS.search(item)), None)
    if at is None:
        return None
    return SharedCell("\n".join(f"• {item}" for item in items[:at]), " ".join(items[at:]))
