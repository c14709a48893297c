"""Loading tables: CSV in, checked, into a snapshot that never changes."""

import json
import stat
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from tests.support.extracts import MARCH, Council, rules

HEADER = "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def test_a_table_is_read_by_its_files_name_and_its_columns_by_theirs(council: Council) -> None:
    """Case and spaces in a header do not matter, nor the order of columns."""
    council.write(
        "ssd_cin_episodes.csv",
        " CINE_REFERRAL_DATE,cine_referral_id , Cine_Person_Id,cine_referral_nfa",
        "2026-03-02,R1,P1,Y",
    )
    report = council.load()
    assert council.rows(f"select {HEADER} from ssd_cin_episodes") == [
        ("R1", "P1", date(2026, 3, 2), "Y")
    ]
    assert report.as_json()["tables"] == {
        "ssd_cin_episodes.csv": {
            "table": "ssd_cin_episodes",
            "read": 1,
            "kept": 1,
            "rejected": 0,
        }
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-03-02 00:00:00", date(2026, 3, 2)),
        ("2026-03-02T09:30:00.123", date(2026, 3, 2)),
        ("02/03/2026", date(2026, 3, 2)),
        ("02/03/2026 00:00", date(2026, 3, 2)),
        (" 2026-03-02 ", date(2026, 3, 2)),
        ("", None),
    ],
)
def test_dates_are_read_as_systems_write_them(
    council: Council, written: str, read: date | None
) -> None:
    """ISO, with or without a time, and day first."""
    council.write("ssd_cin_episodes.csv", HEADER, f"R1,P1,{written},")
    assert rules(council.load()) == {"missing_columns": 0}
    assert council.rows("select cine_referral_date from ssd_cin_episodes") == [(read,)]


@pytest.mark.parametrize(
    ("written", "read", "told"),
    [
        ("2026-06-02 09:30", "2026-06-02 09:30:00", {}),
        ("02/06/2026 09:30:15", "2026-06-02 09:30:15", {}),
        ("2026-06-02T09:30:00Z", "2026-06-02 10:30:00", {}),
        ("2026-06-02", "2026-06-02 00:00:00", {"no_time_of_day": 1}),
        ("half past nine", None, {"bad_time": 1}),
    ],
)
def test_times_are_read_where_hours_are_counted(
    council: Council, written: str, read: str | None, told: dict[str, int]
) -> None:
    """As clocks in England showed them: a time that names its zone is put into theirs."""
    council.write(
        "return_interviews.csv",
        "return_interview_id,person_id,returned_at",
        f"I1,P1,{written}",
    )
    assert rules(council.load(date(2026, 6, 30))) == {"missing_columns": 0, **told}
    kept = council.rows("select cast(returned_at as varchar) from return_interviews")
    assert kept == [(read,)]


@pytest.mark.parametrize(
    ("written", "read"),
    [("Y", "Y"), ("yes", "Y"), ("1", "Y"), ("True", "Y"), ("N", "N"), ("0", "N"), ("no", "N")],
)
def test_flags_are_read_in_every_spelling(council: Council, written: str, read: str) -> None:
    """And kept as Y or N."""
    council.write("ssd_cin_episodes.csv", HEADER, f"R1,P1,2026-03-02,{written}")
    council.load()
    assert council.rows("select cine_referral_nfa from ssd_cin_episodes") == [(read,)]


def test_a_value_that_cannot_be_read_is_emptied_and_told(council: Council) -> None:
    """How many rows and which column; never the value or the child."""
    council.write(
        "ssd_cin_episodes.csv",
        HEADER,
        "R1,P1,31/02/2026,Y",
        "R2,P2,1900-01-01,perhaps",
    )
    report = council.load()
    told = rules(report)
    assert (told["bad_date"], told["placeholder_date"], told["bad_flag"]) == (1, 1, 1)
    assert council.rows("select cine_referral_date, cine_referral_nfa from ssd_cin_episodes") == [
        (None, "Y"),
        (None, None),
    ]
    assert not any(
        value in problem.message for problem in report.problems for value in ("P1", "perhaps")
    )


