"""What each table is: its columns, keys, codes, and from when a row or a value is known.

One TOML file a table in ``definitions/``, named as the table.  Names and their order are those of
the Standard Safeguarding Dataset 1.4.5; the words are ours.  What that standard does not hold is
in extension tables, whose names have no ``ssd_``.

Code lists are those of the standard and, where it follows a statutory return (SSDA903), of that
return with its changes since 2017-18, as published schemas of the return for the years ending in
2019, 2022, 2025 and 2026 have them.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from lineofsight.errors import UnusableInput

# Every table of a snapshot has this column beside its own: the council a row belongs to.  Ids are
# each authority's own, so that one authority is looked at at a time.
AUTHORITY = "authority"
PERSONS = "ssd_person"

ColumnType = Literal["id", "text", "code", "flag", "date", "time", "integer", "number", "json"]
ColumnClass = Literal["identifying", "special", "criminal", "free_text", "other"]

SQL_TYPES: Mapping[ColumnType, str] = {
    "id": "varchar",
    "text": "varchar",
    "code": "varchar",
    "flag": "varchar",
    "date": "date",
    "time": "timestamp",
    "integer": "integer",
    "number": "double",
    "json": "varchar",
}


@dataclass(frozen=True)
class CodeChange:
    """What a list of codes gained and lost from 1 April of ``year``."""

    year: int
    adds: tuple[str, ...]
    drops: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    A ``flag`` holds ``Y``, ``N`` or nothing; a ``time`` a day with its time of day, as clocks in
    England showed it.  ``happens`` marks the date or time of something that happened (a due date
    does not); ``known_from`` names the one whose coming makes the value known.  ``placeholder``
    marks what the standard keeps free for later: mostly empty.

    Classes follow the UK GDPR.  ``identifying``: tells who a person is, or where they live;
    ``special`` (article 9): health, disability, origin, sex life, and needs or harm that show
    them; ``criminal`` (article 10): an offence, custody or remand, also where only some of a
    column's codes tell it; ``free_text``: names and words written freely, never loaded.

    ``codes`` is the list before all ``code_changes``.  Of a ``json`` column they are the flags or
    codes that it may hold, which are told and not checked; ``as_list`` marks one that holds a list
    of codes, also where its source gives each code a yes or no.
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
    code_changes: tuple[CodeChange, ...] = ()
    placeholder: bool = False
    as_list: bool = False

    @property
    def sql_type(self) -> str:
        """The type that a snapshot keeps it in."""
        return SQL_TYPES[self.type]

    @property
    def codes_ever(self) -> tuple[str, ...]:
        """Every code that was in use in any year."""
        return self.codes + tuple(code for change in self.code_changes for code in change.adds)

    def codes_on(self, when: date | int) -> tuple[str, ...]:
        """The codes in use on a day, or in a collection year named by the year it starts in."""
        year = collection_year(when) if isinstance(when, date) else when
        made = [change for change in self.code_changes if change.year <= year]
        added = tuple(code for change in made for code in change.adds)
        dropped = {code for change in made for code in change.drops}
        return tuple(code for code in self.codes + added if code not in dropped)


def collection_year(day: date) -> int:
    """The year in which the collection year (1 April to 31 March) that holds ``day`` starts."""
    return day.year if day.month >= 4 else day.year - 1


@dataclass(frozen=True)
class TableDefinition:
    """One table: what a row is, its key, and from which date a row exists.

    ``key`` tells the rows of one source apart.  ``same`` are the columns by which two sources
    know the same thing, whatever number each gives it.
    """

    name: str
    title: str
    row: str
    key: tuple[str, ...]
    same: tuple[str, ...]
    exists_from: str | None
    in_order: tuple[tuple[str, str], ...]
    extension: bool
    columns: tuple[Column, ...]
    version: str

    @property
    def person_column(self) -> str | None:
        """The column that says which child a row is about; None where rows are about no child."""
        if self.name == PERSONS:
            return self.key[0]
        return next(
            (
                column.name
                for column in self.columns
                if column.references and column.references[0] == PERSONS
            ),
            None,
        )

    @property
    def date_of_a_row(self) -> str | None:
        """The date that tells when what a row says was: its beginning, or that in ``same``."""
        dates = [name for name in self.same if self.column(name).type in ("date", "time")]
        return self.exists_from or next(iter(dates), None)

    def record_sql(self, of: str) -> str:
        """The SQL that names a row of the relation ``of`` in a list: its key, and its child."""
        keys = ", ".join(f"{of}.{name}" for name in self.key)
        person = self.person_column
        child = f"{of}.{person}" if person else "cast(null as varchar)"
        return f"concat_ws('/', {keys}) as record_id, {child} as child_id"

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


class _CodeChange(_Strict):
    from_: Annotated[int, Field(alias="from", ge=2017, le=2100)]
    adds: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


class _Column(_Strict):
    type: ColumnType
    means: Annotated[str, Field(min_length=1)]
    class_: Annotated[ColumnClass, Field(alias="class")] = "other"
    required: bool = False
    happens: bool = False
    known_from: str | None = None
    references: Annotated[str, Field(pattern=r"^\w+\.\w+$")] | None = None
    placeholder: bool = False
    as_list: bool = False
    codes: tuple[str, ...] = ()
    code_changes: tuple[_CodeChange, ...] = ()

    @model_validator(mode="after")
    def _codes_come_before_they_go(self) -> Self:
        ever = list(self.codes)
        for change in self.code_changes:
            if unknown := set(change.drops) - set(ever):
                raise ValueError(f"{change.from_} drops {', '.join(sorted(unknown))}, not in use")
            ever += change.adds
        if len(ever) != len(set(ever)):
            raise ValueError("a code is listed or added twice")
        return self


class _Table(_Strict):
    title: str
    row: str
    key: Annotated[tuple[str, ...], Field(min_length=1)]
    same: Annotated[tuple[str, ...], Field(min_length=1)]
    exists_from: str | None = None
    in_order: tuple[tuple[str, str], ...] = ()
    extension: bool = False
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
        file.same,
        file.exists_from,
        file.in_order,
        file.extension,
        tuple(_column(column, given) for column, given in file.columns.items()),
        hashlib.sha256(text.encode()).hexdigest()[:16],
    )
    dates = {column.name for column in definition.columns if column.type in ("date", "time")}
    named = {*(each for pair in file.in_order for each in pair)}
    named |= {column.known_from for column in definition.columns if column.known_from}
    named |= {file.exists_from} if file.exists_from else set()
    wrong = sorted((named - dates) | ({*file.key, *file.same} - set(file.columns)))
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
        tuple(CodeChange(each.from_, each.adds, each.drops) for each in given.code_changes),
        given.placeholder,
        given.as_list,
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
