"""Everybody's accounts, for the administrator."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lineofsight.web.accounts import actions
from lineofsight.web.accounts.forms import PersonForm, ReasonForm, RoleForm
from lineofsight.web.accounts.models import Account, Membership
from lineofsight.web.accounts.permissions import check_manage_people, check_see_changes
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.accounts.rules import DoesNotFit
from lineofsight.web.accounts.seen import changes_of_people
from lineofsight.web.events.recording import Conflict

FIELDS = ("name", "email", "job_title", "organisation", "worker_id", "ends_on")


@require_safe
def people(request: SignedIn) -> HttpResponse:
    """Everybody who has an account, with the roles that they hold."""
    check_manage_people(request.user)
    today = timezone.localdate()
    found = Account.objects.order_by("name").prefetch_related("memberships__plan")
    return render(
        request,
        "accounts/people.html",
        {
            "heading": "People",
            "crumbs": [("Plans", reverse("home"))],
            "people": [(each, each.in_post(today)) for each in found],
        },
    )


@require_safe
def changes(request: SignedIn) -> HttpResponse:
    """Who was given or lost what, by whom and why: the newest first."""
    check_see_changes(request.user)
    return render(
        request,
        "accounts/changes.html",
        {
            "heading": "Changes of accounts and roles",
            "crumbs": [("Your account", reverse("account"))],
            "changes": changes_of_people(),
        },
    )


@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """Add somebody, and send them a link to set a password."""
    check_manage_people(request.user)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in FIELDS}
        made = _tried(form, lambda: actions.add_account(by=request.user, why="", **said))
        if made is not None:
            actions.send_set_up(by=request.user, why="", account=made)
            messages.success(
                request,
                f"{made.name} is added, and a link to set a password goes to {made.email}. "
                "Give them a role next.",
            )
            return redirect("person", made.pk)
    return _form(request, "Add a person", form, "Add", [("People", reverse("people"))])


@require_safe
def person(request: SignedIn, account_id: int) -> HttpResponse:
    """One person's account and roles."""
    shown = _person(request, account_id)
    return render(
        request,
        "accounts/person.html",
        {
            "heading": shown.name,
            "crumbs": [("People", reverse("people"))],
            "person": shown,
            "in_post": shown.in_post(timezone.localdate()),
            "memberships": shown.memberships.select_related("plan", "theme", "acts_for"),
            "second_step": is_mfa_enabled(shown),
            "named_as": shown.people.select_related("plan"),
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: SignedIn, account_id: int) -> HttpResponse:
    """Change what an account says."""
    shown = _person(request, account_id)
    now = {name: getattr(shown, name) for name in FIELDS}
    form = PersonForm(request.POST or None, initial={**now, "edition": shown.edition})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in (*FIELDS, "edition")}
        made = _tried(
            form,
            lambda: actions.change_account(by=request.user, why="", account=shown, **said),
        )
        if made is not None:
            messages.success(request, f"{made.name}'s account is changed.")
            return redirect("person", made.pk)
        shown.refresh_from_db()
    return _form(request, "Change the account", form, "Save", _crumbs(shown), caption=now["name"])


@require_http_methods(["GET", "POST"])
def end(request: SignedIn, account_id: int) -> HttpResponse:
    """End an account at once."""
    shown = _person(request, account_id)
    lead = f"{shown.name} is signed out at once and can no longer sign in. What they did stays."
    return _with_reason(
        request, shown, "End the account now", "End the account", actions.end_account, lead
    )


@require_http_methods(["GET", "POST"])
def reopen(request: SignedIn, account_id: int) -> HttpResponse:
    """Let somebody in again."""
    shown = _person(request, account_id)
    lead = f"{shown.name} can sign in again, with the roles shown on their page."
    return _with_reason(
        request, shown, "Open the account again", "Open the account", actions.reopen_account, lead
    )


