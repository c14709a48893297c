"""Changing a plan's parts: one form for every kind, and what becomes of two who write at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.models import Kept
from lineofsight.web.events.recording import Conflict
from lineofsight.web.plans.actions_answers import answer_finding, unanswer_finding
from lineofsight.web.plans.actions_parts import (
    CannotChange,
    add_part,
    edit_part,
    settle_doubts,
    withdraw_part,
)
from lineofsight.web.plans.forms import PartForm, WhyForm, lead_names
from lineofsight.web.plans.kinds import BY_MODEL, BY_NAME, Kind
from lineofsight.web.plans.models import Action, Answer, Finding, Objective, Plan
from lineofsight.web.plans.permissions import check_edit
from lineofsight.web.plans.views.shared import crumbs, plan_page
from lineofsight.web.plans.whole import WholePlan, whole_plan
from lineofsight.web.plans.words import field_words, plain, titled


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, plan_id: int, key: int, name: str) -> HttpResponse:
    """Change a part."""
    whole, kind = _editable(request, plan_id, name)
    part = _part(whole, kind, key)
    form = PartForm(kind, whole, request.POST or None, part)
    both: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            edit_part(
                by=request.user,
                why=form.cleaned_data["why"],
                part=part,
                values=form.values(),
                edition=form.cleaned_data["edition"],
                leads=form.leads(),
            )
        except CannotChange as refused:
            form.add_error(None, str(refused))
        except Conflict as conflict:
            both = _both(whole, kind, conflict.theirs, form)
            form = _sent_again(form, conflict.theirs)
        else:
            messages.success(request, f"The {kind.one} is changed.")
            return redirect(_after(kind, part))
    return _form_page(
        request,
        whole,
        kind,
        f"Change {'this' if kind.under else 'the'} {kind.one}",
        form,
        part=part,
        both=both,
    )


@require_http_methods(["GET", "POST"])
def add(request: SignedIn, plan_id: int, name: str) -> HttpResponse:
    """Add a part; the address names what it belongs to (``?action=3``)."""
    whole, kind = _editable(request, plan_id, name)
    under = _under(whole, kind, request)
    initial = {
        field.name: request.GET[field.name] for field in kind.fields if field.name in request.GET
    }
    form = PartForm(kind, whole, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if under is not None:
            values[kind.under] = under
        try:
            added = add_part(
                by=request.user,
                why=form.cleaned_data["why"],
                plan=whole.plan,
                model=kind.model,
                values=values,
                leads=form.leads(),
            )
        except CannotChange as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The {kind.one} is added.")
            return redirect(_after(kind, added))
    return _form_page(request, whole, kind, f"Add {kind.article}", form, button="Add")


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, plan_id: int, key: int, name: str) -> HttpResponse:
    """Take a part out of the plan, with the reason."""
    whole, kind = _editable(request, plan_id, name)
    part = _part(whole, kind, key)
    return _with_reason(
        request,
        whole,
        part,
        withdraw_part,
        heading=f"Take this {kind.one} out of the plan",
        button="Take it out",
        lead=f"{titled(part)}: it stays in the history with your reason.",
        done=f"The {kind.one} is taken out of the plan.",
        after=_after(kind, part),
    )


@require_http_methods(["GET", "POST"])
def settle(request: SignedIn, plan_id: int, key: int, name: str) -> HttpResponse:
    """Settle what was not read surely of a part, with the reason."""
    whole, kind = _editable(request, plan_id, name)
    part = _part(whole, kind, key)
    if not part.doubts:
        raise Http404("Nothing of it was read unsurely, or it is settled.")
    return _with_reason(
        request,
        whole,
        part,
        settle_doubts,
        heading="Settle what was read unsurely",
        button="Settle it",
        lead=f"{titled(part)}: {' '.join(part.doubts)}",
        done=f"What was read unsurely of this {kind.one} is settled.",
        after=part.get_absolute_url(),
    )


def _with_reason(
    request: SignedIn,
    whole: WholePlan,
    part: Any,
    do: Callable[..., None],
    *,
    heading: str,
    button: str,
    lead: str,
    done: str,
    after: str,
) -> HttpResponse:
    """What is done to a part with nothing but a reason."""
    form = WhyForm(request.POST or None, initial={"edition": part.edition})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            do(by=request.user, why=given["why"], part=part, edition=given["edition"])
        except CannotChange as refused:
            form.add_error(None, str(refused))
        except Conflict as conflict:
            form = _sent_again(form, conflict.theirs)
            form.add_error(None, "Somebody changed it since you opened this page: look again.")
        else:
            messages.success(request, done)
            return redirect(after)
    kind = BY_MODEL[type(part)]
    return _form_page(request, whole, kind, heading, form, part=part, button=button, lead=lead)


@require_http_methods(["POST"])
def answer(request: SignedIn, plan_id: int, key: int) -> HttpResponse:
    """Say that an action or objective answers a finding."""
    whole, _ = _editable(request, plan_id, "finding")
    finding = get_object_or_404(Finding, pk=key, plan=whole.plan)
    name, _, number = request.POST.get("part", "").partition("-")
    if name not in ("action", "objective") or not number.isdecimal():
        messages.warning(request, "Choose the action or objective that answers the finding.")
        return redirect(finding)
    part: Action | Objective
    if name == "action":
        part = get_object_or_404(Action, pk=int(number), plan=whole.plan)
    else:
        part = get_object_or_404(Objective, pk=int(number), plan=whole.plan)
    try:
        answer_finding(
            by=request.user,
            why=request.POST.get("why", "")[:1000] or "Confirmed on the finding's page.",
            finding=finding,
            answered_by=part,
        )
    except CannotChange as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "The answer is confirmed.")
    return redirect(finding)


@require_http_methods(["GET", "POST"])
def unanswer(request: SignedIn, plan_id: int, key: int, answer_id: int) -> HttpResponse:
    """Say that a finding is not answered by this after all."""
    whole, kind = _editable(request, plan_id, "finding")
    held = get_object_or_404(Answer, pk=answer_id, finding=key, plan=whole.plan)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unanswer_finding(by=request.user, why=form.cleaned_data["why"], answer=held)
        messages.success(request, "The answer is taken back.")
        return redirect(held.finding)
    return _form_page(
        request,
        whole,
        kind,
        "Take back this answer",
        form,
        part=held.finding,
        button="Take it back",
        lead=f"{titled(held.action or held.objective or held)} will no longer answer the finding.",
    )


def _editable(request: SignedIn, plan_id: int, name: str) -> tuple[WholePlan, Kind]:
    """The plan as it is now, for somebody who may change it."""
    plan = get_object_or_404(Plan, pk=plan_id)
    check_edit(request.user, plan)
    whole = whole_plan(plan)
    whole.inside = True
    return whole, BY_NAME[name]


def _part(whole: WholePlan, kind: Kind, key: int) -> Any:
    of_plan = {"plan": whole.plan.pk, "pk": key}
    part = get_object_or_404(kind.model, **of_plan)
    if getattr(part, "gone_in", None) is not None:
        raise Http404(f"This {kind.one} was taken out of the plan.")
    return part


def _under(whole: WholePlan, kind: Kind, request: SignedIn) -> Kept | None:
    """The part that a new one is to belong to."""
    if not kind.under:
        return None
    above = BY_NAME[kind.under]
    number = request.GET.get(kind.under, "")
    if not number.isdecimal():
        raise Http404(f"Say to which {above.one} it belongs.")
    found: Kept = _part(whole, above, int(number))
    return found


def _after(kind: Kind, part: Any) -> str:
    """Where to go once a part was changed: its page, or that of what it belongs to."""
    shown = getattr(part, kind.under) if kind.under else part
    address: str = shown.get_absolute_url()
    return address


def _both(whole: WholePlan, kind: Kind, theirs: Kept, form: PartForm) -> list[tuple[str, str, str]]:
    """Each field in which what stands now differs from what was typed: label, now, typed."""
    now = whole_plan(whole.plan)
    now.inside = True
    found = []
    for field in kind.fields:
        held = getattr(theirs, f"{field.name}_id" if field.of else field.name)
        typed = form.cleaned_data[field.name]
        pair = (field_words(now, field, held), field_words(now, field, typed))
        if pair[0] != pair[1]:
            found.append((field.label, *pair))
    if isinstance(theirs, Action):
        for name, words in lead_names(now, theirs).items():
            pair = (plain(words), plain(form.cleaned_data[name]))
            if pair[0] != pair[1]:
                found.append((str(form.fields[name].label), *pair))
    return found


def _sent_again(form: Any, theirs: Kept) -> Any:
    """The same form with what was typed, which if sent again replaces what stands now."""
    form.data = form.data.copy()
    form.data["edition"] = str(theirs.edition)
    return form


def _form_page(
    request: SignedIn,
    whole: WholePlan,
    kind: Kind,
    heading: str,
    form: Any,
    *,
    part: Any = None,
    both: list[tuple[str, str, str]] | None = None,
    button: str = "Save",
    lead: str = "",
) -> HttpResponse:
    back = []
    if part is not None:
        shown = getattr(part, kind.under) if kind.under and not isinstance(part, Finding) else part
        back = [(titled(shown), shown.get_absolute_url())]
    elif not kind.under:
        back = [(kind.many.capitalize(), reverse(f"plans:{kind.slug}", args=[whole.plan.pk]))]
    return plan_page(
        request,
        whole,
        "plans/edit.html",
        heading,
        crumbs=[*crumbs(whole), *back],
        form=form,
        has_errors=bool(form.errors),
        both=both or [],
        button=button,
        lead=lead,
        withdraw=reverse(f"plans:withdraw_{kind.name}", args=[whole.plan.pk, part.pk])
        if part is not None and isinstance(form, PartForm)
        else "",
    )
