"""The first page: what waits for a person, the plans they may read, and how to begin another."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.accounts.roles import May
from lineofsight.web.casework.waiting import due_of
from lineofsight.web.cohorts.permissions import can_see_counts
from lineofsight.web.cohorts.waiting import to_review
from lineofsight.web.imports.models import Draft
from lineofsight.web.imports.permissions import can_import
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import can_read, can_read_inside
from lineofsight.web.plans.waiting import Desk


def home(request: SignedIn) -> HttpResponse:
    """What waits, the drafts being checked, the plans, and how to import another."""
    account = request.user
    plans = [each for each in Plan.objects.order_by("title") if can_read(account, each)]
    inside = [each for each in plans if can_read_inside(account, each)]
    return render(
        request,
        "plans/home.html",
        {
            "heading": "Plans",
            "plans": plans,
            "due": [*due_of(account), *to_review(account)],
            "waiting": Desk(account, inside, timezone.localdate()).waiting(),
            "can_import": can_import(account),
            "sees_cohorts": can_see_counts(account),
            "drafts": _drafts(account),
        },
    )


def _drafts(account: Account) -> list[Draft]:
    """The drafts that were begun and neither adopted nor dropped, the newest first."""
    if not account.may_anywhere(May.IMPORT):
        return []
    found = (
        Draft.objects.filter(state__in=("reading", "open", "unusable"))
        .select_related("document")
        .order_by("-started_at")
    )
    return [each for each in found if can_import(account, each.plan_id)]
