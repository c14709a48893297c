"""Changing the parts of an adopted plan: the one place that writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Max

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept
from lineofsight.web.events.recording import Change, change, check_edition
from lineofsight.web.plans.kinds import BY_MODEL, KINDS
from lineofsight.web.plans.models import (
    Action,
    Adoption,
    Dependency,
    Milestone,
    Objective,
    Person,
    Plan,
    Responsibility,
)
from lineofsight.web.plans.models.plan import Part
from lineofsight.web.plans.permissions import check_edit
from lineofsight.web.ui.templatetags.ui import count_of, day

K = TypeVar("K", bound=Kept)


class CannotChange(Exception):
    """The change does not fit the plan; the message is shown beside the form."""


@dataclass(frozen=True)
class Leads:
    """The names of who answers for an action and of who contributes."""

    accountable: str
    contributing: tuple[str, ...] = ()


def edit_part(
    *,
    by: Account,
    why: str,
    part: K,
    values: dict[str, Any],
    edition: int | None,
    leads: Leads | None = None,
) -> K:
    """Give ``part`` new ``values`` (by field, of those that its kind declares).

    Raises ``Conflict`` where somebody wrote it since ``edition``, and :class:`CannotChange` where
    the values do not fit.
    """
    plan = _plan_of(part)
    check_edit(by, plan)
    kind = BY_MODEL[type(part)]
    with change(f"{kind.one} edited", by=by, why=why, plan=plan.pk) as made:
        # Read again behind the lock, so that of two who send at once the second is told.
        stands = type(part)._default_manager.get(pk=part.pk)
        check_edition(stands, edition)
        check_standing(stands)
        _set(stands, values)
        check_fits(stands)
        made.keep(stands)
        if leads is not None and isinstance(stands, Action):
            _lead(made, stands, leads)
    return stands


def add_part(
    *,
    by: Account,
    why: str,
    plan: Plan,
    model: type[K],
    values: dict[str, Any],
    leads: Leads | None = None,
) -> K:
    """A new part at the end of those of its kind."""
    check_edit(by, plan)
    kind = BY_MODEL[model]
    with change(f"{kind.one} added", by=by, why=why, plan=plan.pk) as made:
        held = model._default_manager.filter(plan=plan.pk)
        last = held.aggregate(last=Max("position"))["last"]
        part = model(plan=plan, position=0 if last is None else last + 1)
        if isinstance(part, Part):
            part.adopted_in = _version_of(plan)
        _set(part, values)
        check_fits(part)
        made.keep(part)
        if leads is not None and isinstance(part, Action):
            _lead(made, part, leads)
    return part


def withdraw_part(*, by: Account, why: str, part: Kept, edition: int | None) -> None:
    """Take a part out of the plan; it and the reason stay in the history."""
    plan = _plan_of(part)
    check_edit(by, plan)
    kind = BY_MODEL[type(part)]
    with change(f"{kind.one} taken out", by=by, why=why, plan=plan.pk) as made:
        stands = type(part)._default_manager.get(pk=part.pk)
        check_edition(stands, edition)
        check_standing(stands)
        check_nothing_under(stands)
        if isinstance(stands, Part):
            stands.gone_in = _version_of(plan)
            made.keep(stands)
        else:
            made.drop(stands)


def settle_doubts(*, by: Account, why: str, part: Part, edition: int | None) -> None:
    """Say that a part was read rightly, or is put right, and why: its doubts are settled."""
    check_edit(by, part.plan)
    kind = BY_MODEL[type(part)]
    with change(f"doubts of {kind.one} settled", by=by, why=why, plan=part.plan_id) as made:
        stands = type(part)._default_manager.get(pk=part.pk)
        check_edition(stands, edition)
        check_standing(stands)
        stands.doubts = []
        made.keep(stands)


def check_standing(part: Kept) -> None:
    """Raise :class:`CannotChange` where the part was taken out of the plan."""
    if getattr(part, "gone_in", None) is not None:
        raise CannotChange(f"This {BY_MODEL[type(part)].one} was taken out of the plan.")


def check_nothing_under(part: Kept) -> None:
    """Raise :class:`CannotChange` where other parts stand under this one."""
    for kind in KINDS:
        if not issubclass(kind.model, Part):
            continue
        for field in kind.fields:
            if field.of is not type(part):
                continue
            held = kind.model._default_manager.filter(gone_in=None, **{field.name: part.pk}).count()
            if held:
                many = count_of(held, f"{kind.one},{kind.many}")
                raise CannotChange(
                    f"{many} {'names' if held == 1 else 'name'} this {BY_MODEL[type(part)].one}: "
                    f"move {'it' if held == 1 else 'them'} or take "
                    f"{'it' if held == 1 else 'them'} out first."
                )


def check_fits(part: Kept) -> None:
    """Raise :class:`CannotChange` where a part names one of another plan, or goes in a circle."""
    for field in part._meta.concrete_fields:
        named = getattr(part, field.name, None) if field.is_relation else None
        if isinstance(named, Kept) and named.plan_key not in (part.plan_key, None):
            raise CannotChange(f"{named} belongs to another plan.")
    if isinstance(part, Objective):
        seen, key = {part.pk}, part.parent_id
        while key is not None:
            if key in seen:
                raise CannotChange("An objective cannot be a part of itself.")
            seen.add(key)
            # Asked afresh: what hangs on the part may be older than the lock.
            key = Objective.objects.values_list("parent_id", flat=True).get(pk=key)
    if isinstance(part, Dependency) and part.action_id == part.other_id:
        raise CannotChange("An action cannot wait for itself.")


def _version_of(plan: Plan) -> int:
    """The number of the plan's version in force."""
    return int(Adoption.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 1)


