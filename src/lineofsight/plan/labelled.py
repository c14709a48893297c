"""Actions told in paragraphs: a numbered line, then "Lead: ...", "Timescale: ..." below it."""

import re

from lineofsight.documents import Block, Table
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

    None where no action begins: one is a numbered line with at least two labelled lines right
    below it, of which one names a lead or a time.
    """
    first = blocks[at]
    numbered = None if isinstance(first, Table) else _NUMBERED.fullmatch(first.text)
    if numbered is None:
        return None
    cells: dict[Role, str] = {"ref": numbered["ref"], "action": numbered["text"]}
    taken = 1
    for below in range(at + 1, len(blocks)):
        block = blocks[below]
        line = None if isinstance(block, Table) else _LABEL.fullmatch(block.text)
        role = role_of(line["label"]) if line else None
        if line is None or role is None or role in cells:
            break
        cells[role] = line["text"]
        taken += 1
    if taken - 1 < _LABELS or not {"lead", "due"} & set(cells):
        return None
    return cells, taken
