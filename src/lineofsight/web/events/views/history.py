"""What happened to a plan, and to one record of it."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.forms import FilterForm
from lineofsight.web.events.models import Version
from lineofsight.web.events.permissions import (
    can_redact,
    check_redact,
    check_see_history,
    check_see_states,
)
from lineofsight.web.events.telling import (
    RECORDS_APART,
    events_of,
    kind_words,
    tell,
    title_of,
    told_by_event,
)
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import check_read

EVENTS_A_PAGE = 25
RECORDS_A_PAGE = 50
# An event that wrote more records than this tells them on a page of its own.
TOLD_AT_ONCE = 8


def history(request: SignedIn, plan_id: int) -> HttpResponse:
    """Every event of a plan, by person, kind and day."""
    plan = _plan(request, plan_id)
    events = events_of(plan.pk)
    seen = set(events.order_by().values_list("by_id", "by__name", "kind").distinct())
    people = sorted({(str(key), str(name)) for key, name, _ in seen if key}, key=lambda p: p[1])
    if any(key is None for key, _, _ in seen):
        people.append(("site", "The site itself"))
    kinds = sorted({(kind, kind.capitalize()) for _, _, kind in seen})
    form = FilterForm(request.GET or None, people, kinds)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if given["person"]:
            by = None if given["person"] == "site" else int(given["person"])
            events = events.filter(by=by)
        if given["kind"]:
            events = events.filter(kind=given["kind"])
        if given["day"]:
            events = events.filter(at__date=given["day"])
    page = Paginator(events, EVENTS_A_PAGE).get_page(request.GET.get("page"))
    numbers = [each.number for each in page]
    wrote = Counter(
        Version.objects.filter(event__in=numbers).order_by().values_list("event_id", flat=True)
    )
    few = [number for number in numbers if wrote[number] <= TOLD_AT_ONCE]
    told = told_by_event(Version.objects.filter(event__in=few).order_by("id"))
    return render(
        request,
        "events/history.html",
        {
            "heading": "What happened",
            "caption": plan.title,
            "crumbs": _crumbs(plan),
            "plan": plan,
            "form": form,
            "has_errors": bool(form.errors),
            "page": page,
            "rows": [(each, wrote[each.number], told.get(each.number, [])) for each in page],
        },
    )


def event(request: SignedIn, plan_id: int, number: int) -> HttpResponse:
    """One event, and all that it wrote."""
    plan = _plan(request, plan_id)
    found = get_object_or_404(events_of(plan.pk), number=number)
    versions = Version.objects.filter(event=found).order_by("id")
    page = Paginator(versions, RECORDS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "events/event.html",
        {
            "heading": f"Event {found.number}: {found.kind}",
            "caption": plan.title,
            "crumbs": [*_crumbs(plan), ("What happened", reverse("events:plan", args=[plan.pk]))],
            "plan": plan,
            "event": found,
            "page": page,
            "told": tell(page),
            "can_redact": can_redact(request.user, plan.pk),
        },
    )


def record(request: SignedIn, kind: str, key: int) -> HttpResponse:
    """Every state of one record, the newest first, with a way to have a text taken out."""
    versions = Version.objects.filter(kind=kind, key=key).order_by("-id")
    newest = versions.first()
    if newest is None:
        raise Http404("No such record was ever kept.")
    check_see_history(request.user, newest.plan)
    check_see_states(request.user, newest)
    if kind in RECORDS_APART:
        check_redact(request.user, newest.plan)
    page = Paginator(versions.select_related("event__by"), EVENTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    plan = Plan.objects.filter(pk=newest.plan).first() if newest.plan else None
    return render(
        request,
        "events/record.html",
        {
            "heading": f"History of {kind_words(kind).lower()} {key}",
            "caption": title_of(newest.data or {}),
            "crumbs": _crumbs(plan) if plan else [("Plans", reverse("home"))],
            "page": page,
            "told": tell(page),
            "can_redact": can_redact(request.user, newest.plan),
        },
    )


def _plan(request: SignedIn, plan_id: int) -> Plan:
    plan = get_object_or_404(Plan, pk=plan_id)
    check_read(request.user, plan)
    check_see_history(request.user, plan.pk)
    return plan


def _crumbs(plan: Plan) -> list[tuple[str, str]]:
    return [("Plans", reverse("home")), (plan.title, plan.get_absolute_url())]
