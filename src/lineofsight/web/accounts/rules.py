"""What must hold of accounts and roles, whoever changes them."""

from typing import TYPE_CHECKING

from django.utils import timezone

from lineofsight.web.accounts.models import Account, Membership
from lineofsight.web.accounts.roles import BY_KEY
from lineofsight.web.ui.refusal import NotAllowed

if TYPE_CHECKING:
    from lineofsight.web.plans.models import Plan, Theme

ADMINISTRATOR = "administrator"


class DoesNotFit(Exception):
    """What was asked for contradicts a rule; says which, and what to do."""


def check_one_kind(invented: bool) -> None:
    """Raise :class:`NotAllowed` where invented and real accounts would stand side by side."""
    if not Account.objects.filter(invented=not invented).exists():
        return
    if invented:
        raise NotAllowed(
            "This site has real accounts: a demo sign-in, whose password everybody knows, "
            "cannot be added to it."
        )
    raise NotAllowed(
        "This site has the demo's invented sign-ins, whose password everybody knows: a real "
        "account cannot be added to it. Begin a site of your own in another folder."
    )


def check_address_free(email: str, but: Account | None = None) -> None:
    """Raise :class:`DoesNotFit` where another account has the e-mail address."""
    others = Account.objects.filter(email__iexact=email)
    if but is not None:
        others = others.exclude(pk=but.pk)
    other = others.first()
    if other is not None:
        raise DoesNotFit(f"{other.name} already has an account with the address {email}.")


def check_an_administrator_remains() -> None:
    """Raise :class:`NotAllowed` unless somebody administers the site with no last day.

    Asked inside the change, so that two administrators cannot remove each other at once.
    """
    lasting = Membership.objects.filter(
        role=ADMINISTRATOR, ends_on=None, account__is_active=True, account__ends_on=None
    )
    today = timezone.localdate()
    if not any(each.counts_on(today) for each in lasting):
        raise NotAllowed(
            "One administrator must remain whose account and role have no last day. "
            "Make somebody else an administrator first."
        )


def check_guest_has_last_day(account: Account) -> None:
    """Raise :class:`DoesNotFit` where a guest's account and role both have no last day."""
    if account.ends_on is not None:
        return
    for each in Membership.objects.filter(account=account, ends_on=None):
        if each.role_held.guest:
            raise DoesNotFit(
                f"{each.role_held.name} is a guest's role: give the account or the role a last day."
            )


def check_role_fits(
    role: str,
    account: Account,
    plan: "Plan | int | None",
    theme: "Theme | None",
    acts_for: Account | None,
    team: str,
) -> None:
    """Raise :class:`DoesNotFit` where a role is given with what does not belong to it."""
    if role not in BY_KEY:
        raise DoesNotFit(f"There is no role {role}.")
    held = BY_KEY[role]
    if held.site_wide and plan is not None:
        raise DoesNotFit(f"{held.name} is held on the whole site: choose all plans.")
    if theme is not None and not held.of_theme:
        raise DoesNotFit(f"{held.name} is not held for one theme: leave the theme empty.")
    if theme is not None and theme.plan_id != plan:
        raise DoesNotFit("The theme is of another plan: choose the plan that it is in.")
    if acts_for is not None and not held.for_another:
        raise DoesNotFit(f"{held.name} acts for nobody else: leave the person typed for empty.")
    if acts_for is None and held.for_another:
        raise DoesNotFit(f"Choose the person that {account.name} types for.")
    if acts_for is not None and acts_for.pk == account.pk:
        raise DoesNotFit("Nobody types for themselves: choose another person.")
    if team and not held.of_team:
        raise DoesNotFit(f"{held.name} is not held for one team: leave the team empty.")
