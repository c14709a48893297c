"""What every list says beside its own: the child, their disability, their worker and their team.

These tables are put together from all lists, so that a child or worker who is on several is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.readers.annex_a.filling import relation, tables, worker_id
from lineofsight.tables.reading import made_id

DIFFERS = Rule(
    "lists_differ",
    "warning",
    "{rows} are of children whose {column} differs between lists; that of the list that is "
    "nearest to the child now is kept.",
)
# Of two lists that differ, the one whose workers know the child best now is believed.
_NEAREST_FIRST = (8, 9, 7, 6, 10, 5, 4, 3, 2, 1)
ROLE = "Allocated Case Worker"
ADVISOR = "Personal Advisor"


@dataclass(frozen=True)
class Together:
    """A table put together from ``lists``: its SELECT, its fields, and the column behind each."""

    table: str
    sql: str
    fields: tuple[str, ...]
    columns: Mapping[str, str]
    lists: tuple[int, ...]
    one_row_a: str | None = None


def put_together(columns: Mapping[int, Sequence[str]], as_at: date) -> Iterator[Together]:
    """Every such table that the lists, given by number with their columns, can fill."""
    children = {number: names for number, names in columns.items() if "child" in names}
    if children:
        yield _persons(children, as_at)
        yield from _disabilities(children)
        yield from _summaries(children, as_at)
    yield from _workers(columns)
    yield from _teams(columns)
    yield from _involvements(children)


def differing(
    connection: duckdb.DuckDBPyConnection, columns: Mapping[int, Sequence[str]]
) -> Iterator[Problem]:
    """What lists say differently of the same child."""
    children = {number: names for number, names in columns.items() if "child" in names}
    for column, table, field in (
        ("born_on", "ssd_person", "pers_dob"),
        ("gender", "ssd_person", "pers_gender"),
        ("ethnicity", "ssd_person", "pers_ethnicity"),
        ("disabled", "ssd_disability", "disa_disability_code"),
    ):
        if _any(children, column):
            said = _said(children, column)
            (rows,) = connection.execute(
                f"select count(*) from (select child from ({said}) group by child "
                f"having count(distinct {column}) > 1)"
            ).fetchone() or (0,)
            if rows:
                yield DIFFERS.told(table, rows, column=field)


def _said(columns: Mapping[int, Sequence[str]], *asked: str) -> str:
    """Every list's word on a child: ``child``, how near the list is, and the columns asked for."""
    return " union all by name ".join(
        f"select {', '.join(['child', *(name for name in asked if name in columns[number])])}, "
        f"{near} as near, row_number as place from {relation(number)} where child is not null"
        for near, number in enumerate(_NEAREST_FIRST)
        if number in columns
    )


def _nearest(column: str) -> str:
    return f"arg_min({column}, (near, place)) filter (where {column} is not null)"


def _persons(columns: Mapping[int, Sequence[str]], as_at: date) -> Together:
    asked = [name for name in ("gender", "ethnicity", "born_on", "age") if _any(columns, name)]
    said = _said(columns, *asked)
    told = ", ".join(f"{_nearest(name)} as {name}" for name in asked)
    unborn = f"try_cast(born_on as date) > date '{as_at.isoformat()}'" + (
        " or age = '-1'" if "age" in asked else ""
    )
    fields = {"pers_person_id": ("child", "child")}
    for field, column, sql in (
        ("pers_gender", "gender", "gender"),
        ("pers_ethnicity", "ethnicity", "ethnicity"),
        ("pers_dob", "born_on", f"case when {unborn} then null else born_on end"),
        ("pers_expected_dob", "born_on", f"case when {unborn} then born_on end"),
    ):
        if column in asked:
            fields[field] = (column, sql)
    named = ", ".join(f"{sql} as {field}" for field, (_, sql) in fields.items())
    return Together(
        "ssd_person",
        f"select row_number() over (order by child) as row_number, {named} from "
        f"(select child{', ' if told else ''}{told} from ({said}) group by child)",
        tuple(fields),
        {field: column for field, (column, _) in fields.items()},
        tuple(columns),
    )