def _plan_of(part: Kept) -> Plan:
    plan: Plan = part.plan  # type: ignore[attr-defined]
    return plan


def _set(part: Kept, values: dict[str, Any]) -> None:
    kind = BY_MODEL[type(part)]
    allowed = {field.name for field in kind.fields} | ({kind.under} - {""})
    unknown = set(values) - allowed
    if unknown:
        raise CannotChange(f"{', '.join(sorted(unknown))} cannot be edited.")
    was = {name: getattr(part, name, None) for name in ("due_on", "due_text")}
    for name, value in values.items():
        setattr(part, name, value)
    if isinstance(part, Action) and was["due_on"] != part.due_on:
        _settle_due(part, words_typed=was["due_text"] != part.due_text)
    if isinstance(part, Milestone) and was["due_on"] != part.due_on:
        part.by = part.due_on.isoformat() if part.due_on else ""


def _settle_due(action: Action, *, words_typed: bool) -> None:
    """After its day moved, the printed forms of an action's date say the same as the day."""
    if action.due_on is None:
        action.due_dates, action.due_kind = [], "none"
        action.due_text = action.due_text if words_typed else ""
        return
    action.due_dates, action.due_kind = [action.due_on.isoformat()], "date"
    if not words_typed:
        action.due_text = day(action.due_on)
    if action.first_due_on is None:
        action.first_due_on = action.due_on


def _lead(made: Change, action: Action, leads: Leads) -> None:
    """Make the action's leads those that ``leads`` names; a name not yet known is added."""
    names = _names([leads.accountable, *leads.contributing])
    known = {each.name.casefold(): each for each in Person.objects.filter(plan=action.plan_id)}
    held = {
        each.person.name.casefold(): each
        for each in Responsibility.objects.filter(action=action).select_related("person")
    }
    accountable = " ".join(leads.accountable.split()).casefold()
    for position, name in enumerate(names):
        folded = name.casefold()
        if folded not in known:
            known[folded] = made.keep(Person(plan_id=action.plan_id, name=name))
        each = held.pop(folded, None) or Responsibility(
            plan_id=action.plan_id, action=action, person=known[folded]
        )
        wanted = (folded == accountable, position)
        if each.pk is None or (each.accountable, each.position) != wanted:
            each.accountable, each.position = wanted
            made.keep(each)
    for gone in held.values():
        made.drop(gone)


def _names(given: Iterable[str]) -> list[str]:
    """The names given, each once, in order."""
    found: dict[str, str] = {}
    for name in given:
        words = " ".join(name.split())
        if words:
            found.setdefault(words.casefold(), words)
    return list(found.values())
