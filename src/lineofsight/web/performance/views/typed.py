"""Typing in a figure that nothing computes, and letting limits begin anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.performance.actions import (
    begin_limits_anew,
    let_limits_go_on,
    type_figure,
    withdraw_figure,
)
from lineofsight.web.performance.figures import judged_plan
from lineofsight.web.performance.forms import FigureForm, LimitsForm, WhyForm
from lineofsight.web.performance.models import Rebase, TypedFigure
from lineofsight.web.performance.permissions import check_match
from lineofsight.web.performance.views.shared import match_kept, measure_crumbs
from lineofsight.web.plans.views.shared import plan_shown
from lineofsight.web.ui.refusal import NotAllowed


@require_http_methods(["GET", "POST"])
def figure(request: SignedIn, match_id: int) -> HttpResponse:
    """Type in a month's figure of a source that is not computed."""
    whole, match = match_kept(request, match_id)
    if match.kind == "indicator":
        raise NotAllowed("This is computed from the tables: correct it where it is recorded.")
    form = FigureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = type_figure(by=request.user, why="", match=match, **form.cleaned_data)
        messages.success(request, f"{kept.said} is kept for {kept.period}.")
        return redirect(match)
    return render(
        request,
        "ui/form.html",
        {
            "heading": "Type in a figure",
            "caption": match.title,
            "crumbs": measure_crumbs(whole, match.measure),
            "form": form,
            "has_errors": bool(form.errors),
            "lead": match.measure.text,
        },
    )


@require_http_methods(["GET", "POST"])
def limits(request: SignedIn, match_id: int) -> HttpResponse:
    """Let the limits of a figure begin anew at a month, because somebody knows what changed."""
    whole, match = match_kept(request, match_id)
    judged = judged_plan(whole).by_key.get(match.measure_id)
    own = [each for each in (judged.figures if judged else ()) if each.match.pk == match.pk]
    points = own[0].standing.points if own else ()
    months = [(each.period, f"{each.last_day:%B %Y}") for each in points[1:]]
    form = LimitsForm(request.POST or None, months=months)
    if request.method == "POST" and form.is_valid():
        begin_limits_anew(
            by=request.user,
            why=form.cleaned_data["reason"],
            match=match,
            period=form.cleaned_data["period"],
        )
        messages.success(request, "The limits begin anew at that month.")
        return redirect(match)
    return render(
        request,
        "ui/form.html",
        {
            "heading": "Let the limits begin anew",
            "caption": match.title,
            "crumbs": measure_crumbs(whole, match.measure),
            "form": form,
            "has_errors": bool(form.errors),
            "lead": "Limits say what is usual. Where the work itself changed for good, what was "
            "usual before says nothing of now.",
        },
    )


@require_http_methods(["GET", "POST"])
def withdraw_typed(request: SignedIn, figure_id: int) -> HttpResponse:
    """Take back a figure that was typed."""
    found = get_object_or_404(TypedFigure.objects.select_related("match__measure"), pk=figure_id)
    check_match(request.user, found.plan)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_figure(by=request.user, why=form.cleaned_data["why"], figure=found)
        messages.success(request, "The figure is taken back.")
        return redirect(found.match)
    return _taken_back(request, form, found, f"{found.said} in {found.period}")


@require_http_methods(["GET", "POST"])
def withdraw_limits(request: SignedIn, rebase_id: int) -> HttpResponse:
    """Take back that limits begin anew."""
    found = get_object_or_404(Rebase.objects.select_related("match__measure"), pk=rebase_id)
    check_match(request.user, found.plan)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        let_limits_go_on(by=request.user, why=form.cleaned_data["why"], rebase=found)
        messages.success(request, "The limits go on as before.")
        return redirect(found.match)
    return _taken_back(request, form, found, f"Limits begin anew at {found.period}")


def _taken_back(
    request: SignedIn, form: WhyForm, found: TypedFigure | Rebase, what: str
) -> HttpResponse:
    whole = plan_shown(request, found.plan_id)
    return render(
        request,
        "ui/form.html",
        {
            "heading": "Take it back",
            "caption": found.match.title,
            "crumbs": measure_crumbs(whole, found.match.measure),
            "form": form,
            "has_errors": bool(form.errors),
            "lead": f"{what}.",
            "button": "Take it back",
        },
    )
