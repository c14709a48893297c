"""The statutory visits that a team has to make, in the order of days."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lineofsight.measuring.visiting import visits_to
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.line import STATUSES
from lineofsight.web.casework.lists import lists_of
from lineofsight.web.casework.permissions import check_see_team
from lineofsight.web.casework.views.shared import NOT_MADE, crumbs, current_or_404
from lineofsight.web.casework.visits import visits_due, with_last
from lineofsight.web.data.quality import NO_TEAM
from lineofsight.web.events.looks import look

ROWS_A_PAGE = 200


@require_GET
def team_visits(request: SignedIn, team: str) -> HttpResponse:
    """The visits due to children in need, on a plan and in care; noted as a look."""
    check_see_team(request.user, team)
    snapshot = current_or_404(request.user)
    context: dict[str, Any] = {"heading": "Statutory visits", "crumbs": crumbs()}
    with lists_of(request.user) as lists:
        if lists is None or not lists.names_people:
            return render(request, "casework/visits.html", {**context, "said": NOT_MADE})
        look(request.user, f"Visits of {'no team' if team == NO_TEAM else f'team {team}'}")
        found = visits_due(lists, team)
        name, told = lists.team_names().get(team, team), lists.told
    page = Paginator(found.due, ROWS_A_PAGE).get_page(request.GET.get("page"))
    children = {(row.authority, row.about) for _, row in page.object_list}
    context |= {
        "heading": "Statutory visits",
        "caption": name,
        "crumbs": crumbs((name, reverse("casework:team", args=[team]))),
        "told": told,
        "late": sum(row.late for _, row in found.due),
        "due": sum(not row.late for _, row in found.due),
        "page": page,
        "rows": [
            (each, STATUSES[each.status], STATUSES[each.last.status] if each.last else "")
            for each in with_last(page.object_list, visits_to(snapshot, children))
        ],
        "missing": found.missing,
        "restricted": found.restricted,
    }
    return render(request, "casework/visits.html", context)
