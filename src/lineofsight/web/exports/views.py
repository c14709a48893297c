"""Asking for an export, waiting for it, and taking it."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.looks import look
from lineofsight.web.exports import actions
from lineofsight.web.exports.forms import ExportForm
from lineofsight.web.exports.jobs import make_export
from lineofsight.web.exports.models import KEPT, Export
from lineofsight.web.exports.permissions import NEEDED, can_export, check_export
from lineofsight.web.files.keeping import file_path
from lineofsight.web.jobs.telling import job_of
from lineofsight.web.plans.views.shared import crumbs, plan_shown
from lineofsight.web.ui.refusal import NotAllowed

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
SHOWN = 10


@require_http_methods(["GET", "POST"])
def start(request: SignedIn, plan_id: int) -> HttpResponse:
    """Choose the kind of file and for whom; with ``?on=`` as the plan stood on a day."""
    whole = plan_shown(request, plan_id)
    audiences = [each for each in NEEDED if can_export(request.user, whole.plan, each)]
    if not audiences:
        check_export(request.user, whole.plan, "public")
    given = request.POST if request.method == "POST" else None
    form = ExportForm(given, audiences=audiences)
    if request.method == "POST" and form.is_valid():
        return redirect(
            actions.ask_for_export(
                by=request.user,
                why="",
                plan=whole.plan,
                day=whole.day,
                form=form.cleaned_data["form"],
                audience=form.cleaned_data["audience"],
            )
        )
    return render(
        request,
        "exports/start.html",
        {
            "heading": "Export the plan",
            "caption": whole.plan.title,
            "crumbs": crumbs(whole),
            "whole": whole,
            "form": form,
            "button": "Make the file",
            "has_errors": bool(form.errors),
            "kept_days": KEPT.days,
            "exports": Export.objects.filter(plan=whole.plan, by=request.user).select_related(
                "file"
            )[:SHOWN],
        },
    )


@require_GET
def export(request: SignedIn, plan_id: int, export_id: int) -> HttpResponse:
    """How far an export is."""
    shown = _own(request, plan_id, export_id)
    whole = plan_shown(request, plan_id)
    job = job_of(make_export, shown.pk) if shown.state == "making" else None
    return render(
        request,
        "exports/export.html",
        {
            "heading": shown.get_form_display(),
            "caption": whole.plan.title,
            "crumbs": crumbs(whole),
            "export": shown,
            "job": job,
        },
    )


@require_GET
def download(request: SignedIn, plan_id: int, export_id: int) -> FileResponse:
    """The file, as an attachment, to the person who asked for it and may still have it."""
    shown = _own(request, plan_id, export_id)
    if shown.file is None:
        raise Http404("The file is not made yet, or is deleted.")
    look(request.user, f"Export {shown.pk}, file {shown.file.name}", plan_id)
    answer = FileResponse(
        file_path(shown.file.sha256).open("rb"), as_attachment=True, filename=shown.file.name
    )
    answer.headers["Content-Type"] = TYPES[shown.form]
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _own(request: SignedIn, plan_id: int, export_id: int) -> Export:
    """An export of the person's own; what they may not have any more is refused."""
    found = get_object_or_404(
        Export.objects.select_related("plan", "file", "by"), pk=export_id, plan=plan_id
    )
    check_export(request.user, found.plan, found.audience)
    if found.by != request.user:
        raise NotAllowed("Somebody else asked for this file: ask for one of your own.")
    return found
