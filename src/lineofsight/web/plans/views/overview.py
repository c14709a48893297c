"""The plan at a glance: what a board's chair wants to know in two minutes."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.counting import printed_counts, rating_counts, state_counts
from lineofsight.web.plans.groups import Group, by_lead, by_month, by_theme
from lineofsight.web.plans.history import USUAL_SPAN, changed_since
from lineofsight.web.plans.permissions import can_see_history
from lineofsight.web.plans.reading_days import read_day
from lineofsight.web.plans.rows import row_of
from lineofsight.web.plans.views.shared import day_fault, plan_page, plan_shown
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.updates.models import Period
from lineofsight.web.updates.periods import last_board, reporting_on, without_update

SHORT = 5
LEADS = 8
MONTHS = 6


def overview(request: SignedIn, plan_id: int) -> HttpResponse:
    """Counts by rating and delivery, what wants attention, and by theme, lead and month due."""
    whole = plan_shown(request, plan_id, any_day=True)
    reporting = reporting_on(whole)
    overdue = sorted(filter(whole.overdue, whole.actions), key=lambda each: str(each.due_on))
    since, fault = since_asked(request, whole)
    leads, months = by_lead(whole), by_month(whole)
    return plan_page(
        request,
        whole,
        "plans/overview.html",
        whole.plan.title,
        caption=whole.plan.organisation,
        crumbs=[("Plans", reverse("home"))],
        counts=rating_counts(whole),
        printed=printed_counts(whole),
        states=state_counts(whole),
        figures=sum(
            any(e.measure_id == each.pk and e.kind == "figure" for e in whole.evidence)
            for each in whole.measures
        ),
        overdue=[row_of(whole, each) for each in overdue[:SHORT]],
        overdue_count=len(overdue),
        due_soon=sum(map(whole.due_soon, whole.actions)),
        reporting=reporting,
        without_update=len(without_update(whole, reporting)),
        on_fault=day_fault(request),
        on_typed=request.GET.get("on", ""),
        since=since,
        since_fault=fault,
        has_errors=bool(fault or day_fault(request)),
        changed=len(changed_since(whole, since)),
        themes=by_theme(whole),
        leads=leads[:LEADS],
        lead_count=len(leads),
        months=_coming(whole, months),
        month_count=len(months),
    )


def by_lead_page(request: SignedIn, plan_id: int) -> HttpResponse:
    """Every lead with their actions counted."""
    whole = plan_shown(request, plan_id)
    return plan_page(
        request,
        whole,
        "plans/groups.html",
        "Actions by lead",
        groups=by_lead(whole),
        of="Lead",
        note="An action with two leads counts for each of them.",
    )


def by_month_page(request: SignedIn, plan_id: int) -> HttpResponse:
    """Every month in which actions are due."""
    whole = plan_shown(request, plan_id)
    groups = by_month(whole)
    return plan_page(
        request, whole, "plans/groups.html", "Actions by month due", groups=groups, of="Month due"
    )


def changes(request: SignedIn, plan_id: int) -> HttpResponse:
    """Which parts changed since a day, such as that of the last board meeting."""
    whole = plan_shown(request, plan_id)
    since, fault = since_asked(request, whole)
    return plan_page(
        request,
        whole,
        "plans/changes.html",
        "What changed",
        since=since,
        since_fault=fault,
        has_errors=bool(fault),
        changed=changed_since(whole, since),
        with_history=can_see_history(request.user, whole.plan),
    )


def since_asked(request: SignedIn, whole: WholePlan) -> tuple[date, str]:
    """The day that ``?since=`` names, else the last board's; and what was wrong with it.

    Four weeks before, where no period of the plan has ended.
    """
    usual = last_board(whole.all(Period), whole.day) or whole.day - USUAL_SPAN
    typed = request.GET.get("since", "").strip()
    if not typed:
        return usual, ""
    found = read_day(typed)
    if found is None:
        return usual, f"“{typed}” is not a day. Write it like 31 March 2026."
    return found, ""


def _coming(whole: WholePlan, months: list[Group]) -> list[Group]:
    """The months from this one on; the last ones where the plan's dates are all past."""
    this = f"{whole.day:%Y-%m}"
    coming = [each for each in months if this <= each.query["due"] < "none"]
    return (coming or months[-MONTHS:])[:MONTHS]
