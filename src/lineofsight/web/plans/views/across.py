"""Pages across a plan: coverage, the timeline of dates, and search."""

from django.core.paginator import Paginator
from django.http import HttpResponse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.plans.addresses import page_address
from lineofsight.web.plans.coverage import STANDINGS, coverage_of
from lineofsight.web.plans.searching import search
from lineofsight.web.plans.timeline import dates_of, months_of, undated
from lineofsight.web.plans.views.shared import plan_page, plan_shown

FINDINGS, SUGGESTIONS = 25, 5


def coverage(request: SignedIn, plan_id: int) -> HttpResponse:
    """Finding by finding, what in the plan answers it, and which nothing answers.

    Twenty-five findings stand on a page, with the first suggestions for each.
    """
    whole = plan_shown(request, plan_id)
    covered = coverage_of(whole)
    page = Paginator(covered, FINDINGS).get_page(request.GET.get("page"))
    return plan_page(
        request,
        whole,
        "plans/coverage.html",
        "Does the plan reflect the findings?",
        covered=page.object_list,
        page=page,
        most=SUGGESTIONS,
        counts=[(words, sum(c.standing == key for c in covered)) for key, words in STANDINGS],
    )


def timeline(request: SignedIn, plan_id: int) -> HttpResponse:
    """The dates of one year, month by month."""
    whole = plan_shown(request, plan_id)
    dated = dates_of(whole)
    years = sorted({each.day.year for each in dated})
    asked = request.GET.get("year", "")
    usual = min(years, key=lambda year: abs(year - whole.day.year), default=whole.day.year)
    year = int(asked) if asked.isdecimal() and int(asked) in years else usual
    return plan_page(
        request,
        whole,
        "plans/timeline.html",
        f"Dates in {year}",
        months=months_of(whole, [each for each in dated if each.day.year == year]),
        years=[(each, page_address(whole, "timeline", {"year": str(each)})) for each in years],
        year=year,
        undated=undated(whole),
    )


def find(request: SignedIn, plan_id: int) -> HttpResponse:
    """The parts of the plan that hold the words asked for."""
    whole = plan_shown(request, plan_id)
    words = request.GET.get("q", "").strip()[:200]
    found = search(whole, words)
    return plan_page(
        request,
        whole,
        "plans/search.html",
        "Search this plan",
        words=words,
        found=found,
        count=sum(len(each.parts) for each in found),
    )
