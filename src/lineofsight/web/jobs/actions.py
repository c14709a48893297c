"""Having a job done again."""

from typing import Any

from django_tasks_db.models import DBTaskResult

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.jobs.permissions import check_see_jobs


def try_again(*, by: Account, why: str, job: DBTaskResult[Any, Any]) -> bool:
    """Let the worker do a failed job again; ``False`` where it was tried again already."""
    check_see_jobs(by)
    with change("job tried again", by=by, why=why):
        again = DBTaskResult.objects.filter(pk=job.pk, status="FAILED")
        return bool(again.update(status="READY", worker_ids=[], finished_at=None))