@require_http_methods(["GET", "POST"])
def second_step(request: SignedIn, account_id: int) -> HttpResponse:
    """Take away the second step of somebody who lost their phone or key."""
    shown = _person(request, account_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reset_second_step(by=request.user, why=form.cleaned_data["why"], account=shown)
        messages.success(request, f"{shown.name} now signs in without a second step.")
        return redirect("person", shown.pk)
    lead = (
        f"For when {shown.name} has lost the phone or key and has no recovery code. Make sure that "
        "it is they who ask. They can then sign in with the password alone, and set up another."
    )
    return _form(
        request, "Take away the second step", form, "Take it away", _crumbs(shown), lead=lead
    )


@require_http_methods(["GET", "POST"])
def send_link(request: SignedIn, account_id: int) -> HttpResponse:
    """Send a link to set a password."""
    shown = _person(request, account_id)
    if request.method == "POST":
        actions.send_set_up(by=request.user, why="", account=shown)
        messages.success(request, f"A link to set a password goes to {shown.email}.")
        return redirect("person", shown.pk)
    lead = f"A link with which {shown.name} sets a password goes to {shown.email}."
    return _form(
        request, "Send a set-up link", forms.Form(), "Send the link", _crumbs(shown), lead=lead
    )


@require_http_methods(["GET", "POST"])
def give_role(request: SignedIn, account_id: int) -> HttpResponse:
    """Give somebody a role."""
    shown = _person(request, account_id)
    form = RoleForm(request.POST or None, person=shown)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        plan = said.pop("plan")
        made = _tried(
            form,
            lambda: actions.give_role(
                by=request.user, account=shown, plan=plan.pk if plan else None, **said
            ),
        )
        if made is not None:
            messages.success(request, f"{shown.name} is now {made.get_role_display()}.")
            return redirect("person", shown.pk)
    return _form(
        request,
        "Give a role",
        form,
        "Give the role",
        _crumbs(shown),
        caption=shown.name,
        template="accounts/give_role.html",
    )


@require_http_methods(["GET", "POST"])
def take_role(request: SignedIn, account_id: int, membership_id: int) -> HttpResponse:
    """Take a role from somebody."""
    shown = _person(request, account_id)
    held = get_object_or_404(
        Membership.objects.select_related("plan"), pk=membership_id, account=shown
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = held.get_role_display()
        actions.take_role(by=request.user, why=form.cleaned_data["why"], membership=held)
        messages.success(request, f"{shown.name} is no longer {words}.")
        return redirect("person", shown.pk)
    of = held.plan.title if held.plan else "all plans"
    return _form(
        request,
        "Take a role",
        form,
        "Take the role",
        _crumbs(shown),
        lead=f"{shown.name} will no longer be {held.get_role_display()} of {of}.",
    )


def _person(request: SignedIn, account_id: int) -> Account:
    check_manage_people(request.user)
    return get_object_or_404(Account, pk=account_id)


def _crumbs(shown: Account) -> list[tuple[str, str]]:
    return [("People", reverse("people")), (shown.name, reverse("person", args=[shown.pk]))]


def _tried(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What ``act`` gives; ``None`` once the form says why it could not be done."""
    try:
        return act()
    except DoesNotFit as error:
        form.add_error(None, str(error))
    except Conflict as error:
        theirs = error.theirs
        said = "; ".join(
            f"{form.fields[name].label}: {getattr(theirs, name) or 'nothing'}"
            for name in FIELDS
            if name in form.fields and getattr(theirs, name) != form.cleaned_data.get(name)
        )
        form.add_error(
            None,
            f"Somebody else changed this account since you opened it. What differs stands now as: "
            f"{said or 'what you typed'}. Open the page again to change that.",
        )
    return None


def _with_reason(
    request: SignedIn, shown: Account, heading: str, button: str, act: Any, lead: str
) -> HttpResponse:
    form = ReasonForm(request.POST or None, initial={"edition": shown.edition})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = _tried(
            form,
            lambda: act(by=request.user, why=said["why"], account=shown, edition=said["edition"]),
        )
        if done is not None:
            messages.success(request, f"Done: {heading[0].lower()}{heading[1:]}.")
            return redirect("person", shown.pk)
    return _form(request, heading, form, button, _crumbs(shown), lead=lead, caption=shown.name)


def _form(
    request: SignedIn,
    heading: str,
    form: forms.Form,
    button: str,
    crumbs: list[tuple[str, str]],
    template: str = "ui/form.html",
    **said: str,
) -> HttpResponse:
    context = {"heading": heading, "form": form, "button": button, "crumbs": crumbs, **said}
    return render(request, template, context)
