"""What a snapshot holds and what it should hold, made alike: numbers that a source makes for want
of its own give way to what tells the thing apart.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from lineofsight.tables.definition import TableDefinition, table_definitions
from tests.support.sources.journeys import Row, Value

# Ids of these are the council's own in every source.
OWN_IDS = ("ssd_person", "ssd_professionals", "ssd_department")
# One number of these stands for siblings, a row for each.
OF_SEVERAL_CHILDREN = ("ssd_s47_enquiry",)
CARE = ("ssd_cla_episodes", "clae_cla_id")
NOT_HELD = "of a row that is not held"
Tables = Mapping[str, Sequence[Row]]


def rows_of(store: Path) -> Tables:
    """The rows of a store's current snapshot as text, table by table."""
    place = store / "current" / "tables.duckdb"
    found = {}
    with duckdb.connect(str(place), read_only=True) as connection:
        for name in sorted(table_definitions()):
            held = connection.execute(
                "select column_name from duckdb_columns() where table_name = ?", [name]
            ).fetchall()
            names = [column for (column,) in held if column != "authority"]
            if names:
                texts = ", ".join(f"cast({column} as varchar)" for column in names)
                rows = connection.execute(f"select {texts} from {name}").fetchall()
                found[name] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


def comparable(
    tables: Tables, columns: Mapping[str, Sequence[str]], *, own_ids: bool
) -> Mapping[str, Counter[tuple[Value, ...]]]:
    """Each table's rows in the columns given, without the numbers that a source makes.

    With ``own_ids`` the source has the council's own numbers for everything.
    """
    known = {} if own_ids else _things(tables)
    found = {}
    for name, asked in columns.items():
        definition = table_definitions()[name]
        told = [each for each in asked if own_ids or not _is_made(definition, each)]
        found[name] = Counter(
            tuple(_value(definition, each, row, known) for each in told)
            for row in tables.get(name, ())
        )
    return found


def told_columns(name: str, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that :func:`comparable` compares, where a source makes numbers."""
    return tuple(each for each in columns if not _is_made(table_definitions()[name], each))


def _is_made(definition: TableDefinition, name: str) -> bool:
    """Whether a column is a row's own number, which its source makes."""
    column = definition.column(name)
    return (
        name in definition.key
        and definition.name not in {*OWN_IDS, "adopters"}
        and (column.references is None)
    )


def _value(
    definition: TableDefinition,
    name: str,
    row: Row,
    known: Mapping[tuple[str, str], Mapping[Value, str]],
) -> Value:
    column, value = definition.column(name), row.get(name)
    if value is None or value == "":
        return None
    if column.type == "json":
        told = json.loads(value)
        if isinstance(told, dict):
            # What is written freely is never loaded.
            told = {key: said for key, said in told.items() if "COMMENTS" not in key}
        return json.dumps(told, sort_keys=True)
    if column.type == "time":
        return value.replace("T", " ")
    if column.type == "number":
        return str(float(value))
    refers = CARE if (definition.name, name) == CARE else column.references
    if refers is None or refers[0] in OWN_IDS or not known:
        return value
    if refers[0] in OF_SEVERAL_CHILDREN:
        value = f"{value} {row.get(definition.person_column or '')}"
    return known.get(refers, {}).get(value, NOT_HELD)


def _things(tables: Tables) -> Mapping[tuple[str, str], Mapping[Value, str]]:
    """By what a thing is known that rows refer to: a period of care by the day it began."""
    found: dict[tuple[str, str], dict[Value, str]] = {CARE: {}}
    for name, rows in tables.items():
        definition = table_definitions()[name]
        child = definition.person_column or ""
        for column in definition.key:
            found[name, column] = {
                f"{row.get(column)} {row.get(child)}"
                if name in OF_SEVERAL_CHILDREN
                else row.get(column): " ".join(row.get(each) or "" for each in definition.same)
                for row in rows
            }
    for row in tables.get(CARE[0], ()):
        period, start = row.get("clae_cla_id"), row.get("clae_cla_episode_start_date") or ""
        if period:
            of = f"{row.get('clae_person_id')} {start}"
            found[CARE][period] = min(of, found[CARE].get(period, of))
    return found
