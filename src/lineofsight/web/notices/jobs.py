"""Telling at once, in the worker."""

import logging
from datetime import date, timedelta

from django.utils import timezone
from django_tasks import task

# How long after a mail server did not answer the day's digests are tried again.
AGAIN = timedelta(minutes=30)
_log = logging.getLogger(__name__)


@task()
def tell_mentions() -> None:
    """Tell those who were mentioned; where no mail server answers, the digest will."""
    from lineofsight.web.notices.sending import send_waiting

    try:
        send_waiting()
    except OSError as error:
        _log.warning("No mail server answers (%s): mentions wait for the digest.", error)


@task()
def digests(day: str) -> None:
    """Send the day's digests; where no mail server answers, they are tried again that day."""
    from lineofsight.web.notices.sending import send_digests

    try:
        send_digests(date.fromisoformat(day))
    except OSError as error:
        later = timezone.now() + AGAIN
        if timezone.localdate(later).isoformat() != day:
            raise
        _log.warning("No mail server answers (%s): digests are tried again.", error)
        digests.using(run_after=later).enqueue(day)


@task()
def seal(day: str) -> None:
    """Seal the looks of the days before."""
    from lineofsight.web.events.looks import seal_looks

    seal_looks(date.fromisoformat(day))


@task()
def leave_no_trace(day: str) -> None:
    """Cut the database's log, which may hold what was redacted."""
    from lineofsight.web.events.forgetting import forget

    forget()
