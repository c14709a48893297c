"""Actions told in paragraphs: a numbered line, then "Lead: ...", "Timescale: ..." below it."""

import re

from lineofsight.documents import Block, Heading, Table
from lineofsight.plan.headers import Role, role_of

_NUMBERED = re.compile(
    r"(?:action\s+)?(?P<ref>(?:[A-Z]{1,3})?\d{1,3}(?:\.\d{1,3}){0,3})[.):]?\s+(?P<text>\S.*)",
    re.I | re.S,
)
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z ()/-]{1,40}?)\s*:\s*(?P<text>\S.*)", re.S)
# Fewer labels than this may be any line with a colon in it.
_LABELS = 2


def labelled_action(blocks: tuple[Block, ...], at: int) -> tuple[dict[Role, str], int] | None:
    """The cells of the action that begins at ``blocks[at]``, and how many blocks it takes.

    None where no action begins: one is a numbered line, a bullet or a line labelled as an action,
    with at least two labelled lines below it, of which one names a lead or a time.  Lines without
    a label go on with the one above them where that one has not ended.
    """
    cells = _opening(blocks[at])
    if cells is None:
        return None
    last: Role = "action"
    taken = 1
    for block in blocks[at + 1 :]:
        if isinstance(block, Table | Heading):
            break
        line = _LABEL.fullmatch(block.text)
        role = role_of(line["label"]) if line else None
        if line and role and role not in cells:
            cells[role], last = line["text"], role
        elif _goes_on(cells[last], block.text):
            cells[last] = f"{cells[last]} {block.text}"
        else:
            break
        taken += 1
    if len(cells.keys() - {"ref", "action"}) < _LABELS or not {"lead", "due"} & cells.keys():
        return None
    return cells, taken


def _opening(block: Block) -> dict[Role, str] | None:
    """The number and text of the line that an action begins with, or None."""
    if isinstance(block, Table):
        return None
    labelled = _LABEL.fullmatch(block.text)
    if labelled and role_of(labelled["label"]) == "action":
        return {"action": labelled["text"]}
    numbered = _NUMBERED.fullmatch(block.text)
    if numbered:
        return {"ref": numbered["ref"], "action": numbered["text"]}
    bullet = re.fullmatch(r"(?:•|[-–*]\s)\s*(?P<text>[^\s:][^:]*)", block.text)
    return {"action": bullet["text"]} if bullet else None


def _goes_on(above: str, text: str) -> bool:
    """Whether a line without a label goes on with the one above, which has not ended."""
    counted = text[:1].isdigit() and not _NUMBERED.fullmatch(text)
    return text[:1].islower() or (counted and above[-1:] not in ".!?;:")
