"""Giving files, looking at what was read of them, and making it current."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.store.waiting import overtaken
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.data import actions
from lineofsight.web.data.child_rows import taken
from lineofsight.web.data.clearing import given_up_on
from lineofsight.web.data.forms import ColumnForm, LoadForm, MakeCurrentForm
from lineofsight.web.data.incoming import drop_incoming, keep_incoming, progress_of
from lineofsight.web.data.jobs import load_given
from lineofsight.web.data.made import made_of, snapshot_of
from lineofsight.web.data.models import Load
from lineofsight.web.data.permissions import can_load, check_load, check_see_data
from lineofsight.web.data.results import progress_of_results, results_job
from lineofsight.web.data.views.shared import crumbs, report_of
from lineofsight.web.events.recording import Conflict
from lineofsight.web.jobs.telling import job_of

HEADINGS = {"waiting": "Look at what was read", "unusable": "Could not be loaded"}


@require_http_methods(["GET", "POST"])
def start(request: SignedIn) -> HttpResponse:
    """Give files to be loaded."""
    check_load(request.user)
    form = LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            folder, sources = keep_incoming(given["extract"])
        except UnusableInput as error:
            form.add_error("extract", str(error))
        else:
            try:
                load = actions.start_load(
                    by=request.user,
                    why=given["why"],
                    folder=folder,
                    sources=sources,
                    kind=given["kind"],
                    as_at=given["as_at"],
                    fresh=given["fresh"],
                )
            except BaseException:
                drop_incoming(folder)
                raise
            return redirect(load)
    context = {
        "heading": "Load tables",
        "crumbs": crumbs(),
        "form": form,
        "button": "Load them",
        "lead": "Nothing becomes current until you have looked at what was read.",
    }
    return render(request, "ui/form.html", context)


@require_GET
def load(request: SignedIn, load_id: int) -> HttpResponse:
    """How far a load is; then what was read, what each column became, and what was found."""
    check_see_data(request.user)
    shown = get_object_or_404(Load.objects.select_related("by"), pk=load_id)
    loading = shown.state == "loading"
    snapshot = made_of(shown)
    context: dict[str, Any] = {
        "heading": HEADINGS.get(shown.state, "Load"),
        "caption": f"Load {shown.pk}, as at {shown.as_at:%d/%m/%Y}",
        "crumbs": crumbs(),
        "load": shown,
        "can_load": can_load(request.user),
        "job": job_of(load_given, shown.pk) if loading else None,
        "progress": progress_of(shown.folder) if loading else "",
        "given_up_on": given_up_on(shown),
        "results": results_job(shown.snapshot) if shown.state == "current" else None,
        "results_progress": progress_of_results() if shown.state == "current" else "",
    }
    if snapshot is not None:
        corrects = shown if shown.state == "waiting" and can_load(request.user) else None
        rows_at = f"{shown.get_absolute_url()}rows/"
        context.update(
            report_of(snapshot, snapshot_of() if shown.state == "waiting" else None),
            rows_at=rows_at,
            corrects=corrects,
            overtaken=shown.state == "waiting" and overtaken(settings.PLACES.store, snapshot),
        )
    return render(request, "data/load.html", context)


@require_http_methods(["GET", "POST"])
def make_current(request: SignedIn, load_id: int) -> HttpResponse:
    """Make a load that was looked at the current snapshot."""
    check_load(request.user)
    shown = get_object_or_404(Load, pk=load_id)
    form = MakeCurrentForm(request.POST or None, initial={"edition": shown.edition})
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_current(
                by=request.user,
                why=form.cleaned_data["why"],
                load=shown,
                edition=form.cleaned_data["edition"],
            )
        except UnusableInput as error:
            form.add_error(None, str(error))
        except Conflict:
            form.add_error(None, "The load has changed since you looked at it: look again.")
        else:
            messages.success(request, f"The snapshot {shown.snapshot} is current.")
            return redirect("data:overview")
    context = {
        "heading": "Make it current",
        "caption": f"Load {shown.pk}",
        "crumbs": crumbs((str(shown).capitalize(), shown.get_absolute_url())),
        "form": form,
        "button": "Make it current",
        "lead": "Every page and paper made from now on uses these tables. The files that were "
        "given are deleted. You can go back to the snapshot before.",
    }
    return render(request, "ui/form.html", context)


@require_http_methods(["GET", "POST"])
def column(request: SignedIn, load_id: int) -> HttpResponse:
    """Say which field a column of a load is; the query names its table and the column."""
    check_load(request.user)
    shown = get_object_or_404(Load, pk=load_id)
    table, name = request.GET.get("table", ""), request.GET.get("column", "")
    if table not in table_definitions() or not name:
        raise Http404("There is no such column.")
    form = ColumnForm(request.POST or None, definition=table_definitions()[table])
    if request.method == "POST" and form.is_valid():
        field = form.cleaned_data["field"]
        try:
            actions.name_column(
                by=request.user, why="", load=shown, table=table, column=name, field=field
            )
        except UnusableInput as error:
            form.add_error("field", str(error))
        else:
            messages.success(request, f"{name} is {field}. Load the files again to have it so.")
            return redirect(shown)
    context = {
        "heading": f"What {name} is",
        "caption": table,
        "crumbs": crumbs((str(shown).capitalize(), shown.get_absolute_url())),
        "form": form,
    }
    return render(request, "ui/form.html", context)


@require_POST
def again(request: SignedIn, load_id: int) -> HttpResponse:
    """Read the files of a load again."""
    check_load(request.user)
    shown = get_object_or_404(Load, pk=load_id)
    try:
        actions.load_again(by=request.user, why="", load=shown)
    except UnusableInput as error:
        messages.error(request, str(error))
    return redirect(shown)


@require_POST
def give_up(request: SignedIn, load_id: int) -> HttpResponse:
    """Give a load up."""
    check_load(request.user)
    shown = get_object_or_404(Load, pk=load_id)
    try:
        actions.give_up_load(by=request.user, why="", load=shown)
    except UnusableInput as error:
        messages.error(request, str(error))
        return redirect(shown)
    messages.success(request, "The load is given up; its files are deleted.")
    return redirect("data:overview")


@require_GET
def rows(request: SignedIn, load_id: int, kind: str) -> StreamingHttpResponse:
    """The rows that a load rejected, or in which its sources differ; logged as a look."""
    check_load(request.user)
    shown = get_object_or_404(Load, pk=load_id)
    return taken(request.user, made_of(shown), kind)
