"""Asking that a text be taken out, and agreeing to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events import actions
from lineofsight.web.events.forms import AskForm, DecideForm
from lineofsight.web.events.models import Event, Redaction, Version
from lineofsight.web.events.permissions import (
    can_redact,
    check_decide_redaction,
    check_redact,
    check_see_kind,
    check_see_record,
)
from lineofsight.web.events.redacting import places_of
from lineofsight.web.ui.refusal import NotAllowed


@require_http_methods(["GET", "POST"])
def ask_field(request: SignedIn, version_id: int, field: str) -> HttpResponse:
    """Ask that a field's text be taken out."""
    version = get_object_or_404(Version, pk=version_id)
    check_redact(request.user, version.plan)
    check_see_record(request.user, version.kind, version.plan)
    return _ask(request, Redaction(plan=version.plan, version=version, field=field))


@require_http_methods(["GET", "POST"])
def ask_reason(request: SignedIn, number: int) -> HttpResponse:
    """Ask that an event's reason be taken out."""
    event = get_object_or_404(Event, pk=number)
    check_redact(request.user, event.plan)
    return _ask(request, Redaction(plan=event.plan, event=event))


def _ask(request: SignedIn, asked: Redaction) -> HttpResponse:
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_redaction(
                by=request.user,
                why=form.cleaned_data["why"],
                version=asked.version,
                field=asked.field,
                event=asked.event,
            )
        except actions.CannotRedact as error:
            form.add_error("why", str(error))
        else:
            messages.success(request, "It is asked for. Somebody else has to agree to it.")
            return redirect("events:redactions")
    return _form(request, asked, form, "Ask to redact", "Ask")


def redactions(request: SignedIn) -> HttpResponse:
    """What was asked for, on plans where the person may ask or agree."""
    found = Redaction.objects.select_related("asked_by", "decided_by", "version", "event")
    shown = [each for each in found if can_redact(request.user, each.plan)]
    if not any(can_redact(request.user, each.plan_id) for each in request.user.memberships_today()):
        check_redact(request.user, None)
    return render(
        request,
        "events/redactions.html",
        {
            "heading": "Texts to be taken out",
            "crumbs": [("Plans", reverse("home"))],
            "waiting": [each for each in shown if each.agreed is None],
            "decided": [each for each in shown if each.agreed is not None],
        },
    )


@require_http_methods(["GET", "POST"])
def redaction(request: SignedIn, redaction_id: int) -> HttpResponse:
    """Agree that a text goes, or refuse."""
    found = get_object_or_404(
        Redaction.objects.select_related("asked_by", "version", "event"), pk=redaction_id
    )
    check_redact(request.user, found.plan)
    if found.version is not None:
        check_see_kind(request.user, found.version.kind)
    refused = NotAllowed.stops(check_decide_redaction, request.user, found)
    if refused and request.method == "POST":
        raise NotAllowed(refused)
    if found.agreed is not None:
        messages.info(request, "This was decided already.")
        return redirect("events:redactions")
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_redaction(
                by=request.user,
                why=form.cleaned_data["why"],
                redaction=found,
                agreed=form.cleaned_data["agreed"] == "yes",
            )
        except actions.CannotRedact as error:
            form.add_error("why", str(error))
        else:
            messages.success(request, "Your decision is kept.")
            return redirect("events:redactions")
    return _form(request, found, form, "Take this text out?", "Decide", refused)


def _form(
    request: SignedIn,
    asked: Redaction,
    form: AskForm | DecideForm,
    heading: str,
    button: str,
    refused: str | None = None,
) -> HttpResponse:
    places = places_of(asked)
    return render(
        request,
        "events/redact.html",
        {
            "heading": heading,
            "crumbs": [("Texts to be taken out", reverse("events:redactions"))],
            "asked": asked,
            "form": form,
            "has_errors": bool(form.errors),
            "button": button,
            "refused": refused,
            "records": len(places.records),
            "states": len(places.versions),
            "reasons": len(places.reasons),
        },
    )
