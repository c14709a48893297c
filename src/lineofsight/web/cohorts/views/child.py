"""One child of a cohort review: what was found, who reviews them, and the check by another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.views.children import line_page
from lineofsight.web.cohorts.actions import check_child, give, record_finding
from lineofsight.web.cohorts.forms import CheckForm, FindingForm, GiveForm
from lineofsight.web.cohorts.models import Cohort, CohortChild
from lineofsight.web.cohorts.permissions import (
    OUTSIDE,
    can_check,
    can_manage,
    can_record,
    check_check,
    check_line,
    check_manage,
    check_record,
    child_seen,
    reviewers_on,
)
from lineofsight.web.cohorts.showing import Shown, shown
from lineofsight.web.cohorts.views.shared import cohort_of, form_page, under
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.events.looks import look
from lineofsight.web.events.recording import Conflict
from lineofsight.web.ui.refusal import NotAllowed

CHANGED = "Somebody else wrote of this child meanwhile: read it first."


@require_http_methods(["GET", "POST"])
def child(request: SignedIn, cohort_id: int, key: str) -> HttpResponse:
    """Why a child is in a review and what was found; its reviewer says it here; noted as a look."""
    cohort, found, seen = _found(request, cohort_id, key)
    if request.method == "POST":
        check_record(request.user, found)
    form = FindingForm(request.POST or None, initial=_said(found))
    if request.method == "POST" and form.is_valid():
        try:
            record_finding(by=request.user, child=found, person=_person(seen), **form.cleaned_data)
        except UnusableInput as error:
            form.add_error(None, str(error))
        except Conflict:
            messages.error(request, CHANGED)
            return redirect(found)
        else:
            messages.success(request, "What you found is kept.")
            return redirect(cohort)
    context = form_page("A child of a cohort review", cohort, form) | {
        "cohort": cohort,
        "child": found,
        "seen": seen,
        "rows": [
            {**each, **{name: parse_date(each[name]) for name in ("since", "due")}}
            for each in found.rows
        ],
        "can_record": can_record(request.user, found),
        "can_check": can_check(request.user, found),
        "can_give": can_manage(request.user, cohort) and found.closed_at is None,
    }
    return render(request, "cohorts/child.html", context)


@require_GET
def line(request: SignedIn, cohort_id: int, key: str) -> HttpResponse:
    """What is due of a child of a review and what happened to them; noted as a look."""
    cohort, found, seen = _found(request, cohort_id, key, ": their line")
    check_line(found)
    snapshot = snapshot_of()
    if seen.who is None or snapshot is None:
        messages.info(request, "The tables tell nothing of this child any more.")
        return redirect(found)
    way_back = [*under(cohort), ("A child of a cohort review", found.get_absolute_url())]
    return line_page(request, snapshot, seen.who, way_back)


@require_http_methods(["GET", "POST"])
def give_one(request: SignedIn, cohort_id: int, key: str) -> HttpResponse:
    """Give one child to another reviewer."""
    cohort = cohort_of(cohort_id)
    check_manage(request.user, cohort)
    cohort, found, seen = _found(request, cohort_id, key)
    initial = {"reviewer": str(found.reviewer_id or ""), "edition": found.edition}
    form = GiveForm(request.POST or None, reviewers_on(timezone.localdate()), initial=initial)
    if request.method == "POST" and form.is_valid():
        reviewer = form.account("reviewer")
        assert reviewer is not None
        try:
            give(
                by=request.user,
                why=form.cleaned_data["why"],
                child=found,
                reviewer=reviewer,
                person=_person(seen),
                edition=form.cleaned_data["edition"],
            )
        except UnusableInput as error:
            form.add_error(None, str(error))
        except Conflict:
            messages.error(request, CHANGED)
            return redirect(found)
        else:
            messages.success(request, f"This child is given to {reviewer.name}.")
            return redirect(found)
    context = form_page("Give this child to a reviewer", cohort, form, lead=_called(seen))
    return render(request, "ui/form.html", context)


@require_http_methods(["GET", "POST"])
def check(request: SignedIn, cohort_id: int, key: str) -> HttpResponse:
    """Agree to what another person found, or send it back."""
    cohort, found, seen = _found(request, cohort_id, key)
    check_check(request.user, found)
    form = CheckForm(request.POST or None, initial={"edition": found.edition})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            check_child(
                by=request.user,
                why=given["why"],
                child=found,
                agreed=given["agreed"] == "yes",
                person=_person(seen),
                edition=given["edition"],
            )
        except UnusableInput as error:
            form.add_error(None, str(error))
        except Conflict:
            messages.error(request, CHANGED)
            return redirect(found)
        else:
            messages.success(request, "Your check is kept.")
            return redirect(cohort)
    context = form_page("Check a review", cohort, form, lead=_called(seen))
    return render(request, "ui/form.html", context)


def _found(
    request: SignedIn, cohort_id: int, key: str, what: str = ""
) -> tuple[Cohort, CohortChild, Shown]:
    """The child of an address, to somebody who sees them in this review; noted as a look."""
    cohort = cohort_of(cohort_id)
    found = child_seen(request.user, cohort, key)
    found.cohort = cohort
    look(request.user, f"Child {key}{what}, in cohort review {cohort.pk}")
    [seen] = shown(request.user, cohort, [found])
    if seen.restricted:
        raise NotAllowed(OUTSIDE)
    return cohort, found, seen


def _person(seen: Shown) -> str:
    return seen.who[1] if seen.who else ""


def _called(seen: Shown) -> str:
    return f"{seen.about}. {seen.left}".strip(" .") + "."


def _said(found: CohortChild) -> dict[str, object]:
    return {
        "finding": found.finding,
        "why": found.words,
        "acted": found.acted,
        "edition": found.edition,
    }
