"""The plan at a glance."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.counting import rating_counts
from lineofsight.web.plans.permissions import can_edit
from lineofsight.web.plans.views.shared import plan_shown


def overview(request: SignedIn, plan_id: int) -> HttpResponse:
    """Counts by rating, what is overdue and due soon, and the objectives."""
    whole = plan_shown(request, plan_id)
    return render(
        request,
        "plans/overview.html",
        {
            "heading": whole.plan.title,
            "caption": whole.plan.organisation,
            "crumbs": [("Plans", reverse("home"))],
            "whole": whole,
            "counts": rating_counts(whole),
            "overdue": [each for each in whole.actions if whole.overdue(each)],
            "can_edit": can_edit(request.user, whole.plan),
            "due_soon": [each for each in whole.actions if whole.due_soon(each)],
        },
    )
