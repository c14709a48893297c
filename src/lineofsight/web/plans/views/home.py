"""The first page: the plans a person may read, and what they may do next."""

from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.imports.models import Draft
from lineofsight.web.imports.permissions import can_import
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import can_read


def home(request: SignedIn) -> HttpResponse:
    """The plans, the drafts being checked, and how to import another."""
    account = request.user
    importing = can_import(account)
    return render(
        request,
        "plans/home.html",
        {
            "heading": "Plans",
            "plans": [each for each in Plan.objects.order_by("title") if can_read(account, each)],
            "can_import": importing,
            "drafts": Draft.objects.filter(state__in=("reading", "open", "unusable"))
            .select_related("document")
            .order_by("-started_at")
            if importing
            else [],
        },
    )
