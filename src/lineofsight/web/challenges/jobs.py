"""Looking for challenges, in the worker."""

import logging

from django_tasks import task

_log = logging.getLogger(__name__)


@task()
def look_in_every_plan(day: str) -> None:
    """Raise what the records of each plan ask today; a plan at fault does not stop the others."""
    from lineofsight.web.challenges.actions import look_for_challenges
    from lineofsight.web.events.recording import Conflict
    from lineofsight.web.plans.models import Plan

    for plan in Plan.objects.order_by("pk"):
        try:
            look_for_challenges(by=None, why="", plan=plan)
        except Conflict:
            _log.warning("Plan %s was changed meanwhile: challenges wait for tomorrow.", plan.pk)