def test_a_row_without_its_key_or_with_anothers_is_kept_apart(council: Council) -> None:
    """Read is kept and rejected together; the reasons lie beside the rows in the snapshot."""
    council.write(
        "ssd_cin_episodes.csv",
        HEADER,
        "R1,P1,2026-03-02,Y",
        "R1,P1,2026-03-02,N",
        ",P2,2026-03-02,N",
        "R3,P3",
        "R4,P4,2026-03-02,N,extra",
    )
    told = council.load().as_json()["tables"]["ssd_cin_episodes.csv"]
    assert (told["read"], told["kept"], told["rejected"]) == (5, 1, 4)
    assert council.rows("select row_number, rule from rejected order by all") == [
        (2, "duplicate_key"),
        (3, "no_key"),
        (4, "unreadable_row"),
        (5, "unreadable_row"),
    ]


def test_brothers_and_sisters_share_an_enquiry(council: Council) -> None:
    """The key of a section 47 enquiry is its number and the child together."""
    council.write(
        "ssd_s47_enquiry.csv",
        "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date",
        "E1,P1,2026-03-02",
        "E1,P2,2026-03-02",
    )
    assert council.load().as_json()["tables"]["ssd_s47_enquiry.csv"]["kept"] == 2


def test_what_is_odd_but_readable_is_told_and_kept(council: Council) -> None:
    """Codes that are none, references that lead nowhere, dates in the wrong order or too late."""
    council.write("ssd_person.csv", "pers_person_id,pers_sex", "P1,X")
    council.write(
        "ssd_cin_assessments.csv",
        "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date",
        "A1,P9,2026-03-02,2026-03-01",
        "A2,P1,2026-03-02,2026-04-09",
    )
    told = rules(council.load())
    for rule in ("unknown_code", "unresolved", "out_of_order", "after_as_at"):
        assert told[rule] == 1, rule
    assert council.rows("select count(*) from ssd_cin_assessments") == [(2,)]


def test_free_text_and_names_are_not_loaded(council: Council) -> None:
    """What no indicator needs is not kept, and the mapping says so."""
    council.write("ssd_person.csv", "pers_person_id,pers_surname", "P1,Invented")
    report = council.load()
    assert council.rows("select pers_surname from ssd_person") == [(None,)]
    assert [(m.column, m.how) for m in report.mapping] == [
        ("pers_person_id", "by name"),
        ("pers_surname", "not loaded: free text"),
    ]


def test_missing_and_unknown_columns_are_told(council: Council) -> None:
    """A missing one is empty, and what needs it will not be computed."""
    council.write("ssd_cin_episodes.csv", "cine_referral_id,colour", "R1,red")
    report = council.load()
    assert {"missing_columns", "unknown_columns"} <= set(rules(report))
    missing = open_snapshot(council.store).missing_columns("ssd_cin_episodes")
    assert "cine_referral_date" in missing
    assert "cine_referral_id" not in missing


def test_windows_text_is_read_and_told(council: Council) -> None:
    """An extract saved by an old program keeps its accents."""
    council.write("ssd_department.csv", "dept_team_id,dept_team_name", "T1,Café", encoding="cp1252")
    assert "old_encoding" in rules(council.load())
    assert council.rows("select dept_team_name from ssd_department") == [("Café",)]


