"""How good the tables are, by team; and the rows behind what was found, each look noted."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from lineofsight.errors import UnusableInput
from lineofsight.tables.checking.behind import Behind, rows_behind, team_names
from lineofsight.tables.checking.definition import Said, said_of
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.data.child_rows import as_csv, hidden_from
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.data.permissions import (
    can_see_data,
    can_see_found_rows,
    check_see_found_rows,
    check_see_quality,
    teams_seen,
)
from lineofsight.web.data.quality import NO_TEAM, NO_TEAM_IN_WORDS, Quality, teams_named
from lineofsight.web.data.telling import age
from lineofsight.web.data.views.shared import crumbs
from lineofsight.web.events.looks import look
from lineofsight.web.ui.refusal import NotAllowed

PAGE = 100
REPORT = ("team", "team_name", "table", "check", "field", "what_was_found", "fault", "how_grave")
ROWS = ("record", "child", "team", "month")


@require_GET
def quality(request: SignedIn) -> HttpResponse:
    """What each team's rows lack and what each table is fit for, as the address asks."""
    snapshot = _shown(request)
    context: dict[str, Any] = {"heading": "Data quality", "crumbs": _crumbs(request)}
    if snapshot is None:
        return render(request, "data/quality.html", context)
    try:
        found = Quality(snapshot, teams_seen(request.user), request.GET)
    except UnusableInput as error:
        return render(request, "data/quality.html", {**context, "unusable": str(error)})
    team = found.asked.value("team")
    context |= {
        "snapshot": snapshot,
        "age": age(snapshot.as_at, timezone.localdate()),
        "form": found.asked,
        "has_errors": bool(found.asked.errors),
        "teams": found.team_lines(),
        "team": team,
        "no_team": NO_TEAM,
        "lines": [(each, each.query(team)) for each in found.found()],
        "sees_rows": can_see_found_rows(request.user, found.teams_asked()),
        "fit": found.fit(),
        "empty": found.empty,
    }
    return render(request, "data/quality.html", context)


@require_GET
def report(request: SignedIn) -> StreamingHttpResponse:
    """The counts by team, table and check as a table of text; it holds no child."""
    snapshot = _shown(request)
    if snapshot is None:
        raise Http404("No tables are loaded yet.")
    try:
        found = Quality(snapshot, teams_seen(request.user), request.GET)
    except UnusableInput as error:
        raise Http404(str(error)) from error
    rows = (
        (team, name, each.table, each.check, each.field, each.title, each.fault, each.severity,
         each.rows)
        for team, name, each in found.counts()
    )  # fmt: skip
    return as_csv(f"data-quality-{snapshot.id}.csv", (*REPORT, "rows"), rows)


@require_GET
def rows(request: SignedIn) -> HttpResponse:
    """The records behind what a check found, by their ids; noted as a look."""
    snapshot, said, behind = _behind(request)
    table = table_definitions()[request.GET["table"]]
    page = Paginator(behind.rows, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    names = team_names(snapshot)
    context = {
        "heading": said.title,
        "caption": table.title,
        "crumbs": [*_crumbs(request), ("Data quality", reverse("data:quality"))],
        "snapshot": snapshot,
        "table": table,
        "said": said,
        "behind": behind,
        "page": page,
        "rows": [(each, names.get(each.team or "", each.team)) for each in page.object_list],
        "team": _team_in_words(request, names),
        "query": asked.urlencode(),
    }
    return render(request, "data/quality_rows.html", context)


@require_GET
def rows_file(request: SignedIn) -> StreamingHttpResponse:
    """The same records as a table of text; noted as a look."""
    snapshot, _, behind = _behind(request)
    name = f"{request.GET['check']}-{request.GET['table']}-{snapshot.id}.csv"
    cells = ((each.record, each.child, each.team, each.month) for each in behind.rows)
    return as_csv(name, ROWS, cells)


def _behind(request: SignedIn) -> tuple[Snapshot, Said, Behind]:
    """What an address asks the rows of, looked up once the look is noted."""
    snapshot = _shown(request)
    table, check, field, team = (
        request.GET.get(name, "") for name in ("table", "check", "field", "team")
    )
    try:
        said = said_of(check)
    except KeyError as error:
        raise Http404("There is no such check.") from error
    if snapshot is None or table not in snapshot.tables or table not in table_definitions():
        raise Http404("There is no such table.")
    teams = teams_named(team, teams_seen(request.user))
    check_see_found_rows(request.user, teams)
    whose = f"team {team}" if team else "every team they see"
    look(request.user, f"Rows of {table}, {whose}, found by {check}, snapshot {snapshot.id}")
    hidden = hidden_from(request.user, snapshot)
    return snapshot, said, rows_behind(snapshot, table, check, field, teams, hidden)


def _shown(request: SignedIn) -> Snapshot | None:
    """The current snapshot, to those who may see how good it is."""
    check_see_quality(request.user)
    snapshot = snapshot_of()
    if snapshot and len(snapshot.authorities) > 1 and not can_see_data(request.user):
        raise NotAllowed(
            "The tables hold several councils, in which a team of the same id may stand twice: "
            "ask an analyst how good your team's rows are."
        )
    return snapshot


def _team_in_words(request: SignedIn, names: dict[str, str]) -> str:
    team = request.GET.get("team", "")
    return NO_TEAM_IN_WORDS if team == NO_TEAM else names.get(team, team)


def _crumbs(request: SignedIn) -> list[tuple[str, str]]:
    return crumbs() if can_see_data(request.user) else crumbs()[:1]
