"""Checks as definitions: one TOML file each in ``tables/checks``, named as the check.

A check is a condition, true of a row that fails, over a row ``t`` of its table.  Rows of other
tables are looked for with ``exists``, each under a name of its own; ``:as_at`` is the day of the
extract.  Every column is written with its row's name.  Rows are of one council: that those looked
for are of the same as ``t`` is added to every SELECT.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlglot import exp

from lineofsight.errors import UnusableInput
from lineofsight.tables.checks import Problem, Rule, Severity
from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions
from lineofsight.tables.sql_rules import DIALECT, parse_select

Fault = Literal["missing", "twice", "order", "contradiction", "late", "wrong place", "reference"]
FAULTS: Mapping[Fault, str] = {
    "missing": "what should be recorded is not",
    "twice": "the same thing is recorded more than once",
    "order": "dates are not in the order in which things happen",
    "contradiction": "two records cannot both be so",
    "late": "it was recorded long after it happened",
    "wrong place": "it is recorded under another table, team or child",
    "reference": "it refers to a record that the tables do not hold",
}
_AS_AT = "as_at"
_ROW = "t"

Words = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Strict):
    """A few invented rows by table, and the record ids of those that fail."""

    as_at: datetime.date = datetime.date(2026, 3, 31)
    says: Words
    fails: Annotated[tuple[str, ...], Field(min_length=1)]
    rows: dict[str, tuple[dict[str, str | int | float | datetime.date | datetime.datetime], ...]]


class _File(_Strict):
    title: Words
    severity: Severity
    fault: Fault
    table: str
    field: str
    sentence: Annotated[str, Field(pattern=r"\{rows\}")]
    sql: Words
    why: Words
    remedy: Words
    author: Words
    example: Example


@dataclass(frozen=True, eq=False)
class Check:
    """One check of one table.

    ``needs`` are the columns, by table, without which it cannot be judged.  ``told`` is False where
    the load tells the same of the values as it reads them.
    """

    id: str
    title: str
    fault: Fault
    definition: TableDefinition
    field: str
    condition: exp.Expr
    needs: tuple[tuple[str, str], ...]
    rule: Rule
    why: str
    remedy: str
    author: str
    example: Example | None
    told: bool = True

    def problem(self, rows: int) -> Problem:
        """What the check found, in its sentence."""
        return self.rule.told(self.definition.name, rows)

    def condition_sql(self, as_at: datetime.date) -> str:
        """The condition over a row ``t`` as DuckDB reads it."""
        day = exp.cast(exp.Literal.string(as_at.isoformat()), "date")

        def dated(node: exp.Expr) -> exp.Expr:
            return day.copy() if isinstance(node, exp.Placeholder) else node

        return self.condition.transform(dated).sql(DIALECT)


@cache
def check_definitions() -> Mapping[str, Check]:
    """Every check that is a definition, by id."""
    folder = resources.files("lineofsight.tables") / "checks"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {
        check.id: check
        for check in (
            read_check(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
            for file in files
            if file.name.endswith(".toml")
        )
    }


def read_check(name: str, text: str) -> Check:
    """The check in a definition file; :class:`UnusableInput` says what is wrong with it."""
    where = f"the check {name}.toml"
    try:
        file = _File.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        told = " ".join(str(error).splitlines()[:3])
        raise UnusableInput(f"The definition of {where} is wrong: {told}") from error
    definition = table_definitions().get(file.table)
    if definition is None:
        raise UnusableInput(f"The definition of {where} is of {file.table}, which is no table.")
    if file.field not in {column.name for column in definition.columns}:
        raise UnusableInput(
            f"The definition of {where} names the field {file.field}, which {file.table} lacks."
        )
    if set(re.findall(r"\{(\w*)\}", file.sentence)) != {"rows"}:
        raise UnusableInput(f"The sentence of {where} may name {{rows}} and nothing else.")
    _check_example(file, where)
    condition, needs = read_condition(definition, file.sql, where)
    return Check(
        id=name,
        title=file.title,
        fault=file.fault,
        definition=definition,
        field=file.field,
        condition=condition,
        needs=needs,
        rule=Rule(name, file.severity, file.sentence),
        why=file.why,
        remedy=file.remedy,
        author=file.author,
        example=file.example,
    )


def read_condition(
    definition: TableDefinition, sql: str, where: str
) -> tuple[exp.Expr, tuple[tuple[str, str], ...]]:
    """A condition over a row ``t`` of a table, held to one council, and the columns it needs."""
    select = parse_select(
        f"select 1 from {definition.name} as {_ROW} where ({sql})", where, table_definitions()
    )
    if {key for key, value in select.args.items() if value} != {"expressions", "from_", "where"}:
        raise UnusableInput(f"The SQL of {where} must be a condition over {_ROW}.")
    if select.find(exp.With) or len(list(select.find_all(exp.From))) != len(
        list(select.find_all(exp.Select))
    ):
        raise UnusableInput(f"The SQL of {where} may not name queries, nor select from nothing.")
    for placeholder in select.find_all(exp.Placeholder):
        if placeholder.name != _AS_AT:
            raise UnusableInput(f"The SQL of {where} asks for {placeholder.name!r}, not :{_AS_AT}.")
    named: dict[str, str] = {}
    for table in select.find_all(exp.Table):
        if table.alias in ("", *named):
            raise UnusableInput(
                f"The SQL of {where} must give each table that it reads a name of its own."
            )
        named[table.alias] = table.name
    needs = tuple(sorted(_needs(select, named, where)))
    _hold_to_one_council(select)
    condition = select.args["where"].this
    assert isinstance(condition, exp.Expr)
    return condition, needs


def _needs(select: exp.Select, named: Mapping[str, str], where: str) -> set[tuple[str, str]]:
    needed = set()
    for column in select.find_all(exp.Column):
        table = named.get(column.table)
        known = {each.name for each in table_definitions()[table].columns} if table else set()
        if table is None or column.name not in known:
            raise UnusableInput(
                f"The SQL of {where} names {column.sql(DIALECT)!r}, which is no column of a table "
                "that it reads: write it with the name of its row, such as "
                f"{_ROW}.{next(iter(known), 'column')}."
            )
        needed.add((table, column.name))
    return needed


def _hold_to_one_council(select: exp.Select) -> None:
    def same(table: exp.Expr) -> exp.Expr:
        return exp.column(AUTHORITY, table=table.alias).eq(exp.column(AUTHORITY, table=_ROW))

    for inner in list(select.find_all(exp.Select)):
        if inner is select:
            continue
        inner.where(same(inner.args["from_"].this), copy=False)
        for join in inner.args.get("joins") or ():
            join.on(same(join.this), copy=False)


def _check_example(file: _File, where: str) -> None:
    for table, rows in file.example.rows.items():
        definition = table_definitions().get(table)
        known = {column.name for column in definition.columns} if definition else set()
        for name in (name for row in rows for name in row):
            if name not in known:
                raise UnusableInput(
                    f"The example of {where} fills {table}.{name}, which is no column of a table."
                )


@cache
def standing_checks(table: str) -> tuple[Check, ...]:
    """The checks that a table has by its own definition: its child, references, order of dates."""
    return tuple(_standing(table_definitions()[table]))


def _standing(definition: TableDefinition) -> Iterator[Check]:
    person = definition.person_column
    if person and not definition.column(person).required:
        yield _of_all(definition, "no_child", "missing", person, f"{_ROW}.{person} is null")
    for column in definition.columns:
        if column.references:
            table, key = column.references
            yield _of_all(
                definition,
                "unresolved",
                "reference",
                column.name,
                f"{_ROW}.{column.name} is not null and not exists "
                f"(select 1 from {table} as other where other.{key} = {_ROW}.{column.name})",
            )
    for first, second in definition.in_order:
        yield _of_all(
            definition, "out_of_order", "order", second, f"{_ROW}.{second} < {_ROW}.{first}"
        )


STANDING: Mapping[str, tuple[str, str, str]] = {
    "no_child": (
        "A row without its child",
        "What is about no child is in no child's record, and in no figure split by children.",
        "Find whose it is, or say why it is nobody's.",
    ),
    "unresolved": (
        "A reference to a row that is not there",
        "What is joined by it is lost from every figure that needs both.",
        "Export both tables on the same day, or correct the number.",
    ),
    "out_of_order": (
        "Dates in the wrong order",
        "Time between them would be counted as less than none.",
        "Correct the date that is wrong in the case system.",
    ),
}


@dataclass(frozen=True)
class Said:
    """What a check is called, why what it finds matters, and what to do about it."""

    title: str
    why: str
    remedy: str


def said_of(check: str) -> Said:
    """The words of a check, by its id; ``KeyError`` where there is no such check."""
    known = check_definitions().get(check)
    return Said(known.title, known.why, known.remedy) if known else Said(*STANDING[check])


def _of_all(definition: TableDefinition, name: str, fault: Fault, field: str, sql: str) -> Check:
    title, why, remedy = STANDING[name]
    condition, needs = read_condition(definition, sql, f"the check {name} of {definition.name}")
    rule = Rule(name, "warning", f"{{rows}} are of no child ({field} is empty); kept.")
    return Check(
        id=name,
        title=title,
        fault=fault,
        definition=definition,
        field=field,
        condition=condition,
        needs=needs,
        rule=rule,
        why=why,
        remedy=remedy,
        author="Line of Sight",
        example=None,
        told=name == "no_child",
    )
