"""Making and changing accounts and roles."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from lineofsight.web.accounts.jobs import send_link, tell_of_role
from lineofsight.web.accounts.models import Account, Membership
from lineofsight.web.accounts.permissions import check_manage_people, check_own_password
from lineofsight.web.accounts.rules import (
    ADMINISTRATOR,
    DoesNotFit,
    check_address_free,
    check_an_administrator_remains,
    check_guest_has_last_day,
    check_one_kind,
    check_role_fits,
)
from lineofsight.web.events.recording import change, check_edition

if TYPE_CHECKING:
    from lineofsight.web.plans.models import Theme


def add_account(
    *,
    by: Account | None,
    why: str,
    email: str,
    name: str,
    job_title: str = "",
    organisation: str = "",
    worker_id: str = "",
    password: str | None = None,
    ends_on: date | None = None,
    invented: bool = False,
) -> Account:
    """A new account; without a password it cannot sign in until one is set by e-mail.

    What an invented account adds is invented too.  Raises :class:`DoesNotFit` where the address
    has an account.
    """
    if by is not None:
        check_manage_people(by)
        invented = by.invented
    check_one_kind(invented)
    check_address_free(email.strip())
    account = Account(
        email=email.strip().lower(),
        name=name,
        job_title=job_title,
        organisation=organisation,
        worker_id=worker_id,
        ends_on=ends_on,
        invented=invented,
    )
    account.set_password(password)
    with change("account added", by=by, why=why) as made:
        return made.keep(account)


def change_account(
    *,
    by: Account,
    why: str,
    account: Account,
    name: str,
    email: str,
    job_title: str,
    organisation: str,
    worker_id: str,
    ends_on: date | None,
    edition: int | None = None,
) -> Account:
    """Change what an account says; a new address ends the reset links sent to the old one."""
    check_manage_people(by)
    check_edition(account, edition)
    email = email.strip().lower()
    check_address_free(email, but=account)
    was = account.email
    with change("account changed", by=by, why=why) as made:
        account.name, account.email, account.job_title = name, email, job_title
        account.organisation, account.worker_id = organisation, worker_id
        account.ends_on = ends_on
        made.keep(account)
        check_guest_has_last_day(account)
        _check_remaining(account)
        if was != email:
            _forget_addresses(account)
    return account


def end_account(*, by: Account, why: str, account: Account, edition: int | None = None) -> Account:
    """Shut an account at once, open sessions with it; what it did stays in the history."""
    check_manage_people(by)
    check_edition(account, edition)
    with change("account ended", by=by, why=why) as made:
        account.is_active = False
        made.keep(account)
        _check_remaining(account)
    return account


def reopen_account(
    *, by: Account, why: str, account: Account, edition: int | None = None
) -> Account:
    """Let somebody in again whose account was ended; a last day that has passed stays."""
    check_manage_people(by)
    check_edition(account, edition)
    with change("account reopened", by=by, why=why) as made:
        account.is_active = True
        return made.keep(account)


def give_role(
    *,
    by: Account | None,
    why: str,
    account: Account,
    role: str,
    plan: int | None = None,
    theme: "Theme | None" = None,
    acts_for: Account | None = None,
    team: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Let ``account`` hold ``role`` on one plan, or on all of them.

    The other administrators and the programme managers are told by e-mail when an administrator
    gives a role to themselves.
    """
    if by is not None:
        check_manage_people(by)
    check_role_fits(role, account, plan, theme, acts_for, team)
    if starts_on and ends_on and ends_on < starts_on:
        raise DoesNotFit("The last day of the role is before its first: change one of them.")
    to_oneself = by is not None and by.pk == account.pk
    kind = "role given to oneself" if to_oneself else "role given"
    with change(kind, by=by, why=why, plan=plan) as made:
        given = made.keep(
            Membership(
                account=account,
                role=role,
                plan_id=plan,
                theme=theme,
                acts_for=acts_for,
                team=team,
                starts_on=starts_on,
                ends_on=ends_on,
            )
        )
        check_guest_has_last_day(account)
        if to_oneself:
            tell_of_role.enqueue(given.pk)
    return given


def take_role(*, by: Account, why: str, membership: Membership) -> None:
    """End a role; that it was held stays in the history."""
    check_manage_people(by)
    with change("role taken", by=by, why=why, plan=membership.plan_id) as made:
        made.drop(membership)
        if membership.role == ADMINISTRATOR:
            check_an_administrator_remains()


def send_set_up(*, by: Account | None, why: str, account: Account) -> None:
    """Send the person a link with which to set a password."""
    if by is not None:
        check_manage_people(by)
    with change("set-up link sent", by=by, why=why):
        send_link.enqueue(account.pk, "set_up")


def set_password(*, by: Account, why: str, account: Account, password: str) -> Account:
    """Set one's own password; every other session of the account ends with the old one."""
    check_own_password(by, account)
    with change("password set", by=by, why=why) as made:
        account.set_password(password)
        return made.keep(account)


def tie_identity(*, by: Account, why: str, issuer: str, tie: Callable[[], None]) -> None:
    """Accept an identity at another sign-in service as this account: ``tie`` writes the tie."""
    with change(f"sign-in through {issuer} tied"[:60], by=by, why=why):
        tie()


def note_second_step(*, by: Account, why: str, what: str) -> None:
    """Note that somebody changed the second step of their own sign-in, so that it is seen."""
    with change(f"second step {what}", by=by, why=why):
        pass


def reset_second_step(*, by: Account, why: str, account: Account) -> None:
    """Take away the second step of somebody who lost their phone or key; they set up another."""
    from allauth.mfa.models import Authenticator

    check_manage_people(by)
    with change("second step taken away", by=by, why=why) as made:
        made.keep(account)
        Authenticator.objects.filter(user=account).delete()


def _check_remaining(account: Account) -> None:
    if Membership.objects.filter(account=account, role=ADMINISTRATOR).exists():
        check_an_administrator_remains()


def _forget_addresses(account: Account) -> None:
    """Drop the sign-in library's own copies of an account's address."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.filter(user=account).delete()
