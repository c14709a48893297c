"""All of a lead's actions on one page, each with the last note and room for the next."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.recording import Conflict
from lineofsight.web.plans.models import Action, Level, Measure
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions
from lineofsight.web.updates.blank import blank_form
from lineofsight.web.updates.forms import UpdateForm
from lineofsight.web.updates.levels import levels_of
from lineofsight.web.updates.models import Update
from lineofsight.web.updates.periods import reporting_of
from lineofsight.web.updates.permissions import types_for


@dataclass
class Row:
    """One action on the page: what was filled in, what was said last, and its measures."""

    action: Action
    levels: list[Level]
    data: QueryDict | None
    last: Update | None
    measures: list[Measure]
    said_this_period: bool
    overdue: bool

    @property
    def _prefix(self) -> str:
        return f"a{self.action.pk}"

    @cached_property
    def form(self) -> UpdateForm:
        """What was filled in, if anything was."""
        return UpdateForm(self.data, prefix=self._prefix, action=self.action, levels=self.levels)

    @property
    def shown(self) -> SafeString:
        """The form as the page shows it."""
        if self.data is None:
            return blank_form(self.action, self.levels, self._prefix)
        return self.form.render()


@require_http_methods(["GET", "POST"])
def mine(request: SignedIn) -> HttpResponse:
    """A lead's own actions; with ``?for=``, those of a lead for whom the person types."""
    lead = lead_asked(request)
    rows = rows_of(lead, request.POST if request.method == "POST" else None)
    faulty: list[Row] = []
    if request.method == "POST":
        saved = _save(request, lead, rows)
        faulty = [row for row in rows if row.form.errors]
        if not faulty:
            if saved:
                messages.success(request, told_saved(saved, lead, request.user))
            else:
                messages.info(request, "Nothing was filled in, so nothing was saved.")
            return redirect(request.get_full_path())
        if saved:
            messages.success(request, told_saved(saved, lead, request.user))
    for_other = lead != request.user
    return render(
        request,
        "updates/mine.html",
        {
            "heading": f"Actions of {lead.name}" if for_other else "My actions",
            "crumbs": [("Plans", reverse("home"))],
            "lead": lead,
            "for_other": for_other,
            "rows": rows,
            "faulty": faulty,
            "has_errors": bool(faulty),
            "others": [] if for_other else _others(request.user),
            "waiting": Update.objects.filter(by=lead, confirmed=False)
            .exclude(typed_by=None)
            .select_related("action", "typed_by", "rating"),
        },
    )


def lead_asked(request: SignedIn) -> Account:
    """Whose actions are asked for: the person's own, or those of a lead they type for."""
    given = request.GET.get("for", "")
    if not given.isdecimal() or int(given) == request.user.pk:
        return request.user
    lead = get_object_or_404(Account, pk=int(given))
    if lead not in _others(request.user):
        raise NotAllowed(f"You do not type for {lead.name}. An administrator can arrange it.")
    return lead


def _others(account: Account) -> list[Account]:
    """The leads for whom the account types."""
    wanted = account.memberships.exclude(acts_for=None).select_related("acts_for")
    found = {
        each.acts_for_id: each.acts_for
        for each in wanted
        if each.acts_for and types_for(account, each.acts_for, each.plan_id or 0)
    }
    return list(found.values())


def rows_of(lead: Account, data: QueryDict | None) -> list[Row]:
    """The lead's actions, the soonest due first; those of closed ones are left out."""
    today = timezone.localdate()
    found = list(
        Action.objects.filter(responsibilities__person__account=lead, gone_in=None)
        .exclude(state="closed")
        .select_related("plan", "rating", "objective")
        .prefetch_related("measures")
        .order_by("due_on", "position")
        .distinct()
    )
    plans = {each.plan_id for each in found}
    levels, periods = levels_of(plans), reporting_of(plans, today)
    newest = (
        Update.objects.filter(action__in=found)
        .order_by()
        .values("action")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    last = {update.action_id: update for update in Update.objects.filter(pk__in=newest)}
    return [
        Row(
            action=each,
            levels=levels.get(each.plan_id, []),
            data=data,
            last=last.get(each.pk),
            measures=list(each.measures.all()),
            said_this_period=each.pk in last and periods[each.plan_id].counts(last[each.pk]),
            overdue=each.overdue_on(today),
        )
        for each in found
    ]


def _save(request: SignedIn, lead: Account, rows: list[Row]) -> int:
    """Save what was filled in, action by action; faults stay on their forms."""
    saved = 0
    for row in rows:
        if not row.form.says_something() or not row.form.is_valid():
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
        except (actions.CannotUpdate, NotAllowed) as error:
            row.form.add_error("note", str(error))
        except Conflict:
            row.action.refresh_from_db()
            row.last = Update.objects.filter(action=row.action).order_by("at", "pk").last()
            row.form.add_error(
                "note",
                "Somebody else changed this action since you opened the page. What stands now is "
                "shown above: compare, and save again.",
            )
            row.form.data = {
                **dict(request.POST.items()),
                row.form.add_prefix("edition"): str(row.action.edition),
            }
        else:
            saved += 1
    return saved


def told_saved(saved: int, lead: Account, account: Account) -> str:
    """What is said once ``saved`` actions are updated."""
    what = "1 action is updated." if saved == 1 else f"{saved} actions are updated."
    return what if lead == account else f"{what} {lead.name} will be asked to confirm."
