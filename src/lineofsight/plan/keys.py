"""What a plan explains of itself: its ratings, how many of each it counts, its abbreviations."""

import re
from collections.abc import Iterable

from lineofsight.documents import Document, Table
from lineofsight.plan.drafts import fold
from lineofsight.plan.rating_counts import counts_of_table
from lineofsight.plan.rating_keys import key_of_table

_SHORT = re.compile(r"\b(?:abbreviation|acronym|initials|term)s?\b", re.I)
_LONG = re.compile(r"\b(?:explanation|meaning|definition|stands for|full|description)\b", re.I)


def explains(table: Table) -> bool:
    """Whether a table explains ratings, counts them or spells out abbreviations."""
    if not table.rows:
        return False
    return bool(_abbreviations(table) or key_of_table(table) or counts_of_table(table))


def read_abbreviations(document: Document) -> dict[str, str]:
    """The abbreviations of tables that are headed as such."""
    found: dict[str, str] = {}
    for table in _tables(document):
        found = {**_abbreviations(table), **found}
    return found


def _abbreviations(table: Table) -> dict[str, str]:
    head = table.rows[0].texts if table.rows else ()
    if len(head) < 2 or not _SHORT.search(head[0]) or not _LONG.search(head[1]):
        return {}
    pairs = (
        (fold(row.texts[0]), fold(" ".join(row.texts[1:2]))) for row in table.rows[1:] if row.cells
    )
    return {short: long for short, long in pairs if short and long}


def _tables(document: Document) -> Iterable[Table]:
    return (block for block in document.blocks if isinstance(block, Table))
