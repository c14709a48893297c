"""The forms of the second step of signing in, in our words."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from lineofsight.web.accounts.sign_in_forms import worded

CODE = (
    "Code",
    "The 6 digits that your authenticator app shows, or one of your recovery codes.",
    "Type the code.",
)
NAME = ("Name of the key", "So that you can tell your keys apart.", "Type a name for the key.")


class SignInCode(base.AuthenticateForm):  # type: ignore[misc]
    """A code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, code=CODE)


class ConfirmCode(base.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, code=CODE)


class StartApp(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, code=("Code", "The 6 digits that the app shows.", "Type the code."))


class AddKey(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A name for a new security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, name=NAME)


class RenameKey(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, name=NAME)
