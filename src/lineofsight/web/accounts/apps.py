from typing import Any

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts, roles and sign-in."""

    name = "lineofsight.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Note every change that somebody makes of the second step of their sign-in."""
        from allauth.mfa import signals

        signals.authenticator_added.connect(_added)
        signals.authenticator_removed.connect(_removed)
        signals.authenticator_reset.connect(_made_anew)


def _added(user: Any, authenticator: Any, **_: Any) -> None:
    _note(user, authenticator, "added")


def _removed(user: Any, authenticator: Any, **_: Any) -> None:
    _note(user, authenticator, "removed")


def _made_anew(user: Any, authenticator: Any, **_: Any) -> None:
    _note(user, authenticator, "made anew")


def _note(user: Any, authenticator: Any, done: str) -> None:
    from lineofsight.web.accounts.actions import note_second_step

    words = {"totp": "app", "webauthn": "security key", "recovery_codes": "recovery codes"}
    note_second_step(by=user, why="", what=f"{done}: {words[authenticator.type]}")
