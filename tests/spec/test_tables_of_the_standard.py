"""The tables of the standard: which there are, and what is checked and kept of them."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from lineofsight.tables.checking.definition import check_definitions
from lineofsight.tables.definition import Column, table_definitions
from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support.ssd_standard import STANDARD

MARCH = date(2026, 3, 31)
CARE_LEAVER = (
    "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch,"
    "clea_care_leaver_latest_contact,clea_care_leaver_activity"
)
PLACEMENT = "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type"


@pytest.fixture
def load(tmp_path: Path) -> "Loader":
    return Loader(tmp_path)


class Loader:
    """Loads tables given by name, with the lines of each."""

    def __init__(self, folder: Path) -> None:
        self._extract, self._store = folder / "extract", folder / "store"
        self._extract.mkdir()

    def __call__(self, **tables: str) -> LoadReport:
        for name, text in tables.items():
            (self._extract / f"{name}.csv").write_text(text)
        return load_tables([self._extract], self._store, MARCH)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(open_snapshot(self._store).path), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def content(self) -> bytes:
        return open_snapshot(self._store).path.read_bytes()


def value(column: Column) -> str:
    """A value that is right for a column."""
    if column.codes:
        return "{}" if column.type == "json" else column.codes[0]
    return {"date": "2026-02-03", "flag": "Y", "integer": "3", "number": "1.5", "json": "{}"}.get(
        column.type, "1"
    )


def test_every_table_of_the_standard_is_read(load: "Loader") -> None:
    """All 46, with all their 345 columns; nothing of a right row is told or lost."""
    tables = {}
    for name, columns in STANDARD.items():
        values = [value(table_definitions()[name].column(column)) for column in columns]
        tables[name] = f"{','.join(columns)}\n{','.join(values)}\n"
    report = load(**tables)
    assert len(report.loads) == 46
    assert sum(map(len, STANDARD.values())) == 345
    assert [(each.read, each.kept) for each in report.loads] == [(1, 1)] * 46
    # Rows that each are right and do not belong together: only checks of one against another tell.
    told_of_rows = {problem.rule for problem in report.problems} - set(check_definitions())
    assert not told_of_rows
    for name, columns in STANDARD.items():
        loaded = [c for c in columns if table_definitions()[name].column(c).class_ != "free_text"]
        told = " and ".join(f"{column} is not null" for column in loaded)
        assert load.rows(f"select count(*) from {name} where {told}") == [(1,)], name


def test_a_code_of_any_year_is_known(load: "Loader") -> None:
    """Lists of codes change; one that its list did not hold on its day is told, and kept."""
    report = load(
        ssd_cla_placement=f"{PLACEMENT}\n"
        "1,2023-09-01,H5\n2,2024-09-01,k3\n3,2025-09-01,H5\n4,2023-09-01,K3\n5,2025-09-01,U6\n"
    )
    assert {problem.rule: problem.rows for problem in report.problems if problem.rows} == {
        "code_out_of_use": 2
    }
    assert load.rows("select count(*) from ssd_cla_placement") == [(5,)]


def test_a_code_of_no_year_is_told_and_kept(load: "Loader") -> None:
    """It is the council's to put right."""
    report = load(
        ssd_care_leavers=f"{CARE_LEAVER}\n"
        "1,P1,former relevant,YES,2026-02-03,F4\n2,P2,Former,YES,2026-02-03,F9\n"
    )
    assert [
        (problem.rule, problem.message.split()[4]) for problem in report.problems if problem.rows
    ] == [
        ("unknown_code", "clea_care_leaver_eligibility"),
        ("unknown_code", "clea_care_leaver_activity"),
    ]
    assert load.rows("select clea_care_leaver_activity from ssd_care_leavers") == [
        ("F4",),
        ("F9",),
    ]


def test_addresses_and_offences_are_not_kept(load: "Loader") -> None:
    """Nothing that is measured needs the words; the postcode and the day are kept."""
    load(
        ssd_address="addr_table_id,addr_address_json,addr_address_postcode\n"
        '1,"{""STREET"": ""Lantern Row""}",ZZ99 3WZ\n',
        ssd_cla_convictions="clac_cla_conviction_id,clac_cla_conviction_date,"
        "clac_cla_conviction_offence\n1,2026-01-05,Lantern theft\n",
    )
    assert load.rows("select addr_address_postcode from ssd_address") == [("ZZ99 3WZ",)]
    assert load.rows("select clac_cla_conviction_date from ssd_cla_convictions") == [
        (date(2026, 1, 5),)
    ]
    assert b"Lantern" not in load.content()
