"""What the tables are, as data for a page or a program."""

from typing import TypedDict

from lineofsight.tables.definition import TableDefinition, table_definitions
from lineofsight.tables.names import check_table

CodeChangeTold = TypedDict("CodeChangeTold", {"from": int, "adds": list[str], "drops": list[str]})
ColumnTold = TypedDict(
    "ColumnTold",
    {
        "name": str,
        "type": str,
        "class": str,
        "means": str,
        "required": bool,
        "happens": bool,
        "known_from": str | None,
        "references": str | None,
        "placeholder": bool,
        "codes": list[str],
        "code_changes": list[CodeChangeTold],
    },
)


class TableTold(TypedDict):
    """One table in words; ``codes`` are those of any year."""

    table: str
    title: str
    row: str
    extension: bool
    key: list[str]
    same: list[str]
    exists_from: str | None
    columns: list[ColumnTold]


def describe(name: str | None = None) -> list[TableTold]:
    """Every table, or the one named; :class:`UnusableInput` where there is none of that name."""
    chosen = table_definitions().values() if name is None else [check_table(name)]
    return [_told(definition) for definition in chosen]


def in_words(column: ColumnTold) -> str:
    """What a column is, in one line: its meaning, its codes and when they changed."""
    parts = [column["means"]]
    if column["codes"]:
        parts.append(f"codes {', '.join(column['codes'])}")
    for change in column["code_changes"]:
        told = [
            f"{', '.join(codes)} {word}"
            for codes, word in ((change["adds"], "added"), (change["drops"], "dropped"))
            if codes
        ]
        parts.append(f"from April {change['from']}: {'; '.join(told)}")
    if column["placeholder"]:
        parts.append("mostly empty: kept free by the standard for later")
    return ". ".join(f"{part[0].upper()}{part[1:]}" for part in parts)


def _told(definition: TableDefinition) -> TableTold:
    return {
        "table": definition.name,
        "title": definition.title,
        "row": definition.row,
        "extension": definition.extension,
        "key": list(definition.key),
        "same": list(definition.same),
        "exists_from": definition.exists_from,
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "class": column.class_,
                "means": column.means,
                "required": column.required,
                "happens": column.happens,
                "known_from": column.known_from,
                "references": ".".join(column.references) if column.references else None,
                "placeholder": column.placeholder,
                "codes": list(column.codes_ever),
                "code_changes": [
                    {"from": each.year, "adds": list(each.adds), "drops": list(each.drops)}
                    for each in column.code_changes
                ],
            }
            for column in definition.columns
        ],
    }
