"""Making and changing accounts and roles."""

from datetime import date

from lineofsight.web.accounts.models import Account, Membership
from lineofsight.web.accounts.permissions import check_manage_people
from lineofsight.web.events.recording import change


def add_account(
    *,
    by: Account | None,
    why: str,
    email: str,
    name: str,
    job_title: str = "",
    organisation: str = "",
    password: str | None = None,
    ends_on: date | None = None,
    invented: bool = False,
) -> Account:
    """A new account; without a password it cannot sign in until one is set by e-mail."""
    if by is not None:
        check_manage_people(by)
    account = Account(
        email=email.strip().lower(),
        name=name,
        job_title=job_title,
        organisation=organisation,
        ends_on=ends_on,
        invented=invented,
    )
    account.set_password(password)
    with change("account added", by=by, why=why) as made:
        return made.keep(account)


def give_role(
    *,
    by: Account | None,
    why: str,
    account: Account,
    role: str,
    plan: int | None = None,
    acts_for: Account | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Let ``account`` hold ``role`` on one plan, or on all of them."""
    if by is not None:
        check_manage_people(by)
    with change("role given", by=by, why=why, plan=plan) as made:
        return made.keep(
            Membership(
                account=account,
                role=role,
                plan_id=plan,
                acts_for=acts_for,
                starts_on=starts_on,
                ends_on=ends_on,
            )
        )


def take_role(*, by: Account, why: str, membership: Membership) -> None:
    """End a role; that it was held stays in the history."""
    check_manage_people(by)
    with change("role taken", by=by, why=why, plan=membership.plan_id) as made:
        made.drop(membership)
