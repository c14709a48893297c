"""Nothing is written unless a change is being recorded."""

from contextvars import ContextVar

recording: ContextVar[bool] = ContextVar("recording", default=False)


class Unrecorded(RuntimeError):
    """A programming fault: something tried to write with no event to show for it."""


def check_recording(what: str) -> None:
    """Raise :class:`Unrecorded` unless a change is being recorded in this context."""
    if not recording.get():
        raise Unrecorded(
            f"Cannot {what} with no change being recorded: write in an actions module, "
            "inside events.recording.change."
        )
