"""One council in the files of several sources: what each tells must be what the dataset tells.

The journeys are written as the dataset, and as the lists, returns and templates that the council
would make of them; each is loaded by its own reader.  What every source should then hold is said in
plain Python from the journeys' rows (tests/support/sources), and row for row and field for field
the two must be the same.  What a source can hold is claimed by its layout: no field may be filled
that is not claimed, and none may be claimed that is not filled.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from lineofsight.sample import generate
from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.readers.holdings import holdings
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.tables.sources import Kind
from tests.support.sources import EXPECTED
from tests.support.sources.comparing import Tables, comparable, rows_of, told_columns
from tests.support.sources.journeys import Journeys, Row

AS_AT = date(2026, 3, 31)
RETURNS: tuple[Kind, ...] = ("annex_a", "cin_census", "ssda903")
SOURCES: tuple[Kind, ...] = (*RETURNS, "templates")
# Days on which sources are hard: a year that has just begun, a leap day, the last day of a year, a
# month that is longer than the sixth before it.
DAYS = ((11, "2026-04-01"), (12, "2024-02-29"), (13, "2025-03-31"), (14, "2026-08-31"))
# What no invented council has a word for: a field of a table, or a table.
NEVER_TOLD: Mapping[str, frozenset[str]] = {
    "annex_a": frozenset({
        "ssd_cla_placement.clap_cla_placement_postcode", "ssd_cla_placement.clap_cla_placement_urn",
        "adopters.applied_on", "child_summaries.placed_out_of_area",
        "child_summaries.placement_authority",
    }),
    "cin_census": frozenset({
        "ssd_person.pers_death_date", "ssd_linked_identifiers", "care_proceedings",
    }),
    "ssda903": frozenset({
        "ssd_cla_placement.clap_cla_placement_postcode", "ssd_cla_placement.clap_cla_placement_urn",
        "ssd_mother", "care_year_outcomes.intervention_offered",
    }),
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A source that was loaded: its report, its rows, and what it should hold."""

    kind: Kind
    report: LoadReport
    rows: Tables
    expected: Tables
    store: Path

    @property
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """The fields that were delivered of each table."""
        return {load.delivery.definition.name: load.delivery.fields for load in self.report.loads}


def loaded(kind: Kind, files: Path, store: Path, as_at: date) -> Source:
    report = load_tables([files / kind], store, as_at, source=kind)
    expected = EXPECTED[kind](Journeys(files / "csv", as_at))
    return Source(kind, report, rows_of(store), expected, store)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources") / "files"
    generate(900, 3, 5, AS_AT, folder, form="all")
    return folder


@pytest.fixture(scope="module", params=SOURCES)
def source(request: pytest.FixtureRequest, files: Path) -> Source:
    return loaded(request.param, files, files.parent / request.param, AS_AT)


def filled_of(rows: Sequence[Row]) -> set[str]:
    """The columns that have a value in some row."""
    return {name for row in rows for name, value in row.items() if value}


def assert_the_same(source: Source) -> None:
    """Every table's rows are those expected: as often, where rows have numbers of their own."""
    own = source.kind == "templates"
    found = comparable(source.rows, source.fields, own_ids=own)
    wanted = comparable(source.expected, source.fields, own_ids=own)
    for table in source.fields:
        # A source without numbers of its own cannot tell alike rows apart.
        held = found[table] if own else Counter(set(found[table]))
        should = wanted[table] if own else Counter(set(wanted[table]))
        names = source.fields[table] if own else told_columns(table, source.fields[table])
        assert not held - should, (table, names, sorted(map(str, held - should))[:3])
        assert not should - held, (table, names, sorted(map(str, should - held))[:3])
    not_delivered = {name for name, rows in source.expected.items() if rows} - set(found)
    assert not not_delivered


def test_nothing_is_rejected(source: Source) -> None:
    """What the writer wrote, the reader keeps, and finds no error in it."""
    assert sum(load.read for load in source.report.loads) > 500
    assert not {load.delivery.part for load in source.report.loads if load.rejected}
    assert not [each for each in source.report.problems if each.severity == "error"]


def test_a_source_holds_what_it_should(source: Source) -> None:
    """Row for row, both ways: every row that it should hold, and no other."""
    assert_the_same(source)


