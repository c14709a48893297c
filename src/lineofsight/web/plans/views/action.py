"""An action's own page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.models import Action
from lineofsight.web.plans.views.shared import crumbs, plan_shown


def action(request: SignedIn, plan_id: int, action_id: int) -> HttpResponse:
    """What will be done, by whom, by when, how it stands, and what was said of it."""
    whole = plan_shown(request, plan_id)
    shown = whole.by_key(Action).get(action_id)
    if shown is None:
        raise Http404("No such action in this plan on this day.")
    return render(
        request,
        "plans/action.html",
        {
            "heading": f"Action {shown.ref}" if shown.ref else "Action",
            "caption": whole.plan.title,
            "crumbs": crumbs(whole),
            "whole": whole,
            "action": shown,
            "leads": whole.leads.get(shown.pk, []),
            "updates": whole.updates.get(shown.pk, []),
        },
    )
