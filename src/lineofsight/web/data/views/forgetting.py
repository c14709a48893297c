"""Forgetting a person: asked for, and decided by somebody else."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lineofsight.errors import UnusableInput
from lineofsight.tables.snapshots import snapshot_ids
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.data import actions_forgetting as actions
from lineofsight.web.data.forms import AskForgettingForm, DecideForgettingForm
from lineofsight.web.data.jobs import forget_person
from lineofsight.web.data.models import Forgetting
from lineofsight.web.data.permissions import check_decide_forgetting, check_forget
from lineofsight.web.data.views.shared import crumbs
from lineofsight.web.events.looks import look
from lineofsight.web.jobs.telling import job_of
from lineofsight.web.ui.refusal import NotAllowed


@require_GET
def forgettings(request: SignedIn) -> HttpResponse:
    """What was asked for, and what became of it."""
    check_forget(request.user)
    return render(
        request,
        "data/forgettings.html",
        {
            "heading": "People forgotten",
            "crumbs": crumbs(),
            "forgettings": Forgetting.objects.select_related("asked_by", "decided_by"),
        },
    )


@require_http_methods(["GET", "POST"])
def ask(request: SignedIn) -> HttpResponse:
    """Ask that a person be forgotten."""
    check_forget(request.user)
    form = AskForgettingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_forgetting(by=request.user, **form.cleaned_data)
        except UnusableInput as error:
            form.add_error("why", str(error))
        else:
            messages.success(request, "It is asked for. Somebody else has to agree to it.")
            return redirect(asked)
    context = {
        "heading": "Forget a person",
        "crumbs": crumbs(("People forgotten", reverse("data:forgettings"))),
        "form": form,
        "button": "Ask",
        "lead": "Once a second person agrees, every snapshot is made again without the rows about "
        "this person. Backups, and files that were taken out before, are not changed.",
    }
    return render(request, "ui/form.html", context)


@require_http_methods(["GET", "POST"])
def forgetting(request: SignedIn, forgetting_id: int) -> HttpResponse:
    """Agree that a person is forgotten, or refuse; then how far it is."""
    check_forget(request.user)
    found = get_object_or_404(
        Forgetting.objects.select_related("asked_by", "decided_by"), pk=forgetting_id
    )
    refused = NotAllowed.stops(check_decide_forgetting, request.user, found)
    if refused and request.method == "POST":
        raise NotAllowed(refused)
    if found.state != "asked" and request.method == "POST":
        messages.info(request, "This was decided already.")
        return redirect(found)
    form = DecideForgettingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_forgetting(
                by=request.user,
                why=form.cleaned_data["why"],
                forgetting=found,
                agreed=form.cleaned_data["agreed"] == "yes",
            )
        except UnusableInput as error:
            form.add_error("why", str(error))
        else:
            messages.success(request, "Your decision is kept.")
            return redirect(found)
    if found.person:
        look(request.user, f"Whom {found} is about")
    context = {
        "heading": "Forget a person",
        "caption": str(found).capitalize(),
        "crumbs": crumbs(("People forgotten", reverse("data:forgettings"))),
        "forgetting": found,
        "form": form,
        "has_errors": bool(form.errors),
        "refused": refused,
        "job": job_of(forget_person, found.pk) if found.state == "agreed" else None,
        "snapshots": len(snapshot_ids(settings.PLACES.store)),
    }
    return render(request, "data/forgetting.html", context)
