"""The alerts that somebody sees, as a page asks for them: the next that is due first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from lineofsight.measuring.early.life import STATES, AlertState
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.alerts.models import Alert, Saying
from lineofsight.web.alerts.permissions import acts_for, seen_of
from lineofsight.web.casework.children import chaired_children
from lineofsight.web.casework.keys import key_of
from lineofsight.web.casework.permissions import own

# For how long one that no longer stands can still be looked up.
GONE_FOR = timedelta(days=28)
MINE, CHAIRED, TEAM = "mine", "chaired", "team:"
WAITING = "waiting"
# What waits: nobody has done anything about it yet.
STATES_WAITING: tuple[AlertState, ...] = ("new", "seen")


@dataclass(frozen=True)
class Asked:
    """What a page asks for: whose children, which kind and which state; empty for all."""

    whose: str = ""
    kind: str = ""
    state: str = WAITING


@dataclass(frozen=True)
class AlertRow:
    """One alert with the child's id, its state on the day, and whether the viewer acts on it."""

    alert: Alert
    child: str
    state: AlertState
    late: bool
    acts: bool

    @property
    def words(self) -> str:
        """Its state in words."""
        return STATES[self.state]

    @property
    def value(self) -> str:
        """By which a form names it, and the edition that was shown."""
        return f"{self.alert.pk}.{self.alert.edition}"


@dataclass(frozen=True)
class Listed:
    """The alerts that somebody is shown."""

    rows: Sequence[AlertRow]

    @property
    def acts(self) -> bool:
        """Whether the viewer acts on any of them."""
        return any(each.acts for each in self.rows)


def listed(account: Account, snapshot: Snapshot, asked: Asked, day: date) -> Listed:
    """The alerts that ``account`` sees by its roles of those asked for, the next due first.

    Raises :class:`~lineofsight.web.ui.refusal.NotAllowed` where it sees no child.
    """
    found = list(_of_whom(account, snapshot, asked, _of_state(asked, day)))
    seen, acts = seen_of(account, snapshot, found), acts_for(account, snapshot)
    rows = [
        AlertRow(
            each,
            seen[each.child][1],
            each.state_on(day),
            late=each.due_on is not None and each.due_on < day,
            acts=each.child in acts,
        )
        for each in found
        if each.child in seen and _is_of(each.state_on(day), asked)
    ]
    rows.sort(key=lambda row: (row.alert.due_on or snapshot.as_at, row.alert.pk))
    return Listed(rows)


def whose_choices(account: Account, teams: Mapping[str, str]) -> list[tuple[str, str]]:
    """Whose children an account can ask for; nothing to choose where there is one answer."""
    seen = own(account)
    found = [(MINE, "My children")] if seen.holds else []
    found += [(f"{TEAM}{each}", teams.get(each, each)) for each in sorted(seen.teams)]
    found += [(CHAIRED, "Children I chair for")] if seen.chairs else []
    return found if len(found) > 1 or (found and seen.every) else []


def _of_state(asked: Asked, day: date) -> QuerySet[Alert]:
    found = Alert.objects.select_related("opened_in", "gone_in").prefetch_related(
        Prefetch("sayings", Saying.objects.select_related("by"))
    )
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state == "gone":
        return found.filter(gone_on__gte=day - GONE_FOR)
    return found.filter(gone_on=None)


def _is_of(state: AlertState, asked: Asked) -> bool:
    if asked.state == WAITING:
        return state in STATES_WAITING
    return not asked.state or state == asked.state


def _of_whom(
    account: Account, snapshot: Snapshot, asked: Asked, found: QuerySet[Alert]
) -> list[Alert]:
    seen = own(account)
    if asked.whose == MINE:
        return list(found.filter(worker=seen.worker))
    if asked.whose.startswith(TEAM):
        return list(found.filter(team=asked.whose.removeprefix(TEAM)))
    if asked.whose == CHAIRED:
        keys = {key_of(each) for each in chaired_children(account, snapshot)}
        return [each for each in found if each.child in keys]
    return list(found)
