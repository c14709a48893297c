"""The chain of events, the records it keeps, and the logs that are only ever added to."""

from lineofsight.web.events.models.chain import Event, Head, Kept, Version
from lineofsight.web.events.models.logged import Logged
from lineofsight.web.events.models.looks import Look, Seal
from lineofsight.web.events.models.redaction import Redaction

__all__ = ["Event", "Head", "Kept", "Logged", "Look", "Redaction", "Seal", "Version"]