def test_other_files_in_the_folder_are_left_and_told(council: Council) -> None:
    """A table that the standard keeps for its own use is no error, nor is a workbook."""
    council.write("ssd_department.csv", "dept_team_id", "T1")
    council.write("ssd_version_log.csv", "version_number", "1.4.5")
    council.write("ssd_person.xlsx", "a workbook")
    told = [p.message for p in council.load().problems if p.rule == "unknown_file"]
    assert [message.split()[0] for message in told] == [
        "ssd_person.xlsx",
        "ssd_version_log.csv",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 a workbook", "is not a text file"),
        (b"dept_team_id\nT\x001\n", "is not a text file"),
        (b"dept_team_name\nNorth\n", "lacks the column dept_team_id"),
        (b"dept_team_id,dept_team_id\nT1,T2\n", "has the column 'dept_team_id' twice"),
        (b'dept_team_id,dept_team_name\nT1,"North\nT2,South\n', "from line 2 on: a quotation"),
        (b"dept_team_id;dept_team_name\nT1;North\n", "parted by semicolons"),
        ("dept_team_id\nT1\n".encode("utf-16"), "written in UTF-16"),
        (b",".join(b"c%d" % n for n in range(10_000)) + b"\n", "has 10,000 columns"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    council: Council, content: bytes, told: str
) -> None:
    """One sentence, and the store is as it was."""
    (council.extract / "ssd_department.csv").write_bytes(content)
    with pytest.raises(UnusableInput, match=told):
        council.load()
    assert not council.store.exists()


def test_sources_that_are_not_there_or_hold_no_table_are_refused(council: Council) -> None:
    """Each with what was looked for."""
    with pytest.raises(UnusableInput, match="is not there"):
        load_tables([council.extract / "nowhere"], council.store, MARCH)
    with pytest.raises(UnusableInput, match="no file or table to load"):
        council.load()
    council.write("people.csv", "id", "1")
    with pytest.raises(UnusableInput, match="named as its table"):
        council.load()
    with pytest.raises(UnusableInput, match="of the kind site cannot be read yet"):
        load_tables([council.extract], council.store, MARCH, source="site")


def test_a_header_without_rows_loads_an_empty_table_and_says_so(council: Council) -> None:
    """Empty is not the same as missing."""
    council.write("ssd_department.csv", "dept_team_id,dept_team_name")
    assert "no_rows" in rules(council.load())
    assert "ssd_department" in open_snapshot(council.store).tables


def test_a_link_out_of_the_folder_is_not_followed(council: Council, tmp_path: Path) -> None:
    """An extract cannot pull in files from elsewhere."""
    elsewhere = tmp_path / "ssd_person.csv"
    elsewhere.write_text("pers_person_id\nP1\n")
    (council.extract / "ssd_person.csv").symlink_to(elsewhere)
    council.write("ssd_department.csv", "dept_team_id", "T1")
    assert list(council.load().as_json()["tables"]) == ["ssd_department.csv"]


def test_a_snapshot_is_read_only_and_says_what_went_into_it(council: Council) -> None:
    """Its manifest holds each source's hash, and the day and time of the load."""
    council.write("ssd_department.csv", "dept_team_id", "T1")
    at = datetime(2026, 4, 1, 9, tzinfo=UTC)
    load_tables([council.extract], council.store, MARCH, loaded_at=at)
    snapshot = open_snapshot(council.store)
    assert snapshot.id == "2026-03-31-01"
    assert stat.S_IMODE(snapshot.path.stat().st_mode) == 0o444
    manifest = json.loads((snapshot.path.parent / "manifest.json").read_text())
    assert manifest["loaded_at"].startswith("2026-04-01T09:00")
    assert [len(source["sha256"]) for source in manifest["sources"]] == [64]


def test_tables_that_a_load_does_not_deliver_are_carried_over(council: Council) -> None:
    """The manifest says from which load; `fresh` starts empty."""
    first = council.write("ssd_department.csv", "dept_team_id", "T1")
    council.load()
    first.unlink()
    council.write("ssd_person.csv", "pers_person_id", "P1")
    council.load(date(2026, 4, 30))
    tables = open_snapshot(council.store).manifest.tables
    assert {name: kept.from_load for name, kept in tables.items()} == {
        "ssd_department": "2026-03-31-01",
        "ssd_person": "2026-04-30-01",
    }
    assert council.rows("select dept_team_id from ssd_department") == [("T1",)]
    council.load(date(2026, 4, 30), fresh=True)
    assert open_snapshot(council.store).id == "2026-04-30-02"
    assert open_snapshot(council.store).tables == {"ssd_person"}


def test_what_other_definitions_made_is_carried_over_as_far_as_it_goes(council: Council) -> None:
    """A column or table that there no longer is stays behind; a column that is new is missing."""
    first = council.write("ssd_department.csv", "dept_team_id,dept_team_name", "T1,North")
    council.load()
    older = open_snapshot(council.store)
    older.path.chmod(0o600)
    with duckdb.connect(str(older.path)) as connection:
        connection.execute("alter table ssd_department add column dept_fax varchar default '01'")
        connection.execute("alter table ssd_department drop column dept_team_name")
        connection.execute("create table ssd_fax as from ssd_department")
    manifest = json.loads((older.path.parent / "manifest.json").read_text())
    manifest["tables"]["ssd_department"]["empty_columns"] = ["dept_fax"]
    manifest["tables"]["ssd_fax"] = manifest["tables"]["ssd_department"]
    (older.path.parent / "manifest.json").write_text(json.dumps(manifest))
    first.unlink()
    council.write("ssd_person.csv", "pers_person_id", "P1")
    council.load()
    kept = open_snapshot(council.store).manifest.tables
    assert set(kept) == {"ssd_department", "ssd_person"}
    assert council.rows("select dept_team_id, dept_team_name from ssd_department") == [("T1", None)]
    assert "dept_team_name" in kept["ssd_department"].missing_columns
    assert kept["ssd_department"].empty_columns == ()


def test_a_snapshot_is_found_by_id_and_by_day(council: Council) -> None:
    """A day takes the one that was current then."""
    council.write("ssd_department.csv", "dept_team_id", "T1")
    for as_at in (MARCH, date(2026, 4, 30), date(2026, 4, 30)):
        council.load(as_at)
    assert snapshot_ids(council.store) == ["2026-03-31-01", "2026-04-30-01", "2026-04-30-02"]
    assert open_snapshot(council.store, "2026-04-30-01").id == "2026-04-30-01"
    assert open_snapshot(council.store, "2026-04-15").id == "2026-03-31-01"
    assert open_snapshot(council.store, "2026-05-15").id == "2026-04-30-02"
    with pytest.raises(UnusableInput, match="no snapshot as at 2026-01-01 or before"):
        open_snapshot(council.store, "2026-01-01")
    with pytest.raises(UnusableInput, match="has no snapshot 'yesterday'"):
        open_snapshot(council.store, "yesterday")


def test_an_empty_store_is_told(tmp_path: Path) -> None:
    """With the command that fills it."""
    with pytest.raises(UnusableInput, match="holds no snapshot yet: load one with"):
        open_snapshot(tmp_path / "store")


def test_readers_never_see_half_a_load(council: Council) -> None:
    """While loads go on, whoever opens the current snapshot finds it whole."""
    council.write("ssd_department.csv", "dept_team_id", *(f"T{n}" for n in range(50)))
    council.load()
    stop, seen = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            seen.append(council.rows("select count(*) from ssd_department"))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(5):
            council.load()
    finally:
        stop.set()
        reader.join()
    assert seen
    assert all(rows == [(50,)] for rows in seen)


def test_two_loads_at_once_follow_each_other(council: Council) -> None:
    """The second waits for the first, and both are kept."""
    council.write("ssd_department.csv", "dept_team_id", "T1")
    loads = [threading.Thread(target=council.load) for _ in range(2)]
    for load in loads:
        load.start()
    for load in loads:
        load.join()
    assert snapshot_ids(council.store) == ["2026-03-31-01", "2026-03-31-02"]


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\n", exclude_categories=["Cs"]),
    max_size=12,
) | st.sampled_from(["R1", "2026-03-02", "31/12/2025", "Y", "", '"', "1900-01-01", "=1+1"])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=8))
def test_a_load_is_never_silently_smaller_than_its_source(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Whatever the cells hold, read is kept and rejected together, or the file is refused."""
    council = Council(tmp_path_factory.mktemp("council"))
    council.write("ssd_cin_episodes.csv", HEADER, *(",".join(row) for row in rows))
    refused = _refused(council.load)
    if not refused:
        snapshot = council.rows(
            "select (select count(*) from ssd_cin_episodes) + (select count(*) from rejected)"
        )
        lines = [",".join(row) for row in rows]
        assert snapshot == [(sum(1 for line in lines if line),)] or '"' in "".join(lines)


def _refused(load: Callable[[], object]) -> bool:
    try:
        load()
    except UnusableInput as refused:
        return "\n" not in str(refused)
    return False


def test_an_extract_older_than_the_store_is_told(council: Council) -> None:
    """It becomes the current one, as asked; the later day is still there under its own."""
    council.write("ssd_department.csv", "dept_team_id", "T1")
    council.load(date(2026, 4, 30))
    assert "older_than_current" in rules(council.load(MARCH))
    assert open_snapshot(council.store).as_at == MARCH
    assert open_snapshot(council.store, "2026-04-30").id == "2026-04-30-01"
