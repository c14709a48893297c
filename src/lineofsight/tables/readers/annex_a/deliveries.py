"""The lists of an extract, read into the connection and delivered table by table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, groupby

from lineofsight.tables import checks
from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.readers.annex_a.children import Together, differing, put_together
from lineofsight.tables.readers.annex_a.extract import Extract, read_extract
from lineofsight.tables.readers.annex_a.filling import Fill, Given, joined, tables
from lineofsight.tables.readers.annex_a.mapping import (
    mapping_of,
    mapping_of_lists,
    mapping_together,
)
from lineofsight.tables.reading import Delivery, Reading
from lineofsight.tables.sources import SourceFile

NO_REFERRAL = Rule(
    "no_referral",
    "warning",
    "{rows} are episodes of need (List 6) that began in the time of List 3, which has no referral "
    "of the child on that day: their first day was left empty, and no referral is counted.",
)
_DELIVERED = "annex_a_delivered"


def read(reading: Reading, files: Sequence[SourceFile]) -> Iterator[Delivery]:
    """The tables that the lists of each authority fill.

    Raises :class:`UnusableInput` for a file that cannot be read and a list that is given twice.
    """
    in_order = sorted(files, key=lambda file: file.authority)
    for _, own in groupby(in_order, key=lambda file: file.authority):
        extract = read_extract(reading, list(own))
        if extract.lists:
            yield from _deliver(reading, extract)


def covers_from(as_at: date, months: int | None) -> date | None:
    """The first day of a list that goes back so many months from the day of the extract."""
    if months is None:
        return None
    year, month = divmod(as_at.year * 12 + as_at.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    days = ((first + timedelta(days=31)).replace(day=1) - first).days
    return first.replace(day=min(as_at.day, days)) + timedelta(days=1)


def _deliver(reading: Reading, extract: Extract) -> Iterator[Delivery]:
    lists = extract.lists
    begin = {
        number: covers_from(reading.as_at, found.list.covers_months)
        for number, found in lists.items()
    }
    given = Given(
        {number: tuple(found.header.places) for number, found in lists.items()},
        {number: day for number, day in begin.items() if day is not None},
    )
    of_no_table = [*extract.problems, *differing(reading.connection, given.columns)]
    told: set[int] = set()
    for table, fills in _by_table(given).items():
        # What is to be told of a list as a whole is told with the first table that it fills.
        firsts = [number for number in _numbers(fills) if number not in told]
        told |= set(firsts)
        yield _of_fills(reading, extract, given, table, fills, firsts, of_no_table)
        of_no_table = []
    for each in put_together(given.columns, reading.as_at):
        yield _of_all_lists(reading, extract, each)


def _of_fills(
    reading: Reading,
    extract: Extract,
    given: Given,
    table: str,
    fills: Sequence[Fill],
    firsts: Sequence[int],
    of_no_table: Sequence[Problem],
) -> Delivery:
    """A table's rows from the lists that fill it; ``firsts`` are those not told of before."""
    _put(reading, joined(given, fills))
    about = extract.lists[fills[0].list].list
    headers = [extract.lists[number].header for number in firsts]
    problems = chain(
        of_no_table,
        *(_unknown(extract, table, number) for number in firsts),
        _without_referral(reading) if len(_numbers(fills)) > 1 else (),
    )
    return Delivery(
        part=_part(extract, table, fills),
        files=tuple(dict.fromkeys(extract.lists[fill.list].file for fill in fills)),
        definition=table_definitions()[table],
        relation=_DELIVERED,
        fields=tuple(dict.fromkeys(name for fill in fills for name in given.fields_of(fill))),
        mapping=(*mapping_of_lists(extract, firsts), *mapping_of(extract, given, fills)),
        unknown_columns=tuple(heading for header in headers for heading in header.unknown),
        unreadable=tuple(row for number in firsts for row in extract.unreadable[number]),
        problems=tuple(problems),
        covers_from=covers_from(reading.as_at, fills[0].covers_months or about.covers_months),
        one_row_a=about.one_row_a,
    )


def _of_all_lists(reading: Reading, extract: Extract, each: Together) -> Delivery:
    _put(reading, each.sql)
    return Delivery(
        part=f"{extract.prefix}All lists: {each.table}",
        files=tuple(dict.fromkeys(found.file for found in extract.lists.values())),
        definition=table_definitions()[each.table],
        relation=_DELIVERED,
        fields=each.fields,
        mapping=tuple(mapping_together(extract, each)),
        one_row_a=each.one_row_a,
    )


def _put(reading: Reading, select: str) -> None:
    reading.connection.execute(f"create or replace temp table {_DELIVERED} as {select}")


def _by_table(given: Given) -> Mapping[str, list[Fill]]:
    """The fills that have a list to fill from, by table in the order of the lists."""
    found: dict[str, list[Fill]] = {}
    for fill in tables().fills:
        if fill.list in given.columns and given.fields_of(fill):
            found.setdefault(fill.table, []).append(fill)
    return found


def _numbers(fills: Sequence[Fill]) -> list[int]:
    return list(dict.fromkeys(fill.list for fill in fills))


def _part(extract: Extract, table: str, fills: Sequence[Fill]) -> str:
    first, *others = _numbers(fills)
    if others:
        return f"{extract.prefix}Lists {first} and {' and '.join(map(str, others))}"
    main = next(fill.table for fill in tables().fills if fill.list == first)
    return f"{extract.prefix}List {first}" + ("" if main == table else f": {table}")


def _unknown(extract: Extract, table: str, number: int) -> Iterator[Problem]:
    unknown = extract.lists[number].header.unknown
    return checks.unknown_columns(table, f"List {number}", unknown)


def _without_referral(reading: Reading) -> Iterator[Problem]:
    (rows,) = reading.connection.execute(
        f"select count(*) from {_DELIVERED} "
        "where cine_referral_date is null and cine_person_id is not null"
    ).fetchone() or (0,)
    if rows:
        yield NO_REFERRAL.told("ssd_cin_episodes", rows)
