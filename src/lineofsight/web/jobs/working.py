"""The worker: does one job after another until it is told to stop."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as Doer

from lineofsight.web.jobs.bookkeeping import BEAT, come, go, take_up_abandoned, tell_alive
from lineofsight.web.jobs.dated import begin_due
from lineofsight.web.jobs.models import Worker

# Seconds to wait where nothing waits to be done, and between looks for what others left half done.
IDLE, LOOK = 1.0, 10.0
log = logging.getLogger(__name__)


def work() -> None:
    """Run until SIGINT or SIGTERM; the job in hand is finished first.

    A second signal ends the process at once: its job is done again by the next worker.
    """
    with _stopped_by_signals() as stop:
        worker = _reached(come, stop)
        if worker is None:
            return
        ended = threading.Event()
        beating = threading.Thread(target=_beat, args=(worker, ended), daemon=True)
        beating.start()
        try:
            _work_until(stop, _doer(worker.name))
        finally:
            ended.set()
            beating.join()
            go(worker)


def do_waiting() -> None:
    """Do every job that waits, and come back."""
    worker = come()
    try:
        take_up_abandoned(timezone.now())
        _doer(worker.name, one=False).run()
    finally:
        go(worker)


def _work_until(stop: threading.Event, doer: Doer) -> None:
    looked = float("-inf")
    while not stop.is_set():
        try:
            now = timezone.now()
            if now.timestamp() - looked >= LOOK:
                take_up_abandoned(now)
                begin_due(now)
                looked = now.timestamp()
            doer._run_tasks = 0
            doer.run()
            busy = doer._run_tasks > 0
        except (DatabaseError, InterfaceError):
            # The database may be away for a while; the worker stays and asks again.
            log.exception("The database does not answer; asking again.")
            close_old_connections()
            busy = False
        if not busy:
            stop.wait(IDLE)


def _doer(name: str, *, one: bool = True) -> Doer:
    """What claims and does jobs: one, if any waits, or all that wait."""
    return Doer(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1 if one else None,
        worker_id=name,
        excluded_queue_names=[],
    )


def _beat(worker: Worker, ended: threading.Event) -> None:
    """Tell every so often that the worker runs, whatever its job is busy with."""
    while not ended.wait(BEAT):
        try:
            tell_alive(worker)
        except (DatabaseError, InterfaceError):
            log.warning("The database does not answer; telling again that the worker runs.")
    connections.close_all()


def _reached(come: Callable[[], Worker], stop: threading.Event) -> Worker | None:
    while not stop.is_set():
        try:
            return come()
        except (DatabaseError, InterfaceError):
            log.exception("The database does not answer; asking again.")
            close_old_connections()
            stop.wait(IDLE)
    return None


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        stop.set()

    before = {each: signal.signal(each, told) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
