"""The list of a plan's actions, and the whole plan to print."""

from django.core.paginator import Paginator
from django.http import HttpResponse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.addresses import page_address
from lineofsight.web.plans.counting import rating_counts
from lineofsight.web.plans.filters import Chosen
from lineofsight.web.plans.models import Objective
from lineofsight.web.plans.rows import latest_update, row_of
from lineofsight.web.plans.views.shared import plan_page, plan_shown

PAGE = 50


def action_list(request: SignedIn, plan_id: int) -> HttpResponse:
    """The actions that fit what stands in the address, fifty on a page."""
    whole = plan_shown(request, plan_id)
    chosen = Chosen(request.GET, whole)
    found = chosen.found()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = {
        name: request.GET[name]
        for name in chosen.fields
        if request.GET.get(name) and name not in chosen.errors
    }
    return plan_page(
        request,
        whole,
        "plans/action_list.html",
        "Actions",
        form=chosen,
        has_errors=bool(chosen.errors),
        asked=chosen.asked(),
        rows=[row_of(whole, each) for each in page.object_list],
        page=page,
        count=len(found),
        orders=[
            (words, page_address(whole, "actions", {**asked, "sort": value}))
            for value, words in (("number", "Sort by number"), ("due", "Sort by date due"))
        ],
    )


def printable(request: SignedIn, plan_id: int) -> HttpResponse:
    """The whole plan on one page, for paper: objective by objective with actions and measures."""
    whole = plan_shown(request, plan_id)
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
    return plan_page(
        request,
        whole,
        "plans/print.html",
        whole.plan.title,
        caption=whole.plan.organisation,
        counts=rating_counts(whole),
        sections=[
            each for each in sections if each["objective"] or each["rows"] or each["measures"]
        ],
    )
