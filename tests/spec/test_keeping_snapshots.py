"""Keeping snapshots: what counts, what is gone back to, what stays and what differs."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.tables.comparing import Counts, compare
from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from lineofsight.tables.store.building import roll_back
from lineofsight.tables.store.journal import swaps
from lineofsight.tables.store.keeping import pin, prune, unpin, verdicts
from lineofsight.tables.store.listing import listed
from tests.support.stores import APRIL, MARCH, MAY, load

TEAMS = "dept_team_id\nT1\n"
REFERRALS = "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(scope="module")
def three_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of each of three months."""
    store = tmp_path_factory.mktemp("three") / "store"
    for day in (MARCH, APRIL, MAY):
        load(store, day, ssd_department=TEAMS)
    return store


@pytest.fixture
def three(three_made: Path, store: Path) -> Path:
    """A store of the test's own with a snapshot of each of three months."""
    return Path(shutil.copytree(three_made, store, symlinks=True))


def test_a_manifest_says_who_loaded_what_from_what_into_what(store: Path) -> None:
    """With each column's mapping; what is carried over keeps its own."""
    load(store, MARCH, ssd_department=TEAMS)
    load(store, APRIL, ssd_professionals="prof_professional_id\nW1\n")
    manifest = open_snapshot(store).manifest
    assert manifest.loaded_by == "anna"
    assert [(source.name, source.kind) for source in manifest.sources] == [
        ("ssd_professionals.csv", "ssd")
    ]
    carried = manifest.tables["ssd_department"]
    assert (carried.rows, carried.from_load, carried.authorities) == (1, "2026-03-31-01", ("",))
    assert [(each.column, each.field) for each in carried.mapping] == [
        ("dept_team_id", "dept_team_id")
    ]


def test_a_snapshot_knows_whose_rows_it_holds(store: Path) -> None:
    """Where several authorities share a store, each by its folder's name."""
    load(store, MARCH, authority="northshire", ssd_department=TEAMS)
    assert open_snapshot(store).authorities == {"northshire"}


def test_a_roll_back_makes_an_earlier_snapshot_current(three: Path) -> None:
    """Who did it and why stays; the snapshot gone back from stays too."""
    roll_back(three, "2026-03-31-01", why="April lacks half its visits", by="anna", at=None)
    assert open_snapshot(three).id == "2026-03-31-01"
    assert snapshot_ids(three) == ["2026-03-31-01", "2026-04-30-01", "2026-05-31-01"]
    assert [(swap.snapshot, swap.by, swap.why) for swap in swaps(three)][-1] == (
        "2026-03-31-01",
        "anna",
        "April lacks half its visits",
    )


def test_what_was_gone_back_from_is_not_found_by_its_day(three: Path) -> None:
    """Asked for by a day the store gives what counts; asked for by its id it gives the other."""
    roll_back(three, "2026-03-31-01", why="wrong", by="anna", at=None)
    assert open_snapshot(three, "2026-06-30").id == "2026-03-31-01"
    assert open_snapshot(three, "2026-05-31-01").id == "2026-05-31-01"
    roll_back(three, "2026-05-31-01", why="it was right after all", by="anna", at=None)
    assert open_snapshot(three, "2026-06-30").id == "2026-05-31-01"
    assert open_snapshot(three, "2026-04-30").id == "2026-03-31-01"


def test_a_load_after_a_roll_back_builds_upon_what_was_gone_back_to(three: Path) -> None:
    """And nothing of the others is cleared away, nor is an id given twice."""
    roll_back(three, "2026-04-30-01", why="wrong", by="anna", at=None)
    load(three, MAY, ssd_professionals="prof_professional_id\nW1\n")
    assert open_snapshot(three).id == "2026-05-31-02"
    assert open_snapshot(three).manifest.before == "2026-04-30-01"
    assert "2026-05-31-01" in snapshot_ids(three)


