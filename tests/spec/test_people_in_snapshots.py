"""People in snapshots: forgotten, hidden, given away under pseudonyms, and never joined."""

import csv
import hashlib
import hmac
import stat
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue
from lineofsight.indicators.needs import needs_of
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.exporting import export
from lineofsight.tables.forgetting import KEY_FILE, keyed_hash, rebuild_without
from lineofsight.tables.loading import load_tables
from lineofsight.tables.people import PERSON
from lineofsight.tables.restricted import check_may_read_restricted, restricted_people
from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from lineofsight.tables.store.journal import entries
from lineofsight.tables.store.keeping import pin, pins
from tests.support.stores import APRIL, MARCH, load, rows

KEY = b"thirty-two random bytes, or more."
COUNCIL = {
    "ssd_person": "pers_person_id,pers_dob,pers_legacy_id\n"
    "P-gone,2015-05-17,L-gone\nP2,2016-06-18,\nP3,2017-07-19,\n",
    "ssd_cin_episodes": "cine_referral_id,cine_person_id,cine_referral_date\n"
    "R-gone,P-gone,2026-01-02\nR2,P2,2026-01-02\n",
    # The second assessment is P2's, and follows a referral of P-gone's.
    "ssd_cin_assessments": "cina_assessment_id,cina_person_id,cina_referral_id\n"
    "A-gone,P-gone,R-gone\nA2,P2,R-gone\nA3,P2,R2\nA3,P3,R2\n,P-gone,R2\n",
    # It names nobody: whose it is can be told from the assessment alone.
    "ssd_assessment_factors": "cinf_table_id,cinf_assessment_id\nF-gone,A-gone\nF2,A2\n",
    # Of the first placement only the episode tells whose it is.
    "ssd_cla_placement": "clap_cla_placement_id,clap_person_id,clap_cla_placement_postcode\n"
    "L-gone,,AB1 2CD\nL2,P2,ab12 3cd\nL3,,AB1 2CE\n",
    "ssd_cla_episodes": "clae_cla_episode_id,clae_person_id,clae_cla_placement_id\n"
    "E-gone,P-gone,L-gone\nE2,P2,L2\nE3,P-gone,L3\nE4,P2,L3\n",
    # Brother and sister share an enquiry, each with a row of their own.
    "ssd_s47_enquiry": "s47e_s47_enquiry_id,s47e_person_id\nS1,P-gone\nS1,P2\n",
    "ssd_family": "fami_table_id,fami_family_id,fami_person_id\nM1,FAM,P-gone\nM2,FAM,P2\n",
    "ssd_department": 'dept_team_id,dept_team_name\nT1,=cmd()\nT2,"a, b"\n',
}


ASSESSMENTS = "cina_assessment_id,cina_person_id,cina_referral_id\nA-gone,P-gone,R-gone\nA2,P2,R2\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with two snapshots in which somebody is who asks to be forgotten."""
    store = tmp_path / "store"
    load(store, MARCH, **COUNCIL)
    load(store, APRIL, ssd_contacts="cont_contact_id,cont_person_id\nC1,P-gone\nC2,P2,broken\n")
    return store


def forget(store: Path, *people: str, authority: str = "") -> None:
    rebuild_without(
        store, people, why="asked for", by="anna", at=None, authority=authority, tell=None
    )


def test_forgetting_takes_every_row_about_a_person(store: Path) -> None:
    """Those that name them, and those that hang on such a row and name nobody."""
    forget(store, "P-gone")
    left = {
        table: [row for (row,) in rows(store, f"select {key} from {table} order by all")]
        for table, key in (
            ("ssd_person", "pers_person_id"),
            ("ssd_cin_episodes", "cine_referral_id"),
            ("ssd_cin_assessments", "cina_assessment_id"),
            ("ssd_assessment_factors", "cinf_table_id"),
            ("ssd_cla_placement", "clap_cla_placement_id"),
            ("ssd_cla_episodes", "clae_cla_episode_id"),
            ("ssd_s47_enquiry", "s47e_person_id"),
            ("ssd_family", "fami_table_id"),
            ("ssd_contacts", "cont_contact_id"),
        )
    }
    assert left == {
        "ssd_person": ["P2", "P3"],
        "ssd_cin_episodes": ["R2"],
        "ssd_cin_assessments": ["A2", "A3"],
        "ssd_assessment_factors": ["F2"],
        "ssd_cla_placement": ["L2", "L3"],
        "ssd_cla_episodes": ["E2", "E4"],
        "ssd_s47_enquiry": ["P2"],
        "ssd_family": ["M2"],
        "ssd_contacts": [],
    }


