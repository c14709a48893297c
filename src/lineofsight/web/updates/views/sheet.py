"""A lead's own sheet: taken, filled in elsewhere, given back, looked at, saved."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lineofsight.documents import read_document
from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.recording import Conflict
from lineofsight.web.files.keeping import safe_name
from lineofsight.web.plans.models import Action, Level
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions
from lineofsight.web.updates.forms import UpdateForm
from lineofsight.web.updates.models import Update
from lineofsight.web.updates.permissions import check_update
from lineofsight.web.updates.sheet import FILLED, Filled, filled_in, sheet_of
from lineofsight.web.updates.views.mine import Row, lead_asked, rows_of, told_saved

LARGEST = 2 * 1024 * 1024
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetForm(forms.Form):
    """The sheet, filled in."""

    sheet = forms.FileField(
        label="Your sheet, filled in",
        help_text="The workbook (.xlsx) that you downloaded here.",
        error_messages={"required": "Choose your sheet."},
    )

    def clean_sheet(self) -> UploadedFile:
        """Refused where it is no workbook, or far larger than such a sheet can be."""
        given: UploadedFile = self.cleaned_data["sheet"]
        name = safe_name(given.name or "")
        if not name.lower().endswith(".xlsx"):
            raise forms.ValidationError(f"{name} is no .xlsx workbook: save it as one.")
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(f"{name} is larger than 2 MB: it is no sheet of yours.")
        return given


@dataclass
class SheetRow:
    """What a sheet says of one action, and why it cannot be saved, if it cannot."""

    action: Action
    form: UpdateForm
    last: Update | None
    faults: list[str]
    changed_since: bool = False

    @property
    def rating(self) -> Level | None:
        """The rating that the sheet gives it."""
        return self.form.levels.get(str(self.form["rating"].value() or ""))

    @property
    def delivery(self) -> str:
        """The delivery that the sheet gives it, in words."""
        choices: dict[str, str] = dict(self.form.fields["state"].choices)  # type: ignore[attr-defined]
        return choices.get(str(self.form["state"].value()), "")


@require_GET
def download(request: SignedIn) -> HttpResponse:
    """The sheet of the person's open actions, or of a lead's for whom they type."""
    lead = lead_asked(request)
    rows = rows_of(lead, None)
    levels = {row.action.plan_id: row.levels for row in rows}
    answer = HttpResponse(sheet_of([row.action for row in rows], levels), content_type=TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="my-actions.xlsx"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
def give_back(request: SignedIn) -> HttpResponse:
    """Give the sheet back; see what would be saved; save it."""
    lead = lead_asked(request)
    known = {row.action.pk: row for row in rows_of(lead, None)}
    if request.method == "POST" and "save" in request.POST:
        filled = _posted(request, known)
        shown = [_row(request.user, lead, known[key], each) for key, each in filled.items()]
        saved, left = _save(request, lead, shown)
        if saved:
            messages.success(request, told_saved(saved, lead, request.user))
        return _page(request, lead, left, []) if left else redirect(_back(request))
    given = request.method == "POST"
    form = SheetForm(request.POST if given else None, request.FILES if given else None)
    if given and form.is_valid():
        try:
            filled = _read(form.cleaned_data["sheet"], known)
        except UnusableInput as error:
            form.add_error("sheet", str(error))
        else:
            rows = [
                _row(request.user, lead, known[key], each)
                for key, each in filled.items()
                if key in known
            ]
            gone = [key for key in filled if key not in known]
            return _page(request, lead, rows, gone)
    return render(
        request,
        "updates/give_sheet.html",
        {
            "heading": "Fill in a sheet",
            "crumbs": [("My actions", _back(request))],
            "form": form,
            "has_errors": bool(form.errors),
            "button": "Read it",
            "query": request.GET.urlencode(),
            "count": len(known),
        },
    )


def _back(request: SignedIn) -> str:
    query = request.GET.urlencode()
    return reverse("plans:mine") + (f"?{query}" if query else "")


def _page(request: SignedIn, lead: Account, rows: list[SheetRow], gone: list[int]) -> HttpResponse:
    """What the sheet says, action by action: what can be saved, and what cannot and why."""
    return render(
        request,
        "updates/sheet.html",
        {
            "heading": "What your sheet says",
            "crumbs": [("My actions", _back(request))],
            "lead": lead,
            "for_other": lead != request.user,
            "good": [row for row in rows if not row.faults],
            "bad": [row for row in rows if row.faults],
            "gone": len(gone),
        },
    )


def _read(given: UploadedFile, known: dict[int, Row]) -> dict[int, Filled]:
    name = safe_name(given.name or "")
    levels = {key: row.levels for key, row in known.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        with path.open("wb") as out:
            for chunk in given.chunks():
                out.write(chunk)
        return filled_in(read_document(path), name, levels)


def _posted(request: SignedIn, known: dict[int, Row]) -> dict[int, Filled]:
    """What the page that was confirmed says, action by action."""
    found = {}
    for key in known:
        edition = request.POST.get(f"a{key}-edition", "")
        if edition.isdecimal():
            fields = {name: request.POST.get(f"a{key}-{name}", "") for name in FILLED.values()}
            found[key] = Filled(int(edition), fields)
    return found


def _row(by: Account, lead: Account, row: Row, filled: Filled) -> SheetRow:
    """The update that ``filled`` would make; what the sheet leaves empty stays as it is."""
    action = row.action
    said = dict(filled.fields)
    said["state"] = said["state"] or action.state
    said["rating"] = said["rating"] or str(action.rating_id or "")
    data = {f"a{action.pk}-{name}": text for name, text in said.items()}
    data[f"a{action.pk}-edition"] = str(filled.edition)
    form = UpdateForm(data, prefix=f"a{action.pk}", action=action, levels=row.levels)
    faults = list(filled.wrong)
    changed = filled.edition != action.edition
    if changed:
        faults.append(
            "Somebody changed this action after the sheet was made. Compare, and if yours still "
            "holds, type it on the page of your actions."
        )
    if form.is_valid():
        try:
            check_update(by, action, lead)
            actions.check_said(action, form.said())
        except (actions.CannotUpdate, NotAllowed) as error:
            faults.append(str(error))
    else:
        faults += [str(error) for errors in form.errors.values() for error in errors]
    return SheetRow(action, form, row.last, faults, changed)


def _save(request: SignedIn, lead: Account, rows: list[SheetRow]) -> tuple[int, list[SheetRow]]:
    """Save the rows that can be; how many were, and those that could not."""
    saved, left = 0, []
    for row in rows:
        if row.faults:
            left.append(row)
            continue
        try:
            actions.give_update(
                by=request.user,
                why="",
                action=row.action,
                what=row.form.said(),
                lead=lead,
                edition=row.form.cleaned_data["edition"],
            )
        except (actions.CannotUpdate, NotAllowed, Conflict) as error:
            row.faults.append(str(error))
            left.append(row)
        else:
            saved += 1
    return saved, left
