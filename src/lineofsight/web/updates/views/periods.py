"""Reporting periods, and every word said in each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.recording import Conflict
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import can_read_inside, check_read
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions
from lineofsight.web.updates.forms import PeriodForm, PeriodNoteForm
from lineofsight.web.updates.models import Period, Update
from lineofsight.web.updates.permissions import check_keep_periods


def periods(request: SignedIn, plan_id: int) -> HttpResponse:
    """The plan's periods, the newest first."""
    plan = _inside(request, plan_id)
    return render(
        request,
        "updates/periods.html",
        {
            "heading": "Reporting periods",
            "caption": plan.title,
            "crumbs": [("Plans", reverse("home")), (plan.title, plan.get_absolute_url())],
            "plan": plan,
            "periods": Period.objects.filter(plan=plan).order_by("-starts_on"),
            "can_keep": NotAllowed.stops(check_keep_periods, request.user, plan.pk) is None,
        },
    )


def period(request: SignedIn, plan_id: int, period_id: int) -> HttpResponse:
    """Everything that was said in a period, word for word."""
    plan = _inside(request, plan_id)
    shown = get_object_or_404(Period, pk=period_id, plan=plan)
    return render(
        request,
        "updates/period.html",
        {
            "heading": shown.name,
            "caption": plan.title,
            "crumbs": [
                ("Plans", reverse("home")),
                (plan.title, plan.get_absolute_url()),
                ("Reporting periods", reverse("updates:periods", args=[plan.pk])),
            ],
            "period": shown,
            "plan": plan,
            "updates": Update.objects.filter(period=shown, confirmed=True)
            .select_related("action__plan", "rating", "by")
            .order_by("action__position", "at"),
            "can_keep": NotAllowed.stops(check_keep_periods, request.user, plan.pk) is None,
        },
    )


@require_http_methods(["GET", "POST"])
def begin(request: SignedIn, plan_id: int) -> HttpResponse:
    """Begin a period."""
    plan = _inside(request, plan_id)
    check_keep_periods(request.user, plan.pk)
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.begin_period(by=request.user, why="", plan=plan, **given)
        except actions.CannotUpdate as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"The period {given['name']} is begun.")
            return redirect("updates:periods", plan.pk)
    return _form(request, plan, form, "Begin a period")


@require_http_methods(["GET", "POST"])
def note(request: SignedIn, plan_id: int, period_id: int) -> HttpResponse:
    """Write the note of a period."""
    plan = _inside(request, plan_id)
    check_keep_periods(request.user, plan.pk)
    shown = get_object_or_404(Period, pk=period_id, plan=plan)
    form = PeriodNoteForm(
        request.POST or None, initial={"note": shown.note, "edition": shown.edition}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.note_period(
                by=request.user, why="", period=shown, note=given["note"], edition=given["edition"]
            )
        except Conflict:
            shown.refresh_from_db()
            form.add_error(None, f"Somebody else wrote this note meanwhile: {shown.note}")
            form.data = {**dict(request.POST.items()), "edition": str(shown.edition)}
        else:
            messages.success(request, "The note is saved.")
            return redirect("updates:period", plan.pk, shown.pk)
    return _form(request, plan, form, f"Note of {shown.name}")


def _inside(request: SignedIn, plan_id: int) -> Plan:
    plan = get_object_or_404(Plan, pk=plan_id)
    check_read(request.user, plan)
    if not can_read_inside(request.user, plan):
        raise NotAllowed("What leads wrote is shown to those who work on the plan.")
    return plan


def _form(
    request: SignedIn, plan: Plan, form: PeriodForm | PeriodNoteForm, heading: str
) -> HttpResponse:
    return render(
        request,
        "ui/form.html",
        {
            "heading": heading,
            "caption": plan.title,
            "crumbs": [
                ("Plans", reverse("home")),
                (plan.title, plan.get_absolute_url()),
                ("Reporting periods", reverse("updates:periods", args=[plan.pk])),
            ],
            "form": form,
            "has_errors": bool(form.errors),
        },
    )