def test_a_row_of_somebody_else_stays_without_the_number_that_is_gone(store: Path) -> None:
    """A sister's assessment no longer tells which referral of her brother's it followed."""
    forget(store, "P-gone")
    told = rows(store, "select cina_assessment_id, cina_referral_id from ssd_cin_assessments")
    assert sorted(told) == [("A2", None), ("A3", "R2")]


def test_rejected_rows_about_the_person_go_too(store: Path) -> None:
    """By column where they could be parted, by any cell where not; others stay."""
    assert len(rows(store, "select 1 from rejected")) == 3
    forget(store, "P-gone")
    assert rows(store, "select rule from rejected order by all") == [
        ("duplicate_key",),
        ("unreadable_row",),
    ]
    forget(store, "P2")
    assert rows(store, "select rule from rejected") == [("duplicate_key",)]


@pytest.mark.parametrize(
    ("tables", "stay"),
    [
        # The same factor twice; it names nobody, and its assessment is the person's.
        ({"ssd_assessment_factors": "F-gone,A-gone\nF-gone,A-gone\nF2,A2\nF2,A2\n"}, ["F2"]),
        # Once with the assessment of somebody else, so that the row's own number tells it.
        ({"ssd_assessment_factors": "F-gone,A-gone\nF-gone,A2\n"}, []),
        # Without a number of its own.
        ({"ssd_assessment_factors": ",A-gone\n,A2\n"}, ["A2"]),
        # A line that could not be parted, of a table that has no other.
        ({"ssd_assessment_factors": "F1,A-gone,broken\nF2,A2,broken\n"}, ["F2"]),
        # It refers to a line that could not be parted, which names the person.
        ({"ssd_cin_assessments": "A2,P2,R2\nA9,P-gone,R2,broken\n",
          "ssd_assessment_factors": ",A9\n,A2\n"}, ["A2"]),
        # A placement of which the person's episode alone tells whose it is.
        ({"ssd_cla_placement": "L-gone,,AB1 2CD,broken\nL3,,AB1 2CE,broken\n"}, ["L3"]),
        # Somebody else's row stays, and no longer tells the number of what is gone.
        ({"ssd_cin_assessments": "A-gone,P-gone,R-gone\nA2,P2,R2\nA2,P2,R-gone\n"}, ["A2"]),
    ],
)  # fmt: skip
def test_rejected_rows_that_name_nobody_go_with_what_they_hang_on(
    tmp_path: Path, tables: dict[str, str], stay: list[str]
) -> None:
    """By their own number, by what they refer to, and by what refers to them."""
    heads = {name: text.splitlines()[0] for name, text in COUNCIL.items()}
    given = {name: f"{heads[name]}\n{text}" for name, text in tables.items()}
    load(tmp_path, MARCH, **(COUNCIL | {"ssd_cin_assessments": ASSESSMENTS} | given))
    forget(tmp_path, "P-gone")
    left = [str(row) for (row,) in rows(tmp_path, "select row from rejected order by row")]
    assert len(left) == len(stay)
    assert all(each in row for each, row in zip(stay, left, strict=True))
    assert "-gone" not in "".join(left)


def test_what_two_sources_tell_differently_of_the_person_goes_too(tmp_path: Path) -> None:
    """The list of contradictions names children and their records."""
    system, lists, store = tmp_path / "system", tmp_path / "lists", tmp_path / "store"
    for folder in (system, lists):
        folder.mkdir()
    (system / "ssd_cp_plans.csv").write_text(
        "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_initial_category\n"
        "CP-gone,P-gone,2026-01-05,NEG\nCP2,P2,2026-01-06,NEG\n"
    )
    (lists / "List 7.csv").write_text(
        "Child Unique ID,Child Protection Plan Start Date,Initial Category of Abuse\n"
        "P-gone,05/01/2026,b) Physical\nP2,06/01/2026,b) Physical\n"
    )
    load_tables([f"ssd={system}", f"annex_a={lists}"], store, MARCH)
    listed = "select child_id from contradictions where what = 'differs' order by all"
    assert rows(store, listed) == [("P-gone",), ("P2",)]
    forget(store, "P-gone")
    assert rows(store, listed) == [("P2",)]
    assert b"-gone" not in open_snapshot(store).path.read_bytes()


