"""What people ask of the tables on the site: loads, and that somebody be forgotten."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept

STATES = [
    ("loading", "Being loaded"),
    ("unusable", "Could not be loaded"),
    ("waiting", "To be looked at"),
    ("current", "Made current"),
    ("given_up", "Given up"),
]
DATABASE = "database"
FORGETTING = [
    ("asked", "Waits for a second person"),
    ("refused", "Refused"),
    ("agreed", "Being done"),
    ("done", "Done"),
    ("undone", "Could not be done"),
]


class Load(Kept):
    """Files on their way to being a snapshot.

    ``folder`` names where they lie until the load is made current or given up; it is empty after
    that.  ``sources`` tells the name, size in bytes and SHA-256 of each; ``kind`` what all of them
    are, ``database`` where there are none and the council's own database is read, and empty where
    each is what it looks like.  ``snapshot`` is the id of what was made of
    them, which waits in the store until then.
    """

    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    as_at = models.DateField()
    fresh = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, blank=True)
    folder = models.CharField(max_length=40, blank=True)
    sources = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=STATES, default="loading")
    told = models.TextField(blank=True)
    snapshot = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"load {self.pk}"

    def get_absolute_url(self) -> str:
        """The load's page."""
        return reverse("data:load", args=[self.pk])

    @property
    def waits_as(self) -> str:
        """The name under which it waits in the store."""
        return f"load-{self.pk}"


class Forgetting(Kept):
    """One person asks that somebody be forgotten in every snapshot, another agrees or refuses.

    ``person`` is the id in the tables of ``authority``, kept until it is decided and done and in
    no version; the store's journal keeps a keyed hash.  ``told`` is why it could not be done.
    """

    person = models.CharField(max_length=100, blank=True)
    authority = models.CharField(max_length=100, blank=True)
    why = models.TextField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=FORGETTING, default="asked")
    told = models.TextField(blank=True)

    never_in_versions: ClassVar[tuple[str, ...]] = ("person",)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"forgetting {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is decided, and how far it is."""
        return reverse("data:forgetting", args=[self.pk])

    @property
    def reason(self) -> str:
        """The reason as the store's journal has it, by which it is known again."""
        return f"{self.why} ({self})"
