"""Loads that wait: built and checked, and current only once somebody looked at them."""

from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.tables.forgetting import rebuild_without
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from lineofsight.tables.store.building import roll_back
from lineofsight.tables.store.journal import swaps
from lineofsight.tables.store.waiting import confirm, give_up, waiting

MARCH = date(2026, 3, 31)


class Council:
    """An extract of referrals and a store."""

    def __init__(self, folder: Path) -> None:
        self.extract, self.store = folder / "extract", folder / "store"
        self.extract.mkdir()

    def write(self, *people: str) -> None:
        rows = [f"R{number},{person}" for number, person in enumerate(people)]
        text = "\n".join(["cine_referral_id,cine_person_id", *rows, ""])
        (self.extract / "ssd_cin_episodes.csv").write_text(text, encoding="utf-8")
        text = "\n".join(["pers_person_id", *dict.fromkeys(people), ""])
        (self.extract / "ssd_person.csv").write_text(text, encoding="utf-8")

    def load(self, *people: str, wait_as: str | None = None) -> str:
        self.write(*people)
        return load_tables([self.extract], self.store, MARCH, wait_as=wait_as).snapshot

    def confirm(self, name: str) -> None:
        confirm(self.store, name, by="An analyst", why="Looked at.", at=None)

    def rows(self) -> int:
        return open_snapshot(self.store).manifest.tables["ssd_cin_episodes"].rows


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def test_a_load_that_waits_changes_nothing_until_it_is_confirmed(council: Council) -> None:
    first = council.load("P1")
    council.load("P1", "P2", wait_as="load-1")
    assert open_snapshot(council.store).id == first
    assert snapshot_ids(council.store) == [first]
    council.confirm("load-1")
    assert council.rows() == 2
    assert waiting(council.store, "load-1") is None
    assert swaps(council.store)[-1].why == "Looked at."


def test_the_first_load_of_a_store_can_wait(council: Council) -> None:
    council.load("P1", wait_as="load-1")
    with pytest.raises(UnusableInput, match="holds no snapshot yet"):
        open_snapshot(council.store)
    council.confirm("load-1")
    assert council.rows() == 1


def test_what_waits_tells_what_it_read(council: Council) -> None:
    """Part by part: read is kept and rejected together."""
    council.load("P1", "P2", "", wait_as="load-1")
    found = waiting(council.store, "load-1")
    assert found is not None
    told = {each.table: (each.read, each.kept, each.rejected) for each in found.manifest.parts}
    assert told == {"ssd_cin_episodes": (3, 3, 0), "ssd_person": (3, 2, 1)}


def test_a_load_made_again_under_its_name_waits_once(council: Council) -> None:
    """So that a load that was killed can be done again."""
    council.load("P1", wait_as="load-1")
    council.load("P1", "P2", wait_as="load-1")
    assert [each.name for each in (council.store / "waiting").iterdir()] == ["load-1"]
    council.confirm("load-1")
    assert council.rows() == 2


def test_two_that_wait_have_ids_of_their_own(council: Council) -> None:
    ids = {council.load("P1", wait_as=f"load-{number}") for number in (1, 2)}
    assert len(ids) == 2


def test_a_load_cannot_be_confirmed_once_another_is_current(council: Council) -> None:
    """What it carried over from the one before would take newer rows away."""
    first = council.load("P1")
    council.load("P2", wait_as="load-1")
    council.load("P3")
    with pytest.raises(UnusableInput, match="Another snapshot became current"):
        council.confirm("load-1")
    roll_back(council.store, first, why="It was wrong.", by="", at=None)
    council.confirm("load-1")


def test_what_is_given_up_is_gone(council: Council) -> None:
    council.load("P1", wait_as="load-1")
    for _ in range(2):
        give_up(council.store, "load-1")
    with pytest.raises(UnusableInput, match="does not wait any more"):
        council.confirm("load-1")


def test_nobody_is_kept_in_a_load_that_waits_once_forgotten(council: Council) -> None:
    council.load("P1", "P2")
    council.load("P1", "P2", "P3", wait_as="load-1")
    rebuild_without(council.store, ["P1"], why="An adoption.", by="", at=None)
    assert waiting(council.store, "load-1") is None
