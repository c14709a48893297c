"""Which workers run, and which jobs were left half done by one that was killed."""

import os
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from lineofsight.web.jobs.models import Worker
from lineofsight.web.jobs.processes import began, machine

# A worker tells that it runs every so many seconds; one of another machine that was not heard for
# so many is gone.
BEAT, SILENT = 15, 180
# A job that its worker did not survive so many times is not begun again by itself.
TRIES = 3


class KilledEachTime(Exception):
    """The worker was killed each time while it did the job."""


def come() -> Worker:
    """Note that this process works."""
    return Worker.objects.create(
        name=uuid.uuid4().hex,
        machine=machine(),
        pid=os.getpid(),
        began=began(os.getpid()) or "",
        heard_at=timezone.now(),
    )


def tell_alive(worker: Worker) -> None:
    """Note that ``worker`` still runs, also where another machine thought that it was gone."""
    worker.heard_at = timezone.now()
    Worker.objects.update_or_create(
        name=worker.name,
        defaults={
            "machine": worker.machine,
            "pid": worker.pid,
            "began": worker.began,
            "heard_at": worker.heard_at,
        },
    )


def go(worker: Worker) -> None:
    """Note that ``worker`` stops."""
    Worker.objects.filter(name=worker.name).delete()


def runs(worker: Worker, now: datetime) -> bool:
    """Whether ``worker`` still runs.

    Of this machine's processes that is known.  One of another machine is believed to run until it
    was silent for long.
    """
    if worker.machine == machine():
        return began(worker.pid) == worker.began
    return now - worker.heard_at < timedelta(seconds=SILENT)


def take_up_abandoned(now: datetime) -> int:
    """Let jobs be done again whose worker was killed in the middle; how many there were.

    It runs alone in the database, so that no job is let go of twice, and none is taken from a
    worker that has just claimed it.
    """
    if not DBTaskResult.objects.running().exists():
        return 0
    with exclusive_transaction():
        running = {each.name for each in Worker.objects.all() if runs(each, now)}
        Worker.objects.exclude(name__in=running).delete()
        return sum(map(_let_go, _abandoned(running)))


def _abandoned(running: Collection[str]) -> list[DBTaskResult[Any, Any]]:
    return [
        job
        for job in DBTaskResult.objects.running().select_for_update()
        if not job.worker_ids or job.worker_ids[-1] not in running
    ]


def _let_go(job: DBTaskResult[Any, Any]) -> bool:
    if len(job.worker_ids) >= TRIES:
        job.set_failed(KilledEachTime(f"The worker was killed {TRIES} times while it did this."))
        return False
    DBTaskResult.objects.filter(pk=job.pk).update(status="READY")
    return True
