"""Leaving no child-level file about: what waits for long is given up, what no load names goes."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.web.data.actions import give_up_load
from lineofsight.web.data.incoming import drop_arriving_before, drop_incoming, given_before
from lineofsight.web.data.made import made_of
from lineofsight.web.data.models import Load
from lineofsight.web.events.recording import Conflict

DAYS_TO_LOOK = 14
HOURS_TO_RECORD = 24


def given_up_on(load: Load) -> date:
    """The last day on which a load waits for somebody to look at it."""
    return timezone.localdate(load.at + timedelta(days=DAYS_TO_LOOK))


def clear(now: datetime) -> None:
    """Give up what waited or failed 14 days ago, and delete files a day old of no load."""
    long_ago = now - timedelta(days=DAYS_TO_LOOK)
    for load in Load.objects.filter(state__in=("waiting", "loading"), at__lt=long_ago):
        # One that is being loaded, or decided by somebody, is left for the next day.
        with suppress(UnusableInput, Conflict):
            give_up_load(by=None, why=f"Nobody looked at it for {DAYS_TO_LOOK} days.", load=load)
    a_day_ago = now - timedelta(hours=HOURS_TO_RECORD)
    drop_arriving_before(a_day_ago)
    held = set(Load.objects.exclude(folder="").values_list("folder", flat=True))
    for name in given_before(a_day_ago):
        if name not in held:
            drop_incoming(name)


def give_up_taken_away(why: str) -> None:
    """Give up the loads whose making no longer waits in the store, and delete their files."""
    for load in Load.objects.filter(state="waiting"):
        if made_of(load) is None:
            give_up_load(by=None, why=why, load=load)
