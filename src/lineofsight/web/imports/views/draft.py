"""A draft at a glance, and its parts beside the words they were read from."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.imports.adopting import counted
from lineofsight.web.imports.corrections import LISTS, CannotCorrect, find
from lineofsight.web.imports.drafts import draft_plan
from lineofsight.web.imports.jobs import read_draft
from lineofsight.web.imports.reviewing import review_of
from lineofsight.web.imports.telling import NAMES, shown_item
from lineofsight.web.imports.views.shared import crumbs, draft_shown
from lineofsight.web.jobs.telling import job_of

ON_A_PAGE = 50


def draft(request: SignedIn, draft_id: int) -> HttpResponse:
    """How far the reading is; then what was read, its doubts first and its gaps after them."""
    shown = draft_shown(request, draft_id)
    context = {
        "heading": "Check what was read",
        "caption": shown.document.name,
        "crumbs": crumbs(shown)[:1],
        "draft": shown,
        "job": job_of(read_draft, shown.pk) if shown.state == "reading" else None,
    }
    if shown.read is not None:
        plan = draft_plan(shown)
        context.update(
            plan=plan,
            review=review_of(shown, plan),
            lists=[
                (
                    listed,
                    NAMES[listed],
                    len(plan[listed]),
                    len(plan[listed]) - counted(plan, listed),
                )
                for listed in LISTS
            ],
        )
    return render(request, "imports/draft.html", context)


def items(request: SignedIn, draft_id: int, listed: str) -> HttpResponse:
    """Everything of one kind, each beside the words it was read from."""
    shown = draft_shown(request, draft_id)
    if listed not in LISTS or shown.read is None:
        raise Http404("No such part of a draft.")
    plan = draft_plan(shown)
    pages = Paginator(plan[listed], ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "imports/items.html",
        {
            "heading": NAMES[listed].many.capitalize(),
            "caption": shown.document.name,
            "crumbs": crumbs(shown),
            "draft": shown,
            "listed": listed,
            "one": NAMES[listed].one,
            "page": page,
            "items": [shown_item(plan, listed, each, shown.sources) for each in page.object_list],
        },
    )


def item(request: SignedIn, draft_id: int, item_id: str) -> HttpResponse:
    """One thing that was read, beside its words, with everything that can be done to it."""
    shown = draft_shown(request, draft_id)
    plan = draft_plan(shown)
    try:
        listed, at, each = find(plan, item_id)
    except CannotCorrect as error:
        raise Http404(str(error)) from error
    around = plan[listed]
    return render(
        request,
        "imports/item.html",
        {
            "heading": f"{NAMES[listed].one.capitalize()} {each.get('ref') or ''}".strip(),
            "caption": shown.document.name,
            "crumbs": [
                *crumbs(shown),
                (
                    NAMES[listed].many.capitalize(),
                    reverse("imports:items", args=[shown.pk, listed]),
                ),
            ],
            "draft": shown,
            "listed": listed,
            "item": shown_item(plan, listed, each, shown.sources),
            "before": around[at - 1] if at else None,
            "after": around[at + 1] if at + 1 < len(around) else None,
        },
    )
