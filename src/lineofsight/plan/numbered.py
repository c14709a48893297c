"""Plans without any table: numbered or bulleted paragraphs that say who does what by when."""

import re
from collections.abc import Sequence

from lineofsight.documents import Block, Paragraph, Table
from lineofsight.plan.column_names import Role
from lineofsight.plan.dates import find_dates
from lineofsight.plan.headers import header_of, role_of

_NUMBERED = re.compile(
    r"(?:[-–•*]\s+)?(?P<ref>(?:[A-Z]{1,2})?\d{1,2}(?:\.\d{1,2}){1,2})[.):]?\s+(?P<text>[A-Z].*)",
    re.S,
)
_BULLETED = re.compile(r"(?:[-–*▪]\s+|•\s*)(?P<text>[A-Z].*)", re.S)
# Between the parts of a bracket: "Lead: Jo Bloggs, by May 2026".
_PARTS = re.compile(r";|[,.]\s*(?=(?:by|due|when|deadline|timescale|lead|owner|who)\b)", re.I)
_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{3,160})[)\]]")
_LABEL = re.compile(r"\s*(?P<label>[A-Za-z][A-Za-z ]{1,30}?)\s*[:–-]\s*(?P<text>\S.*)", re.S)
_BY = re.compile(
    r"\b(?:by|before|until|from|in|no later than)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.I
)
# Fewer paragraphs than this, or a smaller share with a lead, are a report's and no plan's.
_FEWEST = 3
_LED = 0.5


def numbered_actions(blocks: Sequence[Block]) -> dict[int, dict[Role, str]]:
    """The cells of each numbered paragraph that is an action, by its place among ``blocks``.

    None where a table of actions stands in the document: its paragraphs then report on it.
    """
    tables = (block for block in blocks if isinstance(block, Table))
    if any(header_of(table.rows, at)[1] for table in tables for at in range(len(table.rows))):
        return {}
    found: dict[int, dict[Role, str]] = {}
    for at, block in enumerate(blocks):
        numbered = _NUMBERED.fullmatch(block.text) if isinstance(block, Paragraph) else None
        if numbered:
            found[at] = {"ref": numbered["ref"], **_cells(numbered["text"])}
        elif isinstance(block, Paragraph) and (bulleted := _BULLETED.fullmatch(block.text)):
            cells = _cells(bulleted["text"])
            # A bullet is an action only where its brackets name who does it or by when.
            if _BRACKETS.search(bulleted["text"]) and {"lead", "due"} <= cells.keys():
                found[at] = cells
    led = [cells for cells in found.values() if "lead" in cells]
    return found if len(led) >= max(_FEWEST, _LED * len(found)) else {}


def _cells(text: str) -> dict[Role, str]:
    """The action, and what its brackets and its "by May 2026" say of it."""
    cells: dict[Role, str] = {}
    for bracket in _BRACKETS.finditer(text):
        parts = (
            re.sub(r"^\s*(by|due)\s+(?!:)", r"\1: ", part, flags=re.I)
            for part in _PARTS.split(bracket["inside"])
        )
        labelled = [_LABEL.fullmatch(part) for part in parts]
        named = {
            role: match["text"].strip()
            for match in labelled
            if match and (role := role_of(match["label"]))
        }
        if len(named) == len(labelled):
            cells.update(named)
            text = text.replace(bracket[0], "")
    dates = find_dates(text)
    if "due" not in cells and len(dates) == 1 and _BY.search(text[: dates[0].start]):
        start = _BY.search(text[: dates[0].start])
        cells["due"] = text[start.start() if start else dates[0].start : dates[0].end]
    cells["action"] = text
    return cells
