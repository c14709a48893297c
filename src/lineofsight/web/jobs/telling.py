"""Jobs as people are told of them: what each is, how far, and what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from lineofsight.web.ui.templatetags.ui import moment

STATES = {
    "READY": "Waiting",
    "RUNNING": "Being done",
    "FAILED": "Failed",
    "SUCCESSFUL": "Done",
}
UNFORESEEN = (
    "Something went wrong that nobody foresaw. Try again; if it fails again, tell the person who "
    "looks after Line of Sight for your council that it failed {when}."
)
# What these say was written for people.
FORESEEN = (
    "lineofsight.errors.UnusableInput",
    "lineofsight.web.ui.refusal.NotAllowed",
    "lineofsight.web.jobs.bookkeeping.KilledEachTime",
)


@dataclass(frozen=True)
class ToldJob:
    """A job in words; ``told`` says why it failed and is empty where it did not."""

    key: str
    what: str
    state: str
    at: datetime
    told: str

    @property
    def failed(self) -> bool:
        """Whether it can be tried again."""
        return self.state == STATES["FAILED"]

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return self.state == STATES["SUCCESSFUL"]


def told(job: DBTaskResult[Any, Any]) -> ToldJob:
    """``job`` in words."""
    return ToldJob(
        key=str(job.pk),
        what=_what(job),
        state=STATES[job.status],
        at=job.finished_at or job.started_at or job.enqueued_at,
        told=_why(job) if job.status == "FAILED" else "",
    )


def job_of(task: Task[Any, Any], *args: Any) -> ToldJob | None:
    """The newest job that does ``task`` with these arguments, if any is left."""
    found = (
        DBTaskResult.objects.filter(task_path=task.module_path, args_kwargs__args=list(args))
        .order_by("-enqueued_at")
        .first()
    )
    return told(found) if found else None


def _what(job: DBTaskResult[Any, Any]) -> str:
    """What the job does: the first sentence of its docstring, which is written for people."""
    try:
        said = " ".join((job.task.func.__doc__ or "").split())
    except ImportError:
        said = ""
    said = said.partition(".")[0].partition(";")[0]
    return said or str(job.task_name).replace("_", " ").capitalize()


def _why(job: DBTaskResult[Any, Any]) -> str:
    if job.exception_class_path in FORESEEN:
        return str(job.traceback).strip().rpartition(f"{job.exception_class_path}: ")[2]
    return UNFORESEEN.format(when=f"at {moment(job.finished_at)}" if job.finished_at else "")
