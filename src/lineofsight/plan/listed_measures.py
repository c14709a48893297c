"""Measures told as a list below a line that says so, under the table of their actions."""

import re
from collections.abc import Sequence

from lineofsight.documents import Block, Heading, Place, Table
from lineofsight.plan.headers import role_of

_ITEM = re.compile(r"(?:[-–*]\s+|•\s*)(?P<text>\S.*)", re.S)
_WORDS = 8


def listed_measures(blocks: Sequence[Block], at: int) -> list[tuple[str, Place]]:
    """The bullets right below the line ``blocks[at]`` that announces measures; else nothing.

    A heading announces them, or a short line that ends in a colon ("Success measures:").
    """
    line = blocks[at]
    if isinstance(line, Table) or len(line.text.split()) > _WORDS:
        return []
    announces = isinstance(line, Heading) or line.text.rstrip().endswith(":")
    if not announces or role_of(line.text.strip(" :*_")) != "measure":
        return []
    found: list[tuple[str, Place]] = []
    for block in blocks[at + 1 :]:
        item = None if isinstance(block, Table) else _ITEM.fullmatch(block.text)
        if item is None:
            break
        found.append((item["text"], block.place))
    return found
