"""The workers' own housekeeping."""

from datetime import date, timedelta

from django.core.management import call_command
from django_tasks import task

from lineofsight.web.jobs.models import DatedRun

# Days for which it can be seen that a job was done, that one failed, and that a day had its own.
DONE, FAILED, BEGUN = 14, 90, 400


@task()
def clear_out(day: str) -> None:
    """Clear out jobs that were done long ago."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=DONE,
        failed_min_age_days=FAILED,
        verbosity=0,
    )
    DatedRun.objects.filter(day__lt=date.fromisoformat(day) - timedelta(days=BEGUN)).delete()
