"""Who opens a cohort review, who sees which of its children, and who sees its counts alone."""

from datetime import date

from django.db.models import Q, QuerySet

from lineofsight.web.accounts.models import Account, Membership
from lineofsight.web.accounts.roles import ROLES, May
from lineofsight.web.casework.permissions import check_open_cohort
from lineofsight.web.cohorts.models import Cohort, CohortChild
from lineofsight.web.ui.refusal import NotAllowed

OUTSIDE = (
    "No child whom you see has this address in this cohort review: reviewers see the children who "
    "are given to them, and those who check see what was reviewed."
)
REVIEWING = tuple(role.key for role in ROLES if May.REVIEW_CHILDREN in role.may)


def check_counts(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see how far cohort reviews are."""
    if not account.may_anywhere(May.READ):
        raise NotAllowed("How far cohort reviews are is seen by those who read the plan.")


def can_see_counts(account: Account) -> bool:
    """Whether ``account`` may see how far cohort reviews are."""
    return NotAllowed.stops(check_counts, account) is None


def sees_inside(account: Account) -> bool:
    """Whether ``account`` sees counts as those inside do: all of them, and whose list it was."""
    return account.may_anywhere(May.READ_INSIDE)


def check_review(account: Account) -> None:
    """Raise :class:`NotAllowed` unless a role of ``account`` lets it be given children."""
    if not account.may_anywhere(May.REVIEW_CHILDREN):
        raise NotAllowed(
            "The children of a cohort review are seen by the manager who opened it and by "
            "reviewers. How far it is stands under “Cohort reviews”."
        )


def reviewers_on(day: date) -> QuerySet[Account]:
    """Those who may be given children on a day, by their names."""
    held = Membership.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=day),
        Q(ends_on=None) | Q(ends_on__gte=day),
        role__in=REVIEWING,
    )
    in_post = Account.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), is_active=True)
    return in_post.filter(pk__in=held.values("account")).order_by("name", "pk")


def check_manage(account: Account, cohort: Cohort) -> None:
    """Raise :class:`NotAllowed` unless ``account`` opened the review and still may."""
    check_open_cohort(account)
    if cohort.by_id != account.pk:
        raise NotAllowed("Who reviews which child is said by the manager who opened the review.")


def can_manage(account: Account, cohort: Cohort) -> bool:
    """Whether ``account`` opened the review and still may."""
    return NotAllowed.stops(check_manage, account, cohort) is None


def children_seen(account: Account, cohort: Cohort) -> QuerySet[CohortChild]:
    """The children whom ``account`` sees: all it opened, its own share, what it is to check."""
    check_review(account)
    held = cohort.children.select_related("reviewer", "found_by", "closed_by", "checked_by")
    if can_manage(account, cohort):
        return held
    seen = Q(reviewer=account)
    if cohort.checker_id == account.pk:
        seen |= Q(closed_at__isnull=False)
    return held.filter(seen)


def check_see(account: Account, cohort: Cohort) -> None:
    """Raise :class:`NotAllowed` unless ``account`` has a part in the review."""
    check_review(account)
    if can_manage(account, cohort) or cohort.checker_id == account.pk:
        return
    if not cohort.children.filter(reviewer=account).exists():
        raise NotAllowed("No child of this cohort review is given to you.")


def child_seen(account: Account, cohort: Cohort, key: str) -> CohortChild:
    """The child of an address; raises :class:`NotAllowed` where the account sees none of it.

    Also of a child who is not in the review, so that nobody can find out who is.
    """
    found = children_seen(account, cohort).filter(child=key).first()
    if found is None:
        raise NotAllowed(OUTSIDE)
    return found


def check_line(child: CohortChild) -> None:
    """Raise :class:`NotAllowed` where a child's review is over, and their line shown no more."""
    if child.checked_at:
        raise NotAllowed(
            "The review of this child is checked and over, so that their line is shown here no "
            "more. Whoever works with the child sees it under “Casework”."
        )


def check_record(account: Account, child: CohortChild) -> None:
    """Raise :class:`NotAllowed` unless ``account`` says what was found of a child."""
    check_review(account)
    if child.reviewer_id != account.pk:
        raise NotAllowed("What was found of a child is said by the reviewer to whom it is given.")


def can_record(account: Account, child: CohortChild) -> bool:
    """Whether ``account`` can say what was found, and the child is not closed."""
    return child.closed_at is None and NotAllowed.stops(check_record, account, child) is None


def check_check(account: Account, child: CohortChild) -> None:
    """Raise :class:`NotAllowed` unless ``account`` checks a child whom others reviewed."""
    check_review(account)
    cohort = child.cohort
    if account.pk != cohort.checker_id and not can_manage(account, cohort):
        raise NotAllowed(
            "A review is checked by the manager who opened it, or by the one they named."
        )
    if account.pk in child.had_a_hand:
        raise NotAllowed("You reviewed this child: another person has to check it.")


def can_check(account: Account, child: CohortChild) -> bool:
    """Whether ``account`` can check a child now."""
    waits = child.closed_at is not None and child.checked_at is None
    return waits and NotAllowed.stops(check_check, account, child) is None