def _disabilities(columns: Mapping[int, Sequence[str]]) -> Iterator[Together]:
    if not _any(columns, "disabled"):
        return
    said = _said(columns, "disabled")
    # The lists do not say which disability it is; the census then has DDA stand for any.
    code = f"case {_nearest('disabled')} when 'Y' then 'DDA' when 'N' then 'NONE' end"
    yield Together(
        "ssd_disability",
        "select row_number() over (order by child) as row_number, child as disa_person_id, "
        f"{made_id('disability-', 'child')} as disa_table_id, code as disa_disability_code "
        f"from (select child, {code} as code from ({said}) group by child) where code is not null",
        ("disa_person_id", "disa_table_id", "disa_disability_code"),
        {"disa_person_id": "child", "disa_disability_code": "disabled"},
        tuple(number for number, names in columns.items() if "disabled" in names),
    )


def _summaries(columns: Mapping[int, Sequence[str]], as_at: date) -> Iterator[Together]:
    said: list[str] = []
    fields: dict[str, None] = {}
    for number, names in tables().summaries.items():
        there = [name for name in names if name in columns.get(number, ())]
        if there:
            fields |= dict.fromkeys(there)
            said.append(
                f"select child, row_number as place, {', '.join(there)} from {relation(number)} "
                "where child is not null"
            )
    if not said:
        return
    told = ", ".join(_summed(name) for name in fields)
    yield Together(
        "child_summaries",
        f"select row_number() over (order by child) as row_number, child as person_id, "
        f"'{as_at.isoformat()}' as as_on, {told} "
        f"from ({' union all by name '.join(said)}) group by child",
        ("person_id", "as_on", *fields),
        {"person_id": "child", **{name: name for name in fields}},
        tuple(tables().summaries),
        one_row_a="child",
    )


def _summed(name: str) -> str:
    """One list's word on a child is its last; where several lists say it, one yes is enough."""
    several = sum(name in names for names in tables().summaries.values()) > 1
    return f"max({name}) as {name}" if several else f"arg_max({name}, place) as {name}"


def _workers(columns: Mapping[int, Sequence[str]]) -> Iterator[Together]:
    said = _named(columns, "worker", "advisor")
    if said:
        yield Together(
            "ssd_professionals",
            "select row_number() over (order by id) as row_number, id as prof_professional_id "
            f"from (select distinct {worker_id('named')} as id from ({said}))",
            ("prof_professional_id",),
            {"prof_professional_id": "worker"},
            tuple(columns),
        )


def _teams(columns: Mapping[int, Sequence[str]]) -> Iterator[Together]:
    said = _named(columns, "team")
    if said:
        yield Together(
            "ssd_department",
            "select row_number() over (order by named) as row_number, named as dept_team_id, "
            f"named as dept_team_name from (select distinct named from ({said}))",
            ("dept_team_id", "dept_team_name"),
            {"dept_team_id": "team", "dept_team_name": "team"},
            tuple(columns),
        )


def _named(columns: Mapping[int, Sequence[str]], *asked: str) -> str:
    """Every value of the columns asked for, in any list, as ``named``."""
    return " union all ".join(
        f"select {name} as named from {relation(number)} where {name} is not null"
        for number, names in columns.items()
        for name in asked
        if name in names
    )


def _involvements(columns: Mapping[int, Sequence[str]]) -> Iterator[Together]:
    """The workers whom open cases have now; no list says since when."""
    said = []
    for number, until in tables().allocated.items():
        names = columns.get(number, ())
        for column, role in (("worker", ROLE), ("advisor", ADVISOR)):
            if column in names:
                team = "team" if "team" in names and role == ROLE else "null"
                still = f" and {until} is null" if until in names else ""
                said.append(
                    f"select child, {worker_id(column)} as worker, '{role}' as role, "
                    f"{team} as team from {relation(number)} "
                    f"where child is not null and {column} is not null{still}"
                )
    if said:
        made = made_id("involvement-", "child", "worker", "role")
        yield Together(
            "ssd_involvements",
            f"select row_number() over (order by child, role, worker) as row_number, "
            f"{made} as invo_involvements_id, worker as invo_professional_id, "
            "role as invo_professional_role_id, max(team) as invo_professional_team, "
            f"child as invo_person_id from ({' union all '.join(said)}) "
            "group by child, worker, role",
            (
                "invo_involvements_id",
                "invo_professional_id",
                "invo_professional_role_id",
                "invo_professional_team",
                "invo_person_id",
            ),
            {"invo_professional_id": "worker", "invo_professional_team": "team"},
            tuple(tables().allocated),
            one_row_a="child",
        )


def _any(columns: Mapping[int, Sequence[str]], name: str) -> bool:
    return any(name in names for names in columns.values())
