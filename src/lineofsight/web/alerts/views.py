"""The alerts that somebody sees, and what they say of one or many."""

import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lineofsight.measuring.early.kinds import BY_KEY
from lineofsight.measuring.early.life import CannotSay
from lineofsight.measuring.early.standing import untold_of
from lineofsight.measuring.kept.reading import opened
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.alerts.actions import say_of_alerts
from lineofsight.web.alerts.age import too_old
from lineofsight.web.alerts.forms import AskedForm, SayForm
from lineofsight.web.alerts.listing import AlertRow, Listed, listed, whose_choices
from lineofsight.web.alerts.models import Drawing
from lineofsight.web.alerts.permissions import WHO_SAYS, check_acts
from lineofsight.web.casework.lists import Lists
from lineofsight.web.casework.views.shared import NO_TABLES, NOT_MADE, current_for
from lineofsight.web.events.looks import look
from lineofsight.web.events.recording import Conflict

ROWS_A_PAGE = 100
NOT_DRAWN = "No alerts were drawn from these tables yet. Look again in a few minutes."
# An alert and its edition, as a row's box names them.
TICKED = re.compile(r"([0-9]{1,15})\.([0-9]{1,9})")
NONE_TICKED = "Tick at least one alert that you act on."


@require_http_methods(["GET", "POST"])
def alerts(request: SignedIn) -> HttpResponse:
    """What somebody should act on before it is late; noted as a look."""
    if request.method == "POST":
        check_acts(request.user)
    snapshot = current_for(request.user)
    context: dict[str, Any] = {"heading": "Alerts", "crumbs": [("Plans", reverse("home"))]}
    with opened(settings.PLACES.store) as results:
        if snapshot is None or results is None or not results.names_people:
            return _page(request, context | {"said": NOT_MADE if snapshot else NO_TABLES})
        lists = Lists(results, request.user)
        teams, told = lists.team_names(), lists.told
        untold = [(BY_KEY[key].title, why) for key, why in untold_of(results)]
    drawing = Drawing.objects.last()
    context |= {
        "told": told,
        "drawing": drawing,
        "too_old": too_old(told.to, timezone.localdate()),
        "days": settings.ALERTS_OLD_AFTER_DAYS,
        "untold": untold,
    }
    if drawing is None:
        return _page(request, context | {"said": "" if context["too_old"] else NOT_DRAWN})
    asked = AskedForm(request.GET, whose_choices(request.user, teams))
    look(request.user, "Alerts about the children whom they see")
    found = listed(request.user, snapshot, asked.asked(), timezone.localdate())
    ticked = _ticked(request, found)
    form = SayForm(request.POST or None, children={each.child for each in ticked})
    if request.method == "POST" and _said(request, snapshot, form, ticked):
        return redirect(request.get_full_path())
    context |= {
        "asked": asked,
        "form": form,
        "has_errors": bool(form.errors),
        "ticked": {each.alert.pk for each in ticked},
        "late": sum(each.late for each in found.rows),
        "found": found,
        "who_says": WHO_SAYS,
        "page": Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "teams": teams,
    }
    return _page(request, context)


def _page(request: SignedIn, context: dict[str, Any]) -> HttpResponse:
    return render(request, "alerts/alerts.html", context)


def _given(request: SignedIn) -> dict[int, int]:
    """The alerts that are ticked, each with the edition that was shown."""
    given = (TICKED.fullmatch(each) for each in request.POST.getlist("alert"))
    return {int(each[1]): int(each[2]) for each in given if each}


def _ticked(request: SignedIn, found: Listed) -> list[AlertRow]:
    """Those that are ticked, of those that the viewer is shown and acts on."""
    ticked = _given(request)
    return [each for each in found.rows if each.acts and each.alert.pk in ticked]


def _said(request: SignedIn, snapshot: Snapshot, form: SayForm, ticked: list[AlertRow]) -> bool:
    """Say what the form says of those that are ticked; False where the form has to be shown."""
    if not ticked:
        form.add_error(None, NONE_TICKED)
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        say_of_alerts(
            by=request.user,
            why=given["note"],
            snapshot=snapshot,
            alerts=[each.alert for each in ticked],
            how=given["how"],
            until=given["until"],
            editions=_given(request),
        )
    except CannotSay as error:
        form.add_error(None, str(error))
        return False
    except Conflict:
        messages.error(request, "Somebody else said something of one of these: read it first.")
    else:
        number = len(ticked)
        messages.success(
            request, f"What you say is kept with {number} alert{'' if number == 1 else 's'}."
        )
    return True
