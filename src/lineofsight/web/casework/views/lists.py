"""The lists of a team: how much is open in each, and its rows."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lineofsight.measuring.holding import workers_in
from lineofsight.measuring.kept.reading import Defined
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.lists import Lists, lists_of
from lineofsight.web.casework.permissions import (
    can_open_cohort,
    can_see_mine,
    can_see_registers,
    can_see_workers_rows,
    check_see_team,
    check_see_workers_rows,
    own,
)
from lineofsight.web.casework.rows import is_variant
from lineofsight.web.casework.views.shared import (
    NO_TABLES,
    NOT_MADE,
    crumbs,
    current_for,
    current_or_404,
)
from lineofsight.web.data.child_rows import as_csv
from lineofsight.web.data.permissions import can_see_quality
from lineofsight.web.data.quality import NO_TEAM
from lineofsight.web.events.looks import look

ROWS_A_PAGE = 200
COLUMNS = ("child", "worker", "record", "since", "due", "state", "days_late")
OF_WORKERS = ("about_worker", *COLUMNS[1:])


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The ways to what somebody sees: their own children, and the teams."""
    snapshot = current_for(request.user)
    with lists_of(request.user) as lists:
        names = lists.team_names() if lists else {}
    seen = own(request.user)
    teams = {each: names.get(each, each) for each in (names if seen.every else seen.teams)}
    context = {
        "heading": "Casework",
        "crumbs": crumbs()[:1],
        "said": "" if snapshot else NO_TABLES,
        "teams": sorted(teams.items(), key=lambda each: (each[0] == NO_TEAM, each[1].casefold())),
        "sees_mine": can_see_mine(request.user),
        "sees_registers": can_see_registers(request.user),
    }
    return render(request, "casework/index.html", context)


@require_GET
def team(request: SignedIn, team: str) -> HttpResponse:
    """How much is overdue and due soon in each list of a team; no child."""
    check_see_team(request.user, team)
    snapshot = current_for(request.user)
    context: dict[str, Any] = {"heading": "Team", "crumbs": crumbs(), "team": team}
    with lists_of(request.user) as lists:
        if lists is None or not lists.names_people:
            context |= {"caption": team, "said": NOT_MADE if snapshot else NO_TABLES}
            return render(request, "casework/team.html", context)
        lines = lists.lines(team, can_see_workers_rows(request.user, team))
        context |= {
            "heading": _name(lists, team),
            "caption": "What is due",
            "told": lists.told,
            "lines": [each for each in lines if each.open and not each.variant],
            "variants": [each for each in lines if each.open and each.variant],
            "nothing": [each for each in lines if not each.open and not each.variant],
            "untold": [each for each in lists.untold() if not is_variant(each[0])],
            "workers": _workers(request, snapshot, team),
            "sees_quality": can_see_quality(request.user),
        }
    return render(request, "casework/team.html", context)


@require_GET
def team_list(request: SignedIn, team: str, indicator: str) -> HttpResponse:
    """What is overdue and due of one indicator in a team; noted as a look."""
    _check(request, team)
    with lists_of(request.user) as lists:
        if lists is None or not lists.names_people:
            said = {"heading": "List", "crumbs": crumbs(), "said": NOT_MADE}
            return render(request, "casework/list.html", said)
        defined = _defined(request, lists, team, indicator)
        look(request.user, f"List {indicator} of {_in_words(team)}")
        held = lists.of_team(defined, team)
        name, told = _name(lists, team), lists.told
    page = Paginator(held.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": defined.title,
        "caption": name,
        "crumbs": crumbs((name, reverse("casework:team", args=[team]))),
        "told": told,
        "list": defined,
        "team": team,
        "restricted": held.restricted,
        "overdue": sum(each.late for each in held.rows),
        "due": sum(not each.late for each in held.rows),
        "page": page,
        "of_workers": defined.subject == "worker",
        "can_open_cohort": can_open_cohort(request.user),
    }
    return render(request, "casework/list.html", context)


@require_GET
def team_list_file(request: SignedIn, team: str, indicator: str) -> StreamingHttpResponse:
    """The same list as a table of text; noted as a look."""
    _check(request, team)
    with lists_of(request.user) as lists:
        if lists is None or not lists.names_people:
            raise Http404(NOT_MADE)
        defined = _defined(request, lists, team, indicator)
        look(request.user, f"List {indicator} of {_in_words(team)}, taken as a file")
        rows = lists.of_team(defined, team).rows
        as_at = lists.told.as_at
    cells = (
        (row.about, row.worker, row.record, row.since, row.due, row.state, row.days_late)
        for row in rows
    )
    name = f"{defined.id.replace(':', '-')}-{as_at}.csv"
    return as_csv(name, OF_WORKERS if defined.subject == "worker" else COLUMNS, cells)


def _workers(request: SignedIn, snapshot: Snapshot | None, team: str) -> list[str]:
    """The workers of a team by their ids, to its manager: in no order of merit."""
    if snapshot is None or not can_see_workers_rows(request.user, team):
        return []
    return sorted(workers_in(snapshot, team))


def _check(request: SignedIn, team: str) -> None:
    check_see_team(request.user, team)
    current_or_404(request.user)


def _defined(request: SignedIn, lists: Lists, team: str, indicator: str) -> Defined:
    defined = lists.defined(indicator)
    if defined is None:
        raise Http404(f"There is no list {indicator}.")
    if defined.subject == "worker":
        check_see_workers_rows(request.user, team)
    return defined


def _name(lists: Lists, team: str) -> str:
    return lists.team_names().get(team, team)


def _in_words(team: str) -> str:
    return "no team" if team == NO_TEAM else f"team {team}"
