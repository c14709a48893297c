"""Giving a document."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.files.keeping import Given, keep_file
from lineofsight.web.imports import actions
from lineofsight.web.imports.forms import UploadForm
from lineofsight.web.imports.permissions import check_import
from lineofsight.web.plans.models import Plan


@require_http_methods(["GET", "POST"])
def start(request: SignedIn, plan_id: int | None = None) -> HttpResponse:
    """Give a plan's document, or a later version of a plan's."""
    plan = get_object_or_404(Plan, pk=plan_id) if plan_id else None
    check_import(request.user, plan_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = _kept(form, "document")
        findings = _kept(form, "findings")
        if given and not form.errors:
            return redirect(
                actions.start_draft(
                    by=request.user, why="", given=given, findings=findings, plan=plan
                )
            )
    crumbs = [("Plans", reverse("home"))]
    if plan:
        crumbs.append((plan.title, plan.get_absolute_url()))
    context = {
        "heading": "Import a later version" if plan else "Import a plan",
        "caption": plan.title if plan else "",
        "crumbs": crumbs,
        "form": form,
        "button": "Read it",
        "lead": "Nothing becomes the plan until you have checked what was read and adopted it.",
    }
    return render(request, "ui/form.html", context)


def _kept(form: UploadForm, name: str) -> Given | None:
    given = form.cleaned_data.get(name)
    if given is None:
        return None
    try:
        return keep_file(given.chunks(), given.name)
    except UnusableInput as error:
        form.add_error(name, str(error))
        return None
