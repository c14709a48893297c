"""Making the draft the plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.recording import Conflict
from lineofsight.web.imports import actions
from lineofsight.web.imports.adopting import counted
from lineofsight.web.imports.comparing import compare
from lineofsight.web.imports.corrections import LISTS, CannotCorrect
from lineofsight.web.imports.drafts import draft_plan
from lineofsight.web.imports.forms import AdoptForm
from lineofsight.web.imports.reviewing import review_of
from lineofsight.web.imports.telling import NAMES
from lineofsight.web.imports.views.shared import crumbs, draft_shown


@require_http_methods(["GET", "POST"])
def adopt(request: SignedIn, draft_id: int) -> HttpResponse:
    """What will be adopted, how it differs from the plan as it stands, and who agreed."""
    draft = draft_shown(request, draft_id)
    plan = draft_plan(draft)
    form = AdoptForm(request.POST or None, initial={"edition": draft.edition})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            adopted = actions.adopt(
                by=request.user, why=given["why"], draft=draft, edition=given["edition"]
            )
        except (CannotCorrect, Conflict) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{adopted.title} is adopted.")
            return redirect(adopted)
    return render(
        request,
        "imports/adopt.html",
        {
            "heading": "Adopt this plan",
            "button": "Adopt",
            "caption": draft.document.name,
            "crumbs": crumbs(draft),
            "form": form,
            "has_errors": bool(form.errors),
            "draft": draft,
            "plan": plan,
            "lists": [
                (NAMES[listed], count) for listed in LISTS if (count := counted(plan, listed))
            ],
            "doubts": review_of(draft, plan).doubt_count if draft.state == "open" else 0,
            "compared": compare(draft.plan, plan) if draft.plan else None,
        },
    )


@require_POST
def drop(request: SignedIn, draft_id: int) -> HttpResponse:
    """Give the draft up."""
    draft = draft_shown(request, draft_id)
    try:
        actions.drop_draft(by=request.user, why="", draft=draft)
    except CannotCorrect as error:
        messages.error(request, str(error))
        return redirect(draft)
    messages.success(request, f"The draft of {draft.document.name} is dropped.")
    return redirect("home")
