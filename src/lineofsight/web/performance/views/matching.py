"""Saying what measures the measures of a plan."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.performance.actions import Chosen, match_measures, unmatch
from lineofsight.web.performance.forms import MatchForm, WhyForm
from lineofsight.web.performance.models import Match
from lineofsight.web.performance.permissions import check_match
from lineofsight.web.performance.suggesting import answers_to, suggested
from lineofsight.web.performance.views.shared import (
    called,
    match_kept,
    measure_crumbs,
    measure_shown,
)
from lineofsight.web.plans.views.shared import crumbs, plan_shown
from lineofsight.web.ui.templatetags.ui import count_of


@require_http_methods(["GET", "POST"])
def matching(request: SignedIn, plan_id: int) -> HttpResponse:
    """Every measure of a plan that nobody has matched, with what its words ask for, to confirm."""
    whole = plan_shown(request, plan_id)
    check_match(request.user, whole.plan)
    held = {each.measure_id for each in Match.objects.filter(plan=whole.plan)}
    waiting = [suggested(whole, each) for each in whole.measures if each.pk not in held]
    if request.method == "POST":
        ticked = request.POST.getlist("measure")
        chosen = [
            each for found in waiting if str(found.measure.pk) in ticked for each in found.chosen
        ]
        if not chosen:
            messages.error(request, "Tick the measures whose suggestion is right, then confirm.")
        else:
            match_measures(by=request.user, why="", plan=whole.plan, chosen=chosen)
            of = len({each.measure.pk for each in chosen})
            messages.success(request, f"{count_of(of, 'measure')} matched.")
        return redirect("performance:matching", plan_id)
    return render(
        request,
        "performance/matching.html",
        {
            "heading": "What measures the measures",
            "caption": whole.plan.title,
            "crumbs": [
                *crumbs(whole),
                ("Measures", reverse("performance:leaders", args=[plan_id])),
            ],
            "whole": whole,
            "lists": [
                ("Computed from the tables", [each for each in waiting if each.computed]),
                ("Waiting for another source", [each for each in waiting if not each.computed]),
            ],
            "waiting": waiting,
            "matched": len(whole.measures) - len(waiting),
        },
    )


@require_http_methods(["GET", "POST"])
def match(request: SignedIn, measure_id: int) -> HttpResponse:
    """Say what measures one measure: what its words ask for, or anything else."""
    whole, measure = measure_shown(request, measure_id)
    check_match(request.user, whole.plan)
    targets = whole.targets.get(measure.pk, [])
    form = MatchForm(request.POST or None, answers=answers_to(measure), targets=targets)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = given["chosen"]
        if given["covers"] == "part":
            answer = replace(answer, covers="part", uncovered=given["uncovered"])
        match_measures(
            by=request.user,
            why=given["why"],
            plan=whole.plan,
            chosen=[Chosen(measure, answer, form.not_its_targets(), given["better"])],
        )
        messages.success(request, f"{called(measure)} is measured by: {answer.title}.")
        return redirect("performance:measure", measure.pk)
    return render(
        request,
        "performance/match.html",
        {
            "heading": "What measures it?",
            "caption": called(measure),
            "crumbs": measure_crumbs(whole, measure),
            "measure": measure,
            "form": form,
            "has_errors": bool(form.errors),
        },
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, match_id: int) -> HttpResponse:
    """Say that something does not measure a measure after all."""
    whole, found = match_kept(request, match_id)
    if whole.past is not None:
        raise Http404("A past day cannot be changed.")
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = found.get_absolute_url()
        unmatch(by=request.user, why=form.cleaned_data["why"], match=found)
        messages.success(request, f"{found.title} no longer measures it.")
        return redirect(address)
    typed = found.typed.count()
    return render(
        request,
        "ui/form.html",
        {
            "heading": "It does not measure this",
            "caption": found.title,
            "crumbs": measure_crumbs(whole, found.measure),
            "form": form,
            "has_errors": bool(form.errors),
            "lead": f"{found.title} will no longer measure “{found.measure.text}”."
            + (f" {count_of(typed, 'typed figure')} will go with it." if typed else ""),
            "button": "Take it away",
        },
    )
