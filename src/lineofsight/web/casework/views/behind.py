"""The children behind a figure."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lineofsight.errors import UnusableInput
from lineofsight.measuring.periods import period_named
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.behind import Behind, behind
from lineofsight.web.casework.permissions import can_open_cohort
from lineofsight.web.casework.views.lists import ROWS_A_PAGE
from lineofsight.web.casework.views.shared import crumbs, current_or_404
from lineofsight.web.data.results import indicators
from lineofsight.web.events.looks import look


@require_GET
def children_behind(request: SignedIn, indicator: str, period: str) -> HttpResponse:
    """The rows that a month's figure counts, of the children somebody sees; noted as a look."""
    snapshot = current_or_404(request.user)
    known = indicators().get(indicator)
    if known is None or "child_id" not in known.panel.columns:
        raise Http404(f"There is no indicator {indicator} about children.")
    try:
        month = period_named(period)
    except UnusableInput as error:
        raise Http404(str(error)) from None
    look(request.user, f"Children behind {indicator} in {month.name}")
    said, found = "", Behind((), 0, {})
    try:
        found = behind(request.user, snapshot, known, month)
    except UnusableInput as error:
        said = str(error)
    context = {
        "heading": known.title,
        "caption": f"{month.last_day:%B %Y}",
        "crumbs": crumbs(),
        "said": said,
        "indicator": known.id,
        "month": month.name,
        "can_open_cohort": can_open_cohort(request.user),
        "sentence": known.sentence,
        "found": found,
        "known_to": snapshot.as_at,
        "restricted": found.restricted,
        "has_clock": known.clock is not None,
        "page": Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "casework/behind.html", context)
