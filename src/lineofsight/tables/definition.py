"""What each table is: its columns, keys, codes, and from when a row or a value is known.

One TOML file a table in ``definitions/``, named as the table.  Names and their order are those of
the Standard Safeguarding Dataset 1.4.5; the words are ours.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lineofsight.errors import UnusableInput

ColumnType = Literal["id", "text", "code", "flag", "date", "integer", "number", "json"]
ColumnClass = Literal["identifying", "special", "criminal", "free_text", "other"]

SQL_TYPES: Mapping[ColumnType, str] = {
    "id": "varchar",
    "text": "varchar",
    "code": "varchar",
    "flag": "varchar",
    "date": "date",
    "integer": "integer",
    "number": "double",
    "json": "varchar",
}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    A ``flag`` holds ``Y``, ``N`` or nothing.  ``happens`` marks the date of something that
    happened (a due date does not); ``known_from`` names the date column whose coming makes the
    value known.  Columns of class ``free_text`` are never loaded.
    """

    name: str
    type: ColumnType
    means: str
    class_: ColumnClass
    required: bool
    happens: bool
    known_from: str | None
    references: tuple[str, str] | None
    codes: tuple[str, ...]

    @property
    def sql_type(self) -> str:
        """The type that a snapshot keeps it in."""
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class TableDefinition:
    """One table: what a row is, its key, and from which date a row exists."""

    name: str
    title: str
    row: str
    key: tuple[str, ...]
    exists_from: str | None
    in_order: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    version: str

    def column(self, name: str) -> Column:
        """The column of this name; ``KeyError`` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@cache
def table_definitions() -> Mapping[str, TableDefinition]:
    """Every table that can be loaded, by name."""
    folder = resources.files(__package__) / "definitions"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    found = {}
    for file in files:
        if file.name.endswith(".toml"):
            text = file.read_text(encoding="utf-8")
            definition = _read(file.name.removesuffix(".toml"), text)
            found[definition.name] = definition
    _check_references(found)
    return found


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Column(_Strict):
    type: ColumnType
    means: Annotated[str, Field(min_length=1)]
    class_: Annotated[ColumnClass, Field(alias="class")] = "other"
    required: bool = False
    happens: bool = False
    known_from: str | None = None
    references: Annotated[str, Field(pattern=r"^\w+\.\w+$")] | None = None
    codes: tuple[str, ...] = ()


class _Table(_Strict):
    title: str
    row: str
    key: Annotated[tuple[str, ...], Field(min_length=1)]
    exists_from: str | None = None
    in_order: tuple[tuple[str, str], ...] = ()
    columns: dict[str, _Column]


def _read(name: str, text: str) -> TableDefinition:
    try:
        file = _Table.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        first = str(error).splitlines()
        raise UnusableInput(f"The table definition {name}.toml is wrong: {' '.join(first)}") from (
            error
        )
    definition = TableDefinition(
        name,
        file.title,
        file.row,
        file.key,
        file.exists_from,
        file.in_order,
        tuple(_column(column, given) for column, given in file.columns.items()),
        hashlib.sha256(text.encode()).hexdigest()[:16],
    )
    dates = {column.name for column in definition.columns if column.type == "date"}
    named = {*(each for pair in file.in_order for each in pair)}
    named |= {column.known_from for column in definition.columns if column.known_from}
    named |= {file.exists_from} if file.exists_from else set()
    wrong = sorted((named - dates) | (set(file.key) - set(file.columns)))
    if wrong:
        raise UnusableInput(
            f"The table definition {name}.toml names {', '.join(wrong)}, "
            "which is no column of it, or no date where a date is needed."
        )
    return definition


def _column(name: str, given: _Column) -> Column:
    table, _, column = (given.references or "").partition(".")
    return Column(
        name,
        given.type,
        given.means,
        given.class_,
        given.required,
        given.happens,
        given.known_from,
        (table, column) if table else None,
        given.codes,
    )


def _check_references(found: Mapping[str, TableDefinition]) -> None:
    for definition in found.values():
        for column in definition.columns:
            if column.references is None:
                continue
            table, referred = column.references
            if table not in found or referred not in {c.name for c in found[table].columns}:
                raise UnusableInput(
                    f"The table definition {definition.name}.toml has {column.name} refer to "
                    f"{table}.{referred}, which is not there."
                )
