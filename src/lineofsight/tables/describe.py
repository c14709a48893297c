"""What the tables are, as data for a page or a program."""

from typing import TypedDict

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import TableDefinition, table_definitions

ColumnTold = TypedDict(
    "ColumnTold",
    {
        "name": str,
        "type": str,
        "class": str,
        "means": str,
        "required": bool,
        "references": str | None,
        "codes": list[str],
    },
)


class TableTold(TypedDict):
    """One table in words."""

    table: str
    title: str
    row: str
    key: list[str]
    columns: list[ColumnTold]


def describe(name: str | None = None) -> list[TableTold]:
    """Every table, or the one named; :class:`UnusableInput` where there is none of that name."""
    known = table_definitions()
    if name is None:
        return [_told(definition) for definition in known.values()]
    if name not in known:
        raise UnusableInput(
            f"There is no table {name!r}; `lineofsight tables describe` lists them."
        )
    return [_told(known[name])]


def _told(definition: TableDefinition) -> TableTold:
    return {
        "table": definition.name,
        "title": definition.title,
        "row": definition.row,
        "key": list(definition.key),
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "class": column.class_,
                "means": column.means,
                "required": column.required,
                "references": ".".join(column.references) if column.references else None,
                "codes": list(column.codes),
            }
            for column in definition.columns
        ],
    }
