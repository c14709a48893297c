"""The forms of signing in, in our words."""

from typing import Any

from allauth.account import forms as usual
from django import forms

A_GOOD_ONE = "At least 12 characters. Three words that do not belong together are easy to remember."


def worded(form: forms.BaseForm, **words: tuple[str, str, str]) -> None:
    """Give each named field its label, hint, and what is said where it is left empty."""
    for name, (label, hint, empty) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = empty
        field.widget.attrs.pop("placeholder", None)


class SignIn(usual.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(
            self,
            login=("E-mail address", "", "Type your e-mail address."),
            password=("Password", "", "Type your password."),
        )
        self.fields["login"].error_messages["invalid"] = ADDRESS
        self.fields["login"].widget.attrs["autocomplete"] = "username"


ADDRESS = "Type the e-mail address in full, such as name@council.gov.uk."


class AskForLink(usual.ResetPasswordForm):  # type: ignore[misc]
    """The address that a link goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, email=("E-mail address", "", "Type your e-mail address."))
        self.fields["email"].error_messages["invalid"] = ADDRESS


def _new_password(form: forms.BaseForm) -> None:
    worded(
        form,
        password1=("New password", A_GOOD_ONE, "Type a new password."),
        password2=("New password again", "", "Type the new password again."),
    )


class SetForgotten(usual.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, from a link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)


class SetFirst(usual.SetPasswordForm):  # type: ignore[misc]
    """A password beside the council's own sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)


class ChangePassword(usual.ChangePasswordForm):  # type: ignore[misc]
    """The password as it is, and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, oldpassword=("Password you have now", "", "Type the password you have now."))
        _new_password(self)


class ConfirmPassword(usual.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, password=("Password", "", "Type your password."))
