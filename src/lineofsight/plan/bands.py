"""Times that stand over the rows they are for: "IMMEDIATE", "Within 3 months"."""

from lineofsight.documents import Block, Heading, Row, Table
from lineofsight.plan.timescales import read_due

_WORDS = 6
_LOWEST = 7


class Bands:
    """Follows the times through a document; ``current`` is the one over the rows at hand."""

    def __init__(self) -> None:
        self.current = ""
        self._level = _LOWEST

    def block(self, block: Block) -> bool:
        """Take in a heading or paragraph; whether it is only a time."""
        if isinstance(block, Table):
            return False
        level = block.level if isinstance(block, Heading) else _LOWEST
        if _is_time(block.text):
            self.current, self._level = block.text, level
            return True
        if isinstance(block, Heading) and level <= self._level:
            self.current = ""
        return False

    def row(self, row: Row) -> bool:
        """Take in a row of a table; whether its first cell is a time and all others are empty."""
        first, *others = row.texts
        if not others or any(others) or not _is_time(first):
            return False
        self.current, self._level = first, _LOWEST
        return True


def _is_time(text: str) -> bool:
    short = len(text.split()) <= _WORDS
    return short and read_due(text).kind in ("immediate", "relative") and text[-1] not in ".;,"
