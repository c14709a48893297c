"""Links with which a person sets a password."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from lineofsight.web.accounts.models import Account


def password_link(account: Account) -> str:
    """An address that works once, for some days, and only for ``account``.

    It begins with ``LINEOFSIGHT_BASE_URL``: what a request says of its host never gets into it.
    """
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(account)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": key},
    )
    return f"{settings.BASE_URL}{path}"
