"""What a load leaves behind in its snapshot."""

import json
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import Snapshot, open_snapshot

MARCH = date(2026, 3, 31)


def load(folder: Path, **files: str) -> Snapshot:
    extract = folder / "extract"
    extract.mkdir()
    for name, text in files.items():
        (extract / f"{name}.csv").write_text(text)
    load_tables([extract], folder / "store", MARCH)
    return open_snapshot(folder / "store")


def rejected(snapshot: Snapshot) -> list[tuple[object, ...]]:
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        return connection.execute(
            "select row_number, rule, row from rejected order by row_number"
        ).fetchall()


def test_a_rejected_row_has_its_number_in_the_file(tmp_path: Path) -> None:
    """Counted below the header, readable or not, however many lines a cell runs over."""
    snapshot = load(
        tmp_path,
        ssd_department="dept_team_id,dept_team_name\nT0\n"
        'T1,"North\nWest"\nT1,South\nT2\nT3\n,East\nT4,Coast\nT5\nT4,Hill\n',
    )
    assert [(number, rule) for number, rule, _ in rejected(snapshot)] == [
        (1, "unreadable_row"),
        (3, "duplicate_key"),
        (4, "unreadable_row"),
        (5, "unreadable_row"),
        (6, "no_key"),
        (8, "unreadable_row"),
        (9, "duplicate_key"),
    ]


def test_a_rejected_row_is_kept_by_its_columns_names(tmp_path: Path) -> None:
    """So that whoever puts it right sees what was there; a broken line is kept as it was."""
    snapshot = load(tmp_path, ssd_department="dept_team_id,dept_team_name\n,East\nT5\n")
    (_, _, named), (_, _, line) = rejected(snapshot)
    assert json.loads(str(named))["dept_team_name"] == "East"
    assert str(line).strip() == "T5"


def test_no_name_comes_in_by_a_rejected_row(tmp_path: Path) -> None:
    """Nor by a broken line, nor from a column that the table does not have."""
    snapshot = load(
        tmp_path,
        ssd_person="pers_person_id,pers_forename\n,Avery\nP1,Bryn,broken\n",
        ssd_department="dept_team_id,manager\n,Casey\nT1,Drew,broken\nHarbour,Dee\n",
        ssd_cin_assessments="cina_assessment_id,cina_assessment_outcome_json\nA1,Elis,broken\n",
    )
    assert len(rejected(snapshot)) == 5
    content = snapshot.path.read_bytes() + (snapshot.path.parent / "manifest.json").read_bytes()
    assert b"Harbour" in content
    for name in (b"Avery", b"Bryn", b"Casey", b"Drew", b"Elis"):
        assert name not in content


def test_the_manifest_says_what_was_found(tmp_path: Path) -> None:
    """Columns that were missing, empty or unknown, and every problem."""
    snapshot = load(
        tmp_path,
        ssd_department="dept_team_id,dept_team_name,colour\nT1,,red\n",
        ssd_version_log="id\n1\n",
    )
    kept = snapshot.manifest.tables["ssd_department"]
    assert kept.missing_columns == ("dept_team_parent_id", "dept_team_parent_name")
    assert kept.empty_columns == ("dept_team_name",)
    assert kept.unknown_columns == ("colour",)
    assert {problem.rule for problem in snapshot.manifest.problems} == {
        "missing_columns",
        "unknown_columns",
        "unknown_file",
    }
