"""A worker's own figures, as the manager of their team sees them."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lineofsight.measuring.holding import workers_in
from lineofsight.measuring.kept.reading import opened
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.figures import FEW, last_months, own_figures
from lineofsight.web.casework.lists import Lists
from lineofsight.web.casework.permissions import check_see_workers_rows
from lineofsight.web.casework.views.shared import NOT_MADE, crumbs, current_or_404
from lineofsight.web.events.looks import look
from lineofsight.web.ui.refusal import NotAllowed


@require_GET
def worker(request: SignedIn, team: str, worker: str) -> HttpResponse:
    """The figures of one worker of a team that somebody manages; noted as a look."""
    check_see_workers_rows(request.user, team)
    snapshot = current_or_404(request.user)
    if worker not in workers_in(snapshot, team):
        raise NotAllowed("A worker's figures are seen by the worker and the manager of their team.")
    context: dict[str, Any] = {"heading": "A worker’s figures", "crumbs": crumbs()}
    with opened(settings.PLACES.store) as results:
        if results is None or not results.names_people:
            return render(request, "casework/worker.html", {**context, "said": NOT_MADE})
        look(request.user, f"Figures of worker {worker}")
        lists, months = Lists(results, request.user), last_months(results)
        name = lists.team_names().get(team, team)
        context |= {
            "crumbs": crumbs((name, reverse("casework:team", args=[team]))),
            "worker": worker,
            "told": lists.told,
            "months": months,
            "few": FEW,
            "figures": own_figures(results, worker, months),
        }
    return render(request, "casework/worker.html", context)
