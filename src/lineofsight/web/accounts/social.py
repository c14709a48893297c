"""Signing in through the council's own sign-in service: for accounts that exist, nobody else."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest

from lineofsight.web.accounts.actions import tie_identity
from lineofsight.web.accounts.adapter import refused
from lineofsight.web.accounts.models import Account


class ExistingAccountsOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Ties an identity to the account that has its e-mail address, where the address is proved."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an administrator makes the account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose identity this is, or refuse with a sentence."""
        name = settings.OIDC.name
        claims = said_of(sociallogin)
        if _of_two_people(sociallogin):
            _stop(request, f"{name} spoke of two people at once. Try again.")
        email = str(claims.get("email") or "").strip()
        if not email:
            _stop(request, f"{name} did not say which e-mail address is yours. Tell your IT team.")
        if not _proved(claims):
            _stop(
                request,
                f"{name} did not say that the address {email} is proved to be yours, so that it "
                "cannot open an account here. Sign in with your password, or tell your IT team.",
            )
        account = Account.objects.filter(email__iexact=email).first()
        if sociallogin.is_existing:
            # An identity that was tied opens that account only while the address is still its own.
            if account is None or sociallogin.user.pk != account.pk:
                _stop(request, _changed(name, email))
            return
        if account is None:
            _stop(
                request,
                f"Nobody has an account in Line of Sight with the address {email}. "
                "Ask the person who looks after it at the council to add you.",
            )
            return
        tie_identity(
            by=account,
            why=f"The address {email} is proved.",
            issuer=name,
            tie=lambda: sociallogin.connect(request, account),
        )


def said_of(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the service said of the person: the signed token's words, completed by its other ones.

    The token is the one thing that the service signs, so that its words win.
    """
    data = sociallogin.account.extra_data
    return {**data.get("userinfo", {}), **data.get("id_token", {})}


def _of_two_people(sociallogin: SocialLogin) -> bool:
    data = sociallogin.account.extra_data
    said = {data[part].get("sub") for part in ("userinfo", "id_token") if part in data}
    return len(said) > 1


def _proved(claims: dict[str, Any]) -> bool:
    said = claims.get("email_verified")
    if said is None:
        return bool(settings.OIDC.trusts_addresses)
    return said is True or str(said).lower() == "true"


def _changed(name: str, email: str) -> str:
    return (
        f"{name} says your address is {email}, which is not the address of the account that you "
        "signed in to before. Ask the person who looks after Line of Sight at the council."
    )


def _stop(request: HttpRequest, sentence: str) -> None:
    raise ImmediateHttpResponse(refused(request, sentence))
