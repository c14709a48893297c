"""A cohort review with the children whom somebody sees of it, and sharing them out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lineofsight.errors import UnusableInput
from lineofsight.progress.cohorts import counted
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.cohorts.actions import name_checker, spread_evenly
from lineofsight.web.cohorts.forms import ShareForm
from lineofsight.web.cohorts.permissions import (
    can_manage,
    check_manage,
    check_see,
    children_seen,
    reviewers_on,
)
from lineofsight.web.cohorts.showing import shown
from lineofsight.web.cohorts.views.shared import cohort_of, crumbs, form_page
from lineofsight.web.events.looks import look
from lineofsight.web.events.recording import Conflict

CHILDREN_A_PAGE = 100


@require_GET
def cohort(request: SignedIn, cohort_id: int) -> HttpResponse:
    """The children of a review whom somebody sees, and how far they are; noted as a look."""
    found = cohort_of(cohort_id)
    check_see(request.user, found)
    look(request.user, f"Cohort review {found.pk}: its children")
    manages = can_manage(request.user, found)
    seen = list(children_seen(request.user, found))
    page = Paginator(seen, CHILDREN_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": found.title,
        "caption": "Cohort review",
        "crumbs": crumbs(),
        "cohort": found,
        "manages": manages,
        "checks": found.checker_id == request.user.pk,
        "counts": counted(each.stand for each in seen),
        "given_to_nobody": sum(each.reviewer_id is None for each in seen),
        # Nobody may check what they had a hand in, so that these wait for a second person.
        "only_mine": manages
        and found.checker_id is None
        and any(request.user.pk in each.had_a_hand for each in seen),
        "page": page,
        "rows": shown(request.user, found, list(page)),
    }
    return render(request, "cohorts/cohort.html", context)


@require_http_methods(["GET", "POST"])
def share(request: SignedIn, cohort_id: int) -> HttpResponse:
    """Give the children whom nobody has to reviewers, and say who checks."""
    found = cohort_of(cohort_id)
    check_manage(request.user, found)
    accounts = reviewers_on(timezone.localdate())
    form = ShareForm(
        request.POST or None, accounts, initial={"checker": str(found.checker_id or "")}
    )
    if request.method == "POST" and form.is_valid():
        why, checker = form.cleaned_data["why"], form.account("checker")
        try:
            if checker != found.checker:
                name_checker(by=request.user, why=why, cohort=found, checker=checker)
            reviewers = form.accounts("reviewers")
            if reviewers:
                spread_evenly(by=request.user, why=why, cohort=found, reviewers=reviewers)
        except UnusableInput as error:
            form.add_error(None, str(error))
        except Conflict:
            messages.error(request, "Somebody else wrote of this review meanwhile: look again.")
            return redirect(found)
        else:
            messages.success(request, "It is kept who reviews and who checks.")
            return redirect(found)
    return render(request, "ui/form.html", form_page("Share the children out", found, form))
