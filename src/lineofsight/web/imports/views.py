"""Pages of importing: give a document, see what was read, adopt it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.files.keeping import keep_file
from lineofsight.web.imports import actions
from lineofsight.web.imports.drafts import draft_plan
from lineofsight.web.imports.forms import AdoptForm, UploadForm
from lineofsight.web.imports.models import Draft
from lineofsight.web.imports.permissions import check_import


@require_http_methods(["GET", "POST"])
def start(request: SignedIn) -> HttpResponse:
    """Give a document."""
    check_import(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["document"]
        try:
            kept = keep_file(given.chunks(), given.name)
        except UnusableInput as error:
            form.add_error("document", str(error))
        else:
            return redirect(actions.start_draft(by=request.user, why="", given=kept))
    context = {
        "heading": "Import a plan",
        "crumbs": [("Plans", reverse("home"))],
        "form": form,
        "button": "Read it",
    }
    return render(request, "ui/form.html", context)


def draft(request: SignedIn, draft_id: int) -> HttpResponse:
    """What was read from the document, or how far the reading is."""
    shown = _draft(request, draft_id)
    return render(
        request,
        "imports/draft.html",
        {
            "heading": "Check what was read",
            "caption": shown.document.name,
            "crumbs": [("Plans", reverse("home"))],
            "draft": shown,
            "plan": draft_plan(shown) if shown.read else None,
        },
    )


@require_http_methods(["GET", "POST"])
def adopt(request: SignedIn, draft_id: int) -> HttpResponse:
    """Make the draft the plan."""
    shown = _draft(request, draft_id)
    form = AdoptForm(request.POST or None, initial={"edition": shown.edition})
    if request.method == "POST" and form.is_valid():
        plan = actions.adopt(
            by=request.user,
            why=form.cleaned_data["why"],
            draft=shown,
            edition=form.cleaned_data["edition"],
        )
        messages.success(request, f"{plan.title} is adopted.")
        return redirect(plan)
    context = {
        "heading": "Adopt this plan",
        "caption": shown.document.name,
        "crumbs": [("Plans", reverse("home")), ("Draft", shown.get_absolute_url())],
        "form": form,
        "button": "Adopt",
    }
    return render(request, "ui/form.html", context)


def _draft(request: SignedIn, draft_id: int) -> Draft:
    shown = get_object_or_404(Draft.objects.select_related("document"), pk=draft_id)
    check_import(request.user, shown.plan_id)
    return shown
