"""One authority's lists, found in its files and put into the connection as text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lineofsight.errors import UnusableInput
from lineofsight.tables import checks
from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.looking import Look
from lineofsight.tables.readers.annex_a.cells import given, is_code_of, value
from lineofsight.tables.readers.annex_a.filling import relation
from lineofsight.tables.readers.annex_a.finding import FoundList, find_lists
from lineofsight.tables.readers.annex_a.layout import Layout, layouts
from lineofsight.tables.reading import Reading, Unreadable
from lineofsight.tables.sheets import Sheet, put_lines, sheet_of_csv
from lineofsight.tables.sources import SourceFile
from lineofsight.tables.workbooks import SUFFIXES, sheets_of_workbook

OTHER_YEAR = Rule(
    "code_of_other_year",
    "warning",
    "{rows} of {file} have a {column} that the layout taken, {names}, does not have and that of "
    "another year has; understood as in that year.",
)
UNUSED_SHEET = Rule(
    "unused_sheet",
    "note",
    "{file} is none of the lists, by its name and headings, and was left alone.",
)
_RAW = "annex_a_raw"


@dataclass(frozen=True)
class Extract:
    """The lists of one authority, by number; ``prefix`` is set before their names in reports."""

    lists: Mapping[int, FoundList]
    layout: Layout
    why: str
    unreadable: Mapping[int, Sequence[Unreadable]]
    problems: Sequence[Problem]

    @property
    def prefix(self) -> str:
        """The authority, where several are loaded."""
        authority = next(iter(self.lists.values())).file.authority
        return f"{authority}/" if authority else ""


def read_extract(reading: Reading, files: Sequence[SourceFile]) -> Extract:
    """Every list of the files, each in the temporary table that :func:`relation` names."""
    newest = layouts()[max(layouts())]
    lists, others = find_lists(_sheets(reading, files), newest)
    layout, why = _layout_of(lists)
    unreadable: dict[int, Sequence[Unreadable]] = {}
    problems = [
        UNUSED_SHEET.told("", 0, file=source_of(file, sheet))
        for file, sheet in others
        if file.path.suffix.lower() in SUFFIXES
    ]
    for number, found in lists.items():
        reading.tell(f"List {number}: {found.list.title}")
        unreadable[number] = _put(reading, found, newest)
        problems += _of_other_years(reading, found, layout)
    for found in lists.values():
        found.sheet.path.unlink()
    return Extract(lists, layout, why, unreadable, problems)


def takes(look: Look) -> bool:
    """Whether a file is a workbook or CSV with a sheet that is a list, by its headings."""
    file = SourceFile(look.path, look.path.name, "annex_a", "", "", 0)
    try:
        lists, _ = find_lists(((file, sheet) for sheet in look.sheets), layouts()[max(layouts())])
    except UnusableInput:
        # Lists given twice: lists all the same.
        return True
    return bool(lists)


def source_of(file: SourceFile, sheet: Sheet) -> str:
    """How reports name a sheet of a file; a CSV file is one sheet."""
    is_workbook = file.path.suffix.lower() in SUFFIXES
    return f"{file.name}: {sheet.name}" if is_workbook else file.name


def _sheets(reading: Reading, files: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, Sheet]]:
    for number, file in enumerate(files):
        suffix = file.path.suffix.lower()
        lines = reading.aside / f"annex-a-{number}"
        if suffix in SUFFIXES:
            reading.tell(f"{file.name}: opening the workbook")
            for sheet in sheets_of_workbook(file.path, lines):
                yield file, sheet
        elif suffix == ".csv":
            yield file, sheet_of_csv(file.path, lines.with_suffix(".csv"))


def _layout_of(lists: Mapping[int, FoundList]) -> tuple[Layout, str]:
    """The year's layout whose columns the lists have, and why it was taken.

    Of layouts between which the columns do not decide, the newest.
    """
    headings = {number: set(found.header.places) for number, found in lists.items()}
    known = sorted(layouts().values(), key=lambda layout: -layout.year)
    for newer, older in pairwise(known):
        for number, places in headings.items():
            before = older.lists[number].columns
            added = {
                name: column.header
                for name, column in newer.lists[number].columns.items()
                if name not in before
            }
            has = [header for name, header in added.items() if name in places]
            if has:
                return newer, f"List {number} has {has[0]!r}, which that of {older.year} has not"
            if added:
                break
        else:
            return newer, "no list that differs from an earlier year's was given"
    return known[-1], "no list has a column that only a later year's has"


def _put(reading: Reading, found: FoundList, layout: Layout) -> Sequence[Unreadable]:
    """The list's rows as text into its table; the numbers of those that are no rows of it."""
    header = found.header
    put_lines(reading.connection, found.sheet, header.row, len(header.headings), _RAW)
    named = ", ".join(f"c{place} as {name}" for name, place in header.places.items())
    texts = ", ".join(f"{given(name, layout.nothing)} as {name}" for name in header.places)
    values = ", ".join(
        f"{value(found.list.columns[name], name, layout.codes)} as {name}" for name in header.places
    )
    fits = f"cells = {len(header.headings)}"
    reading.connection.execute(
        f"create or replace temp table {relation(found.list.number)} as "
        f"select row_number, {values} from (select row_number, {texts} from ("
        f"select line - {header.row} as row_number, {named} from {_RAW} where {fits}))"
    )
    broken = reading.connection.execute(
        f"select line - {header.row} from {_RAW} where not {fits} order by line"
    ).fetchall()
    return [Unreadable(number, checks.UNREADABLE_ROW) for (number,) in broken]


def _of_other_years(reading: Reading, found: FoundList, layout: Layout) -> Iterator[Problem]:
    """Codes that only another year's layout has, counted over the raw text."""
    for name, place in found.header.places.items():
        column = found.list.columns[name]
        if column.codes is None:
            continue
        cell = f"c{place}"
        of_layout = is_code_of(cell, layout.codes[column.codes])
        for other in layouts().values():
            if other.codes[column.codes] != layout.codes[column.codes]:
                (rows,) = reading.connection.execute(
                    f"select count(*) from {_RAW} where {cell} is not null and not {of_layout} "
                    f"and {is_code_of(cell, other.codes[column.codes])}"
                ).fetchone() or (0,)
                if rows:
                    yield OTHER_YEAR.told(
                        "", rows, file=found.list.part, column=column.header,
                        names=str(layout.year),
                    )  # fmt: skip
