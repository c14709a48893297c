"""What became of every heading of the lists, as an analyst reads it."""

from collections.abc import Container, Iterator, Sequence

from lineofsight.tables.readers.annex_a.children import Together
from lineofsight.tables.readers.annex_a.extract import Extract, source_of
from lineofsight.tables.readers.annex_a.filling import (
    Before,
    Constant,
    Fill,
    Flag,
    Given,
    Latest,
    Made,
    Value,
    Worker,
)
from lineofsight.tables.readers.annex_a.finding import FoundList
from lineofsight.tables.readers.annex_a.layout import AnnexList
from lineofsight.tables.reading import Mapped


def mapping_of(extract: Extract, given: Given, fills: Sequence[Fill]) -> Iterator[Mapped]:
    """What the headings of a table's lists became in it."""
    for fill in fills:
        found = extract.lists[fill.list]
        source = source_of(found.file, found.sheet)
        for field in given.fields_of(fill):
            columns, how = told(fill.fields[field], found.list, found.header.places)
            headings = [_heading(found, column) for column in columns]
            yield Mapped(source, " and ".join(headings), fill.table, field, how)


def mapping_together(extract: Extract, each: Together) -> Iterator[Mapped]:
    """What the headings became in a table put together from all lists."""
    for field, column in each.columns.items():
        for number, found in extract.lists.items():
            if number in each.lists and column in found.header.places:
                source = source_of(found.file, found.sheet)
                how = "by its heading, one row from all lists"
                yield Mapped(source, _heading(found, column), each.table, field, how)


def mapping_of_lists(extract: Extract, numbers: Sequence[int]) -> Iterator[Mapped]:
    """How each list was found, with which layout, and its headings that fill no table."""
    for number in numbers:
        found = extract.lists[number]
        source = source_of(found.file, found.sheet)
        layout = f"the layout of {extract.layout.year}: {extract.why}"
        how = f"{found.list.part} ({found.list.title}), {found.how}; {layout}"
        yield Mapped(source, f"(row {found.header.row})", "", None, how)
        for heading in found.header.unknown:
            yield Mapped(source, heading[:100], "", None, "not loaded: unknown")
        if {"age", "born_on"} <= set(found.header.places):
            how = "only whether the child is unborn (-1): the date of birth tells the age"
            yield Mapped(source, _heading(found, "age"), "ssd_person", "pers_expected_dob", how)


def _heading(found: FoundList, column: str) -> str:
    return found.header.headings[found.header.places[column]]


def told(value: Value, of: AnnexList, there: Container[str]) -> tuple[list[str], str]:
    """The columns behind a field, of those that are there, and how it comes about."""
    match value:
        case str():
            coded = of.columns[value].codes is not None
            return [value], "by its heading, as a code" if coded else "by its heading"
        case Made(of=names):
            return [name for name in names if name in there], "made: the list has no number for it"
        case Constant(is_=text, when=when, because=because):
            return ([when] if when else []), f"{text!r}: {because}"
        case Flag(flag=flag, from_=column):
            return [column], f"by its heading, as {flag}"
        case Latest(latest=days):
            return [day for day in days if day in there], "the latest of these days"
        case Worker(worker=column):
            return [column], "by its heading; a name becomes a made number and is not kept"
        case Before(before=day, list=number):
            return [day], f"where List {number} has that referral, or does not go back so far"
