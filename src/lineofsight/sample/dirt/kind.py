"""Kinds of dirt as definitions: a few to a TOML file in ``kinds``, each under its name.

Their SQL speaks of ``t``, the row picked, and of ``x``, a row elsewhere.  Every column is text,
empty where nothing is recorded, and days are ISO 8601; :mod:`.text_tables` has the macros.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.tables.checking.definition import check_definitions
from lineofsight.tables.definition import TableDefinition, table_definitions

# What comes of the dirt: a check finds the row; the reader understands the value as it was meant;
# the load tells the column and empties the value, or keeps it as it is; it keeps the row apart; its
# mapping says which field a heading is; it tells it of the file.
Finds = Literal["found", "mended", "emptied", "kept", "rejected", "mapped", "told"]
TakesDirt = Literal["csv", "parquet", "annex_a"]
Words = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Elsewhere(_Strict):
    """Rows ``x`` of another table that belong to a picked row, and what they are set to."""

    table: str
    where: Words
    set: dict[str, Words]


class Taken(_Strict):
    """Rows ``x`` of another table that are taken out for a picked row."""

    table: str
    where: Words


class _File(_Strict):
    says: Words
    table: str
    column: str | None = None
    as_: Annotated[Finds, Field(alias="as")] = "found"
    rule: str | None = None
    forms: tuple[TakesDirt, ...] = ("csv", "parquet")
    among: Words = "true"
    named: Words | None = None
    change: dict[str, Words] = {}
    again: dict[str, Words] | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    take: tuple[Taken, ...] = ()
    removes: bool = False
    more_cells: bool = False
    fails: Literal["picked", "again", "both"] | None = None
    brings: tuple[str, ...] = ()
    headings: dict[str, Words] = {}
    more_headings: dict[str, Words] = {}
    without: tuple[str, ...] = ()
    encoding: Literal["utf-8", "utf-8-sig", "cp1252"] = "utf-8"
    above: tuple[Words, ...] = ()
    another_file: str | None = None


class Kind(_File):
    """One kind of dirt.

    ``change`` sets columns of the picked rows; ``again`` enters them once more, under another key
    and with other values; ``elsewhere`` and ``take`` change and take out rows that belong to them;
    ``removes`` takes out the picked rows themselves.  ``fails`` says which of the rows are wrong
    then, ``brings`` which other checks find the same rows.  With ``named`` all rows are picked
    that can be, and are known together by what its SQL gives, for which ``{named}`` stands in
    ``among``.  ``headings``, ``more_headings``, ``without``, ``encoding``, ``above`` and
    ``another_file`` are of the file.
    """

    name: str

    @property
    def definition(self) -> TableDefinition:
        """The table that is spoiled."""
        return table_definitions()[self.table]

    @property
    def is_fact(self) -> bool:
        """Whether what the rows say is wrong, and not how it is written."""
        return self.as_ == "found" or self.rule_id.startswith("adopted_")

    @property
    def rule_id(self) -> str:
        """The check, or the rule of the load, that tells it."""
        return self.rule or self.name

    @property
    def field(self) -> str | None:
        """The column in which it is told."""
        known = check_definitions().get(self.rule_id) if self.as_ == "found" else None
        return self.column or (known.field if known else None)

    @property
    def where(self) -> str:
        """The SQL that is true of a row that can be picked."""
        return self.among.replace("{named}", self.named or "")

    @property
    def is_of_the_file(self) -> bool:
        """Whether it needs no rows."""
        return bool(self.headings or self.more_headings or self.without or self.another_file)

    @property
    def wrong_rows(self) -> Literal["picked", "again", "both"]:
        """Which rows are wrong afterwards."""
        return self.fails or ("picked" if self.again is None else "again")


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of dirt, in the order of the files.

    Raises :class:`UnusableInput` for a definition that names what is not there.
    """
    folder = resources.files(__package__) / "kinds"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        _read(name, given)
        for file in files
        if file.name.endswith(".toml")
        for name, given in tomllib.loads(file.read_text(encoding="utf-8")).items()
    )


def _read(name: str, given: Mapping[str, object]) -> Kind:
    try:
        kind = Kind.model_validate({"name": name, **given})
    except ValidationError as error:
        told = " ".join(str(error).splitlines()[:3])
        raise UnusableInput(f"The kind of dirt {name} is defined wrongly: {told}") from error
    named = {(kind.table, column) for column in (*kind.change, *(kind.again or ()), *kind.headings)}
    named |= {(each.table, column) for each in kind.elsewhere for column in each.set}
    named |= {(kind.table, column) for column in (*kind.without, kind.column) if column}
    for table, column in sorted(named):
        known = table_definitions().get(table)
        if known is None or column not in {each.name for each in known.columns}:
            raise UnusableInput(f"The kind of dirt {name} names {table}.{column}, which is not.")
    return kind
