"""What a kind of source can hold at its fullest: which tables and fields, from what, and how far.

It is told from the layouts by which the readers fill tables, without any file.  A load may hold
less, and its snapshot says so; it never holds more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from lineofsight.tables.definition import TableDefinition, table_definitions
from lineofsight.tables.readers.annex_a import layout as lists
from lineofsight.tables.readers.annex_a.children import Together, put_together
from lineofsight.tables.readers.annex_a.filling import Fill as ListFill
from lineofsight.tables.readers.annex_a.filling import Given
from lineofsight.tables.readers.annex_a.filling import tables as list_tables
from lineofsight.tables.readers.annex_a.mapping import told
from lineofsight.tables.readers.cin_census import layout as census
from lineofsight.tables.readers.returns.filling import Fill, Fills, how_of, sources_of
from lineofsight.tables.readers.returns.years import year_name
from lineofsight.tables.readers.ssda903 import layout as care_return
from lineofsight.tables.sources import Kind

# What a layout's columns are does not hang on the day of an extract.
_ANY_DAY = date(2000, 1, 1)
_AS_IT_STANDS = ("by name", "by its heading")


@dataclass(frozen=True)
class Origin:
    """What a field is filled from: columns of the source, and how where not just as they stand."""

    columns: tuple[str, ...]
    how: str = ""


@dataclass(frozen=True)
class Holding:
    """One table of a source, and the origin of each field that the source fills.

    ``where`` is what it stands on: lists or modules.  ``covers_months`` is how long before the
    extract the source tells of, where it is not of all time; ``of_its_years`` where it tells of the
    collection years whose returns are loaded; ``one_row_a`` of what it holds the latest alone;
    ``only_of`` of whom alone it tells;
    ``asked_from`` the collection year from which it is asked, where not always.
    """

    definition: TableDefinition
    origins: Mapping[str, Origin]
    where: tuple[str, ...] = ()
    covers_months: int | None = None
    of_its_years: bool = False
    one_row_a: str | None = None
    only_of: str | None = None
    asked_from: int | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """The table's columns that the source cannot hold."""
        return tuple(
            column.name for column in self.definition.columns if column.name not in self.origins
        )


@cache
def holdings(kind: Kind) -> Mapping[str, Holding]:
    """Every table that a kind of source can hold, by name in the order of the source.

    ``KeyError`` for ``site``, whose tables are those that the site itself keeps.
    """
    found = {
        "ssd": _of_standard,
        "templates": _of_templates,
        "annex_a": _of_lists,
        "cin_census": _of_census,
        "ssda903": _of_care_return,
    }[kind]()
    return {holding.definition.name: holding for holding in found}


def _of_standard() -> Iterator[Holding]:
    """The tables of the standard as they are; and extension tables, which come beside them."""
    for definition in table_definitions().values():
        yield Holding(definition, _by_name(definition))


def _of_templates() -> Iterator[Holding]:
    for definition in table_definitions().values():
        if definition.extension:
            yield Holding(definition, _by_name(definition))


def _by_name(definition: TableDefinition) -> Mapping[str, Origin]:
    return {
        column.name: Origin((column.name,))
        for column in definition.columns
        if column.class_ != "free_text"
    }


def _of_lists() -> Iterator[Holding]:
    layout = lists.layouts()[max(lists.layouts())]
    columns = {number: tuple(each.columns) for number, each in layout.lists.items()}
    given = Given(columns, {})
    by_table: dict[str, list[ListFill]] = {}
    for fill in list_tables().fills:
        by_table.setdefault(fill.table, []).append(fill)
    for table, fills in by_table.items():
        about = layout.lists[fills[0].list]
        yield Holding(
            table_definitions()[table],
            _origins_of_fills(layout, given, fills),
            tuple(dict.fromkeys(_list_name(layout.lists[fill.list]) for fill in fills)),
            covers_months=fills[0].covers_months or about.covers_months,
            one_row_a=about.one_row_a,
        )
    for each in put_together(columns, _ANY_DAY):
        yield Holding(
            table_definitions()[each.table],
            {name: _origin_together(layout, each, name) for name in each.fields},
            ("all lists",),
            one_row_a=each.one_row_a,
        )


def _list_name(each: lists.AnnexList) -> str:
    return f"{each.part} ({each.title})"


def _origins_of_fills(
    layout: lists.Layout, given: Given, fills: Sequence[ListFill]
) -> Mapping[str, Origin]:
    found: dict[str, list[tuple[list[str], str]]] = {}
    for fill in fills:
        about = layout.lists[fill.list]
        for field in given.fields_of(fill):
            names, how = told(fill.fields[field], about, about.columns)
            headings = [f"{about.part}: {about.columns[name].header}" for name in names]
            found.setdefault(field, []).append((headings, how))
    return {
        field: _origin(
            dict.fromkeys(heading for headings, _ in several for heading in headings),
            "; ".join(dict.fromkeys(how for _, how in several)),
        )
        for field, several in found.items()
    }


def _origin_together(layout: lists.Layout, each: Together, field: str) -> Origin:
    column = each.columns.get(field)
    if column is None:
        return Origin((), "made: no list has it")
    headings = dict.fromkeys(
        of.columns[column].header
        for number, of in layout.lists.items()
        if number in each.lists and column in of.columns
    )
    return _origin(headings, "")


def _origin(columns: Mapping[str, object], how: str) -> Origin:
    parts = [part for part in how.split("; ") if part not in _AS_IT_STANDS]
    for plain in _AS_IT_STANDS:
        parts = [part.removeprefix(f"{plain}, ") for part in parts]
    return Origin(tuple(columns), "; ".join(parts))


def _of_census() -> Iterator[Holding]:
    asked = {
        year: {name: set(layout.columns(name)) for name in layout.things}
        for year, layout in census.layouts().items()
    }
    yield from _of_return(census.fills(), asked)


def _of_care_return() -> Iterator[Holding]:
    asked = {
        year: {name: set(module.all_columns) for name, module in layout.modules.items()}
        for year, layout in care_return.layouts().items()
    }
    yield from _of_return(care_return.fills(), asked)


def _of_return(fills: Fills, asked: Mapping[int, Mapping[str, set[str]]]) -> Iterator[Holding]:
    """The tables of a return; ``asked`` are its columns by module, a layout a year."""
    for table, fill in fills.tables.items():
        origins = {field: _origin_in_return(fill, field, asked) for field in fill.fields}
        used = dict.fromkeys(
            module for value in fill.fields.values() for module, _ in sources_of(fill, value)
        )
        first = min(year for year, modules in asked.items() if fill.module in modules)
        yield Holding(
            table_definitions()[table],
            origins,
            tuple(used),
            of_its_years=fill.of_its_years,
            only_of=fill.only_of,
            asked_from=first if first > min(asked) else None,
        )


def _origin_in_return(
    fill: Fill, field: str, asked: Mapping[int, Mapping[str, set[str]]]
) -> Origin:
    value = fill.fields[field]
    columns = {f"{module}: {column}": None for module, column in sources_of(fill, value)}
    years = [
        year
        for year, modules in asked.items()
        if any(column in modules.get(name, ()) for name, column in sources_of(fill, value))
    ]
    how = [how_of(value)]
    of_module = [year for year, modules in asked.items() if fill.module in modules]
    if years and min(years) > min(of_module):
        how.append(f"asked from {year_name(min(years))}")
    if years and max(years) < max(asked):
        how.append(f"asked until {year_name(min(y for y in asked if y > max(years)) - 1)}")
    return _origin(columns, "; ".join(how))
