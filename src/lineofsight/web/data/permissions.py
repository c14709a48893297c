"""Who sees how the tables stand, who loads them, and who sees rows of them."""

from collections.abc import Collection

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.data.models import Forgetting
from lineofsight.web.ui.refusal import NotAllowed


def check_see_data(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see how the tables stand: no child's row."""
    if not account.may(May.SEE_DATA, None):
        raise NotAllowed(
            "How the tables stand is seen by analysts, administrators and the information "
            "governance lead."
        )


def can_see_data(account: Account) -> bool:
    """Whether ``account`` may see how the tables stand."""
    return NotAllowed.stops(check_see_data, account) is None


def own_teams(account: Account) -> frozenset[str]:
    """The teams, by their ids in the tables, that a role of ``account`` names for it to manage."""
    return frozenset(
        each.team
        for each in account.memberships_today()
        if each.team and May.SEE_TEAM_QUALITY in each.role_held.may
    )


def teams_seen(account: Account) -> frozenset[str] | None:
    """Of which teams ``account`` sees how good the rows are; None for every team."""
    return None if can_see_data(account) else own_teams(account)


def check_see_quality(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see how good rows of a team are."""
    if teams_seen(account) == frozenset():
        raise NotAllowed(
            "How good the tables are is seen by analysts and those who answer for the tables, and "
            "by team managers for the team that their role names. If you manage a team, ask an "
            "administrator to name it with your role."
        )


def can_see_quality(account: Account) -> bool:
    """Whether ``account`` may see how good rows of a team are."""
    return NotAllowed.stops(check_see_quality, account) is None


def check_see_found_rows(account: Account, teams: Collection[str | None] | None) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see which rows of teams were found wrong.

    None stands for every team, and among ``teams`` for children whom no team held.
    """
    if can_load(account) or (teams and own_teams(account).issuperset(teams)):
        return
    raise NotAllowed(
        "Which rows were found is seen by analysts, and by the manager of a team for that team."
    )


def can_see_found_rows(account: Account, teams: Collection[str | None] | None) -> bool:
    """Whether ``account`` may see which rows of teams were found wrong."""
    return NotAllowed.stops(check_see_found_rows, account, teams) is None


def check_load(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may load tables and see what was rejected."""
    if not account.may(May.LOAD_DATA, None):
        raise NotAllowed("Only an analyst can load tables, see rejected rows or go back.")


def can_load(account: Account) -> bool:
    """Whether ``account`` may load tables and see what was rejected."""
    return NotAllowed.stops(check_load, account) is None


def check_forget(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may ask that a person be forgotten."""
    if not account.may(May.FORGET, None):
        raise NotAllowed(
            "That a person is forgotten is asked for by the information governance lead or an "
            "analyst: tell one of them."
        )


def can_forget(account: Account) -> bool:
    """Whether ``account`` may ask that a person be forgotten."""
    return NotAllowed.stops(check_forget, account) is None


def check_decide_forgetting(account: Account, forgetting: Forgetting) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may agree; it takes two people.

    One of the two is an information governance lead, who alone sees the logs.
    """
    check_forget(account)
    if forgetting.asked_by == account:
        raise NotAllowed("You asked for this: somebody else has to agree to it.")
    if not any(each.may(May.SEE_LOOKS, None) for each in (account, forgetting.asked_by)):
        raise NotAllowed("An analyst asked for this: an information governance lead has to agree.")
