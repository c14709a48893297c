"""How the tables stand."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lineofsight.tables.definition import table_definitions
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.data.models import Load
from lineofsight.web.data.permissions import can_forget, can_load, check_see_data
from lineofsight.web.data.results import progress_of_results, results_job
from lineofsight.web.data.telling import age, contradictions_of, missing_of, problems_of, tables_of
from lineofsight.web.data.views.shared import crumbs

LOADS_SHOWN = 10


@require_GET
def overview(request: SignedIn) -> HttpResponse:
    """The current snapshot: its day, its tables, what its load found; and the latest loads."""
    check_see_data(request.user)
    snapshot = snapshot_of()
    context: dict[str, Any] = {
        "heading": "Data",
        "crumbs": crumbs()[:1],
        "snapshot": snapshot,
        "can_load": can_load(request.user),
        "can_forget": can_forget(request.user),
        "loads": Load.objects.select_related("by")[:LOADS_SHOWN],
    }
    if snapshot is not None:
        tables = tables_of(snapshot)
        context.update(
            results=results_job(snapshot.id),
            results_progress=progress_of_results(),
            age=age(snapshot.as_at, timezone.localdate()),
            tables=tables,
            not_loaded=[
                each.title
                for name, each in sorted(table_definitions().items())
                if name not in snapshot.tables
            ],
            problems=problems_of(snapshot.manifest),
            contradictions=contradictions_of(snapshot.manifest),
        )
    return render(request, "data/overview.html", context)


@require_GET
def missing(request: SignedIn) -> HttpResponse:
    """The indicators that cannot be computed from the current snapshot, and what each lacks."""
    check_see_data(request.user)
    snapshot = snapshot_of()
    return render(
        request,
        "data/missing.html",
        {
            "heading": "What cannot be computed",
            "crumbs": crumbs(),
            "snapshot": snapshot,
            "missing": missing_of(snapshot) if snapshot else [],
        },
    )
