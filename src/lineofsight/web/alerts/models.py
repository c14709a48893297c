"""Alerts, what was said of each, and the loads that they were drawn from.

None of them holds an id of a child or of a child's record: a keyed hash stands for each.
"""

from datetime import date

from django.db import models

from lineofsight.measuring.early.kinds import BY_KEY, KINDS, AlertKind
from lineofsight.measuring.early.life import STATES, AlertState, How, state_on
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import LENGTH
from lineofsight.web.events.models import Kept


class Drawing(Kept):
    """That alerts were drawn from a load: its snapshot, its day and the last day it tells of."""

    snapshot = models.CharField(max_length=40)
    as_at = models.DateField()
    known_to = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"alerts of {self.snapshot}"


class Alert(Kept):
    """One thing about one child that somebody should act on before it is late.

    ``child`` is the child's key, ``about`` that of the thing itself: the kind, the record and the
    day on which it is due; so a later load that tells the same thing finds what was said of it.
    ``opened_in`` is the load that opened it, opened it again or passed it to others, on the day
    ``opened_on``.  ``until`` is the day on which a snoozed one comes back.  ``gone_in`` is the load
    that no longer tells it.
    """

    kind = models.CharField(max_length=40, choices=[(each.key, each.title) for each in KINDS])
    child = models.CharField(max_length=LENGTH, db_index=True)
    about = models.CharField(max_length=LENGTH, unique=True)
    due_on = models.DateField(null=True, blank=True)
    team = models.CharField(max_length=100, blank=True, db_index=True)
    worker = models.CharField(max_length=100, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="new")
    until = models.DateField(null=True, blank=True)
    opened_in = models.ForeignKey(Drawing, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    gone_in = models.ForeignKey(Drawing, null=True, on_delete=models.PROTECT, related_name="+")
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return f"alert {self.pk}"

    @property
    def told_by(self) -> AlertKind:
        """Its kind."""
        return BY_KEY[self.kind]

    def state_on(self, day: date) -> AlertState:
        """Its state on a day."""
        return state_on(self.state, self.until, day)  # type: ignore[arg-type]

    def new_since(self) -> tuple[date, int, int]:
        """By which it is newer than another: the day it was opened or came back, and the load."""
        return self.until or self.opened_on, self.opened_in_id, self.pk


class Saying(Kept):
    """What somebody said of an alert: that it was seen, acted on, or can wait ``until`` a day."""

    HOWS: tuple[tuple[How, str], ...] = (
        ("see", "Seen"),
        ("act", "Acted on"),
        ("snooze", "Snoozed"),
    )
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="sayings")
    how = models.CharField(max_length=10, choices=HOWS)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.how
