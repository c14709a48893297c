"""Giving out secrets, and withdrawing them."""

from datetime import date, timedelta

from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.models import Account
from lineofsight.web.api.models import Token
from lineofsight.web.api.tokens import digest_of, new_secret
from lineofsight.web.events.recording import change
from lineofsight.web.ui.refusal import NotAllowed

LONGEST = timedelta(days=366)


class CannotGive(UnusableInput):
    """The token cannot be made so; says why."""


def make_token(*, by: Account, why: str, name: str, expires_on: date) -> tuple[Token, str]:
    """A token for the API, and its secret, which is told this once."""
    today = timezone.localdate()
    if not today < expires_on <= today + LONGEST:
        raise CannotGive("A token runs out after today and within a year.")
    secret = new_secret()
    with change("API token made", by=by, why=why) as made:
        token = Token(account=by, kind="api", name=name, expires_on=expires_on)
        token.digest, token.made_at = digest_of(secret), made.at
        return made.keep(token), secret


def make_address(*, by: Account, why: str) -> tuple[Token, str]:
    """A calendar address, and its secret, told this once; the address before it is withdrawn."""
    secret = new_secret()
    with change("calendar address made", by=by, why=why) as made:
        for each in Token.objects.filter(account=by, kind="calendar", withdrawn_at=None):
            each.withdrawn_at = made.at
            made.keep(each)
        token = Token(account=by, kind="calendar")
        token.digest, token.made_at = digest_of(secret), made.at
        return made.keep(token), secret


def withdraw(*, by: Account, why: str, token: Token) -> Token:
    """Let nobody in with a token of one's own any more."""
    if token.account_id != by.pk:
        raise NotAllowed("This belongs to somebody else.")
    with change(f"{token.get_kind_display()} withdrawn", by=by, why=why) as made:
        if token.withdrawn_at is None:
            token.withdrawn_at = made.at
        return made.keep(token)
