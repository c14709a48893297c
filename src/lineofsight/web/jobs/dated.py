"""Work that a date brings: what runs once a day, from which hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from lineofsight.web.jobs.models import DatedRun


@dataclass(frozen=True)
class Dated:
    """A job that is wanted once on each day ``wanted`` says, from ``hour`` (0 to 23, London time).

    The job is given the day as ``YYYY-MM-DD``.  A day on which no worker ran after that hour is
    passed over: nobody needs yesterday's reminder today.
    """

    name: str
    hour: int
    job: Task[Any, Any]
    wanted: Callable[[date], bool]


REGISTERED: dict[str, Dated] = {}


def every_day(day: date) -> bool:
    """Any day."""
    return True


def at_hour(
    hour: int, name: str, job: Task[Any, Any], wanted: Callable[[date], bool] = every_day
) -> None:
    """Have ``job`` done on days that are ``wanted``; called in a subject's module ``schedule``."""
    if name in REGISTERED:
        raise ValueError(f"Two dated jobs are called {name}.")
    REGISTERED[name] = Dated(name, hour, job, wanted)


def begin_due(now: datetime) -> list[str]:
    """Add the jobs whose hour has come today and that were not begun yet; their names."""
    local = timezone.localtime(now)
    due = [
        each
        for each in REGISTERED.values()
        if each.hour <= local.hour and each.wanted(local.date())
    ]
    if not due:
        return []
    begun = set(DatedRun.objects.filter(day=local.date()).values_list("name", flat=True))
    return [each.name for each in due if each.name not in begun and _begin(each, local)]


def _begin(dated: Dated, local: datetime) -> bool:
    """Note that it runs today and add its job, both or neither; ``False`` where another did."""
    with transaction.atomic():
        _, first = DatedRun.objects.get_or_create(
            name=dated.name, day=local.date(), defaults={"started_at": local}
        )
        if first:
            dated.job.enqueue(local.date().isoformat())
    return first