def test_every_snapshot_is_rebuilt_and_keeps_its_id(store: Path) -> None:
    """A paper that names it still finds it, and sees from the id that it was made again."""
    pin(store, "2026-03-31-01", by="anna", why="the April pack", at=None)
    forget(store, "P-gone")
    assert snapshot_ids(store) == ["2026-03-31-01.2", "2026-04-30-01.2"]
    assert open_snapshot(store).id == "2026-04-30-01.2"
    assert open_snapshot(store, "2026-03-31-01").id == "2026-03-31-01.2"
    assert pins(store) == {"2026-03-31-01": ("the April pack",)}
    forget(store, "P3")
    assert snapshot_ids(store) == ["2026-03-31-01.3", "2026-04-30-01.3"]
    assert open_snapshot(store).manifest.tables["ssd_person"].rows == 1


def test_nothing_in_the_store_holds_the_id_any_longer(store: Path) -> None:
    """Not in a file, not in its freed pages; the journal holds a keyed hash of it."""
    forget(store, "P-gone")
    files = [path for path in store.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert b"-gone" not in path.read_bytes(), path.name
    (told,) = [entry for entry in entries(store) if entry.what == "forgotten"]
    key = (store / KEY_FILE).read_bytes()
    assert (told.by, told.why) == ("anna", "asked for")
    assert told.people == (keyed_hash(key, "", "P-gone"),)
    assert stat.S_IMODE((store / KEY_FILE).stat().st_mode) == 0o600


def test_a_snapshot_without_the_person_is_left_alone(store: Path) -> None:
    """Its id stays as it is."""
    load(store, APRIL, ssd_person="pers_person_id\nP9\n", fresh=True)
    forget(store, "P-gone")
    assert snapshot_ids(store) == ["2026-03-31-01.2", "2026-04-30-01.2", "2026-04-30-02"]


def test_a_load_that_brings_somebody_back_says_so(store: Path) -> None:
    """The source still has them."""
    forget(store, "P-gone")
    told = load(store, APRIL, **COUNCIL).problems
    assert [problem.rows for problem in told if problem.rule == "forgotten_again"] == [1]


def test_who_is_forgotten_is_of_one_authority(tmp_path: Path) -> None:
    """The same number is somebody else in another."""
    store = tmp_path / "store"
    load(store, MARCH, authority="northshire", ssd_person="pers_person_id\nP1\n")
    with pytest.raises(UnusableInput, match="no authority '': it holds northshire"):
        forget(store, "P1")
    forget(store, "P1", authority="northshire")
    assert rows(store, "select * from ssd_person") == []


@pytest.mark.parametrize(
    ("people", "why", "told"),
    [(("P8", "P9"), "asked for", "about any of the 2 people"), (("P2",), "", "needs a reason")],
)
def test_what_cannot_be_forgotten_changes_nothing(
    store: Path, people: tuple[str, ...], why: str, told: str
) -> None:
    """And the ids that were asked for are not told."""
    with pytest.raises(UnusableInput, match=told) as refused:
        rebuild_without(store, people, why=why, by="anna", at=None)
    assert "P8" not in str(refused.value)
    assert snapshot_ids(store) == ["2026-03-31-01", "2026-04-30-01"]
    assert "forgotten" not in [entry.what for entry in entries(store)]


def test_every_column_that_names_a_person_refers_to_one() -> None:
    """So that no table is passed over when somebody is forgotten."""
    for definition in table_definitions().values():
        for column in definition.columns:
            if column.name.endswith("person_id") and definition.name != PERSON[0]:
                assert column.references == PERSON, f"{definition.name}.{column.name}"


RESTRICTED = "person_id,restricted_from,restricted_until,reason_code\n"


def test_a_restriction_holds_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    """Without a first day it always did, without a last it still does."""
    store = tmp_path / "store"
    load(
        store,
        MARCH,
        restricted=RESTRICTED + "P1,2026-03-01,2026-03-31,M\nP2,,,C\nP3,2026-04-01,,M\n"
        "P4,2025-01-01,2025-12-31,M\n",
    )
    snapshot = open_snapshot(store)
    assert restricted_people(store, snapshot, MARCH) == {"P1", "P2"}
    assert restricted_people(store, snapshot, date(2026, 4, 1)) == {"P2", "P3"}


def test_what_is_restricted_now_is_hidden_in_older_snapshots_too(tmp_path: Path) -> None:
    """And what an older one restricts stays hidden in it."""
    store = tmp_path / "store"
    load(store, MARCH, restricted=RESTRICTED + "P1,,,M\n")
    load(store, APRIL, restricted=RESTRICTED + "P2,,,M\n")
    older = open_snapshot(store, "2026-03-31")
    assert restricted_people(store, older, APRIL) == {"P1", "P2"}
    assert restricted_people(store, open_snapshot(store), APRIL) == {"P2"}


def test_nobody_reads_restricted_records_who_is_not_named(tmp_path: Path) -> None:
    """By whoever answers for the store, in a file of it."""
    with pytest.raises(UnusableInput, match=r"anna is not named in .*restricted-readers.txt"):
        check_may_read_restricted(tmp_path, "anna")
    (tmp_path / "restricted-readers.txt").write_text("ben\nanna\n")
    check_may_read_restricted(tmp_path, "anna")
    with pytest.raises(UnusableInput):
        check_may_read_restricted(tmp_path, "ann")


@pytest.mark.parametrize("account", ["jane", "smith", ""])
def test_an_account_of_several_words_is_named_by_all_of_them(tmp_path: Path, account: str) -> None:
    """The file has an account a line, with a mark at its start where Windows wrote it."""
    (tmp_path / "restricted-readers.txt").write_text(" jane smith \n\nben\n", "utf-8-sig")
    check_may_read_restricted(tmp_path, "jane smith")
    check_may_read_restricted(tmp_path, "ben")
    with pytest.raises(UnusableInput):
        check_may_read_restricted(tmp_path, account)


def exported(store: Path, out: Path, *restricted: str) -> dict[str, list[dict[str, str]]]:
    export(open_snapshot(store), out, KEY, "csv", restricted)
    return {
        path.stem: list(csv.DictReader(path.read_text("utf-8").splitlines()))
        for path in out.glob("*.csv")
    }


def test_an_export_tells_no_id_and_still_joins(store: Path, tmp_path: Path) -> None:
    """Each is HMAC-SHA256 of the authority and the id, as the standard library computes it."""
    tables = exported(store, tmp_path / "out")
    person = hmac.new(KEY, b"\nP2", hashlib.sha256).hexdigest()[:32]
    assert person in {row["pers_person_id"] for row in tables["ssd_person"]}
    assert person in {row["cine_person_id"] for row in tables["ssd_cin_episodes"]}
    assert {row["cinf_assessment_id"] for row in tables["ssd_assessment_factors"]} <= {
        row["cina_assessment_id"] for row in tables["ssd_cin_assessments"]
    }
    content = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    for given in (b"P-gone", b"P2", b"R2", b"T1", b"L-gone", KEY):
        assert given not in content


@pytest.mark.parametrize("key", [b"k" * 32, b"k" * 64, b"k" * 65, bytes(range(256))])
def test_any_key_makes_the_standards_hash(tmp_path: Path, key: bytes) -> None:
    """Shorter than a block of the hash, as long, and longer."""
    store = tmp_path / "store"
    load(store, MARCH, ssd_department="dept_team_id\nÉcole\n")
    export(open_snapshot(store), tmp_path / "out", key, "parquet", ())
    table = tmp_path / "out" / "ssd_department.parquet"
    with duckdb.connect() as connection:
        made = connection.execute(f"select dept_team_id from '{table}'").fetchall()
    assert made == [(hmac.new(key, "\nÉcole".encode(), hashlib.sha256).hexdigest()[:32],)]


def test_an_export_tells_the_month_of_birth_and_the_district(store: Path, tmp_path: Path) -> None:
    """And leaves out what identifies otherwise, and free text."""
    tables = exported(store, tmp_path / "out")
    assert {row["pers_dob"] for row in tables["ssd_person"]} == {
        "2015-05-01",
        "2016-06-01",
        "2017-07-01",
    }
    assert {row["clap_cla_placement_postcode"] for row in tables["ssd_cla_placement"]} == {
        "AB1",
        "AB12",
    }
    assert "pers_surname" not in tables["ssd_person"][0]


def test_a_spreadsheet_runs_nothing_of_an_export(store: Path, tmp_path: Path) -> None:
    """What it would take for a formula is made text."""
    names = [row["dept_team_name"] for row in exported(store, tmp_path / "out")["ssd_department"]]
    assert sorted(names) == ["'=cmd()", "a, b"]


def test_an_export_says_that_it_is_personal_data(store: Path, tmp_path: Path) -> None:
    """In a file beside the tables, which can be read by its owner alone."""
    exported(store, tmp_path / "out")
    readme = (tmp_path / "out" / "README.txt").read_text()
    assert "still personal data" in readme
    assert "restricted" not in readme
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_an_export_leaves_restricted_children_out(store: Path, tmp_path: Path) -> None:
    """With every row about them, and says that counts are lower for it."""
    tables = exported(store, tmp_path / "out", "P-gone")
    assert len(tables["ssd_person"]) == 2
    assert len(tables["ssd_assessment_factors"]) == 1
    assert "may be lower" in (tmp_path / "out" / "README.txt").read_text()


def test_an_export_is_whole_or_not_there(store: Path, tmp_path: Path) -> None:
    """A short key, a folder that is there, or a place that cannot be written leave nothing."""
    snapshot, out = open_snapshot(store), tmp_path / "out"
    with pytest.raises(UnusableInput, match="The key has 5 bytes and needs 32"):
        export(snapshot, out, b"short", "csv", ())
    with pytest.raises(UnusableInput, match="cannot be written"):
        export(snapshot, tmp_path / "nowhere" / "out", KEY, "csv", ())
    out.mkdir()
    with pytest.raises(UnusableInput, match="is there already"):
        export(snapshot, out, KEY, "csv", ())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "store"]


