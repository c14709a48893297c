"""Templates for what no system holds.

Every table beside the standard has a template, a workbook's sheet or a CSV file, with what each
column is and how to write it.  Filled in, it is read back by its column names.
"""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.tables.template_files import templates_for, write_csv_files, write_workbook

MARCH = date(2026, 3, 31)


def load(source: Path, store: Path) -> LoadReport:
    return load_tables([f"templates={source}"], store, MARCH)


def rows(store: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(open_snapshot(store).path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def sheets(path: Path, **filled: list[list[object]]) -> Path:
    """A workbook whose sheets hold these rows, as somebody's own program writes them."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for name, lines in filled.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(lines):
                for place, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row, place, cell, day)
                    else:
                        sheet.write(row, place, cell)
    return path


def test_every_extension_table_has_a_template(tmp_path: Path) -> None:
    """In one workbook, a sheet each, with guidance first; none asks for free words."""
    write_workbook(templates_for([]), tmp_path)
    book = CalamineWorkbook.from_path(tmp_path / "templates.xlsx")
    extensions = [each for each in table_definitions().values() if each.extension]
    assert book.sheet_names == ["Guidance", *(each.name for each in extensions)]
    header = book.get_sheet_by_name("core_groups").to_python()[4]
    assert header == [column.name for column in table_definitions()["core_groups"].columns]


def test_an_empty_template_holds_no_row(tmp_path: Path) -> None:
    """Its guidance and its example are not data."""
    write_workbook(templates_for(["core_groups", "complaints"]), tmp_path)
    report = load(tmp_path / "templates.xlsx", tmp_path / "store")
    assert {each.delivery.part: each.read for each in report.loads} == {
        "templates.xlsx: core_groups": 0,
        "templates.xlsx: complaints": 0,
    }


def test_a_filled_template_is_read_back(tmp_path: Path) -> None:
    """Ids as they were written, codes however they are spelt, Yes as Y."""
    filled = {
        "core_group_id": "007", "person_id": "P1", "due_on": "31/03/2026", "held_on": "2026-03-30",
        "health_attended": "Yes",
    }  # fmt: skip
    write_workbook(templates_for(["core_groups"]), tmp_path, {"core_groups": [filled]})
    load(tmp_path / "templates.xlsx", tmp_path / "store")
    assert rows(
        tmp_path / "store",
        "select core_group_id, person_id, due_on, held_on, health_attended from core_groups",
    ) == [("007", "P1", MARCH, date(2026, 3, 30), "Y")]


def test_csv_templates_hold_a_header_and_guidance_lies_beside_them(tmp_path: Path) -> None:
    """The file of guidance is no table, and is left alone."""
    written = write_csv_files(templates_for(["core_groups"]), tmp_path / "csv")
    assert [path.name for path in written] == ["core_groups.csv", "guidance.txt"]
    with (tmp_path / "csv" / "core_groups.csv").open("a") as file:
        file.write("G1,,P1,,2026-03-31\n")
    report = load(tmp_path / "csv", tmp_path / "store")
    assert [(each.read, each.kept) for each in report.loads] == [(1, 1)]
    assert [each.rule for each in report.problems if each.severity == "note"] == ["unknown_file"]


# As clocks in England showed it: the tables hold no zone.
def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001


def test_days_and_times_are_read_however_the_workbook_holds_them(tmp_path: Path) -> None:
    """As dates, as text or as the number of a day."""
    path = sheets(
        tmp_path / "t.xlsx",
        return_interviews=[
            ["Return Interview ID", "person id", "returned_at", "held_at"],
            ["R1", "P1", at(1, 14, 30), "02/03/2026 09:15"],
            ["R2", 1234, 46082.5, "2026-03-03 10:00"],
        ],
    )
    load(path, tmp_path / "store")
    assert rows(
        tmp_path / "store",
        "select return_interview_id, person_id, returned_at, held_at from return_interviews "
        "order by all",
    ) == [
        ("R1", "P1", at(1, 14, 30), at(2, 9, 15)),
        ("R2", "1234", at(1, 12), at(3, 10)),
    ]


def test_a_column_that_the_table_has_not_is_told(tmp_path: Path) -> None:
    """And not loaded."""
    path = sheets(
        tmp_path / "t.xlsx",
        core_groups=[["core_group_id", "person_id", "Mood"], ["G1", "P1", "good"]],
    )
    report = load(path, tmp_path / "store")
    assert ("Mood", None) in [(each.column, each.field) for each in report.mapping]
    assert "unknown_columns" in {each.rule for each in report.problems}


def test_of_many_columns_that_the_table_has_not_it_is_told_how_many(tmp_path: Path) -> None:
    """The first ten by name, as of any other source."""
    header = ["core_group_id", *(f"extra {number}" for number in range(12))]
    book = sheets(tmp_path / "ours.xlsx", core_groups=[header, ["G1"]])
    told = [each for each in load(book, tmp_path / "store").problems if "extra" in each.message]
    assert [each.rule for each in told] == ["unknown_columns"]
    assert "'extra 9' and 2 more, which" in told[0].message


def test_rows_without_their_number_are_kept_apart(tmp_path: Path) -> None:
    """Read is kept and rejected together."""
    path = sheets(
        tmp_path / "t.xlsx",
        core_groups=[
            ["core_group_id", "person_id"],
            ["G1", "P1"],
            ["", "P2"],
            [],
            ["G1", "P3"],
        ],
    )
    [found] = load(path, tmp_path / "store").loads
    assert (found.read, found.kept, found.rejected) == (3, 1, 2)
    assert rows(tmp_path / "store", "select row_number, rule from rejected order by all") == [
        (2, "no_key"),
        (4, "duplicate_key"),
    ]


def test_a_sheet_without_its_header_is_refused(tmp_path: Path) -> None:
    """With what to keep."""
    path = sheets(tmp_path / "t.xlsx", core_groups=[["G1", "P1"]])
    with pytest.raises(UnusableInput, match="keep the header of the template"):
        load(path, tmp_path / "store")


@settings(max_examples=10, deadline=None, suppress_health_check=[*HealthCheck])
@given(place=st.integers(0, 10**6), put=st.binary(min_size=1, max_size=40))
def test_a_damaged_template_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, put: bytes
) -> None:
    """In a sentence, and never otherwise."""
    folder = tmp_path_factory.mktemp("damaged")
    data = bytearray(
        write_workbook(
            templates_for(["core_groups"]), folder, {"core_groups": [{"core_group_id": "G1"}]}
        ).read_bytes()
    )
    data[place % len(data) : place % len(data) + len(put)] = put
    (folder / "templates.xlsx").write_bytes(BytesIO(data).getvalue())
    try:
        load(folder / "templates.xlsx", folder / "store")
    except UnusableInput as error:
        assert "\n" not in str(error)
