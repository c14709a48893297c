"""How the rows of a list become rows of tables: the fills of ``tables.toml``, made into SQL."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from lineofsight.tables.reading import made_id

# A value of a worker's column that has a figure and no space is a number and not a name.
_A_NUMBER = r"^\S*\d\S*$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Made(_Strict):
    """A number made of the columns that tell a thing apart; the same thing has it everywhere."""

    id: str
    of: tuple[str, ...]


class Constant(_Strict):
    """A value that every row has, or every row that has the column ``when``, and why it is so."""

    is_: Annotated[str, Field(alias="is")]
    when: str | None = None
    because: str


class Flag(_Strict):
    """One outcome's flag, as the JSON of outcomes that the standard has."""

    flag: str
    from_: Annotated[str, Field(alias="from")]


class Latest(_Strict):
    """The latest of several days."""

    latest: tuple[str, ...]


class Worker(_Strict):
    """A worker's number: as it is given, or made of the name where the list gives a name."""

    worker: str


class Before(_Strict):
    """A day, only where it lies before the time that another list covers, if that list is there."""

    before: str
    list: int


Value = str | Made | Constant | Flag | Latest | Worker | Before


class Fill(_Strict):
    """One table that a list fills, field by field."""

    table: str
    list: int
    only: str | None = None
    joins: bool = False
    covers_months: int | None = None
    fields: dict[str, Value]

    @property
    def id(self) -> str:
        """The field by which its rows are joined to those of other lists."""
        return next(iter(self.fields))


class Tables(_Strict):
    """All that the lists fill."""

    summaries: dict[int, tuple[str, ...]]
    allocated: dict[int, str]
    fills: tuple[Fill, ...]


@cache
def tables() -> Tables:
    """What ``tables.toml`` says."""
    file = resources.files("lineofsight.tables") / "layouts" / "annex_a" / "tables.toml"
    return Tables.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Given:
    """What can be filled from: each list's relation and columns, and the first day it covers."""

    columns: Mapping[int, Sequence[str]]
    covers_from: Mapping[int, date]

    def fields_of(self, fill: Fill) -> dict[str, str]:
        """The SQL of every field for which the list has a column; empty where it has none."""
        columns = set(self.columns.get(fill.list, ()))
        if fill.only is not None and fill.only not in columns:
            return {}
        found = {}
        for field, value in fill.fields.items():
            needed, sql = self._sql(value, columns)
            if needed & columns or not needed:
                found[field] = sql
        return found

    def select(self, fill: Fill) -> str:
        """The rows of one fill."""
        named = ", ".join(f"{sql} as {field}" for field, sql in self.fields_of(fill).items())
        only = f" where {fill.only} is not null" if fill.only else ""
        return f"select row_number, {named} from {relation(fill.list)}{only}"

    def _sql(self, value: Value, columns: set[str]) -> tuple[set[str], str]:
        """The columns of which one is needed, and the SQL over those that are there."""
        match value:
            case str():
                return {value}, value
            case Made(id=prefix, of=of):
                return {of[0]}, made_id(prefix, *(each for each in of if each in columns))
            case Constant(is_=text, when=None):
                return set(), f"'{text}'"
            case Constant(is_=text, when=when):
                return {str(when)}, f"case when {when} is not null then '{text}' end"
            case Flag(flag=flag, from_=column):
                return {column}, f"case when {column} in ('Y', 'N') then " + (
                    f"'{{\"{flag}\": \"' || {column} || '\"}}' end"
                )
            case Latest(latest=days):
                there = [day for day in days if day in columns]
                return set(there[:1]) or {days[0]}, f"greatest({', '.join(there) or 'null'})"
            case Worker(worker=column):
                return {column}, worker_id(column)
            case Before(before=day, list=number):
                covered = self.covers_from.get(number)
                if covered is None:
                    return {day}, day
                return {day}, f"case when {day} < '{covered.isoformat()}' then {day} end"


def relation(number: int) -> str:
    """The temporary table that holds a list's rows."""
    return f"annex_a_list_{number}"


def worker_id(column: str) -> str:
    """The SQL of a worker's number."""
    return (
        f"case when regexp_matches({column}, '{_A_NUMBER}') then {column} "
        f"else {made_id('worker-', f'lower({column})')} end"
    )


def joined(given: Given, fills: Sequence[Fill]) -> str:
    """The rows of all fills of one table: one after the other, or joined by the thing's number."""
    sql = ""
    for fill in fills:
        own = given.select(fill)
        if not sql:
            sql = own
        elif fill.joins:
            sql = _join(sql, own, fill.id, list(_fields(given, fills, fill)), given.fields_of(fill))
        else:
            sql = f"{sql} union all by name {own}"
    return sql


def _fields(given: Given, fills: Sequence[Fill], until: Fill) -> Iterator[str]:
    """The fields of the fills before one."""
    known: dict[str, None] = {}
    for fill in fills:
        if fill is until:
            break
        known |= dict.fromkeys(given.fields_of(fill))
    yield from known


def _join(before: str, own: str, id_: str, held: Sequence[str], added: Mapping[str, str]) -> str:
    """Rows before with what a later fill adds to them, and the later fill's other rows."""
    both = [
        f"coalesce(held.{name}, added.{name}) as {name}"
        if name in held and name in added
        else f"{'held' if name in held else 'added'}.{name}"
        for name in dict.fromkeys((*held, *added))
    ]
    return (
        f"select coalesce(held.row_number, added.row_number) as row_number, {', '.join(both)} "
        f"from ({before}) as held full join ({own}) as added on held.{id_} = added.{id_}"
    )
