"""What somebody's own children are due, and their own figures."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lineofsight.measuring.holding import says_who_chairs
from lineofsight.measuring.kept.reading import opened
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.children import chaired_children
from lineofsight.web.casework.figures import FEW, last_months, own_figures
from lineofsight.web.casework.lists import Lists
from lineofsight.web.casework.permissions import check_see_mine, own
from lineofsight.web.casework.rows import parted
from lineofsight.web.casework.views.shared import NO_TABLES, NOT_MADE, crumbs, current_for
from lineofsight.web.events.looks import look


@require_GET
def mine(request: SignedIn) -> HttpResponse:
    """What is overdue and due of somebody's own children, and their figures; noted as a look."""
    check_see_mine(request.user)
    snapshot = current_for(request.user)
    seen = own(request.user)
    context: dict[str, Any] = {"heading": "My children", "crumbs": crumbs(), "seen": seen}
    with opened(settings.PLACES.store) as results:
        if snapshot is None or results is None or not results.names_people:
            context["said"] = NOT_MADE if snapshot else NO_TABLES
            return render(request, "casework/mine.html", context)
        look(request.user, "Own children: what is due")
        lists = Lists(results, request.user)
        context["told"] = lists.told
        if seen.holds:
            months = last_months(results)
            held = lists.of_worker(seen.worker)
            context |= {
                "held": parted(held.rows, lists.told, "held"),
                "restricted": held.restricted,
                "months": months,
                "few": FEW,
                "figures": own_figures(results, seen.worker, months),
            }
        if seen.chairs:
            context |= {
                "chaired": parted(
                    lists.of_children(chaired_children(request.user, snapshot)).rows,
                    lists.told,
                    "chaired",
                ),
                "chairs_told": says_who_chairs(snapshot),
            }
    return render(request, "casework/mine.html", context)
