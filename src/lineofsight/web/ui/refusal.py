"""A refusal: the sentence that says why, raised by ``check_`` and asked for by ``can_``."""

from collections.abc import Callable
from typing import Any


class NotAllowed(Exception):
    """The person may not do this; the message is shown to them as it is."""

    @classmethod
    def stops(cls, check: Callable[..., None], *args: Any) -> str | None:
        """Why ``check`` refuses these arguments, or ``None`` where it does not."""
        try:
            check(*args)
        except cls as refused:
            return str(refused)
        return None
