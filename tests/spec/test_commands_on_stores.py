"""Commands that keep a store: list, compare, pin, prune, roll back, forget, hide, export."""

import csv
import json
from pathlib import Path

import pytest

from lineofsight.cli.output import account
from lineofsight.tables.store.journal import entries
from tests.support.stores import APRIL, MARCH, load
from tests.support.terminal import Terminal

PEOPLE = "pers_person_id\nP1\nP2\n"
REFERRALS = (
    "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa\n"
    "R1,P1,2026-03-02,Y\nR2,P2,2026-03-03,N\n"
)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capfd)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = tmp_path / "store"
    for day in (MARCH, APRIL):
        load(store, day, ssd_person=PEOPLE, ssd_cin_episodes=REFERRALS)
    return store


def test_snapshots_are_listed(terminal: Terminal, store: Path) -> None:
    """As JSON with everything, or as a table for people."""
    terminal.run("tables", "pin", "2026-03-31-01", "--store", store, "--why", "the April pack")
    code, out, _ = terminal.run("tables", "snapshots", "--store", store, "--json")
    first, second = json.loads(out)
    assert code == 0
    assert (first["id"], first["as_at"], first["rows"], first["current"], first["pinned"]) == (
        "2026-03-31-01",
        "2026-03-31",
        4,
        False,
        ["the April pack"],
    )
    assert (second["state"], second["loaded_by"]) == ("current", "anna")
    assert "2026-04-30-01" in terminal.run("tables", "snapshots", "--store", store)[1]


def test_a_prune_is_told_before_it_is_done(terminal: Terminal, store: Path) -> None:
    """With `--yes` it is done, by whoever runs it."""
    load(store, APRIL, ssd_person=PEOPLE)
    command = ("tables", "prune", "--store", store, "--keep", "1")
    code, out, told = terminal.run(*command)
    assert (code, "goes" in out, "say --yes" in told) == (0, True, True)
    assert (store / "snapshots" / "2026-04-30-01").exists()
    code, out, _ = terminal.run(*command, "--yes", "--json")
    assert {each["id"]: each["stays"] for each in json.loads(out)} == {
        "2026-03-31-01": True,
        "2026-04-30-01": False,
        "2026-04-30-02": True,
    }
    assert not (store / "snapshots" / "2026-04-30-01").exists()
    assert (entries(store)[-1].what, entries(store)[-1].by) == ("pruned", account())
    code, _, told = terminal.run("tables", "prune", "--store", store, "--keep", "0")
    assert (code, "--keep 0 must be 1 or more" in told) == (2, True)


def test_a_roll_back_and_a_pin_are_written_down(terminal: Terminal, store: Path) -> None:
    """With who, when and why."""
    where = ("--store", store, "--why", "April is half")
    assert terminal.run("tables", "roll-back", "2026-03-31-01", *where)[0] == 0
    assert terminal.run("tables", "pin", "2026-04-30-01", *where)[0] == 0
    assert terminal.run("tables", "unpin", "2026-04-30-01", *where)[0] == 0
    told = entries(store)[-3:]
    assert [entry.what for entry in told] == ["current", "pinned", "unpinned"]
    assert {(entry.by, entry.why, entry.at is None) for entry in told} == {
        (account(), "April is half", False)
    }
    code, _, said = terminal.run("tables", "roll-back", "2026-03-31-01", *where)
    assert (code, "is the current one already" in said) == (2, True)


def test_snapshots_are_compared_in_counts(terminal: Terminal, store: Path) -> None:
    """By table and month; no child is named."""
    load(store, APRIL, ssd_cin_episodes=REFERRALS + "R3,P2,2026-04-02,\n")
    command = ("tables", "compare", "2026-03-31-01", "2026-04-30-02", "--store", store)
    code, out, _ = terminal.run(*command, "--json")
    referrals, people = json.loads(out)
    assert code == 0
    assert (referrals["new"], referrals["same"], people["new"]) == (1, 2, 0)
    assert referrals["by_month"]["2026-04"] == {"new": 1, "gone": 0, "changed": 0, "same": 0}
    assert "2026-04" in terminal.run(*command)[1]
    assert "R3" not in out


def test_people_to_forget_are_named_in_a_file(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """And what is said of it names none of them."""
    (tmp_path / "people.txt").write_text("\ufeffP1\n\nP-unknown\n", encoding="utf-8")
    command = ("tables", "forget", "--store", store, "--why", "asked for", "--person-file")
    code, out, told = terminal.run(*command, tmp_path / "people.txt")
    assert (code, out) == (0, "")
    assert "2026-03-31-01.2: 2 rows taken out." in told
    assert "1 of 2 people were found and forgotten." in told
    assert "P1" not in told + (store / "journal.jsonl").read_text()
    code, _, told = terminal.run(*command, tmp_path / "nowhere.txt")
    assert (code, "nowhere.txt cannot be read" in told) == (2, True)


def shown(terminal: Terminal, store: Path, *more: str) -> list[dict[str, str]]:
    code, out, told = terminal.run(
        "records", "referrals_no_further_action", "--store", store, "--as-at", "2026-04-30", *more
    )
    assert code == 0, told
    return list(csv.DictReader(out.splitlines()))


def test_a_restricted_child_is_counted_and_not_shown(terminal: Terminal, store: Path) -> None:
    """Neither by id nor by record; a named account may ask for them, and the look says so."""
    load(store, APRIL, restricted="person_id,restricted_from\nP1,\n")
    assert [(row["subject"], row["record"], row["state"]) for row in shown(terminal, store)] == [
        ("P2", "R2", "missed"),
        ("restricted", "restricted", "met"),
    ]
    asked = ("records", "referrals_no_further_action", "--store", store, "--as-at", "2026-04-30")
    code, out, told = terminal.run(*asked, "--restricted-allowed")
    assert (code, out, "is not named in" in told) == (2, "", True)
    (store / "restricted-readers.txt").write_text(account() + "\n")
    named = shown(terminal, store, "--restricted-allowed")
    assert [row["subject"] for row in named] == ["P2", "P1"]
    looks = [json.loads(line) for line in (store / "looks.jsonl").read_text().splitlines()]
    assert [(look["rows"], look["restricted_allowed"]) for look in looks] == [(2, False), (2, True)]


def test_tables_are_exported_under_pseudonyms(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """With a key that stays elsewhere; restricted children are left out."""
    load(store, APRIL, restricted="person_id,restricted_from\nP1,\n")
    (tmp_path / "key").write_bytes(bytes(range(32)))
    command = ("tables", "export", "--store", store, "--key-file", tmp_path / "key", "--out")
    code, _, told = terminal.run(*command, tmp_path / "out")
    assert (code, "still personal data" in told) == (0, True)
    assert "1 child with restricted records left out" in told
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "README.txt",
        "ssd_cin_episodes.csv",
        "ssd_person.csv",
    ]
    code, _, _ = terminal.run(*command, tmp_path / "parquet", "--format", "parquet")
    assert (code, (tmp_path / "parquet" / "ssd_person.parquet").exists()) == (0, True)
    code, _, told = terminal.run(*command, tmp_path / "more", "--format", "xml")
    assert (code, "--format 'xml' must be one of" in told) == (2, True)
