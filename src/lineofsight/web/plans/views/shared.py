"""What every page of a plan does first."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import check_read
from lineofsight.web.plans.whole import WholePlan, whole_plan


def plan_shown(request: SignedIn, plan_id: int) -> WholePlan:
    """The plan that the address names, on the day that ``?on=`` names; refused if not shared."""
    plan = get_object_or_404(Plan, pk=plan_id)
    check_read(request.user, plan)
    on = request.GET.get("on")
    try:
        day = date.fromisoformat(on) if on else None
    except ValueError as error:
        raise Http404(f"{on} is no day: write it as 2026-03-31.") from error
    return whole_plan(plan, day)


def crumbs(whole: WholePlan) -> list[tuple[str, str]]:
    """The way back from a page of a plan to its overview and to all plans."""
    return [
        ("Plans", reverse("home")),
        (whole.plan.title, reverse("plans:overview", args=[whole.plan.pk])),
    ]
