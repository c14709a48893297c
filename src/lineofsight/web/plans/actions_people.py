"""Changing the people that a plan names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import Change, change, check_edition
from lineofsight.web.plans.models import Person, Plan, Responsibility
from lineofsight.web.plans.permissions import check_edit


def change_person(
    *,
    by: Account,
    why: str,
    person: Person,
    job_title: str,
    organisation: str,
    account: Account | None,
    named_in_public: bool,
    edition: int | None = None,
) -> Person:
    """Say who a lead is: their post, the account they sign in with, and how they are published."""
    check_edit(by, person.plan)
    check_edition(person, edition)
    with change("lead changed", by=by, why=why, plan=person.plan_id) as made:
        person.job_title, person.organisation = job_title, organisation
        person.account, person.named_in_public = account, named_in_public
        return made.keep(person)


@dataclass(frozen=True)
class Tie:
    """That a lead signs in with ``account``; ``edition`` is the lead's as it was shown."""

    person: Person
    account: Account | None
    edition: int | None


def tie_accounts(*, by: Account, why: str, plan: Plan, ties: Iterable[Tie]) -> list[Person]:
    """Say whose accounts several leads sign in with, all of them or none; those that changed.

    Raises :class:`Conflict` where somebody else changed a lead that differs.
    """
    check_edit(by, plan)
    changed = [each for each in ties if each.person.account_id != getattr(each.account, "pk", None)]
    for each in changed:
        if each.person.plan_id != plan.pk:
            raise ValueError("The leads of one plan are tied at once.")
        check_edition(each.person, each.edition)
    if not changed:
        return []
    with change("leads tied", by=by, why=why, plan=plan.pk) as made:
        for each in changed:
            each.person.account = each.account
            made.keep(each.person)
    return [each.person for each in changed]


def merge_people(*, by: Account, why: str, kept: Person, dropped: Person) -> Person:
    """Make two spellings of one lead one: whatever names ``dropped`` then names ``kept``.

    What ``kept`` lacks (post, organisation, account) it takes from ``dropped``.
    """
    check_edit(by, kept.plan)
    if kept.pk == dropped.pk or kept.plan_id != dropped.plan_id:
        raise ValueError("Two people of one plan are merged.")
    with change("leads merged", by=by, why=why, plan=kept.plan_id) as made:
        _keep_one_responsibility_an_action(made, kept, dropped)
        for relation in Person._meta.related_objects:
            name = relation.field.name
            model: Any = relation.related_model
            for record in model._default_manager.filter(**{name: dropped}):
                setattr(record, name, kept)
                made.keep(record)
        kept.job_title = kept.job_title or dropped.job_title
        kept.organisation = kept.organisation or dropped.organisation
        kept.account = kept.account or dropped.account
        kept.named_in_public = kept.named_in_public or dropped.named_in_public
        made.keep(kept)
        made.drop(dropped)
    return kept


def _keep_one_responsibility_an_action(made: Change, kept: Person, dropped: Person) -> None:
    """Where both answer for an action, leave one to answer: accountable if either was."""
    theirs = {each.action_id: each for each in Responsibility.objects.filter(person=kept)}
    for each in Responsibility.objects.filter(person=dropped, action__in=list(theirs)):
        held = theirs[each.action_id]
        if each.accountable and not held.accountable:
            held.accountable, held.position = True, min(held.position, each.position)
            made.keep(held)
        made.drop(each)
