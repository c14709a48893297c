"""The store of snapshots, where something else has been at it."""

from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.tables import loading
from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from lineofsight.tables.store import building
from lineofsight.tables.store.journal import swaps

MARCH = date(2026, 3, 31)
TIDY = [".lock", "current", "journal.jsonl", "snapshots"]


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    folder = tmp_path / "extract"
    folder.mkdir()
    (folder / "ssd_department.csv").write_text("dept_team_id\nT1\n")
    return folder


@pytest.fixture
def store(tmp_path: Path, extract: Path) -> Path:
    store = tmp_path / "store"
    loading.load_tables([extract], store, MARCH)
    return store


class Killed(BaseException):
    """The end of a process, at a chosen step."""


def killed_at(step: str, extract: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A load that ends as it comes to ``step``, with nothing tidied up."""

    def stop(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as changed:
        changed.setattr(Path, step, stop)
        changed.setattr(building.shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(Killed):
            loading.load_tables([extract], store, MARCH)


@pytest.mark.parametrize("step", ["chmod", "rename", "symlink_to", "replace"])
def test_whichever_step_a_load_dies_at_the_old_one_stays_and_the_next_clears_up(
    step: str, extract: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot that was moved in whole counts from then, though it never became current."""
    killed_at(step, extract, store, monkeypatch)
    assert open_snapshot(store).id == "2026-03-31-01"
    moved_in = step in ("symlink_to", "replace")
    loading.load_tables([extract], store, MARCH)
    assert snapshot_ids(store) == [f"2026-03-31-0{n}" for n in range(1, 4 if moved_in else 3)]
    assert open_snapshot(store).id == snapshot_ids(store)[-1]
    assert [swap.snapshot for swap in swaps(store)] == ["2026-03-31-01", open_snapshot(store).id]
    assert sorted(path.name for path in store.iterdir()) == TIDY


def test_every_snapshot_that_was_current_stays(extract: Path, store: Path) -> None:
    """Also those of an earlier day loaded later, and those that start afresh."""
    for day, fresh in ((date(2026, 4, 30), False), (MARCH, True), (date(2026, 2, 28), False)):
        loading.load_tables([extract], store, day, fresh=fresh)
    assert snapshot_ids(store) == [
        "2026-02-28-01",
        "2026-03-31-01",
        "2026-03-31-02",
        "2026-04-30-01",
    ]
    assert open_snapshot(store).manifest.before == "2026-03-31-02"


def test_what_is_no_snapshot_is_passed_over(extract: Path, store: Path) -> None:
    """A file manager may leave files of its own."""
    (store / "snapshots" / ".DS_Store").write_text("")
    (store / "snapshots" / "2026-03-31-01 (copy)").mkdir()
    loading.load_tables([extract], store, MARCH)
    assert snapshot_ids(store) == ["2026-03-31-01", "2026-03-31-02"]


def test_a_damaged_snapshot_is_told_and_stops_no_later_load(extract: Path, store: Path) -> None:
    """It is named; the next load is none the worse."""
    loading.load_tables([extract], store, date(2026, 4, 30))
    manifest = store / "snapshots" / "2026-03-31-01" / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text("{")
    with pytest.raises(UnusableInput, match="2026-03-31-01 is damaged"):
        open_snapshot(store, "2026-03-31-01")
    loading.load_tables([extract], store, date(2026, 4, 30))
    assert open_snapshot(store).id == "2026-04-30-02"


def test_a_second_load_that_waits_too_long_says_so(
    extract: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the first is not disturbed."""
    monkeypatch.setattr(building, "SECONDS_TO_WAIT", 0.0)
    with (
        building.building(store),
        pytest.raises(UnusableInput, match=r"Another load into .* is still running"),
    ):
        loading.load_tables([extract], store, MARCH)


def test_a_store_that_cannot_be_written_is_told_in_a_sentence(
    extract: Path, tmp_path: Path
) -> None:
    """Here, because a file stands where its lock would."""
    store = tmp_path / "store"
    (store / ".lock").mkdir(parents=True)
    with pytest.raises(UnusableInput, match=r"could not be loaded: .*\.lock"):
        loading.load_tables([extract], store, MARCH)
