"""The people that a plan names, and the accounts that they sign in with."""

from collections import Counter
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.accounts.roles import May
from lineofsight.web.events.recording import Conflict
from lineofsight.web.plans.actions_people import change_person, merge_people, tie_accounts
from lineofsight.web.plans.forms_people import LeadForm, MergeForm, TieForm
from lineofsight.web.plans.models import Person, Responsibility
from lineofsight.web.plans.permissions import check_edit
from lineofsight.web.plans.views.shared import crumbs, plan_shown
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.ui.templatetags.ui import count_of


@require_safe
def leads(request: SignedIn, plan_id: int) -> HttpResponse:
    """Everybody that the plan names, with their post, account and number of actions."""
    whole = plan_shown(request, plan_id)
    check_edit(request.user, whole.plan)
    counts = Counter(each.person_id for each in whole.all(Responsibility))
    accounts = {each.pk: each for each in Account.objects.prefetch_related("memberships")}
    rows = [
        {
            "person": each,
            "actions": counts[each.pk],
            "account": accounts.get(each.account_id or 0),
            "why_not": _why_not(accounts.get(each.account_id or 0), whole),
        }
        for each in _by_name(whole)
    ]
    return render(
        request,
        "plans/leads.html",
        {
            "heading": "Leads and their accounts",
            "caption": whole.plan.title,
            "crumbs": crumbs(whole),
            "whole": whole,
            "rows": rows,
            "without": sum(row["account"] is None for row in rows),
        },
    )


@require_http_methods(["GET", "POST"])
def lead(request: SignedIn, plan_id: int, person_id: int) -> HttpResponse:
    """Say who a lead is."""
    whole, shown = _lead(request, plan_id, person_id)
    now = {
        "job_title": shown.job_title,
        "organisation": shown.organisation,
        "account": str(shown.account_id or ""),
        "named_in_public": shown.named_in_public,
        "edition": shown.edition,
    }
    accounts = _accounts(whole, {shown.account_id})
    form = LeadForm(request.POST or None, initial=now, person=shown, accounts=accounts)
    if request.method == "POST" and form.is_valid():
        try:
            change_person(by=request.user, why="", person=shown, **form.cleaned_data)
        except Conflict as conflict:
            stands = "; ".join(
                f"{form.fields[name].label}: {_words(getattr(conflict.theirs, name))}"
                for name in ("job_title", "organisation", "account", "named_in_public")
                if getattr(conflict.theirs, name) != form.cleaned_data[name]
            )
            form.add_error(
                None,
                "Somebody else changed this lead since you opened the page. What differs stands "
                f"now as: {stands or 'what you typed'}. Open the page again to change that.",
            )
        else:
            messages.success(request, f"{shown.name} is changed.")
            return redirect("plans:leads", plan_id)
    context = {
        "heading": shown.name,
        "caption": "Lead",
        "crumbs": _crumbs(whole),
        "form": form,
        "person": shown,
        "whole": whole,
        "others": len(whole.people) > 1,
    }
    return render(request, "plans/lead.html", context)


@require_http_methods(["GET", "POST"])
def tie(request: SignedIn, plan_id: int) -> HttpResponse:
    """Say on one page which account each lead signs in with."""
    whole = _keeping(request, plan_id)
    people = _by_name(whole)
    accounts = _accounts(whole, {each.account_id for each in people})
    form = TieForm(request.POST or None, people=people, accounts=accounts)
    if request.method == "POST" and form.is_valid():
        try:
            tied = tie_accounts(by=request.user, why="", plan=whole.plan, ties=form.ties())
        except Conflict as conflict:
            form.add_conflict(Person.objects.get(pk=conflict.theirs.pk))
        else:
            messages.success(request, f"{count_of(len(tied), 'lead')} changed.")
            return redirect("plans:leads", plan_id)
    context = {
        "heading": "Tie leads to accounts",
        "caption": whole.plan.title,
        "crumbs": _crumbs(whole),
        "form": form,
        "lead": "Choose the account that each lead signs in with. Likely ones are suggested: "
        "nothing is tied until you choose it and save.",
    }
    return render(request, "ui/form.html", context)


@require_http_methods(["GET", "POST"])
def merge(request: SignedIn, plan_id: int, person_id: int) -> HttpResponse:
    """Make two spellings of one lead one."""
    whole, shown = _lead(request, plan_id, person_id)
    others = sorted(
        (each for each in whole.people.values() if each.pk != shown.pk),
        key=lambda each: each.name.casefold(),
    )
    form = MergeForm(request.POST or None, person=shown, others=others)
    if request.method == "POST" and form.is_valid():
        kept = merge_people(
            by=request.user,
            why=form.cleaned_data["why"],
            kept=form.cleaned_data["kept"],
            dropped=shown,
        )
        messages.success(request, f"{shown.name} is now {kept.name} everywhere in this plan.")
        return redirect("plans:leads", plan_id)
    context = {
        "heading": "Merge two spellings of one lead",
        "caption": shown.name,
        "crumbs": [
            *_crumbs(whole),
            (shown.name, reverse("plans:lead", args=[plan_id, shown.pk])),
        ],
        "form": form,
        "button": "Merge",
        "lead": f"{shown.name} will be gone from the plan, and its actions will have the lead you "
        "choose. The document's own words stay as they are.",
    }
    return render(request, "ui/form.html", context)


def _lead(request: SignedIn, plan_id: int, person_id: int) -> tuple[WholePlan, Person]:
    whole = _keeping(request, plan_id)
    shown = whole.people.get(person_id)
    if shown is None:
        raise Http404("No such lead that can be changed.")
    return whole, shown


def _keeping(request: SignedIn, plan_id: int) -> WholePlan:
    """The plan as it is, for those who keep it: nothing is changed on a past day."""
    whole = plan_shown(request, plan_id)
    check_edit(request.user, whole.plan)
    if whole.past is not None:
        raise Http404("Leads are changed on the plan as it is.")
    return whole


def _by_name(whole: WholePlan) -> list[Person]:
    return sorted(whole.people.values(), key=lambda each: each.name.casefold())


def _accounts(whole: WholePlan, tied: Iterable[int | None]) -> list[Account]:
    """The accounts that a lead can sign in with, and those that are tied already."""
    kept = set(tied)
    return [
        each
        for each in Account.objects.order_by("name")
        if each.in_post(whole.day) or each.pk in kept
    ]


def _why_not(account: Account | None, whole: WholePlan) -> str:
    """Why an account that is tied cannot be used for the plan's actions."""
    if account is None:
        return ""
    if not account.in_post(whole.day):
        return "the account has ended"
    if not account.may(May.UPDATE_OWN, whole.plan.pk):
        return "no role on this plan lets them report: ask an administrator"
    return ""


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "nothing")


def _crumbs(whole: WholePlan) -> list[tuple[str, str]]:
    return [
        *crumbs(whole),
        ("Leads and their accounts", reverse("plans:leads", args=[whole.plan.pk])),
    ]
