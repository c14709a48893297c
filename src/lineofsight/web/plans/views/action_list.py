"""The list of a plan's actions."""

from django.core.paginator import Paginator
from django.http import HttpResponse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.addresses import page_address
from lineofsight.web.plans.filters import Chosen
from lineofsight.web.plans.rows import row_of
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
