"""What is said of one action: update, evidence, moved date, closing, comments."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.recording import Conflict
from lineofsight.web.files.keeping import keep_file
from lineofsight.web.performance.reopening import proposal_of
from lineofsight.web.plans.models import Action
from lineofsight.web.plans.permissions import check_read
from lineofsight.web.plans.whole import whole_plan
from lineofsight.web.plans.words import due_words
from lineofsight.web.updates import actions, actions_closed
from lineofsight.web.updates.forms import (
    ClosingForm,
    CommentForm,
    DateRequestForm,
    DecisionForm,
    EvidenceForm,
    GradeAgainForm,
    ReasonForm,
    UpdateForm,
)
from lineofsight.web.updates.levels import levels_of
from lineofsight.web.updates.models import Closure, DateRequest, Evidence, Update
from lineofsight.web.updates.permissions import (
    can_update,
    check_closing,
    check_comment,
    check_decide_date,
    check_leave_closed,
    check_update,
    typed_for,
)

MENTION = re.compile(r"@([\w.+-]+@[\w.-]+\w)")


@require_http_methods(["GET", "POST"])
def update(request: SignedIn, action_id: int) -> HttpResponse:
    """Report on one action; whoever types for its lead does so for the lead."""
    action = _action(request, action_id)
    lead = None if can_update(request.user, action) else typed_for(request.user, action)
    check_update(request.user, action, lead)
    levels = levels_of([action.plan_id]).get(action.plan_id, [])
    form = UpdateForm(request.POST or None, action=action, levels=levels)
    return _done(
        request,
        action,
        form,
        lambda given: actions.give_update(
            by=request.user,
            why="",
            action=action,
            what=form.said(),
            lead=lead,
            edition=given["edition"],
        ),
        heading=f"Update for {lead.name}" if lead else "Update",
        said=f"The update is saved. {lead.name} will be asked to confirm."
        if lead
        else "The update is saved.",
    )


@require_POST
def confirm(request: SignedIn, update_id: int) -> HttpResponse:
    """Confirm what was typed for the person."""
    found = get_object_or_404(Update.objects.select_related("action__plan"), pk=update_id)
    check_read(request.user, found.action.plan)
    try:
        actions.confirm_update(by=request.user, why="", update=found)
    except actions.CannotUpdate as error:
        messages.error(request, str(error))
    except Conflict:
        messages.error(
            request,
            "Somebody changed the action at the same moment, so nothing is confirmed yet. Look at "
            "it, and confirm again.",
        )
    else:
        messages.success(request, "The update is confirmed.")
    return redirect("plans:mine")


@require_http_methods(["GET", "POST"])
def evidence(request: SignedIn, action_id: int) -> HttpResponse:
    """Put evidence beside an action."""
    action = _action(request, action_id)
    check_update(request.user, action)
    form = EvidenceForm(request.POST or None, request.FILES or None)

    def add(given: dict[str, Any]) -> None:
        upload = form.cleaned_data.get("file")
        kept = keep_file(upload.chunks(), upload.name) if upload else None
        actions.add_evidence(
            by=request.user,
            why="",
            action=action,
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            link=form.cleaned_data["link"],
            given=kept,
            graded=form.graded(),
        )

    return _done(request, action, form, add, heading="Add evidence", said="The evidence is added.")


@require_http_methods(["GET", "POST"])
def grade_evidence(request: SignedIn, evidence_id: int) -> HttpResponse:
    """Say how far a piece of evidence goes."""
    found = get_object_or_404(
        Evidence.objects.select_related("action__plan", "action__rating").exclude(action=None),
        pk=evidence_id,
        action__gone_in=None,
    )
    assert found.action is not None
    check_read(request.user, found.action.plan)
    check_update(request.user, found.action)
    form = GradeAgainForm(request.POST or None, evidence=found)

    def grade(given: dict[str, Any]) -> None:
        graded = form.graded()
        assert graded is not None
        actions.grade_evidence(by=request.user, why="", evidence=found, graded=graded)

    return _done(
        request,
        found.action,
        form,
        grade,
        heading="How far does it go?",
        said="What the evidence shows is kept.",
        told=[(found.get_kind_display(), found.text)],
    )


@require_http_methods(["GET", "POST"])
def ask_date(request: SignedIn, action_id: int) -> HttpResponse:
    """Ask to move the date."""
    action = _action(request, action_id)
    check_update(request.user, action)
    form = DateRequestForm(request.POST or None, initial={"edition": action.edition})
    return _done(
        request,
        action,
        form,
        lambda given: actions.ask_for_date(
            by=request.user,
            why=given["why"],
            action=action,
            wanted=given["wanted"],
            edition=given["edition"],
        ),
        heading="Ask to move the date",
        said="The request is made. The date stays as it is until it is agreed.",
        button="Ask",
    )


@require_http_methods(["GET", "POST"])
def decide_date(request: SignedIn, request_id: int) -> HttpResponse:
    """Agree to a new date or not."""
    asked = get_object_or_404(
        DateRequest.objects.select_related("action__plan", "action__rating", "by"), pk=request_id
    )
    check_read(request.user, asked.action.plan)
    check_decide_date(request.user, asked.action)
    form = DecisionForm(request.POST or None)
    return _done(
        request,
        asked.action,
        form,
        lambda given: actions.decide_date(
            by=request.user, why=given["why"], request=asked, agreed=given["agreed"]
        ),
        heading="A new date?",
        said="Your decision is kept.",
        told=[
            ("Asked by", asked.by.name),
            ("Date now", f"{asked.was:%d %B %Y}" if asked.was else "None"),
            ("New date", f"{asked.wanted:%d %B %Y}"),
            ("Reason", asked.reason),
        ],
    )


@require_http_methods(["GET", "POST"])
def close(request: SignedIn, action_id: int) -> HttpResponse:
    """Ask that the action be closed."""
    action = _action(request, action_id)
    check_update(request.user, action)
    form = ClosingForm(request.POST or None, initial={"edition": action.edition})
    return _done(
        request,
        action,
        form,
        lambda given: actions.ask_to_close(
            by=request.user,
            why="",
            action=action,
            grade=given["grade"],
            what_changed=given["what_changed"],
            remains=given["remains"],
            test_again_on=given["test_again_on"],
            edition=given["edition"],
        ),
        heading="Ask to close",
        said="The request is made. Somebody who does not lead the action checks it.",
        button="Ask",
    )


@require_http_methods(["GET", "POST"])
def check_close(request: SignedIn, closure_id: int) -> HttpResponse:
    """Check a closing."""
    closure = get_object_or_404(Closure.objects.select_related("action__plan", "by"), pk=closure_id)
    check_read(request.user, closure.action.plan)
    check_closing(request.user, closure.action, closure.by)
    form = DecisionForm(request.POST or None)
    return _done(
        request,
        closure.action,
        form,
        lambda given: actions.check_close(
            by=request.user, why=given["why"], closure=closure, agreed=given["agreed"]
        ),
        heading="Can it close?",
        said="Your check is kept.",
        told=[
            ("Asked by", closure.by.name),
            ("Change for children", closure.get_change_display()),
            ("What changed", closure.what_changed),
            ("What remains", closure.remains or "Nothing is said"),
            ("To be tested again", f"{closure.test_again_on:%d %B %Y}"),
        ],
    )


@require_http_methods(["GET", "POST"])
def reopen(request: SignedIn, action_id: int) -> HttpResponse:
    """Open a closed action again."""
    action = _action(request, action_id)
    check_update(request.user, action)
    form = ReasonForm(request.POST or None)
    return _done(
        request,
        action,
        form,
        lambda given: actions.reopen(by=request.user, why=given["why"], action=action),
        heading="Open it again",
        said="The action is open again.",
        button="Open it again",
        told=_proposed(action),
    )


@require_http_methods(["GET", "POST"])
def leave_closed(request: SignedIn, action_id: int) -> HttpResponse:
    """Leave an action closed that is proposed to be opened again."""
    action = _action(request, action_id)
    check_leave_closed(request.user, action)
    form = ReasonForm(request.POST or None)
    return _done(
        request,
        action,
        form,
        lambda given: actions_closed.leave_closed(by=request.user, why=given["why"], action=action),
        heading="Leave it closed",
        said="The action stays closed. Your reason is kept with it.",
        button="Leave it closed",
        told=_proposed(action),
    )


@require_http_methods(["GET", "POST"])
def comment(request: SignedIn, action_id: int) -> HttpResponse:
    """Remark on an action."""
    action = _action(request, action_id)
    check_comment(request.user, action)
    form = CommentForm(request.POST or None)

    def remark(given: dict[str, Any]) -> None:
        text = form.cleaned_data["text"]
        named = {address.lower() for address in MENTION.findall(text)}
        mentioned = [
            each
            for each in Account.objects.filter(email__in=named)
            if each.in_post(timezone.localdate()) and each.roles_on(action.plan_id)
        ]
        actions.comment(by=request.user, why="", action=action, text=text, mentions=mentioned)

    return _done(request, action, form, remark, heading="Comment", said="The comment is added.")


def _proposed(action: Action) -> list[tuple[str, str]]:
    """Why the action is proposed to be opened again, where it is."""
    whole = whole_plan(action.plan)
    whole.inside = True
    proposal = proposal_of(whole, action)
    return [("Why it is proposed to open it again", proposal.why)] if proposal else []


def _action(request: SignedIn, action_id: int) -> Action:
    action = get_object_or_404(
        Action.objects.select_related("plan", "rating"), pk=action_id, gone_in=None
    )
    check_read(request.user, action.plan)
    return action


def _done(
    request: SignedIn,
    action: Action,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    heading: str,
    said: str,
    button: str = "Save",
    told: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """A form about one action: shown, refused with what is wrong, or done."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except UnusableInput as error:
            form.add_error(None, str(error))
        except Conflict:
            action.refresh_from_db()
            form.add_error(
                None,
                "Somebody else changed this action since you opened the page. What stands now is "
                "shown above the form: compare, and save again.",
            )
            form.data = {**dict(request.POST.items()), "edition": str(action.edition)}
        else:
            messages.success(request, said)
            return redirect(action)
    return render(
        request,
        "updates/about_action.html",
        {
            "heading": heading,
            "caption": f"Action {action.ref}".strip(),
            "crumbs": [
                ("Plans", reverse("home")),
                (action.plan.title, action.plan.get_absolute_url()),
                (f"Action {action.ref}", action.get_absolute_url()),
            ],
            "action": action,
            "due": due_words(action),
            "overdue": action.overdue_on(timezone.localdate()),
            "form": form,
            "has_errors": bool(form.errors),
            "button": button,
            "told": told or [],
            "last": Update.objects.filter(action=action).order_by("at", "pk").last(),
        },
    )
