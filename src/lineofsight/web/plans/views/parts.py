"""The page of one part of a plan, the list of a kind, and a part's history."""

from collections.abc import Callable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.accounts.roles import May
from lineofsight.web.challenges.permissions import can_list
from lineofsight.web.performance.figures import judged_plan
from lineofsight.web.performance.impact import delivered
from lineofsight.web.performance.rated import Rated, rated
from lineofsight.web.performance.reopening import proposal_of
from lineofsight.web.plans.addresses import page_address, part_address
from lineofsight.web.plans.coverage import coverage_of_one
from lineofsight.web.plans.history import history_of
from lineofsight.web.plans.kinds import BY_MODEL, BY_NAME, KINDS, Kind
from lineofsight.web.plans.line import below, line_of
from lineofsight.web.plans.models import (
    DELIVERY,
    Action,
    Dependency,
    Finding,
    Measure,
    Objective,
    Person,
    Resource,
    Step,
    Theme,
)
from lineofsight.web.plans.models.plan import Part
from lineofsight.web.plans.permissions import check_see_history
from lineofsight.web.plans.rows import row_of
from lineofsight.web.plans.views.shared import crumbs, plan_page, plan_shown
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.plans.words import field_words, titled
from lineofsight.web.updates.models import Closure, Comment, DateRequest, LeftClosed
from lineofsight.web.updates.permissions import (
    can_decide_date,
    can_leave_closed,
    can_update,
    typed_for,
)

# How many suggestions the page of a finding shows; any other action can be chosen there too.
SUGGESTIONS = 20
# Told elsewhere on a part's page than in its summary.
_APART = {"text", "ref"}


def part_page(request: SignedIn, plan_id: int, key: int, name: str) -> HttpResponse:
    """A part: what it says, its line of sight both ways, and where it was read."""
    whole = plan_shown(request, plan_id)
    kind = BY_NAME[name]
    part = part_shown(whole, kind, key)
    more = _MORE.get(kind.model)
    return plan_page(
        request,
        whole,
        f"plans/{name}.html" if more else "plans/part.html",
        named(kind, part),
        crumbs=[*crumbs(whole), (kind.many.capitalize(), list_address(whole, kind))],
        part=part,
        kind=kind,
        says_all=named(kind, part).endswith(f": {part.text}"),
        summary=summary_of(whole, kind, part),
        line=line_of(whole, part),
        **(_may(request, whole, part) if isinstance(part, Action) else {}),
        **(more(whole, part) if more else {}),
    )


def part_list(request: SignedIn, plan_id: int, name: str) -> HttpResponse:
    """Every part of a kind, with what else is said of each."""
    whole = plan_shown(request, plan_id)
    kind = BY_NAME[name]
    rows = [
        (each, summary_of(whole, kind, each))
        for each in whole.all(kind.model)
        if isinstance(each, Part)
    ]
    return plan_page(
        request, whole, "plans/parts.html", kind.many.capitalize(), kind=kind, rows=rows
    )


def part_history(request: SignedIn, plan_id: int, key: int, name: str) -> HttpResponse:
    """What changed of a part: who, when, why, and the old and new words side by side."""
    whole = plan_shown(request, plan_id)
    check_see_history(request.user, whole.plan)
    kind = BY_NAME[name]
    part = part_shown(whole, kind, key)
    return plan_page(
        request,
        whole,
        "plans/history.html",
        f"What changed: {named(kind, part)}",
        crumbs=[*crumbs(whole), (named(kind, part), page_of(whole, part))],
        part=part,
        kind=kind,
        history=history_of(whole, part),
    )


def contents(request: SignedIn, plan_id: int) -> HttpResponse:
    """Every kind of part that the plan has, and the other pages about it."""
    whole = plan_shown(request, plan_id)
    kinds = [
        (kind, list_address(whole, kind), len(whole.all(kind.model)))
        for kind in KINDS
        if kind.has_page and not kind.under
    ]
    return plan_page(
        request,
        whole,
        "plans/contents.html",
        "Everything in the plan",
        kinds=kinds,
        challenged=can_list(request.user, whole.plan),
    )


def part_shown(whole: WholePlan, kind: Kind, key: int) -> Part:
    """The part that an address names; a page not found where the plan has none on the day."""
    found = whole.find(kind.model, key) if issubclass(kind.model, Part) else None
    if found is None:
        raise Http404(f"The plan has no such {kind.one} on this day.")
    found.plan = whole.plan
    return found


def named(kind: Kind, part: Part) -> str:
    """What a part's page is called: Action 2.1; without a number by its first words."""
    if any(letter.isdigit() for letter in part.ref):
        return f"{kind.one.capitalize()} {part.ref}"
    return f"{kind.one.capitalize()}: {titled(part)}"


def list_address(whole: WholePlan, kind: Kind) -> str:
    """The address of a kind's list; of what the kind belongs to where it has none of its own."""
    return page_address(whole, "actions" if kind.under else kind.slug)


def page_of(whole: WholePlan, part: Part) -> str:
    """A part's address on the plan's day."""
    return part_address(whole, part)


