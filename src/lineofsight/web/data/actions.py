"""Loading tables and choosing which snapshot counts: each with who and why."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from django.conf import settings
from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.tables.own_names import remember
from lineofsight.tables.store.building import current_id, locked, roll_back
from lineofsight.tables.store.keeping import Verdict, prune
from lineofsight.tables.store.waiting import confirm, give_up
from lineofsight.web.accounts.models import Account
from lineofsight.web.data.incoming import JSON, drop_incoming
from lineofsight.web.data.jobs import load_given, work_out_results
from lineofsight.web.data.made import moved_in
from lineofsight.web.data.models import Load
from lineofsight.web.data.permissions import check_load
from lineofsight.web.events.recording import change, check_edition
from lineofsight.web.jobs.telling import job_of

# How many of the newest snapshots a prune leaves in any case.
SNAPSHOTS_KEPT = 3
# How long a press waits for a load that has the store.
SECONDS_TO_WAIT = 2.0


class AlreadyLoaded(Exception):
    """Another worker noted what became of the load, or somebody gave it up."""


def start_load(
    *,
    by: Account,
    why: str,
    folder: str,
    sources: Sequence[JSON],
    kind: str,
    as_at: date,
    fresh: bool,
) -> Load:
    """Have files that were given loaded by the worker; what it makes of them waits in the store."""
    check_load(by)
    with change("load begun", by=by, why=why) as made:
        load = made.keep(
            Load(
                by=by,
                at=made.at,
                as_at=as_at,
                fresh=fresh,
                kind=kind,
                folder=folder,
                sources=list(sources),
            )
        )
        load_given.enqueue(load.pk)
    return load


def note_loaded(*, by: None, why: str, load: Load, snapshot: str = "", told: str = "") -> Load:
    """What became of a load: a snapshot that waits, or (``told``) why there is none.

    Raises :class:`AlreadyLoaded`, and writes nothing, where that was noted before.  Files that
    could not be loaded are deleted.
    """
    with change("files not loaded" if told else "files loaded", by=by, why=why) as made:
        if not Load.objects.filter(pk=load.pk, state="loading").exists():
            raise AlreadyLoaded
        load.snapshot, load.told = snapshot, told
        load.state = "waiting" if snapshot else "unusable"
        folder = load.folder
        if told:
            load.folder = ""
        made.keep(load)
    if told:
        drop_incoming(folder)
    return load


def make_current(*, by: Account, why: str, load: Load, edition: int | None = None) -> None:
    """Make a load that was looked at the current snapshot, and delete its files.

    Raises :class:`UnusableInput` where it does not wait any more, or another became current since.
    """
    check_load(by)
    check_edition(load, edition)
    folder = load.folder
    with _store_alone(), change("snapshot made current", by=by, why=why) as made:
        _check_waits(load)
        load.state, load.folder = "current", ""
        made.keep(load)
        work_out_results.enqueue(load.snapshot)
        # Last, so that a store that refuses leaves no event.  Where only the event was lost, the
        # snapshot is there already, and the load can be confirmed again.
        there = moved_in(load)
        if there is None:
            confirm(settings.PLACES.store, load.waits_as, by=by.name, why=why, at=made.at)
        elif current_id(settings.PLACES.store) != there.id:
            roll_back(settings.PLACES.store, there.id, by=by.name, why=why, at=made.at)
    drop_incoming(folder)


def name_column(*, by: Account, why: str, load: Load, table: str, column: str, field: str) -> None:
    """Set which field a column of extracts is, for this load done again and for every later one."""
    check_load(by)
    with change("column named", by=by, why=why or f"{column} is {field} of {table}") as made:
        _check_waits(load)
        remember(
            settings.PLACES.store, "ssd", table, column, field,
            by=by.name, when=timezone.localdate(made.at),
        )  # fmt: skip


def load_again(*, by: Account, why: str, load: Load) -> None:
    """Have the files of a load that waits read again, with what was set of columns since."""
    check_load(by)
    with change("load begun again", by=by, why=why) as made:
        _check_waits(load)
        load.state, load.snapshot = "loading", ""
        made.keep(load)
        load_given.enqueue(load.pk)


def give_up_load(*, by: Account | None, why: str, load: Load) -> None:
    """Give up a load that waits or that failed: what waits in the store goes, and so do its files.

    Raises :class:`UnusableInput` where it is still being loaded, or was decided.
    """
    if by is not None:
        check_load(by)
    folder = load.folder
    with _store_alone(), change("load given up", by=by, why=why) as made:
        if not _failed(load):
            _check_waits(load)
        load.state, load.folder = "given_up", ""
        made.keep(load)
        give_up(settings.PLACES.store, load.waits_as)
    drop_incoming(folder)


def go_back(*, by: Account, why: str, to: str) -> None:
    """Make an earlier snapshot the current one again."""
    check_load(by)
    with _store_alone(), change(f"gone back to {to}", by=by, why=why) as made:
        work_out_results.enqueue(to)
        roll_back(settings.PLACES.store, to, why=why, by=by.name, at=made.at)


def prune_snapshots(*, by: Account, why: str) -> list[Verdict]:
    """Take away the snapshots that nothing names and that are no month's last."""
    check_load(by)
    with _store_alone(), change("snapshots pruned", by=by, why=why) as made:
        return prune(settings.PLACES.store, SNAPSHOTS_KEPT, by=by.name, at=made.at)


def _store_alone() -> AbstractContextManager[None]:
    """The store for this change alone, waited for before the change begins: others queue in it."""
    store = settings.PLACES.store
    return locked(store, SECONDS_TO_WAIT) if store.is_dir() else nullcontext()


def _failed(load: Load) -> bool:
    """Whether the worker has given up loading it, which leaves its files."""
    if not Load.objects.filter(pk=load.pk, state="loading").exists():
        return False
    job = job_of(load_given, load.pk)
    return job is None or job.failed


def _check_waits(load: Load) -> None:
    if not Load.objects.filter(pk=load.pk, state="waiting").exists():
        raise UnusableInput(f"This load does not wait to be looked at: {load.get_state_display()}.")
