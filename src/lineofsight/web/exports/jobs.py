"""Making exports, in the worker."""

from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django_tasks import task

from lineofsight.errors import UnusableInput


@task()
def make_export(export_id: int) -> None:
    """Make an export of a plan; done again it changes nothing."""
    from lineofsight.web.exports.actions import AlreadyMade, note_made
    from lineofsight.web.exports.making import file_of
    from lineofsight.web.exports.models import Export

    export = Export.objects.select_related("plan").get(pk=export_id)
    if export.state != "making":
        return
    found: dict[str, Any]
    try:
        found = {"given": file_of(export)}
    except UnusableInput as error:
        found = {"told": str(error)}
    with suppress(AlreadyMade):
        note_made(by=None, why="", export=export, **found)


@task()
def delete_exports(day: str) -> None:
    """Delete the files of old exports."""
    from lineofsight.web.exports.actions import delete_file
    from lineofsight.web.exports.models import KEPT, Export

    oldest = timezone.make_aware(datetime.combine(date.fromisoformat(day) - KEPT, time.min))
    for export in Export.objects.filter(state="made", at__lt=oldest).select_related("file"):
        delete_file(by=None, why="", export=export)