def test_no_field_is_filled_that_is_not_claimed(source: Source) -> None:
    """What readers deliver, and what is then in the tables, is what the layout claims."""
    claimed = holdings(source.kind)
    for table, fields in source.fields.items():
        assert set(fields) <= set(claimed[table].origins), table
    for table, rows in source.rows.items():
        assert filled_of(rows) <= set(claimed[table].origins if rows else ()), table


def test_every_field_that_has_something_is_claimed_and_filled(source: Source) -> None:
    """What plain Python finds to tell in a table, its layout claims and its reader fills."""
    for table, rows in source.expected.items():
        holding = holdings(source.kind)[table]
        numbers = set(holding.definition.key)
        told = filled_of(rows) - numbers
        assert told <= set(holding.origins), table
        assert filled_of(source.rows[table] if rows else ()) - numbers == told, table


def test_the_snapshot_says_what_is_not_held(source: Source) -> None:
    """Columns that a source does not fill are missing, its days and latest rows are said."""
    kept = open_snapshot(source.store).manifest.tables
    for table, holding in holdings(source.kind).items():
        if table in kept:
            lacking = set(holding.lacks)
            assert lacking <= set(kept[table].missing_columns), table
            assert kept[table].one_row_a == holding.one_row_a, table
            partly = holding.covers_months is not None or holding.of_its_years
            assert (kept[table].covers_from is not None) == partly, table


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_dataset_is_kept_as_it_was_written(files: Path, form: str) -> None:
    """Each table of the standard and beside it, row for row and column for column, from both."""
    load_tables([files / form], files.parent / form, AS_AT)
    found = {name: rows for name, rows in rows_of(files.parent / form).items() if rows}
    journeys = Journeys(files / "csv", AS_AT)
    names = {path.stem for path in (files / "csv").glob("*.csv")}
    wanted = {name: journeys.rows(name) for name in names if journeys.rows(name)}
    columns = {name: tuple(holdings("ssd")[name].origins) for name in wanted}
    assert set(found) == set(wanted)
    assert comparable(found, columns, own_ids=True) == comparable(wanted, columns, own_ids=True)


def test_a_workbook_of_the_return_is_its_files(files: Path, tmp_path: Path) -> None:
    """The modules of all years as the sheets of one workbook give what the CSV files give."""
    with xlsxwriter.Workbook(tmp_path / "ssda903.xlsx") as book:
        for path in sorted((files / "ssda903").iterdir()):
            sheet = book.add_worksheet(path.stem[:31])
            with path.open(encoding="utf-8", newline="") as file:
                for at, row in enumerate(csv.reader(file)):
                    sheet.write_row(at, 0, row)
    load_tables([tmp_path / "ssda903.xlsx"], tmp_path / "store", AS_AT, source="ssda903")
    load_tables([files / "ssda903"], tmp_path / "by-files", AS_AT, source="ssda903")
    by_sheets, by_files = rows_of(tmp_path / "store"), rows_of(tmp_path / "by-files")
    assert {name: sorted(map(str, rows)) for name, rows in by_sheets.items()} == {
        name: sorted(map(str, rows)) for name, rows in by_files.items()
    }


@pytest.mark.long
@pytest.mark.parametrize(("seed", "day"), DAYS)
def test_sources_agree_on_any_day(seed: int, day: str, tmp_path: Path) -> None:
    """Other councils, on days that are hard."""
    as_at = date.fromisoformat(day)
    generate(1200, 4, seed, as_at, tmp_path / "files", form="all")
    for kind in SOURCES:
        found = loaded(kind, tmp_path / "files", tmp_path / kind, as_at)
        assert not {load.delivery.part for load in found.report.loads if load.rejected}, kind
        assert_the_same(found)


@pytest.mark.long
def test_no_field_is_claimed_that_is_never_filled(tmp_path: Path) -> None:
    """In a council with enough children every field that a layout claims has a value somewhere,
    but for those of which an invented council has no word."""
    as_at = date(2027, 3, 31)
    generate(4000, 5, 21, as_at, tmp_path / "files", form="all")
    for kind in RETURNS:
        found = loaded(kind, tmp_path / "files", tmp_path / kind, as_at)
        empty = set()
        for table, holding in holdings(kind).items():
            filled = filled_of(found.rows.get(table, ()))
            lacking = {f"{table}.{name}" for name in set(holding.origins) - filled}
            empty |= lacking if filled else {table}
        assert empty <= NEVER_TOLD[kind], kind
