"""Asking for an export, and noting what became of it."""

from datetime import date

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.exports.jobs import make_export
from lineofsight.web.exports.models import Export
from lineofsight.web.exports.permissions import check_export
from lineofsight.web.files.keeping import Given, file_path
from lineofsight.web.files.models import StoredFile
from lineofsight.web.plans.models import Plan


class AlreadyMade(Exception):
    """Another worker made the file while this one was still at it."""


def ask_for_export(
    *, by: Account, why: str, plan: Plan, day: date, form: str, audience: str
) -> Export:
    """Have the plan as it stood at the end of ``day`` made into a file, by the worker."""
    check_export(by, plan, audience)
    with change("export asked for", by=by, why=why, plan=plan.pk) as made:
        export = made.keep(
            Export(plan=plan, by=by, at=made.at, day=day, form=form, audience=audience)
        )
        make_export.enqueue(export.pk)
    return export


def note_made(
    *, by: None, why: str, export: Export, given: Given | None = None, told: str = ""
) -> Export:
    """What the worker made: the file, or (``told``) why it could not be made.

    Raises :class:`AlreadyMade`, and writes nothing, where that was noted before.
    """
    with change("export made", by=by, why=why, plan=export.plan_id) as made:
        if not Export.objects.filter(pk=export.pk, state="making").exists():
            raise AlreadyMade
        if given is not None:
            export.file = made.keep(
                StoredFile(
                    plan_id=export.plan_id, sha256=given.sha256, name=given.name, size=given.size
                )
            )
        export.state, export.told = ("made" if given else "failed"), told
        return made.keep(export)


def delete_file(*, by: None, why: str, export: Export) -> None:
    """Delete the file of an export that is past keeping; that somebody asked for it stays."""
    with change("export deleted", by=by, why=why, plan=export.plan_id) as made:
        file = export.file
        export.state, export.file = "gone", None
        made.keep(export)
        if file is None:
            return
        made.drop(file)
        # Other records may hold the same bytes.  Deleted before the change is written: what is
        # cut off between is done again the next day, and nothing is left that nobody knows of.
        if not StoredFile.objects.filter(sha256=file.sha256).exists():
            file_path(file.sha256).unlink(missing_ok=True)
