"""Measures told as a list below a line that says so, under the table of their actions."""

import re
from collections.abc import Sequence

from lineofsight.documents import Block, Heading, Place, Table
from lineofsight.plan.headers import role_of
from lineofsight.plan.labelled import announces_success

_ITEM = re.compile(r"(?:[-–*]\s+|•\s*)(?P<text>\S.*)", re.S)
_WORDS = 8


def listed_measures(blocks: Sequence[Block], at: int) -> list[tuple[str, Place]]:
    """The bullets right below the line ``blocks[at]`` that announces measures; else nothing.

    A line that is about nothing else announces them ("What will success look like?"), or a short
    one that ends in a colon.
    """
    line = blocks[at]
    if isinstance(line, Table) or _ITEM.fullmatch(line.text):
        return []
    words = line.text.strip(" :*_")
    colon = not isinstance(line, Heading) and line.text.rstrip().endswith(":")
    named = colon and len(words.split()) <= _WORDS and role_of(words) == "measure"
    if not named and not announces_success(words):
        return []
    found: list[tuple[str, Place]] = []
    for block in blocks[at + 1 :]:
        item = None if isinstance(block, Table) else _ITEM.fullmatch(block.text)
        if item is None:
            break
        found.append((item["text"], block.place))
    return found
