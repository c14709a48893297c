"""How a return's modules become tables: the fills of ``tables.toml``, made into deliveries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from lineofsight.tables import checks
from lineofsight.tables.checks import Problem
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.readers.returns.layouts import Strict
from lineofsight.tables.reading import Delivery, Mapped, Unreadable, made_id
from lineofsight.tables.sources import SourceFile

_DELIVERED = "return_delivered"


class Made(Strict):
    """A number made of the columns that tell a thing apart: a return has none for it."""

    made: str
    of: tuple[str, ...]


class Worked(Strict):
    """A value worked out: its SQL, the columns behind it, and how in a few words."""

    sql: str
    of: tuple[str, ...] = ()
    how: str


class Fill(Strict):
    """One table that a return fills.

    ``module`` is the module that it mostly comes from (``or_modules`` where that is not there), and
    ``rows`` the relation of its rows where that is not the module itself.  ``of_its_years`` where
    it holds what happened in the return's years and nothing of the time before; ``only_of`` of
    which children alone it tells, where the table is of others too; ``left_out_if_empty`` where the
    module holds it of few children, so that no row says nothing.
    """

    module: str
    or_modules: tuple[str, ...] = ()
    rows: str | None = None
    of_its_years: bool = False
    only_of: str | None = None
    left_out_if_empty: bool = False
    fields: dict[str, str | Made | Worked]


class Fills(Strict):
    """All that a return fills, by table, and why a column of it (``module.column``) is not used."""

    not_loaded: dict[str, str]
    tables: dict[str, Fill]


@dataclass(frozen=True)
class Module:
    """A module as it was read: how reports name it, its files, and the columns that they hold."""

    label: str
    files: Sequence[SourceFile]
    columns: frozenset[str]
    unknown_columns: Sequence[str] = ()
    unreadable: Sequence[Unreadable] = ()
    problems: Sequence[Problem] = ()
    mapping: Sequence[Mapped] = ()


def deliveries(
    connection: duckdb.DuckDBPyConnection,
    modules: Mapping[str, Module],
    fills: Fills,
    covers_from: date | None,
) -> Iterator[Delivery]:
    """A delivery of every table that the modules can fill.

    What is to be told of a module comes with the first table that it fills.
    """
    untold = dict(modules)
    for table, fill in fills.tables.items():
        main = next((name for name in (fill.module, *fill.or_modules) if name in modules), None)
        fields = _fields(fill, modules) if main else {}
        used = _modules_of(fill, fields, modules)
        if main is None or not used:
            continue
        named = ", ".join(f"cast({sql} as varchar) as {name}" for name, sql in fields.items())
        connection.execute(
            f"create or replace temp table {_DELIVERED} as "
            f"select row_number, {named} from {fill.rows or fill.module}"
        )
        if fill.left_out_if_empty and not _has_rows(connection):
            continue
        label = modules[main].label
        part = label if main in untold else f"{label}: {table}"
        told = {name: untold.pop(name) for name in used if name == main or not _fills(fills, name)
                if name in untold}  # fmt: skip
        yield Delivery(
            part=part,
            files=tuple(dict.fromkeys(file for name in used for file in modules[name].files)),
            definition=table_definitions()[table],
            relation=_DELIVERED,
            fields=tuple(fields),
            mapping=(*(row for name in told for row in _not_used(name, modules[name], fills)),
                     *_mapping(table, fill, label, fields, modules)),
            unknown_columns=tuple(name for each in told.values() for name in each.unknown_columns),
            unreadable=tuple(row for each in told.values() for row in each.unreadable),
            problems=tuple(each for module in told.values() for each in _problems(table, module)),
            covers_from=covers_from if fill.of_its_years else None,
            only_of=fill.only_of,
        )  # fmt: skip


def _modules_of(
    fill: Fill, fields: Iterable[str], modules: Mapping[str, Module]
) -> Mapping[str, None]:
    """The modules that hold something of a table, in their order."""
    return dict.fromkeys(
        source[0]
        for name in fields
        for source in sources_of(fill, fill.fields[name])
        if _is_held(source, modules)
    )


def _fills(fills: Fills, module: str) -> bool:
    """Whether a table comes mostly from a module."""
    return any(fill.module == module for fill in fills.tables.values())


def _has_rows(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute(f"select 1 from {_DELIVERED} limit 1").fetchone() is not None


def _fields(fill: Fill, modules: Mapping[str, Module]) -> dict[str, str]:
    """The SQL of every field for which the return holds a column, or that needs none."""
    found = {}
    for name, value in fill.fields.items():
        sources = sources_of(fill, value)
        held = [source for source in sources if _is_held(source, modules)]
        if isinstance(value, Made):
            if sources[0] in held:
                found[name] = made_id(value.made, *value.of)
        elif held or not sources:
            found[name] = sources[0][1] if isinstance(value, str) else value.sql
    return found


def sources_of(fill: Fill, value: str | Made | Worked) -> list[tuple[str, str]]:
    """The modules and columns behind a field of a table that is filled so."""
    names = (value,) if isinstance(value, str) else value.of
    parted = (name.rpartition(".") for name in names)
    return [(module or fill.module, column) for module, _, column in parted]


def _is_held(source: tuple[str, str], modules: Mapping[str, Module]) -> bool:
    module, column = source
    return module in modules and column in modules[module].columns


def _mapping(
    table: str,
    fill: Fill,
    label: str,
    fields: Iterable[str],
    modules: Mapping[str, Module],
) -> Iterator[Mapped]:
    for name in fields:
        value = fill.fields[name]
        held = [each for each in sources_of(fill, value) if _is_held(each, modules)]
        columns = " and ".join(dict.fromkeys(column for _, column in held))
        yield Mapped(label, columns, table, name, how_of(value))


def how_of(value: str | Made | Worked) -> str:
    """How a field comes about, in a few words."""
    match value:
        case str():
            return "by name"
        case Made():
            return "made: the return has no number for it"
        case Worked(how=how):
            return how


def _not_used(name: str, module: Module, fills: Fills) -> Iterator[Mapped]:
    yield from module.mapping
    for column in module.unknown_columns:
        yield Mapped(module.label, column[:100], "", None, "not loaded: unknown")
    for column in sorted(module.columns):
        reason = fills.not_loaded.get(f"{name}.{column}")
        if reason:
            yield Mapped(module.label, column, "", None, f"not loaded: {reason}")


def _problems(table: str, module: Module) -> Iterator[Problem]:
    """What the reader found in a module, told of the table that it fills."""
    for problem in module.problems:
        yield replace(problem, table=table)
    yield from checks.unknown_columns(table, module.label, module.unknown_columns)
