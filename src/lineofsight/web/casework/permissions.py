"""Who sees which rows of children and workers: the one place that says it.

A role gives rows of some children: those whom its holder holds, those of a team, those for whom
they chair, or every child.  Whoever sees some can ask for another one with a reason.
"""

from dataclasses import dataclass

from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.ui.refusal import NotAllowed

AUDITOR = "auditor"


@dataclass(frozen=True)
class Own:
    """Whose rows an account sees by its roles.

    ``teams`` and ``worker`` are ids of the tables; ``chairs`` is whether the children count for
    whom ``worker`` chairs, ``holds`` whether those count whom ``worker`` holds.
    """

    every: bool
    teams: frozenset[str]
    worker: str
    holds: bool
    chairs: bool

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return self.every or bool(self.teams) or self.holds or self.chairs


def own(account: Account) -> Own:
    """Whose rows ``account`` sees by its roles."""
    worker = account.worker_id
    return Own(
        every=account.may(May.SEE_EVERY_CHILD, None),
        teams=frozenset(
            each.team
            for each in account.memberships_today()
            if each.team and May.SEE_TEAM_CHILDREN in each.role_held.may
        ),
        worker=worker,
        holds=bool(worker) and account.may_anywhere(May.SEE_OWN_CHILDREN),
        chairs=bool(worker) and account.may_anywhere(May.SEE_CHAIRED_CHILDREN),
    )


def check_see_casework(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` sees rows of some children."""
    if own(account).any:
        return
    if account.may_anywhere(May.SEE_TEAM_CHILDREN):
        raise NotAllowed(
            "Your role names no team yet: ask an administrator to name the one you manage, as the "
            "tables call it."
        )
    if account.may_anywhere(May.SEE_OWN_CHILDREN) or account.may_anywhere(May.SEE_CHAIRED_CHILDREN):
        raise NotAllowed(
            "Your account names no worker yet: ask an administrator to name the one you are in "
            "the tables."
        )
    if any(each.role == AUDITOR for each in account.memberships_today()):
        raise NotAllowed(
            "Auditors see the children who are given to them in a cohort review: what waits for "
            "you stands on the first page. No sample can be drawn here yet."
        )
    raise NotAllowed(
        "Rows of children are seen by those who work with the child, their managers, reviewing "
        "officers and analysts."
    )


def can_see_casework(account: Account) -> bool:
    """Whether ``account`` sees rows of some children."""
    return NotAllowed.stops(check_see_casework, account) is None


def check_see_team(account: Account, team: str) -> None:
    """Raise :class:`NotAllowed` unless ``account`` sees the rows of a team of this id."""
    check_see_casework(account)
    seen = own(account)
    if not (seen.every or team in seen.teams):
        raise NotAllowed(
            "A team's lists are seen by the manager whose role names the team, and by analysts."
        )


def can_see_team(account: Account, team: str) -> bool:
    """Whether ``account`` sees the rows of a team of this id."""
    return NotAllowed.stops(check_see_team, account, team) is None


def check_see_registers(account: Account, team: str = "") -> None:
    """Raise :class:`NotAllowed` unless ``account`` sees registers, or their rows of a team."""
    check_see_casework(account)
    seen = own(account)
    if not (seen.every or seen.teams):
        raise NotAllowed(
            "The working lists of registers are seen by team managers and analysts. What is due "
            "of your own children stands on the page “My children”."
        )
    if team:
        check_see_team(account, team)


def can_see_registers(account: Account) -> bool:
    """Whether ``account`` sees registers."""
    return NotAllowed.stops(check_see_registers, account) is None


def check_open_cohort(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` can have a list reviewed child by child."""
    check_see_casework(account)
    seen = own(account)
    if not (seen.every or seen.teams):
        raise NotAllowed("A cohort review is opened by a team manager or an analyst, of a list.")


def can_open_cohort(account: Account) -> bool:
    """Whether ``account`` can have a list reviewed child by child."""
    return NotAllowed.stops(check_open_cohort, account) is None


def check_see_workers_rows(account: Account, team: str) -> None:
    """Raise :class:`NotAllowed` unless ``account`` manages a team, and so sees its workers' rows.

    What a worker is due, such as an appraisal, is for that worker and their manager alone.
    """
    if team not in own(account).teams:
        raise NotAllowed(
            "This list is about workers: it is seen by the worker and by the manager of the team."
        )


def can_see_workers_rows(account: Account, team: str) -> bool:
    """Whether ``account`` sees what the workers of a team are due."""
    return NotAllowed.stops(check_see_workers_rows, account, team) is None


def check_see_mine(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` has children of its own here."""
    check_see_casework(account)
    seen = own(account)
    if not (seen.holds or seen.chairs):
        raise NotAllowed(
            "This page is for workers and reviewing officers whose account names who they are in "
            "the tables."
        )


def can_see_mine(account: Account) -> bool:
    """Whether ``account`` has children of its own here."""
    return NotAllowed.stops(check_see_mine, account) is None


def check_see_of(account: Account, snapshot: Snapshot) -> None:
    """Raise :class:`NotAllowed` unless a snapshot is of one council, or they see every child.

    Two councils may call a team, a worker or a child the same.
    """
    if len(snapshot.authorities) > 1 and not own(account).every:
        raise NotAllowed(
            "The tables hold several councils, in which a team or worker of the same id may stand "
            "twice: ask an analyst for your list."
        )


def can_see_of(account: Account, snapshot: Snapshot) -> bool:
    """Whether a snapshot is of one council, or ``account`` sees every child."""
    return NotAllowed.stops(check_see_of, account, snapshot) is None


def check_see_accesses(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see who saw children outside their own."""
    if not account.may(May.SEE_LOOKS, None):
        raise NotAllowed(
            "Who saw children outside their own, and why, is seen by the information governance "
            "lead."
        )
