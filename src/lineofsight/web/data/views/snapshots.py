"""Snapshots: listed, compared, gone back to, and taken away."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lineofsight.errors import UnusableInput
from lineofsight.tables.comparing import compare
from lineofsight.tables.store.keeping import verdicts
from lineofsight.tables.store.listing import listed
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.data import actions
from lineofsight.web.data.child_rows import taken
from lineofsight.web.data.forms import GoBackForm, PruneForm
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.data.permissions import can_load, check_load, check_see_data
from lineofsight.web.data.views.shared import crumbs, report_of


@require_GET
def snapshots(request: SignedIn) -> HttpResponse:
    """Every snapshot, the newest first, and a way to compare two."""
    check_see_data(request.user)
    return render(
        request,
        "data/snapshots.html",
        {
            "heading": "Snapshots",
            "crumbs": crumbs(),
            "snapshots": list(reversed(listed(settings.PLACES.store))),
            "can_load": can_load(request.user),
        },
    )


@require_GET
def snapshot(request: SignedIn, snapshot: str) -> HttpResponse:
    """What one snapshot's load read, mapped and found, whoever loaded it and wherever."""
    check_see_data(request.user)
    found = snapshot_of(snapshot)
    if found is None:
        raise Http404("There is no such snapshot.")
    return render(
        request,
        "data/snapshot.html",
        {
            "heading": f"Snapshot {found.id}",
            "crumbs": crumbs(("Snapshots", reverse("data:snapshots"))),
            "can_load": can_load(request.user),
            **report_of(found),
            "rows_at": reverse("data:snapshot", args=[found.id]) + "rows/",
        },
    )


@require_GET
def rows(request: SignedIn, snapshot: str, kind: str) -> StreamingHttpResponse:
    """The rows that a snapshot's load rejected, or in which its sources differ; a look."""
    check_load(request.user)
    return taken(request.user, snapshot_of(snapshot), kind)


@require_GET
def compared(request: SignedIn) -> HttpResponse:
    """How many rows of each table are new, gone or changed from one snapshot to another."""
    check_see_data(request.user)
    first, second = (snapshot_of(request.GET.get(name, "")) for name in ("first", "second"))
    if first is None or second is None:
        raise Http404("There is no such snapshot.")
    try:
        found = compare(first, second)
    except UnusableInput as error:
        messages.error(request, str(error))
        return redirect("data:snapshots")
    return render(
        request,
        "data/compared.html",
        {
            "heading": f"From {first.id} to {second.id}",
            "crumbs": crumbs(("Snapshots", reverse("data:snapshots"))),
            "compared": found,
        },
    )


@require_http_methods(["GET", "POST"])
def go_back(request: SignedIn, snapshot: str) -> HttpResponse:
    """Make an earlier snapshot the current one again, with a reason."""
    check_load(request.user)
    found = snapshot_of(snapshot)
    if found is None:
        raise Http404("There is no such snapshot.")
    form = GoBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.go_back(by=request.user, why=form.cleaned_data["why"], to=found.id)
        except UnusableInput as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"The snapshot {found.id} is current again.")
            return redirect("data:overview")
    context = {
        "heading": f"Go back to {found.id}",
        "crumbs": crumbs(("Snapshots", reverse("data:snapshots"))),
        "form": form,
        "button": "Go back to it",
        "lead": "Every page and paper made from now on uses its tables, and the next load builds "
        "upon it. The snapshot that is current now stays, and can be gone back to as well.",
    }
    return render(request, "ui/form.html", context)


@require_http_methods(["GET", "POST"])
def pruned(request: SignedIn) -> HttpResponse:
    """Which snapshots would go, and why each stays; then, with a reason, they go."""
    check_load(request.user)
    form = PruneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.prune_snapshots(by=request.user, why=form.cleaned_data["why"])
        except UnusableInput as error:
            form.add_error(None, str(error))
        else:
            gone = sum(not each.stays for each in done)
            messages.success(request, f"Taken away: {gone}. Left: {len(done) - gone}.")
            return redirect("data:snapshots")
    told = verdicts(settings.PLACES.store, actions.SNAPSHOTS_KEPT)
    return render(
        request,
        "data/prune.html",
        {
            "heading": "Take old snapshots away",
            "crumbs": crumbs(("Snapshots", reverse("data:snapshots"))),
            "form": form,
            "has_errors": bool(form.errors),
            "verdicts": told,
            "going": sum(not each.stays for each in told),
        },
    )
