"""The chain of events, the records it keeps, and the logs that are only ever added to."""

from lineofsight.web.events.models.chain import Event, Head, Kept, Version
from lineofsight.web.events.models.logged import Logged

__all__ = ["Event", "Head", "Kept", "Logged", "Version"]
