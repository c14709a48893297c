"""A lead's own actions."""

from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.models import Action


def mine(request: SignedIn) -> HttpResponse:
    """Every action that the signed-in person leads or contributes to, the soonest due first."""
    actions = (
        Action.objects.filter(responsibilities__person__account=request.user, gone_in=None)
        .select_related("plan", "rating")
        .order_by("due_on", "position")
        .distinct()
    )
    return render(request, "plans/mine.html", {"heading": "My actions", "actions": actions})
