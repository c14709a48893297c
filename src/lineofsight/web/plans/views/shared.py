"""What every page of a plan does first, and last."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.addresses import page_address
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import (
    can_edit,
    can_read_inside,
    can_see_history,
    check_read,
)
from lineofsight.web.plans.reading_days import read_day
from lineofsight.web.plans.whole import WholePlan, whole_plan

# The pages that every page of the plan leads to.
NAVIGATION = (
    ("overview", "Overview"),
    ("actions", "Actions"),
    ("objectives", "Objectives"),
    ("measures", "Measures"),
    ("performance:leaders", "Progress"),
    ("coverage", "Findings"),
    ("risks", "Risks"),
    ("timeline", "Timeline"),
    ("contents", "More"),
    ("search", "Search"),
)


def plan_shown(request: SignedIn, plan_id: int, *, any_day: bool = False) -> WholePlan:
    """The plan that the address names, on the day that ``?on=`` names; refused if not shared.

    What is no day is a page not found, but for ``any_day``: then the plan is shown as it is now,
    and the page says what was wrong (:func:`day_fault`).
    """
    plan = get_object_or_404(Plan, pk=plan_id)
    check_read(request.user, plan)
    if day_fault(request) and not any_day:
        raise Http404(day_fault(request))
    day = read_day(request.GET.get("on", ""))
    whole = whole_plan(plan, day)
    whole.inside = can_read_inside(request.user, plan)
    return whole


def day_fault(request: SignedIn) -> str:
    """What is wrong with the day in the address, empty where nothing is."""
    typed = request.GET.get("on", "").strip()
    if not typed or read_day(typed) is not None:
        return ""
    return f"“{typed}” is not a day. Write it like 31 March 2026."


def crumbs(whole: WholePlan) -> list[tuple[str, str]]:
    """The way back from a page of a plan to its overview and to all plans."""
    return [
        ("Plans", reverse("home")),
        (whole.plan.title, page_address(whole, "overview")),
    ]


def plan_page(
    request: SignedIn, whole: WholePlan, template: str, heading: str, **context: Any
) -> HttpResponse:
    """A page of a plan: its navigation, and whether the reader may edit (never on a past day)."""
    said = {
        "heading": heading,
        "caption": whole.plan.title,
        "crumbs": crumbs(whole),
        "whole": whole,
        "navigation": [
            (words, page_address(whole, name), name.rpartition(":")[2])
            for name, words in NAVIGATION
        ],
        "can_edit": whole.past is None and can_edit(request.user, whole.plan),
        "can_see_history": can_see_history(request.user, whole.plan),
    }
    return render(request, template, {**said, **context})