def test_an_export_may_be_larger_than_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows are put in order with the help of the disk, where nothing of them is left."""
    contacts = "".join(f"C{number},P{number}\n" for number in range(200_000))
    load(tmp_path / "store", MARCH, ssd_contacts=f"cont_contact_id,cont_person_id\n{contacts}")
    monkeypatch.setattr("lineofsight.tables.people.MEMORY_LIMIT", "50MB")
    out = tmp_path / "out"
    done = export(open_snapshot(tmp_path / "store"), out, KEY, "parquet", ())
    assert done.rows == {"ssd_contacts": 200_000}
    assert {path.name for path in out.iterdir()} == {"README.txt", "ssd_contacts.parquet"}


EPISODES = (
    "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,"
    "clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason\n"
)


def test_care_after_an_adoption_under_one_id_is_told(tmp_path: Path) -> None:
    """Once for each episode; care before the adoption is as it should be."""
    told = load(
        tmp_path / "store",
        MARCH,
        ssd_cla_episodes=EPISODES
        + "E1,P1,2020-01-01,2021-01-01,X1\nE2,P1,2021-01-01,2022-01-01,E11\n"
        + "E3,P1,2024-01-01,,\nE4,P2,2021-01-01,2022-01-01,E4A\nE5,P2,2023-01-01,,\n",
    )
    assert [p.rows for p in told.problems if p.rule == "adopted_and_later"] == [1]


@pytest.mark.parametrize(
    ("people", "tied"),
    [
        ("P1,,\nP2,P1,", 1),
        ("P1,P2,\nP2,,", 1),
        ("P1,L1,\nP2,L1,", 1),
        ("P1,,U1\nP2,,U1", 1),
        ("P1,L1,U1\nP2,L2,U2", 0),
        ("P1,,\nP2,,", 0),
    ],
)
def test_a_record_tied_to_one_before_an_adoption_is_told(
    tmp_path: Path, people: str, tied: int
) -> None:
    """By a legacy or pupil number; the two are never joined here."""
    told = load(
        tmp_path / "store",
        MARCH,
        ssd_person=f"pers_person_id,pers_legacy_id,pers_upn\n{people}\n",
        ssd_cla_episodes=EPISODES + "E2,P1,2021-01-01,2022-01-01,E12\n",
    )
    assert sum(p.rows for p in told.problems if p.rule == "adopted_and_tied") == tied


def test_nothing_is_counted_by_a_number_that_outlives_an_adoption() -> None:
    """No definition reads a legacy, pupil or health service number."""
    numbers = {"pers_legacy_id", "pers_upn", "pers_common_child_id", "pers_single_unique_id"}
    for indicator in catalogue().values():
        for need in needs_of(indicator):
            assert need.column not in numbers, indicator.id
            assert need.table != "ssd_linked_identifiers", indicator.id