@pytest.mark.parametrize(
    ("to", "why", "told"),
    [
        ("2026-03-31-01", " ", "needs a reason"),
        ("2026-03-31", "wrong", "has no snapshot '2026-03-31'"),
        ("2026-05-31-01", "wrong", "is the current one already"),
    ],
)
def test_a_roll_back_that_cannot_be_is_refused(three: Path, to: str, why: str, told: str) -> None:
    """By a snapshot's own id, with a reason, to another than the current one."""
    with pytest.raises(UnusableInput, match=told):
        roll_back(three, to, why=why, by="anna", at=None)
    assert len(swaps(three)) == 3


def test_no_damaged_snapshot_is_gone_back_to(three: Path) -> None:
    """Its file must open and hold the rows that its manifest tells."""
    place = three / "snapshots" / "2026-03-31-01"
    manifest = json.loads((place / "manifest.json").read_text())
    manifest["tables"]["ssd_department"]["rows"] = 2
    (place / "manifest.json").chmod(0o644)
    (place / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(UnusableInput, match="does not hold the 2 rows that its manifest tells"):
        roll_back(three, "2026-03-31-01", why="wrong", by="anna", at=None)
    (three / "snapshots" / "2026-04-30-01" / "tables.duckdb").chmod(0o644)
    (three / "snapshots" / "2026-04-30-01" / "tables.duckdb").write_bytes(b"no database at all")
    with pytest.raises(UnusableInput, match="its tables cannot be opened"):
        roll_back(three, "2026-04-30-01", why="wrong", by="anna", at=None)
    assert open_snapshot(three).id == "2026-05-31-01"


@pytest.fixture(scope="module")
def many_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Snapshots from over two years: weekly in the last month, one a month before."""
    store = tmp_path_factory.mktemp("many") / "store"
    days = [date(2024, 1, 31), date(2024, 6, 30), date(2026, 4, 30)]
    for day in (*days, *(date(2026, 5, day) for day in (4, 11, 18, 25))):
        load(store, day, ssd_department=TEAMS)
    return store


@pytest.fixture
def many(many_made: Path, store: Path) -> Path:
    """The same in a store of the test's own."""
    return Path(shutil.copytree(many_made, store, symlinks=True))


def stay(store: Path, keep: int) -> dict[str, bool]:
    return {verdict.id: verdict.stays for verdict in verdicts(store, keep)}


def test_the_newest_and_the_last_of_each_month_stay(many: Path) -> None:
    """Of the 24 months up to the newest snapshot's; each verdict says why."""
    pin(many, "2026-05-04-01", by="anna", why="the June board pack", at=None)
    assert [(verdict.id, verdict.stays, verdict.why) for verdict in verdicts(many, 2)] == [
        ("2024-01-31-01", False, "it is from over 24 months before the newest"),
        ("2024-06-30-01", True, "it is the last of June 2024"),
        ("2026-04-30-01", True, "it is the last of April 2026"),
        ("2026-05-04-01", True, "it is pinned for the June board pack"),
        ("2026-05-11-01", False, "2026-05-25-01 is later in the same month"),
        ("2026-05-18-01", True, "it is one of the newest 2"),
        ("2026-05-25-01", True, "it is the current one"),
    ]
    assert len(snapshot_ids(many)) == 7


def test_a_prune_takes_away_what_does_not_stay(many: Path) -> None:
    """And writes it down; what has gone has no id again."""
    prune(many, 1, by="anna", at=None)
    assert snapshot_ids(many) == ["2024-06-30-01", "2026-04-30-01", "2026-05-25-01"]
    assert stay(many, 1) == dict.fromkeys(snapshot_ids(many), True)
    assert not list(many.glob("removing-*"))
    load(many, date(2026, 5, 11), ssd_department=TEAMS)
    assert open_snapshot(many).id == "2026-05-11-02"


def test_what_a_roll_back_set_aside_goes_and_what_counts_stays(many: Path) -> None:
    """A wrong snapshot is not the last of its month."""
    roll_back(many, "2026-05-18-01", why="wrong", by="anna", at=None)
    assert stay(many, 1)["2026-05-25-01"] is False
    assert stay(many, 1)["2026-05-18-01"] is True


def test_a_pin_holds_until_its_own_reason_is_taken_back(many: Path) -> None:
    """Two papers that rest on one snapshot pin it twice."""
    for why in ("the June pack", "the July pack", "the July pack"):
        pin(many, "2024-01-31-01", by="anna", why=why, at=None)
    unpin(many, "2024-01-31-01", by="anna", why="the June pack", at=None)
    assert stay(many, 1)["2024-01-31-01"] is True
    unpin(many, "2024-01-31-01", by="anna", why="the July pack", at=None)
    assert stay(many, 1)["2024-01-31-01"] is False
    with pytest.raises(UnusableInput, match=r"not pinned for 'the July pack'; it is for nothing"):
        unpin(many, "2024-01-31-01", by="anna", why="the July pack", at=None)
    with pytest.raises(UnusableInput, match="has no snapshot '2020-01-01-01'"):
        pin(many, "2020-01-01-01", by="anna", why="the June pack", at=None)


def test_a_list_says_what_counts(three: Path) -> None:
    """Day, sources, rows, and whether it is current, kept or set aside."""
    roll_back(three, "2026-04-30-01", why="wrong", by="anna", at=None)
    pin(three, "2026-03-31-01", by="anna", why="the April pack", at=None)
    assert [(each.id, each.state, each.pinned) for each in listed(three)] == [
        ("2026-03-31-01", "kept", ("the April pack",)),
        ("2026-04-30-01", "current", ()),
        ("2026-05-31-01", "set aside", ()),
    ]
    told = listed(three)[0].as_json()
    assert (told["as_at"], told["rows"], told["sources"], told["loaded_by"]) == (
        MARCH,
        1,
        ("ssd_department.csv",),
        "anna",
    )


def test_a_store_that_is_not_there_is_told(store: Path) -> None:
    """To whoever would change it."""
    with pytest.raises(UnusableInput, match="is not there"):
        prune(store, 1, by="anna", at=None)


def test_two_snapshots_are_compared_by_key_and_month(store: Path) -> None:
    """New, gone, changed and the same; a row counts in the month in which it began."""
    load(
        store,
        MARCH,
        ssd_cin_episodes=REFERRALS + "R1,P1,2026-02-02,N\nR2,P2,2026-03-03,\nR3,P3,2026-03-04,N\n",
        ssd_department=TEAMS,
    )
    load(
        store,
        APRIL,
        ssd_cin_episodes=REFERRALS + "R1,P1,2026-02-02,N\nR2,P2,2026-03-03,Y\nR4,P4,,N\n",
        ssd_professionals="prof_professional_id\nW1\n",
        fresh=True,
    )
    referrals, teams, workers = compare(open_snapshot(store, "2026-03-31"), open_snapshot(store))
    assert referrals.counts == Counts(new=1, gone=1, changed=1, same=1)
    assert referrals.by_month == {
        "": Counts(1, 0, 0, 0),
        "2026-02": Counts(0, 0, 0, 1),
        "2026-03": Counts(0, 1, 1, 0),
    }
    assert (teams.loaded_in, workers.loaded_in) == ((True, False), (False, True))
    assert workers.counts == Counts(0, 0, 0, 0)


def test_snapshots_too_large_to_compare_in_memory_are_refused(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before they take what the other programs of a machine need."""
    contacts = "".join(f"C{number},P{number}\n" for number in range(200_000))
    for day in (MARCH, APRIL):
        load(store, day, ssd_contacts=f"cont_contact_id,cont_person_id\n{contacts}")
    monkeypatch.setattr("lineofsight.tables.comparing.MEMORY_LIMIT", "10MB")
    with pytest.raises(UnusableInput, match="too large to compare in 10MB"):
        compare(open_snapshot(store, "2026-03-31-01"), open_snapshot(store))


def test_a_store_can_be_copied_and_moved(three: Path, tmp_path: Path) -> None:
    """Its link is within it."""
    moved = tmp_path / "elsewhere"
    shutil.copytree(three, moved, symlinks=True)
    shutil.rmtree(three)
    assert open_snapshot(moved).id == "2026-05-31-01"
