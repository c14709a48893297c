"""The addresses of signing in: allauth's views, those that we want, with what each page says.

What is not here does not exist: nobody signs up, changes their own address, or ties an identity
of their choosing.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.urls import URLPattern, path, re_path, reverse_lazy
from django.views.generic import RedirectView

from lineofsight.web.accounts.views.service import to_the_service

FORM = "accounts/sign_in/form.html"
TOLD = "accounts/sign_in/told.html"
MINE = [("Your account", reverse_lazy("account"))]
TWO_STEP = [*MINE, ("Two-step sign-in", reverse_lazy("mfa_index"))]


def page(
    address: str, name: str, view: Any, heading: str, template: str = FORM, **said: Any
) -> URLPattern:
    """One page: where, by which of allauth's views, under which heading."""
    shown: Callable[..., HttpResponseBase] = view.as_view(
        template_name=template, extra_context={"heading": heading, **said}
    )
    return path(address, shown, name=name)


urlpatterns: list[URLPattern] = [
    page("login/", "account_login", account.LoginView, "Sign in", "accounts/sign_in/login.html"),
    page(
        "logout/",
        "account_logout",
        account.LogoutView,
        "Sign out",
        lead="Do you want to sign out?",
        button="Sign out",
    ),
    page(
        "inactive/",
        "account_inactive",
        account.AccountInactiveView,
        "You cannot sign in",
        TOLD,
        lead="This account has ended. If you still need it, ask the person who looks after "
        "Line of Sight at the council.",
    ),
    path(
        "signup/",
        login_not_required(RedirectView.as_view(pattern_name="account_login")),
        name="account_signup",
    ),
    page(
        "reauthenticate/",
        "account_reauthenticate",
        account.ReauthenticateView,
        "Confirm that it is you",
        lead="This changes how you sign in, so type your password first.",
        button="Continue",
    ),
    page(
        "password/change/",
        "account_change_password",
        account.PasswordChangeView,
        "Change your password",
        crumbs=MINE,
        button="Change password",
    ),
    page(
        "password/set/",
        "account_set_password",
        account.PasswordSetView,
        "Set a password",
        crumbs=MINE,
        button="Set password",
    ),
    page(
        "password/reset/",
        "account_reset_password",
        account.PasswordResetView,
        "Set a new password",
        lead="Type the address that you sign in with, and we will send a link to it.",
        button="Send the link",
    ),
    page(
        "password/reset/done/",
        "account_reset_password_done",
        account.PasswordResetDoneView,
        "Check your e-mail",
        TOLD,
        lead="If the address belongs to an account, a link is on its way to it. It can take a few "
        "minutes. Look among unwanted mail too.",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(
            template_name="accounts/sign_in/from_key.html",
            extra_context={"heading": "Set a password", "button": "Set password"},
        ),
        name="account_reset_password_from_key",
    ),
    page(
        "password/reset/key/done/",
        "account_reset_password_from_key_done",
        account.PasswordResetFromKeyDoneView,
        "Your password is set",
        TOLD,
        lead="You can now sign in with it.",
        sign_in=True,
    ),
    page(
        "two-step/",
        "mfa_index",
        mfa.IndexView,
        "Two-step sign-in",
        "accounts/sign_in/two_step.html",
        crumbs=MINE,
    ),
    page(
        "two-step/authenticate/",
        "mfa_authenticate",
        mfa.AuthenticateView,
        "Type your code",
        "accounts/sign_in/second_step.html",
        button="Sign in",
    ),
    page(
        "two-step/reauthenticate/",
        "mfa_reauthenticate",
        mfa.ReauthenticateView,
        "Confirm that it is you",
        lead="This changes how you sign in, so type a code first.",
        button="Continue",
    ),
    page(
        "two-step/app/activate/",
        "mfa_activate_totp",
        totp.ActivateTOTPView,
        "Use an authenticator app",
        "accounts/sign_in/app.html",
        crumbs=TWO_STEP,
        button="Use this app",
    ),
    page(
        "two-step/app/deactivate/",
        "mfa_deactivate_totp",
        totp.DeactivateTOTPView,
        "Stop using the authenticator app",
        crumbs=TWO_STEP,
        lead="You will sign in without its codes.",
        button="Stop using it",
    ),
    page(
        "two-step/recovery-codes/",
        "mfa_view_recovery_codes",
        codes.ViewRecoveryCodesView,
        "Recovery codes",
        "accounts/sign_in/recovery_codes.html",
        crumbs=TWO_STEP,
    ),
    page(
        "two-step/recovery-codes/generate/",
        "mfa_generate_recovery_codes",
        codes.GenerateRecoveryCodesView,
        "Make new recovery codes",
        crumbs=TWO_STEP,
        lead="Each code opens your account once, where your phone or key is lost. "
        "Codes that you have already will no longer work.",
        button="Make new codes",
    ),
    path(
        "two-step/recovery-codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    page(
        "two-step/keys/",
        "mfa_list_webauthn",
        keys.ListWebAuthnView,
        "Security keys",
        "accounts/sign_in/keys.html",
        crumbs=TWO_STEP,
    ),
    page(
        "two-step/keys/add/",
        "mfa_add_webauthn",
        keys.AddWebAuthnView,
        "Add a security key",
        "accounts/sign_in/key_add.html",
        crumbs=TWO_STEP,
    ),
    page(
        "two-step/keys/reauthenticate/",
        "mfa_reauthenticate_webauthn",
        keys.ReauthenticateWebAuthnView,
        "Confirm that it is you",
        "accounts/sign_in/key_confirm.html",
    ),
    page(
        "two-step/keys/<int:pk>/remove/",
        "mfa_remove_webauthn",
        keys.RemoveWebAuthnView,
        "Remove a security key",
        crumbs=TWO_STEP,
        lead="You will no longer sign in with this key.",
        button="Remove the key",
    ),
    page(
        "two-step/keys/<int:pk>/edit/",
        "mfa_edit_webauthn",
        keys.EditWebAuthnView,
        "Rename a security key",
        crumbs=TWO_STEP,
    ),
    page(
        "service/cancelled/",
        "socialaccount_login_cancelled",
        social.LoginCancelledView,
        "You did not sign in",
        TOLD,
        lead="Signing in was stopped before its end.",
        sign_in=True,
    ),
    path(
        "service/error/",
        login_not_required(social.LoginErrorView.as_view()),
        name="socialaccount_login_error",
    ),
    path("service/<slug:provider_id>/", to_the_service, name="openid_connect_login"),
    path("service/<slug:provider_id>/callback/", oidc.callback, name="openid_connect_callback"),
]
