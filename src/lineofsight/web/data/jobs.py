"""Loading tables, computing their results and forgetting people, in the worker."""

from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from lineofsight.errors import UnusableInput


@task()
def load_given(load_id: int) -> None:
    """Load tables; done again it changes nothing."""
    from lineofsight.tables.loading import load_tables
    from lineofsight.web.data.actions import AlreadyLoaded, note_loaded
    from lineofsight.web.data.incoming import files_of, tell_progress
    from lineofsight.web.data.models import DATABASE, Load

    load = Load.objects.select_related("by").get(pk=load_id)
    if load.state != "loading":
        return
    direct = load.kind == DATABASE
    found: dict[str, Any]
    try:
        report = load_tables(
            [settings.SSD_URL if direct else files_of(load.folder)],
            settings.PLACES.store,
            load.as_at,
            source="ssd" if direct else load.kind or None,
            fresh=load.fresh,
            progress=partial(tell_progress, load.folder),
            loaded_at=load.at,
            by=load.by.name,
            wait_as=load.waits_as,
        )
        found = {"snapshot": report.snapshot}
    except UnusableInput as error:
        found = {"told": str(error)}
    with suppress(AlreadyLoaded):
        note_loaded(by=None, why="", load=load, **found)


@task()
def work_out_results(snapshot: str) -> None:
    """Compute the figures of the current tables; done again it changes nothing."""
    from lineofsight.measuring.kept.making import make_results
    from lineofsight.progress.rating.doubted import doubts_behind
    from lineofsight.tables.store.building import current_id
    from lineofsight.web.alerts.jobs import draw
    from lineofsight.web.data.results import indicators, progress_told

    # Of what is no longer current nobody sees a figure: whatever is has a job of its own.
    if current_id(settings.PLACES.store) != snapshot:
        return
    with progress_told() as tell:
        make_results(
            settings.PLACES.store, indicators(), snapshot, tell=tell, doubting=doubts_behind
        )
    draw.enqueue(timezone.localdate().isoformat())


@task()
def work_out_results_at_night(day: str) -> None:
    """Compute the figures of tables that were loaded by command; done again it changes nothing."""
    from lineofsight.tables.store.building import current_id

    current = current_id(settings.PLACES.store)
    if current is not None:
        work_out_results.call(current)


@task()
def clear_incoming(day: str) -> None:
    """Give up loads that nobody looked at for long, and delete files that belong to none."""
    from lineofsight.web.data.clearing import clear

    clear(timezone.now())


@task()
def forget_person(forgetting_id: int) -> None:
    """Forget a person in every snapshot; done again it changes nothing."""
    from lineofsight.tables.forgetting import NobodyFound, rebuild_without
    from lineofsight.tables.store.journal import entries
    from lineofsight.web.data.actions_forgetting import AlreadyDone, note_forgotten
    from lineofsight.web.data.clearing import give_up_taken_away
    from lineofsight.web.data.models import Forgetting

    found = Forgetting.objects.select_related("decided_by").get(pk=forgetting_id)
    if found.state != "agreed":
        return
    store, told = settings.PLACES.store, ""
    # A worker that was killed after the last snapshot finds nobody any more.
    begun = any(each.what == "forgotten" and each.why == found.reason for each in entries(store))
    try:
        rebuild_without(
            store,
            [found.person],
            why=found.reason,
            by=str(found.decided_by),
            at=timezone.now(),
            authority=found.authority,
        )
    except NobodyFound as error:
        told = "" if begun else str(error)
    except UnusableInput as error:
        told = str(error)
    give_up_taken_away("Somebody was forgotten: what waited was taken away.")
    with suppress(AlreadyDone):
        note_forgotten(by=None, why="", forgetting=found, told=told)
