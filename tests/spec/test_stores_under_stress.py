"""A store whose writers are killed, whose disk is full, and whose readers never stop."""

import contextlib
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.query import Query
from lineofsight.tables.forgetting import rebuild_without
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from lineofsight.tables.store.building import check_whole, locked, roll_back
from lineofsight.tables.store.journal import Entry, entries, record, swaps
from tests.support.stores import APRIL, MARCH, load, rows

PEOPLE = "pers_person_id\n" + "".join(f"P{number}\n" for number in range(2000))
COUNTED = Query("select count(*) from ssd_person", "people", ("ssd_person",))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a snapshot of two thousand people."""
    load(tmp_path / "store", MARCH, ssd_person=PEOPLE)
    return tmp_path / "store"


def killed(writer: Callable[[], object], after: float) -> None:
    """A writer in a process of its own that is killed so many seconds after its start."""
    process = multiprocessing.get_context("fork").Process(target=writer)
    process.start()
    time.sleep(after)
    if process.pid is not None and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()


def seconds_of(writer: Callable[[], object]) -> float:
    process = multiprocessing.get_context("fork").Process(target=writer)
    start = time.monotonic()
    process.start()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - start


def check(store: Path) -> str:
    """Every snapshot is whole; the id of the current one."""
    for name in snapshot_ids(store):
        snapshot = open_snapshot(store, name)
        check_whole(snapshot.path, snapshot.manifest)
    current = open_snapshot(store)
    assert rows(store, "select count(*) from ssd_person") == [
        (current.manifest.tables["ssd_person"].rows,)
    ]
    return current.id


def tidy(store: Path) -> None:
    """The next writer clears what was left, and the journal tells what is current."""
    with locked(store):
        pass
    assert not [*store.glob("building-*"), *store.glob("removing-*"), *store.glob(".current-*")]
    assert swaps(store)[-1].snapshot == check(store)


some_kills = pytest.mark.parametrize("kills", [10, pytest.param(100, marks=pytest.mark.long)])
may_fork = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@may_fork
@some_kills
def test_a_load_killed_at_any_moment_leaves_the_old_snapshot_or_the_new(
    store: Path, kills: int
) -> None:
    """Whole either way; nothing that was moved in is lost afterwards."""

    def writer() -> None:
        load(store, APRIL, ssd_person=PEOPLE)

    takes, moments = seconds_of(writer), Random(1)
    for _ in range(kills):
        before, there = open_snapshot(store).id, set(snapshot_ids(store))
        killed(writer, moments.uniform(0.0, 1.1 * takes))
        after = check(store)
        assert after == before or after not in there
        assert there <= set(snapshot_ids(store))
        tidy(store)


@may_fork
@some_kills
def test_a_roll_back_killed_at_any_moment_happened_or_did_not(store: Path, kills: int) -> None:
    """And the journal says which of the two."""
    load(store, APRIL, ssd_person=PEOPLE)
    both = ("2026-03-31-01", "2026-04-30-01")

    def writer() -> None:
        to = both[open_snapshot(store).id == both[0]]
        roll_back(store, to, why="a test", by="anna", at=None)

    takes, moments = seconds_of(writer), Random(2)
    for _ in range(kills):
        killed(writer, moments.uniform(0.0, 1.1 * takes))
        assert check(store) in both
        tidy(store)
    assert snapshot_ids(store) == [*both]


@may_fork
@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.long)])
def test_a_rebuild_killed_at_any_moment_is_finished_by_the_next(store: Path, kills: int) -> None:
    """Never a snapshot that half forgets; what was rebuilt takes the old one's place."""
    load(store, APRIL, ssd_person=PEOPLE)
    takes, moments = 0.0, Random(3)
    for number in range(kills + 1):
        person = f"P{number}"

        def writer(person: str = person) -> None:
            rebuild_without(store, [person], why="asked for", by="anna", at=None)

        if not takes:
            takes = seconds_of(writer)
            continue
        killed(writer, moments.uniform(0.0, 1.1 * takes))
        check(store)
        tidy(store)
        with contextlib.suppress(UnusableInput):  # nothing is left to forget
            writer()
        tidy(store)
        for name in snapshot_ids(store):
            held = f"select count(*) from ssd_person where pers_person_id = '{person}'"
            assert rows(store, held, name) == [(0,)]
        assert len(list((store / "snapshots").iterdir())) == 2


def test_a_reader_during_fifty_swaps_meets_no_error(store: Path) -> None:
    """Whoever opens the current snapshot finds it whole, whichever it is."""
    load(store, APRIL, ssd_person=PEOPLE + "P-new\n")
    stop, seen, failed = threading.Event(), set[str](), list[Exception]()

    def read() -> None:
        while not stop.is_set():
            try:
                with open_engine(open_snapshot(store)) as engine:
                    ((_, _, answer),) = engine.answers([COUNTED])
                    seen.add(f"{engine.snapshot_id}: {answer.rows[0][0]}")
            except Exception as error:
                failed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for swap in range(50):
            to = ("2026-03-31-01", "2026-04-30-01")[swap % 2]
            roll_back(store, to, why="a test", by="anna", at=None)
    finally:
        stop.set()
        reader.join()
    assert not failed
    assert seen == {"2026-03-31-01: 2000", "2026-04-30-01: 2001"}


@contextlib.contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """A disk that takes no more of any file than ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def content(store: Path) -> dict[str, bytes]:
    files = (path for path in store.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(store)): path.read_bytes() for path in files}


@pytest.mark.parametrize("size", [0, 4_000, 20_000, 300_000])
def test_a_full_disk_leaves_the_store_as_it_was(store: Path, tmp_path: Path, size: int) -> None:
    """However far the load came; it says so in a sentence."""
    extract = tmp_path / "ssd_person.csv"
    extract.write_text(PEOPLE)
    before = content(store)
    with no_file_over(size), pytest.raises(UnusableInput, match="could not be loaded"):
        load_tables([extract], store, APRIL)
    assert content(store) == before
    assert open_snapshot(store).id == "2026-03-31-01"


def test_a_full_disk_stops_a_rebuild_with_nothing_lost(store: Path) -> None:
    """The person stays until there is room; the journal says that they were to go."""
    with no_file_over(20_000), pytest.raises(UnusableInput, match="room"):
        rebuild_without(store, ["P1"], why="asked for", by="anna", at=None)
    tidy(store)
    assert snapshot_ids(store) == ["2026-03-31-01"]
    rebuild_without(store, ["P1"], why="asked for", by="anna", at=None)
    assert rows(store, "select count(*) from ssd_person") == [(1999,)]


def test_a_line_of_the_journal_is_there_whole_or_not_at_all(store: Path) -> None:
    """On a disk that takes half of it, and after a power cut that kept half of it."""
    journal = store / "journal.jsonl"
    before = journal.read_bytes()
    entry = Entry(what="pinned", snapshot="2026-03-31-01", at=None, by="anna", why="a paper")
    with no_file_over(len(before) + 10), pytest.raises(OSError, match=r"File too large|No space"):
        record(store, entry)
    assert journal.read_bytes() == before
    journal.write_bytes(before + b'{"what":"pinn')
    assert len(entries(store)) == 1
    tidy(store)
    assert journal.read_bytes() == before


def test_a_damaged_journal_is_told_and_not_passed_over(store: Path) -> None:
    """It alone knows what was pinned."""
    journal = store / "journal.jsonl"
    journal.write_text("{}\n" + journal.read_text())
    with pytest.raises(UnusableInput, match=r"is damaged in line 1: put journal\.jsonl back"):
        entries(store)
