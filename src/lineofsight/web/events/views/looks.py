"""Who looked at what."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.accounts.roles import May
from lineofsight.web.events.models import Look, Seal
from lineofsight.web.events.permissions import check_see_looks

LOOKS_A_PAGE = 100


def looks(request: SignedIn) -> HttpResponse:
    """The looks on the plans of an information governance lead, by person and day."""
    check_see_looks(request.user)
    held = [
        each.plan_id
        for each in request.user.memberships_today()
        if May.SEE_LOOKS in each.role_held.may
    ]
    found = Look.objects.select_related("by").order_by("-id")
    if None not in held:
        found = found.filter(plan__in=held)
    on, person = request.GET.get("day", ""), request.GET.get("person", "").strip()
    if on:
        try:
            found = found.filter(at__date=date.fromisoformat(on))
        except ValueError as error:
            raise Http404(f"{on} is no day: write it as 2026-03-31.") from error
    if person:
        found = found.filter(Q(by__name__icontains=person) | Q(by__email__icontains=person))
    return render(
        request,
        "events/looks.html",
        {
            "heading": "Who looked at what",
            "crumbs": [("Plans", reverse("home"))],
            "page": Paginator(found, LOOKS_A_PAGE).get_page(request.GET.get("page")),
            "on": on,
            "person": person,
            "sees_all": None in held,
            "sealed": Seal.objects.order_by("-day").first(),
        },
    )
