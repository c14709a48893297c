"""In which order, and by what names, a document's tables of actions have their columns."""

from collections import Counter

from lineofsight.documents import Document, Table
from lineofsight.plan.column_names import Role
from lineofsight.plan.headers import header_of

# A header stands at a table's top, or below a line or two that name the table.
_TOP = 3

Column = tuple[Role, str]


def column_order(document: Document) -> tuple[Column, ...]:
    """The columns of most of the document's actions: what each holds, and what it is called.

    Empty where no table names a column of actions.
    """
    found: Counter[tuple[Column, ...]] = Counter()
    for block in document.blocks:
        if isinstance(block, Table):
            columns, rows = _columns(block)
            found[columns] += rows
    found.pop((), None)
    return found.most_common(1)[0][0] if found else ()


def _columns(table: Table) -> tuple[tuple[Column, ...], int]:
    for at in range(min(_TOP, len(table.rows))):
        roles, taken = header_of(table.rows, at)
        if "action" in roles:
            names = [" ".join(text.split()) for text in table.rows[at].texts]
            named = [(role, name) for role, name in zip(roles, names, strict=True) if role]
            return tuple(named), len(table.rows) - at - taken
    return (), 0
