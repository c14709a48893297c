"""Who sees an alert, and who says what was done with it: as casework gives children."""

from collections.abc import Mapping

from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.alerts.models import Alert
from lineofsight.web.casework.children import held_children, own_children
from lineofsight.web.casework.keys import Child, children_of, key_of
from lineofsight.web.casework.permissions import check_see_casework, own
from lineofsight.web.ui.refusal import NotAllowed

WHO_SAYS = (
    "What was done with an alert is said by the worker who holds the child and by the manager of "
    "their team."
)


def seen_of(account: Account, snapshot: Snapshot, alerts: list[Alert]) -> Mapping[str, Child]:
    """The children of some alerts whom ``account`` sees by its roles, by key.

    Raises :class:`NotAllowed` where it sees no child.
    """
    return children_of((each.child for each in alerts), own_children(account, snapshot))


def acts_for(account: Account, snapshot: Snapshot) -> frozenset[str]:
    """The keys of the children of whom ``account`` says what was done: its own or its team's."""
    return frozenset(key_of(each) for each in held_children(account, snapshot))


def check_acts(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` holds children or manages a team that may."""
    check_see_casework(account)
    seen = own(account)
    if not (seen.holds or seen.teams):
        raise NotAllowed(WHO_SAYS)


def acts(account: Account) -> bool:
    """Whether ``account`` holds children or manages a team, and so is told of alerts."""
    return NotAllowed.stops(check_acts, account) is None


def check_say(account: Account, snapshot: Snapshot, alerts: list[Alert]) -> None:
    """Raise :class:`NotAllowed` unless ``account`` says what was done with each of some alerts."""
    if not {each.child for each in alerts} <= acts_for(account, snapshot):
        raise NotAllowed(WHO_SAYS)
