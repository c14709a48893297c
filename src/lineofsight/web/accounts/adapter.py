"""How sign-in differs from allauth's usual: by invitation, recorded, and in our own words."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lineofsight.web.accounts.actions import set_password
from lineofsight.web.accounts.jobs import send_link
from lineofsight.web.accounts.models import Account
from lineofsight.web.ui.templatetags.ui import day

TRY_LATER = "There were too many attempts. Wait 5 minutes, then try again."


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, and end with the post."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        # One sentence for every reason, so that nobody learns who has an account.
        "email_password_mismatch": "The e-mail address or the password is wrong. "
        "Check both, or set a new password.",
        "too_many_login_attempts": TRY_LATER,
        "rate_limited": TRY_LATER,
        "enter_current_password": "Type the password that you have now.",
        "incorrect_password": "The password is wrong.",
        "invalid_password_reset": "This link no longer works.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes the account."""
        return False

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """Refuse, with a sentence, whoever showed who they are but is no longer in post."""
        if user.in_post(timezone.localdate()):
            return None
        request.session.flush()
        return refused(request, ended_sentence(user))

    def set_password(self, user: Account, password: str) -> None:
        """Keep a password that the person set themselves."""
        set_password(by=user, why="", account=user, password=password)

    def send_password_reset_mail(self, user: Account, email: str, context: Any) -> None:
        """Let the worker send it, so that the answer takes as long as for an unknown address."""
        send_link.enqueue(user.pk, "reset")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Begins with the address that the site is known by, whatever the request says."""
        return f"{settings.BASE_URL}/sign-in/password/reset/key/{key}/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return "/people/me/"


class TwoStep(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step of signing in, in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is wrong. Type the code that is shown now.",
        "cannot_delete_authenticator": "The second step cannot be taken away from this account.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a security key first.",
    }


def ended_sentence(account: Account) -> str:
    """Why somebody who showed who they are cannot come in."""
    ended = ""
    if account.ends_on is not None and account.is_active:
        ended = f" Its last day was {day(account.ends_on)}."
    return (
        f"The account of {account.name} has ended.{ended} If you still need it, ask the person who "
        "looks after Line of Sight at the council to change its last day."
    )


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page that says why somebody cannot sign in."""
    said = {"heading": "You cannot sign in", "sentence": sentence}
    return render(request, "ui/refused.html", said, status=403)
