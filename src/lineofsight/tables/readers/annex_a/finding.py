"""Which sheet is which list of Annex A, where its header is, and which column stands where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lineofsight.errors import UnusableInput
from lineofsight.tables.readers.annex_a.layout import AnnexList, Layout, plain
from lineofsight.tables.sheets import Sheet
from lineofsight.tables.sources import SourceFile

# Titles and notes may stand above a header, in no more rows than these.
_ROWS_LOOKED_AT = 25
# Of a list's own headings, as many as tell it without its name.
_ENOUGH = Fraction(1, 3)
_WAYS = _BY_NAME, _BY_HEADINGS, _BY_PLACE = (
    "by its name",
    "by its headings",
    "by its place among the lists",
)


@dataclass(frozen=True)
class Header:
    """A row read as the header of a list: each column's place, and the headings it has not."""

    row: int
    headings: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class FoundList:
    """A list in a sheet of a file, and how it was told to be that one."""

    file: SourceFile
    sheet: Sheet
    list: AnnexList
    header: Header
    how: str


def find_lists(
    sheets: Iterable[tuple[SourceFile, Sheet]], layout: Layout
) -> tuple[dict[int, FoundList], list[tuple[SourceFile, Sheet]]]:
    """The lists by number, and the sheets that are none.

    A sheet is the list that its name says, where its headings are that list's too; else the list
    of whose own headings it has most, and a third at least; else the list whose place among the
    lists it has, where any heading fits.  A surer way of telling goes before a less sure one.
    Raises :class:`UnusableInput` for a list that is found twice in the same way.
    """
    found: dict[int, FoundList] = {}
    others: list[tuple[SourceFile, Sheet]] = []
    place = 0
    for file, sheet in sheets:
        headers = dict(_headers(sheet, layout))
        place += bool(headers)
        told = _which(sheet, headers, layout, place)
        if told is None:
            others.append((file, sheet))
            continue
        number, how = told
        one = FoundList(file, sheet, layout.lists[number], headers[number], how)
        other = found.get(number)
        if other is not None and other.how == how:
            raise UnusableInput(
                f"List {number} ({one.list.title}) is given twice, by the sheet "
                f"{other.sheet.name!r} of {other.file.name} and {sheet.name!r} of {file.name}: "
                "load one extract at a time, with each list once."
            )
        if other is None:
            found[number] = one
            continue
        surer, less_sure = sorted((one, other), key=lambda each: _WAYS.index(each.how))
        found[number] = surer
        others.append((less_sure.file, less_sure.sheet))
    return found, others


def _headers(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, Header]]:
    """Every list that the sheet could be, with the row that would be its header.

    A header has the list's first column, by which its rows are told apart, and one of its own.
    """
    rows = sheet.first_rows(_ROWS_LOOKED_AT)
    for number, each in layout.lists.items():
        first = next(iter(each.columns))
        headers = [_as_header(row, cells, each) for row, cells in rows]
        fitting = [
            header
            for header in headers
            if first in header.places and len(each.own & set(header.places)) > (first in each.own)
        ]
        if fitting:
            yield number, max(fitting, key=lambda header: len(header.places))


def _as_header(row: int, cells: Sequence[str], each: AnnexList) -> Header:
    places: dict[str, int] = {}
    unknown = []
    for place, heading in enumerate(cells):
        column = each.column_of(heading)
        if column is not None and column not in places:
            places[column] = place
        elif heading:
            unknown.append(heading)
    return Header(row, tuple(cells), places, tuple(unknown))


def _which(
    sheet: Sheet, headers: Mapping[int, Header], layout: Layout, place: int
) -> tuple[int, str] | None:
    """The list that a sheet is and the way in which that was told; None where it is none."""
    for number in headers:
        if plain(sheet.name) in layout.lists[number].names:
            return number, _BY_NAME
    share = {
        number: Fraction(
            len(layout.lists[number].own & set(header.places)), len(layout.lists[number].own)
        )
        for number, header in headers.items()
    }
    best = max(share, key=lambda number: share[number], default=None)
    if best is not None and share[best] >= _ENOUGH:
        return best, _BY_HEADINGS
    return (place, _BY_PLACE) if place in headers else None
