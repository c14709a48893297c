"""The wish to take out a text that should not have been entered, and what became of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from lineofsight.web.events.models.chain import Event, Kept, Version


class Redaction(Kept):
    """One person asks that a text be taken out, another agrees or refuses.

    The text is the ``field`` of a ``version``, or the reason of an ``event``; it is never copied
    here.  ``emptied`` says, by the number of each version and event, the digest of what is left:
    so nothing can be emptied unnoticed.
    """

    plan = models.PositiveBigIntegerField(null=True, db_index=True)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=60, blank=True)
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    agreed = models.BooleanField(null=True, blank=True)
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    emptied = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"redaction {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is decided."""
        return reverse("events:redaction", args=[self.pk])

    @property
    def plan_key(self) -> int | None:
        """The plan whose text it is."""
        return self.plan

    @property
    def words(self) -> str:
        """The text that is to go; nothing once it went."""
        if self.event is not None:
            return self.event.why
        if self.version is None:
            return ""
        return str((self.version.data or {}).get(self.field) or "")
