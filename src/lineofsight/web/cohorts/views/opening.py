"""Opening a cohort review from a list, a register or the children behind a figure."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lineofsight.errors import UnusableInput
from lineofsight.measuring.periods import period_named
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.behind import STATES, behind
from lineofsight.web.casework.lists import Lists, lists_of
from lineofsight.web.casework.permissions import (
    check_open_cohort,
    check_see_registers,
    check_see_team,
)
from lineofsight.web.casework.views.registers import register_named
from lineofsight.web.casework.views.shared import NOT_MADE, current_or_404
from lineofsight.web.cohorts.actions import open_cohort
from lineofsight.web.cohorts.forms import OpenForm
from lineofsight.web.cohorts.freezing import EVERYBODY, Frozen, of_figure, of_list, of_register
from lineofsight.web.cohorts.permissions import reviewers_on
from lineofsight.web.cohorts.views.shared import crumbs
from lineofsight.web.data.results import indicators
from lineofsight.web.events.looks import look
from lineofsight.web.ui.templatetags.ui import count_of

Freeze = Callable[[list[str]], Frozen]


@require_http_methods(["GET", "POST"])
def of_a_list(request: SignedIn, indicator: str, team: str) -> HttpResponse:
    """Open a review of a team's due list."""
    check_open_cohort(request.user)
    check_see_team(request.user, team)
    current_or_404(request.user)

    def freeze(lists: Lists) -> Frozen | None:
        return of_list(lists, indicator, team)

    return _of_lists(request, freeze)


@require_http_methods(["GET", "POST"])
def of_a_register(request: SignedIn, register: str) -> HttpResponse:
    """Open a review of a register, of one team or of all that are seen."""
    check_open_cohort(request.user)
    team = request.GET.get("team", "")
    check_see_registers(request.user, team)
    found = register_named(register)
    current_or_404(request.user)

    def freeze(lists: Lists) -> Frozen | None:
        return of_register(lists, found, team, request.user)

    return _of_lists(request, freeze)


@require_http_methods(["GET", "POST"])
def of_a_figure(request: SignedIn, indicator: str, period: str) -> HttpResponse:
    """Open a review of the children behind a month's figure whose rows stand in some way."""
    check_open_cohort(request.user)
    snapshot = current_or_404(request.user)
    known = indicators().get(indicator)
    if known is None or "child_id" not in known.panel.columns:
        raise Http404(f"There is no indicator {indicator} about children.")
    try:
        month = period_named(period)
        found = behind(request.user, snapshot, known, month)
    except UnusableInput as error:
        raise Http404(str(error)) from None
    held: Counter[str] = Counter(each.record.state for each in found.rows)
    met = f"Met, that is: {known.met}" if known.met else "Met"
    offered = [
        (state, f"{met if state == 'met' else words} ({count_of(held[state], 'row')})")
        for state, words in STATES.items()
        if held[state]
    ]
    return _answer(
        request,
        lambda states: of_figure(request.user, snapshot, known, month, found, states),
        offered,
    )


def _of_lists(request: SignedIn, freeze: Callable[[Lists], Frozen | None]) -> HttpResponse:
    with lists_of(request.user) as lists:
        if lists is None or not lists.names_people:
            raise Http404(NOT_MADE)
        frozen = freeze(lists)
    if frozen is None:
        raise Http404("There is no such list about children.")
    return _answer(request, lambda _: frozen, [])


def _answer(request: SignedIn, freeze: Freeze, offered: list[tuple[str, str]]) -> HttpResponse:
    accounts = reviewers_on(timezone.localdate())
    form = OpenForm(request.POST or None, accounts, offered)
    try:
        all_rows = freeze([state for state, _ in offered] or list(STATES))
        if request.method == "POST" and form.is_valid():
            look(request.user, f"Children of a new cohort review: {all_rows.fields['title']}")
            opened = open_cohort(
                by=request.user,
                why=form.cleaned_data["why"],
                frozen=freeze(form.cleaned_data.get("states", [])),
                reviewers=form.accounts("reviewers"),
                checker=form.account("checker"),
            )
            messages.success(request, "The list is kept as it stands today.")
            return redirect(opened)
    except UnusableInput as error:
        if not form.is_bound:
            raise Http404(str(error)) from None
        form.add_error(None, str(error))
    context = {
        "heading": "Open a cohort review",
        "caption": all_rows.fields["title"],
        "crumbs": crumbs(("Casework", reverse("casework:index"))),
        "frozen": all_rows,
        "team": all_rows.fields["whose"] if all_rows.fields["whose"] != EVERYBODY else "",
        "children": len(all_rows.children),
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "cohorts/open.html", context)
