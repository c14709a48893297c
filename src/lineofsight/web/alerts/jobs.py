"""Drawing alerts, in the worker."""

import logging
from datetime import date

from django_tasks import task

_log = logging.getLogger(__name__)


@task()
def draw(day: str) -> None:
    """Draw alerts from the current tables; done again it changes nothing."""
    from lineofsight.web.alerts.actions import draw_alerts
    from lineofsight.web.events.recording import Conflict

    try:
        draw_alerts(by=None, why="", day=date.fromisoformat(day))
    except Conflict:
        _log.warning("Somebody said something of an alert meanwhile: they are drawn tomorrow.")