def summary_of(whole: WholePlan, kind: Kind, part: Part) -> list[tuple[str, str, Part | None]]:
    """Each field that says something: its label, words, and the part that it names."""
    found: list[tuple[str, str, Part | None]] = []
    for field in kind.fields:
        if field.name in _APART:
            continue
        value = getattr(part, f"{field.name}_id" if field.of else field.name)
        words = field_words(whole, field, value)
        if words:
            named_part = None
            if field.of is not None and field.of is not Person and field.of in BY_MODEL:
                other = whole.by_key(field.of).get(value)
                named_part = other if isinstance(other, Part) else None
            found.append((field.label, words, named_part))
    return found


def _of_action(whole: WholePlan, part: Any) -> dict[str, Any]:
    held = whole.answering.get(part.pk, [])
    waits = [each for each in whole.all(Dependency) if each.action_id == part.pk]
    holds = [each for each in whole.all(Dependency) if each.other_id == part.pk]
    measures = rated(whole, [each for each in whole.measures if each.action_id == part.pk])
    return {
        "action": part,
        "row": row_of(whole, part),
        "rated": measures,
        "state": dict(DELIVERY)[part.state],
        "accountable": [whole.called(whole.people[r.person_id]) for r in held if r.accountable],
        "contributing": [
            whole.called(whole.people[r.person_id]) for r in held if not r.accountable
        ],
        **(_said_of(whole, part, measures) if whole.inside else {}),
        "steps": [
            (each, whole.called(whole.people.get(each.lead_id or 0)))
            for each in whole.all(Step)
            if each.action_id == part.pk
        ],
        "waits": [(each, whole.find(Action, each.other_id)) for each in waits],
        "holds_up": [(each, whole.find(Action, each.action_id)) for each in holds],
        "resources": [each for each in whole.all(Resource) if each.action_id == part.pk],
    }


def _said_of(whole: WholePlan, action: Action, measures: Rated | None) -> dict[str, Any]:
    """What those inside read of an action besides its measures."""
    key = action.pk
    evidence = [each for each in whole.evidence if each.action_id == key]
    comments = [each for each in whole.all(Comment) if each.action_id == key][::-1]
    updates = whole.said_of(action)
    prefetch_related_objects(evidence, "file")
    said_by = {
        *(each.by_id for each in comments),
        *(each.by_id for each in updates),
        *(each.typed_by_id for each in updates),
    }
    names = dict(Account.objects.filter(pk__in=said_by - {None}).values_list("pk", "name"))
    return {
        "names": names,
        "updates": updates,
        "evidence": evidence,
        "delivered": delivered(whole, action, evidence, measures),
        "date_requests": [each for each in whole.all(DateRequest) if each.action_id == key][::-1],
        "proposal": proposal_of(whole, action),
        "left_closed": [each for each in whole.all(LeftClosed) if each.action_id == key][::-1],
        "closures": [each for each in whole.all(Closure) if each.action_id == key][::-1],
        "comments": comments,
    }


def _may(request: SignedIn, whole: WholePlan, action: Action) -> dict[str, Any]:
    """What the reader is offered to do with an action; each page asks again whether they may."""
    if whole.past is not None or action.gone_in is not None:
        return {}
    key = whole.plan.pk
    # Who decides on its date depends on its rating, and the plan has that at hand.
    if action.rating_id in whole.levels:
        action.rating = whole.levels[action.rating_id]
    return {
        "can_report": can_update(request.user, action),
        "types_for": typed_for(request.user, action),
        "can_comment": request.user.may(May.COMMENT, key),
        "can_decide": can_decide_date(request.user, action),
        "can_check": request.user.may(May.CHECK_CLOSING, key),
        "can_leave_closed": can_leave_closed(request.user, action),
    }


def _of_objective(whole: WholePlan, part: Any) -> dict[str, Any]:
    under = below(whole, part)
    return {
        "objective": part,
        "parts": [each for each in whole.objectives if each.parent_id == part.pk],
        "rows": [row_of(whole, each) for each in whole.actions if each.objective_id in under],
        "rated": rated(whole, [each for each in whole.measures if each.objective_id in under]),
    }


def _of_theme(whole: WholePlan, part: Theme) -> dict[str, Any]:
    held = [each for each in whole.objectives if each.theme_id == part.pk]
    keys = {each.pk for each in held}
    return {
        "parts": held,
        "rows": [row_of(whole, each) for each in whole.actions if each.objective_id in keys],
    }


def _of_measure(whole: WholePlan, part: Measure) -> dict[str, Any]:
    return {
        "judged": judged_plan(whole).by_key.get(part.pk),
        "targets": whole.targets.get(part.pk, []),
        "figures": [
            each for each in whole.evidence if each.measure_id == part.pk and each.kind == "figure"
        ]
        if whole.inside
        else [],
        "figure_count": sum(
            each.measure_id == part.pk and each.kind == "figure" for each in whole.evidence
        ),
    }


def _of_finding(whole: WholePlan, part: Finding) -> dict[str, Any]:
    return {"covered": coverage_of_one(whole, part), "most": SUGGESTIONS}


_MORE: dict[type[Any], Callable[[WholePlan, Any], dict[str, Any]]] = {
    Action: _of_action,
    Objective: _of_objective,
    Theme: _of_theme,
    Measure: _of_measure,
    Finding: _of_finding,
}
