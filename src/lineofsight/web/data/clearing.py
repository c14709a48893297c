"""Leaving no child-level file about: what waits for long is given up, what no load names goes."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from lineofsight.web.data.actions import give_up_load
from lineofsight.web.data.incoming import drop_incoming, given_before
from lineofsight.web.data.models import Load

DAYS_TO_LOOK = 14
HOURS_TO_RECORD = 24


def given_up_on(load: Load) -> date:
    """The last day on which a load waits for somebody to look at it."""
    return timezone.localdate(load.at + timedelta(days=DAYS_TO_LOOK))


def clear(now: datetime) -> None:
    """Give up loads that nobody looked at for 14 days, and delete files a day old of no load."""
    for load in Load.objects.filter(state="waiting", at__lt=now - timedelta(days=DAYS_TO_LOOK)):
        give_up_load(by=None, why=f"Nobody looked at it for {DAYS_TO_LOOK} days.", load=load)
    held = set(Load.objects.exclude(folder="").values_list("folder", flat=True))
    for name in given_before(now - timedelta(hours=HOURS_TO_RECORD)):
        if name not in held:
            drop_incoming(name)
