"""Telling at once, in the worker."""

import logging

from django_tasks import task

_log = logging.getLogger(__name__)


@task()
def tell_mentions() -> None:
    """Tell those who were mentioned; where no mail server answers, the digest will."""
    from lineofsight.web.notices.sending import send_waiting

    try:
        send_waiting()
    except OSError as error:
        _log.warning("No mail server answers (%s): mentions wait for the digest.", error)
