"""Which children an account sees, and which of them an address means."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from lineofsight.measuring.holding import children_chaired, children_held, every_child
from lineofsight.measuring.kept.reading import opened
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import Child, child_of
from lineofsight.web.casework.models import Access
from lineofsight.web.casework.permissions import check_see_casework, check_see_of, own
from lineofsight.web.data.child_rows import hidden_from
from lineofsight.web.ui.refusal import NotAllowed

OUTSIDE = (
    "No child that you see has this address: it is of a child who is not yours, whose records are "
    "restricted, or who is no longer in the tables. To see a child outside your own, give the "
    "child's id and your reason on the page “See another child”."
)


def own_children(account: Account, snapshot: Snapshot) -> frozenset[Child]:
    """The children whom ``account`` sees by its roles, restricted ones left out."""
    check_see_casework(account)
    check_see_of(account, snapshot)
    if own(account).every:
        return _shown(account, snapshot, every_child(snapshot))
    return held_children(account, snapshot) | chaired_children(account, snapshot)


def held_children(account: Account, snapshot: Snapshot) -> frozenset[Child]:
    """The children whom ``account`` or its team holds, restricted ones left out.

    One of whom something is open with them is held too.  Nobody where the snapshot is of several
    councils, in which a team or worker of the same id may stand twice.
    """
    seen = own(account)
    if len(snapshot.authorities) > 1 or not (seen.teams or seen.holds):
        return frozenset()
    [authority] = snapshot.authorities or {""}
    worker = seen.worker if seen.holds else ""
    ids = children_held(snapshot, seen.teams, worker) | _with_open_rows(seen.teams, worker)
    return _shown(account, snapshot, ((authority, each) for each in ids))


def chaired_children(account: Account, snapshot: Snapshot) -> frozenset[Child]:
    """The children for whom ``account`` chairs, restricted ones left out."""
    check_see_of(account, snapshot)
    [authority] = snapshot.authorities or {""}
    seen = own(account)
    ids = children_chaired(snapshot, seen.worker) if seen.chairs else frozenset[str]()
    return _shown(account, snapshot, ((authority, each) for each in ids))


def child_seen(account: Account, snapshot: Snapshot, key: str) -> Child:
    """The child of an address, who is the account's own or was asked for today.

    Raises :class:`NotAllowed` where there is none: also of a child who does not exist, so that
    nobody can find out who does.
    """
    child = child_of(key, own_children(account, snapshot))
    if child is None and accesses_today(account).filter(child=key).exists():
        child = child_of(key, _shown(account, snapshot, every_child(snapshot)))
    if child is None:
        raise NotAllowed(OUTSIDE)
    return child


def child_named(account: Account, snapshot: Snapshot, person: str, authority: str) -> Child | None:
    """The child of an id, of all who can be asked for."""
    named = (authority, person)
    return named if named in _shown(account, snapshot, every_child(snapshot)) else None


def accesses_today(account: Account) -> QuerySet[Access]:
    """The children outside their own whom ``account`` was given to see today."""
    return Access.objects.filter(by=account, ends_on__gte=timezone.localdate())


def _shown(account: Account, snapshot: Snapshot, children: Iterable[Child]) -> frozenset[Child]:
    hidden = hidden_from(account, snapshot)
    return frozenset(each for each in children if each[1] not in hidden)


def _with_open_rows(teams: frozenset[str], worker: str) -> frozenset[str]:
    """The children of whom something is open with some teams or a worker.

    A list that names a child leads to the child, whoever holds them since.
    """
    with opened(settings.PLACES.store) as results:
        if results is None:
            return frozenset()
        of_children = {each.id for each in results.with_clock() if each.subject == "child"}
        lists = results.open_lists(teams, {worker} if worker else ())
        return frozenset(
            row.subject
            for indicator, rows in lists.items()
            if indicator in of_children
            for row in rows
            if row.subject
        )
