"""What the worker does on a day: name, the hour from which it may run, and the function.

Each function takes the day, can be run again, and raises where it has to be tried again later.
"""

from collections.abc import Callable
from datetime import date

from lineofsight.web.events.forgetting import forget
from lineofsight.web.events.looks import seal_looks
from lineofsight.web.notices.sending import send_digests

DATED_JOBS: tuple[tuple[str, int, Callable[[date], object]], ...] = (
    ("Seal the looks of the days before", 1, seal_looks),
    ("Leave no trace of what was redacted", 2, forget),
    ("Send digests", 7, send_digests),
)
