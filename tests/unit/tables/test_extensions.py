"""The tables beside the standard: what each of them keeps to, so that they count and load alike."""

import csv
from datetime import date
from pathlib import Path

import pytest
import sqlglot

from lineofsight.tables.checks import UNRESOLVED
from lineofsight.tables.definition import Column, TableDefinition, table_definitions
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.tables.sql_rules import DIALECT, parse_select

EXTENSIONS = [table for table in table_definitions().values() if table.extension]
MARCH = date(2026, 3, 31)

# The only text that is kept: names of things, from lists that a council sets for itself.
NAMES_OF_THINGS = {
    "course", "from_team", "placement_authority", "question", "survey", "team", "theme", "tool",
}  # fmt: skip
FIRST = {
    "id": "A1",
    "text": "North",
    "flag": "Y",
    "date": "2026-03-02",
    "time": "2026-03-02 09:30",
    "integer": "1",
    "number": "0.5",
}

each_extension = pytest.mark.parametrize("table", EXTENSIONS, ids=lambda table: table.name)


def test_whatever_is_not_of_the_standard_is_an_extension() -> None:
    """And the other way round: the standard's tables are those whose names begin with ssd_."""
    assert {table.name for table in EXTENSIONS} == {
        name for name in table_definitions() if not name.startswith("ssd_")
    }
    assert len({table.title for table in table_definitions().values()}) == len(table_definitions())


@each_extension
def test_two_sources_know_the_same_thing(table: TableDefinition) -> None:
    """By whom it is of and when; by its own name or number only where it is of nobody."""
    assert table.same
    columns = [table.column(name) for name in table.same]
    if not any(refers_to_somebody(column) for column in columns):
        names = {column.name for column in columns if column.type == "id"} | NAMES_OF_THINGS
        assert names & set(table.same)


@each_extension
def test_children_are_told_from_workers(table: TableDefinition) -> None:
    """A child is ``person_id``; everybody else named by a number is a worker."""
    for column in table.columns:
        if column.name == "person_id":
            assert column.references == ("ssd_person", "pers_person_id")
        elif column.name.endswith(("worker_id", "_by_id", "manager_id", "auditor_id")):
            assert column.references == ("ssd_professionals", "prof_professional_id")


@each_extension
def test_no_text_is_written_freely(table: TableDefinition) -> None:
    """Only names from lists that a council sets; what else is told, is told by a code."""
    assert not [column.name for column in table.columns if column.class_ == "free_text"]
    assert {column.name for column in table.columns if column.type == "text"} <= NAMES_OF_THINGS


@each_extension
def test_codes_are_words_in_capitals(table: TableDefinition) -> None:
    """As values are compared with them; each once, and at least two or there is nothing to tell."""
    for column in table.columns:
        assert (column.type == "code") == bool(column.codes), column.name
        assert len(set(column.codes)) == len(column.codes) != 1, column.name
        assert all(
            code == code.upper() and code.replace("_", "").isalnum() for code in column.codes
        )


@each_extension
def test_a_day_says_whether_it_happened(table: TableDefinition) -> None:
    """A due date, and one that a court, an order or a rule sets ahead, has not."""
    ahead = ("due_on", "listed_on", "expires_on", "_to", "_until", "first_on")
    for column in table.columns:
        if column.type in ("date", "time") and column.name != "covers_to":
            assert column.happens != column.name.endswith(ahead), column.name


@each_extension
def test_dates_are_compared_with_dates_and_times_with_times(table: TableDefinition) -> None:
    """The hour of a time would come before every date of its day."""
    for first, second in table.in_order:
        assert table.column(first).type == table.column(second).type


@each_extension
def test_what_was_found_is_not_known_before_it_was_found(table: TableDefinition) -> None:
    """An outcome, a grade and a reason for ending wait for the day that makes them known."""
    for column in table.columns:
        if column.name.endswith(("outcome", "grade", "quality", "end_reason", "attended")):
            assert column.known_from is not None, column.name


@each_extension
def test_a_panel_can_name_every_column(table: TableDefinition) -> None:
    """Without quotation marks, on every engine: none is a word of SQL."""
    names = ", ".join(column.name for column in table.columns)
    select = parse_select(f"select {names} from {table.name}", "a test", [table.name])
    assert [column.name for column in select.selects] == names.split(", ")
    for engine in ("postgres", "spark"):
        told = sqlglot.transpile(select.sql(DIALECT), read=DIALECT, write=engine)[0]
        assert told == f"SELECT {names} FROM {table.name}"


def test_every_table_is_loaded_from_a_file_of_its_name(tmp_path: Path) -> None:
    """A row each with every column filled: nothing is lost, and only references are told."""
    for table in EXTENSIONS:
        with (tmp_path / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.name for column in table.columns)
            writer.writerow(some_value(column) for column in table.columns)
    report = load_tables([tmp_path], tmp_path / "store", MARCH)
    assert {(load.read, load.kept) for load in report.loads} == {(1, 1)}
    assert not [problem for problem in report.problems if problem.rule != UNRESOLVED.id]
    kept = open_snapshot(tmp_path / "store").manifest.tables
    assert {table.name for table in EXTENSIONS} <= set(kept)
    assert not [name for name, table in kept.items() if table.empty_columns]


def refers_to_somebody(column: Column) -> bool:
    return column.references is not None and column.references[0] in (
        "ssd_person",
        "ssd_professionals",
    )


def some_value(column: Column) -> str:
    return column.codes[0] if column.codes else FIRST[column.type]
