"""Items of lists in running text: a bullet or number, and the lines that it wraps onto."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.documents import Block, Paragraph
from lineofsight.plan.headers import role_of
from lineofsight.plan.looks import THEMED

_ITEM = re.compile(
    r"(?:(?P<bullet>[-–•*▪])\s+)?(?:(?:action\s+)?"
    r"(?P<ref>(?:[A-Z]{1,3})?\d{1,3}(?:\.\d{1,3}){0,3})[.):]?\s+)?(?P<text>[A-Z\"“‘'(].*)",
    re.S | re.I,
)
_LABELLED = re.compile(
    r"(?:[-–•*▪]\s+)?(?P<label>[A-Za-z][A-Za-z()/-]*(?: [A-Za-z()/]+){0,5}?)\s*:"
)


@dataclass(frozen=True)
class Listed:
    """An item at ``at`` among the blocks, over ``taken`` of them."""

    at: int
    taken: int
    ref: str | None
    text: str


def listed_at(blocks: Sequence[Block], at: int) -> Listed | None:
    """The item of a list that begins at ``blocks[at]``, or None."""
    first = blocks[at]
    item = _ITEM.fullmatch(first.text) if isinstance(first, Paragraph) else None
    if item is None or not (item["bullet"] or item["ref"]) or is_labelled(first):
        return None
    lines, taken = [item["text"]], 1
    while (line := wrapped(blocks, at + taken)) is not None:
        lines.append(line)
        taken += 1
    return Listed(at, taken, item["ref"], " ".join(lines))


def wrapped(blocks: Sequence[Block], at: int) -> str | None:
    """The text of ``blocks[at]`` where it is a line that the one right above it wraps onto."""
    if not 0 < at < len(blocks):
        return None
    above, block = blocks[at - 1], blocks[at]
    if not isinstance(block, Paragraph) or not isinstance(above, Paragraph):
        return None
    if above.place.line is None or block.place.line != above.place.line + 1:
        return None
    item = _ITEM.fullmatch(block.text)
    opens = item is not None and bool(item["bullet"] or (item["ref"] and "." in item["ref"]))
    if opens or is_labelled(block) or THEMED.fullmatch(block.text):
        return None
    return block.text


def is_labelled(block: Block) -> bool:
    """Whether a line begins with the name of what a plan says of an action ("Lead: ...")."""
    label = _LABELLED.match(block.text) if isinstance(block, Paragraph) else None
    return label is not None and role_of(label["label"]) is not None
