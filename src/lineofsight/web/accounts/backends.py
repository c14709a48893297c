"""Who may sign in: an account whose post has not ended."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone


class WhileInPost(AuthenticationBackend):  # type: ignore[misc]
    """allauth's own sign-in, for accounts that are in post today."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Refused after the post's last day."""
        return bool(super().user_can_authenticate(user)) and user.in_post(timezone.localdate())

    def get_user(self, user_id: int) -> Any:
        """Nobody once the post has ended, so that an open session ends with it."""
        user = super().get_user(user_id)
        return user if user is None or user.in_post(timezone.localdate()) else None
