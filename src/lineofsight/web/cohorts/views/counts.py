"""How far cohort reviews are, without a child: for those who lead and those who read."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lineofsight.progress.cohorts import Counts, Stand, counted, for_outside
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.cohorts.models import Cohort, CohortChild
from lineofsight.web.cohorts.permissions import check_counts, check_see, sees_inside
from lineofsight.web.cohorts.views.shared import cohort_of, crumbs
from lineofsight.web.ui.refusal import NotAllowed


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """Every cohort review with its counts, the newest first; no child."""
    check_counts(request.user)
    cohorts = list(Cohort.objects.select_related("by"))
    held = _counts_of(request.user, cohorts)
    context = {
        "heading": "Cohort reviews",
        "crumbs": crumbs()[:1],
        "inside": sees_inside(request.user),
        "rows": [(each, held[each.pk]) for each in cohorts],
    }
    return render(request, "cohorts/index.html", context)


@require_GET
def counts(request: SignedIn, cohort_id: int) -> HttpResponse:
    """How far one review is, in counts alone."""
    check_counts(request.user)
    found = cohort_of(cohort_id)
    context = {
        "heading": found.title,
        "caption": "Cohort review",
        "crumbs": crumbs(),
        "cohort": found,
        "inside": sees_inside(request.user),
        "counts": _counts_of(request.user, [found])[found.pk],
        "sees_children": NotAllowed.stops(check_see, request.user, found) is None,
    }
    return render(request, "cohorts/counts.html", context)


def _counts_of(account: Account, cohorts: list[Cohort]) -> dict[int, Counts]:
    """The counts of some reviews as an account is shown them, in one query."""
    stands: dict[int, list[Stand]] = defaultdict(list)
    wanted = ("cohort_id", "finding", "acted", "closed_at", "checked_at")
    for each in CohortChild.objects.filter(cohort__in=cohorts).only(*wanted):
        stands[each.cohort_id].append(each.stand)
    told = {each.pk: counted(stands[each.pk]) for each in cohorts}
    if sees_inside(account):
        return told
    return {key: for_outside(each) for key, each in told.items()}
