"""The whole plan on one page, for paper."""

from datetime import date
from functools import lru_cache

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.counting import rating_counts
from lineofsight.web.plans.gathering import KEPT, head_now
from lineofsight.web.plans.models import Objective, Plan
from lineofsight.web.plans.rows import latest_update, row_of
from lineofsight.web.plans.views.shared import plan_page, plan_shown
from lineofsight.web.plans.whole import whole_plan


def printable(request: SignedIn, plan_id: int) -> HttpResponse:
    """The whole plan on one page: objective by objective with actions and measures."""
    whole = plan_shown(request, plan_id)
    return plan_page(
        request,
        whole,
        "plans/print.html",
        whole.plan.title,
        caption=whole.plan.organisation,
        printed=_printed(plan_id, whole.day, whole.inside, head_now()),
    )


@lru_cache(maxsize=KEPT)
def _printed(plan_id: int, day: date, inside: bool, head: str) -> SafeString:
    """The plan as its readers print it on a day, kept while the chain's head stays ``head``.

    The page is as long as the plan, and the same for all who see as much of it.
    """
    whole = whole_plan(Plan.objects.get(pk=plan_id), day)
    whole.inside = inside
    known = whole.by_key(Objective)
    sections = [
        {
            "objective": objective,
            "rows": [
                {"row": row_of(whole, each), "update": latest_update(whole, each)}
                for each in whole.actions
                if (known.get(each.objective_id or 0)) is objective
            ],
            "measures": [
                {"measure": each, "targets": whole.targets.get(each.pk, [])}
                for each in whole.measures
                if known.get(each.objective_id or 0) is objective
            ],
        }
        for objective in [*whole.objectives, None]
    ]
    said = {
        "whole": whole,
        "counts": rating_counts(whole),
        "sections": [
            each for each in sections if each["objective"] or each["rows"] or each["measures"]
        ],
    }
    return render_to_string("plans/printed.html", said)
