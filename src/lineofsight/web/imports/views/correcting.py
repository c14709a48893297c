"""Correcting what was read: change, add, split, merge, drop, settle, and take back."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.recording import Conflict
from lineofsight.web.imports import actions
from lineofsight.web.imports.corrections import JSON, LISTS, CannotCorrect, find
from lineofsight.web.imports.drafts import draft_plan, told_corrections
from lineofsight.web.imports.forms import FORMS, FrameForm, SplitForm
from lineofsight.web.imports.models import Correction, Draft
from lineofsight.web.imports.telling import NAMES, shown_item
from lineofsight.web.imports.views.shared import crumbs, draft_shown


@require_http_methods(["GET", "POST"])
def change(request: SignedIn, draft_id: int, item_id: str) -> HttpResponse:
    """Change the fields of one thing, beside the words it was read from."""
    draft, plan, listed, each = _found(request, draft_id, item_id)
    form = FORMS[listed](
        request.POST or None, plan=plan, each=each, initial={"edition": draft.edition}
    )
    return _corrected(
        request,
        draft,
        form,
        lambda: ("change", item_id, form.values()),
        heading=f"Change {NAMES[listed].one} {each.get('ref') or ''}".strip(),
        item=shown_item(plan, listed, each, draft.sources),
        back=reverse("imports:items", args=[draft.pk, listed]) + f"#{item_id}",
    )


@require_http_methods(["GET", "POST"])
def add(request: SignedIn, draft_id: int, listed: str) -> HttpResponse:
    """Add a thing that the reader did not find."""
    draft = draft_shown(request, draft_id)
    if listed not in LISTS:
        raise Http404("No such part of a draft.")
    plan = draft_plan(draft)
    form = FORMS[listed](request.POST or None, plan=plan, initial={"edition": draft.edition})
    return _corrected(
        request,
        draft,
        form,
        lambda: ("add", request.GET.get("after", ""), {"list": listed, "fields": form.values()}),
        heading=f"Add {NAMES[listed].article} {NAMES[listed].one}",
        back=reverse("imports:items", args=[draft.pk, listed]),
        button="Add",
    )


@require_http_methods(["GET", "POST"])
def split(request: SignedIn, draft_id: int, item_id: str) -> HttpResponse:
    """Make two of one thing."""
    draft, plan, listed, each = _found(request, draft_id, item_id)
    form = SplitForm(request.POST or None, initial={"text": each["text"], "edition": draft.edition})
    return _corrected(
        request,
        draft,
        form,
        lambda: (
            "split",
            item_id,
            {key: form.cleaned_data[key] or None for key in ("text", "rest", "ref")},
        ),
        heading=f"Split {NAMES[listed].one} {each.get('ref') or ''}".strip(),
        item=shown_item(plan, listed, each, draft.sources),
        back=reverse("imports:items", args=[draft.pk, listed]),
        button="Split",
    )


@require_http_methods(["GET", "POST"])
def frame(request: SignedIn, draft_id: int) -> HttpResponse:
    """Change the plan's own title, organisation, date and version."""
    draft = draft_shown(request, draft_id)
    plan = draft_plan(draft)
    names = ("title", "organisation", "date", "version")
    form = FrameForm(
        request.POST or None,
        initial={**{name: plan.get(name) or "" for name in names}, "edition": draft.edition},
    )
    return _corrected(
        request,
        draft,
        form,
        lambda: ("change", "", {name: form.cleaned_data[name] or None for name in names}),
        heading="Change the plan's title and date",
        back=draft.get_absolute_url(),
    )


@require_POST
def at_once(request: SignedIn, draft_id: int, kind: str, item_id: str = "") -> HttpResponse:
    """Drop, merge or settle: what needs no form of its own."""
    draft = draft_shown(request, draft_id)
    if kind not in ("drop", "merge", "settle"):
        raise Http404("No such correction.")
    listed = find(draft_plan(draft), item_id)[0] if item_id else None
    values = {"into": request.POST.get("into", "")} if kind == "merge" else {}
    try:
        actions.correct(
            by=request.user,
            why="",
            draft=draft,
            kind=kind,
            item=item_id,
            values=values,
            edition=_edition(request),
        )
    except CannotCorrect as error:
        messages.error(request, str(error))
    except Conflict:
        messages.error(request, CHANGED)
    else:
        messages.success(request, DONE[kind])
    return redirect(reverse("imports:items", args=[draft.pk, listed]) if listed else draft)


@require_http_methods(["GET", "POST"])
def history(request: SignedIn, draft_id: int) -> HttpResponse:
    """Every correction, and a way to take each back."""
    draft = draft_shown(request, draft_id)
    if request.method == "POST":
        correction = get_object_or_404(
            Correction, draft=draft, pk=request.POST.get("correction"), undone=False
        )
        try:
            actions.undo(by=request.user, why="", correction=correction)
        except CannotCorrect as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "The correction is taken back.")
        return redirect("imports:history", draft.pk)
    return render(
        request,
        "imports/history.html",
        {
            "heading": "Corrections",
            "caption": draft.document.name,
            "crumbs": crumbs(draft),
            "draft": draft,
            "corrections": told_corrections(draft),
        },
    )


CHANGED = "Somebody else corrected this draft meanwhile. Nothing of yours was saved yet."
DONE = {
    "drop": "It is dropped. You can take that back under Corrections.",
    "merge": "They are one now.",
    "settle": "The doubts are settled.",
}


def _found(request: SignedIn, draft_id: int, item_id: str) -> tuple[Draft, JSON, str, JSON]:
    draft = draft_shown(request, draft_id)
    plan = draft_plan(draft)
    try:
        listed, _, each = find(plan, item_id)
    except CannotCorrect as error:
        raise Http404(str(error)) from error
    return draft, plan, listed, each


def _edition(request: SignedIn) -> int | None:
    given = request.POST.get("edition", "")
    return int(given) if given.isdecimal() else None


def _corrected(
    request: SignedIn,
    draft: Draft,
    form: forms.Form,
    correction: Callable[[], tuple[str, str, JSON]],
    heading: str,
    back: str,
    item: object = None,
    button: str = "Save",
) -> HttpResponse:
    """The form, or what it does once it is filled in; what was typed is never lost."""
    if request.method == "POST" and form.is_valid():
        kind, about, values = correction()
        try:
            actions.correct(
                by=request.user,
                why="",
                draft=draft,
                kind=kind,
                item=about,
                values=values,
                edition=form.cleaned_data["edition"],
            )
        except CannotCorrect as error:
            form.add_error(None, str(error))
        except Conflict:
            form.add_error(
                None,
                CHANGED + " What stands now is beside the form: compare, and save again.",
            )
            # The form is shown again with what was typed, over the draft as it is now.
            form.data = {**dict(request.POST.items()), "edition": str(draft.edition)}
        else:
            messages.success(request, "Saved.")
            return redirect(back)
    return render(
        request,
        "imports/correct.html",
        {
            "heading": heading,
            "caption": draft.document.name,
            "crumbs": crumbs(draft),
            "form": form,
            "has_errors": bool(form.errors),
            "item": item,
            "button": button,
        },
    )
