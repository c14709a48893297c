"""The working lists of registers: how much is open in each, and its rows."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.lists import Lists, lists_of
from lineofsight.web.casework.permissions import check_see_registers, own
from lineofsight.web.casework.registers import BY_KEY, REGISTERS, Register, line_of
from lineofsight.web.casework.views.lists import ROWS_A_PAGE
from lineofsight.web.casework.views.shared import (
    NO_TABLES,
    NOT_MADE,
    crumbs,
    current_for,
    current_or_404,
)
from lineofsight.web.data.child_rows import as_csv
from lineofsight.web.data.quality import NO_TEAM
from lineofsight.web.events.looks import look
from lineofsight.web.ui.choices import offer

COLUMNS = ("what", "child", "worker", "team", "record", "since", "due", "state", "days_late")


class TeamForm(forms.Form):
    """Whose rows are asked for."""

    team = forms.ChoiceField(label="Team", required=False)

    def __init__(self, data: QueryDict, teams: Mapping[str, str]) -> None:
        super().__init__(data)
        offer(self, "team", [("", "All that you see"), *teams.items()])


@require_GET
def registers(request: SignedIn) -> HttpResponse:
    """How much is overdue and due in each register; no child."""
    team = _team(request)
    context: dict[str, Any] = {"heading": "Registers", "crumbs": crumbs()}
    snapshot = current_for(request.user)
    with lists_of(request.user) as lists:
        if lists is None or not lists.names_people:
            context["said"] = NOT_MADE if snapshot else NO_TABLES
            return render(request, "casework/registers.html", context)
        context |= {
            "told": lists.told,
            "lines": [line_of(lists, each, teams_of(request.user, team)) for each in REGISTERS],
            "form": _form(request, lists),
            "team": team,
        }
    return render(request, "casework/registers.html", context)


@require_GET
def register(request: SignedIn, register: str) -> HttpResponse:
    """What is overdue and due in one register, in the order of days; noted as a look."""
    team, found = _team(request), register_named(register)
    current_or_404(request.user)
    context: dict[str, Any] = {
        "heading": found.title,
        "crumbs": crumbs(("Registers", reverse("casework:registers"))),
    }
    with lists_of(request.user) as lists:
        if lists is None or not lists.names_people:
            return render(request, "casework/register.html", {**context, "said": NOT_MADE})
        look(request.user, f"Register {found.key}{_of(team)}")
        teams = teams_of(request.user, team)
        held = lists.joined(found.lists, teams)
        context |= {
            "told": lists.told,
            "line": line_of(lists, found, teams),
            "form": _form(request, lists),
            "names": lists.team_names(),
        }
    page = Paginator(held.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "register": found,
        "team": team,
        "restricted": held.restricted,
        "overdue": sum(each.late for each in held.rows),
        "due": sum(not each.late for each in held.rows),
        "page": page,
        "rows": [(each, context["names"].get(each.team, each.team)) for each in page.object_list],
    }
    return render(request, "casework/register.html", context)


@require_GET
def register_file(request: SignedIn, register: str) -> StreamingHttpResponse:
    """The same register as a table of text; noted as a look."""
    team, found = _team(request), register_named(register)
    current_or_404(request.user)
    with lists_of(request.user) as lists:
        if lists is None or not lists.names_people:
            raise Http404(NOT_MADE)
        look(request.user, f"Register {found.key}{_of(team)}, taken as a file")
        rows = lists.joined(found.lists, teams_of(request.user, team)).rows
        as_at = lists.told.as_at
    cells = (
        (
            each.list.title,
            each.about,
            each.worker,
            each.team,
            each.record,
            each.since,
            each.due,
            each.state,
            each.days_late,
        )
        for each in rows
    )
    return as_csv(f"{found.key}-{as_at}.csv", COLUMNS, cells)


def register_named(key: str) -> Register:
    """The register of an address; no page where there is none."""
    if key not in BY_KEY:
        raise Http404(f"There is no register {key}.")
    return BY_KEY[key]


def teams_of(account: Account, team: str) -> Collection[str] | None:
    """Whose rows of registers an account is shown: one team's, all of its own, or everybody's."""
    if team:
        return [team]
    seen = own(account)
    return None if seen.every else seen.teams


def _team(request: SignedIn) -> str:
    """The team that is asked for, whose rows they see; empty where none is."""
    team = request.GET.get("team", "")
    check_see_registers(request.user, team)
    return team


def _form(request: SignedIn, lists: Lists) -> TeamForm | None:
    """Which team to ask for; None where somebody sees no more than one."""
    seen, names = own(request.user), lists.team_names()
    teams = {each: names.get(each, each) for each in (names if seen.every else seen.teams)}
    in_order = sorted(teams.items(), key=lambda each: (each[0] == NO_TEAM, each[1].casefold()))
    return TeamForm(request.GET, dict(in_order)) if len(teams) > 1 else None


def _of(team: str) -> str:
    if not team:
        return ""
    return " of no team" if team == NO_TEAM else f" of team {team}"
