"""Plans without a table of actions: items of lists that say who does what by when."""

import re
from collections.abc import Sequence

from lineofsight.documents import Block, Heading, Table
from lineofsight.plan.clauses import cells_of
from lineofsight.plan.column_names import Role
from lineofsight.plan.headers import header_of
from lineofsight.plan.listed import Listed, listed_at

_PARTED = re.compile(r"[A-Z]{0,2}\d+\.\d")
# Fewer items than this, or a smaller share with a lead, are a report's and no plan's.
_FEWEST = 3
_LED = 0.5


def told_actions(blocks: Sequence[Block]) -> dict[int, tuple[dict[Role, str], int]]:
    """The cells of each item that is an action, by its place among ``blocks``, and its length.

    None where a table of actions stands in the document: its paragraphs then report on it.  A
    list holds actions where half of its items name a lead; a list is what stands below one
    heading, or all that is numbered 1.1, 1.2 and on.
    """
    tables = (block for block in blocks if isinstance(block, Table))
    if any(
        "action" in header_of(table.rows, at)[0]
        for table in tables
        for at in range(len(table.rows))
    ):
        return {}
    lists: dict[int, list[Listed]] = {}
    head = 0
    told = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            head = at + 1
        if at >= told and (item := listed_at(blocks, at)):
            told = at + item.taken
            numbered = item.ref is not None and _PARTED.match(item.ref)
            lists.setdefault(-1 if numbered else head, []).append(item)
    found: dict[int, tuple[dict[Role, str], int]] = {}
    for items in lists.values():
        cells = {item: cells_of(item.text) for item in items}
        led = sum("lead" in each for each in cells.values())
        if led and led >= _LED * len(items):
            for item, each in cells.items():
                own: dict[Role, str] = {"ref": item.ref} if item.ref else {}
                found[item.at] = ({**own, **each}, item.taken)
    led = sum("lead" in cells for cells, _ in found.values())
    return found if led >= _FEWEST else {}
