"""The returns of an authority, read into the connection, checked, and delivered table by table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib import resources
from itertools import groupby

from lineofsight.tables.checks import Problem
from lineofsight.tables.readers.returns.filling import Made, Module, deliveries
from lineofsight.tables.readers.returns.history import Stated, one_history, told
from lineofsight.tables.readers.returns.years import first_of_run, last_day, year_name
from lineofsight.tables.readers.ssda903.checking import check
from lineofsight.tables.readers.ssda903.days import day_of
from lineofsight.tables.readers.ssda903.files import Part, read_parts
from lineofsight.tables.readers.ssda903.layout import Layout, fills, layouts, newest
from lineofsight.tables.readers.ssda903.years import Told, years_of
from lineofsight.tables.reading import Delivery, Mapped, Reading, made_id
from lineofsight.tables.sources import SourceFile


def read(reading: Reading, files: Sequence[SourceFile]) -> Iterator[Delivery]:
    """The tables that the returns of each authority fill.

    Raises :class:`UnusableInput` for a file that cannot be read, one whose year cannot be told,
    and where an authority's files hold no module.
    """
    in_order = sorted(files, key=lambda file: file.authority)
    for _, own in groupby(in_order, key=lambda file: file.authority):
        yield from _deliver(reading, read_parts(reading, list(own)))


def _deliver(reading: Reading, parts: Sequence[Part]) -> Iterator[Delivery]:
    connection = reading.connection
    years = years_of(connection, parts)
    by_module: dict[str, list[Part]] = defaultdict(list)
    for part in sorted(parts, key=lambda part: (years[part.relation][0], part.label)):
        by_module[part.module].append(part)
    modules = {}
    layout = newest()
    for name in layout.modules:
        _put(reading, layout, name, by_module[name], years)
    for name, own in list(by_module.items()):
        in_years = len({years[part.relation][0] for part in own})
        counted = list(one_history(connection, _stated(layout, name), in_years))
        if own:
            modules[name] = _module(own, years, told("", counted, name, "child"))
    connection.execute(_history_sql())
    for name, problems in check(connection, modules).items():
        own_problems = (*modules[name].problems, *problems)
        modules[name] = replace(modules[name], problems=own_problems)
    covers_from = date(first_of_run({year for year, _ in years.values()}), 4, 1)
    yield from deliveries(connection, modules, fills(), covers_from)


def _put(
    reading: Reading,
    layout: Layout,
    name: str,
    parts: Sequence[Part],
    years: Mapping[str, Told],
) -> None:
    """A module's rows of all years; each of its days twice: as text, and ``<column>_on``.

    ``year_ended`` is the last day of which a row's return tells: its year's, or the extract's.
    """
    module = layout.modules[name]
    columns = ", ".join(_columns(layout, name))
    days = "".join(f", {day_of(column)} as {column}_on" for column in module.days)
    own = sorted({years[part.relation][0] for part in parts})
    offset, selects = 0, []
    for part in parts:
        year = years[part.relation][0]
        selects.append(
            f"select {own.index(year)} as file, row_number + {offset} as row_number, "
            f"{year} as year, date '{min(last_day(year), reading.as_at)}' as year_ended, "
            f"{', '.join(module.all_columns)} "
            f"from {part.relation}"
        )
        if len(parts) > 1:
            (rows,) = reading.connection.execute(
                f"select coalesce(max(row_number), 0) from {part.relation}"
            ).fetchone() or (0,)
            offset += rows
    empty = ", ".join(f"cast(null as varchar) as {column}" for column in module.all_columns)
    rows_sql = " union all ".join(selects) or (
        "select 0 as file, cast(0 as bigint) as row_number, 0 as year, "
        f"cast(null as date) as year_ended, {empty} where false"
    )
    reading.connection.execute(
        f"create or replace temp table {name}_stated as "
        f"select file, row_number, year, year_ended, {columns} "
        f"from (select *{days} from ({rows_sql}))"
    )


def _columns(layout: Layout, name: str) -> Iterator[str]:
    module = layout.modules[name]
    for column in module.all_columns:
        codes = layout.codes.get(column)
        if column in module.days:
            yield f"coalesce(cast({column}_on as varchar), {column}) as {column}"
            yield f"{column}_on"
        elif codes:
            written = ", ".join(f"'{code}'" for code in codes)
            meant = ", ".join(f"'{code}'" for code in codes.values())
            yield f"coalesce(map([{written}], [{meant}])[{column}], {column}) as {column}"
        else:
            yield column


def _stated(layout: Layout, name: str) -> Stated:
    module = layout.modules[name]
    return Stated(name, module.stated_by, module.open, (name, ("CHILD",)))


def _module(
    parts: Sequence[Part], years: Mapping[str, Told], problems: Iterator[Problem]
) -> Module:
    more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
    return Module(
        label=f"{parts[-1].label}{more}",
        files=list(dict.fromkeys(part.file for part in parts)),
        columns=frozenset().union(*(part.columns for part in parts)),
        unknown_columns=tuple(
            dict.fromkeys(name for part in parts for name in part.unknown_columns)
        ),
        unreadable=tuple(row for part in parts for row in part.unreadable),
        problems=(*(problem for part in parts for problem in part.problems), *problems),
        mapping=[_told_year(part, *years[part.relation]) for part in parts],
    )


def _told_year(part: Part, year: int, how: str) -> Mapped:
    own = max((each for each in layouts() if each <= year), default=min(layouts()))
    title = part.layout.title
    what = f"{title}, known by its headings, of {year_name(year)}, {how}"
    return Mapped(part.label, "(file)", "", None, f"{what}; the layout of {year_name(own)}")


def _history_sql() -> str:
    """``history.sql``, with the same made numbers as the tables have."""
    text = (resources.files(__package__) / "history.sql").read_text(encoding="utf-8")
    return text.format(
        care_id=_made("ssd_cla_episodes", "clae_cla_id", "CHILD", "care_began"),
        placement_id=_made(
            "ssd_cla_placement", "clap_cla_placement_id",
            "placement.CHILD", "placement.placement_began",
        ),
        way_id=made_id("permanence-", "CHILD", "coalesce(decided, cast(ordered as varchar))"),
    )  # fmt: skip


def _made(table: str, field: str, *columns: str) -> str:
    value = fills().tables[table].fields[field]
    assert isinstance(value, Made)
    return made_id(value.made, *columns)
