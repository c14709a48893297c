"""The chain of events, and the dated versions written with them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lineofsight.web.events.guard import check_recording


class Event(models.Model):
    """One change: who made it, when, why, and the hash that binds it to all before it.

    ``digest`` stands for what was written (the versions) and for ``why``; the texts themselves
    can be taken out later and the chain still verifies.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="events"
    )
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    plan = models.PositiveBigIntegerField(null=True, db_index=True)
    why = models.TextField(blank=True)
    why_salt = models.CharField(max_length=32)
    why_redacted = models.BooleanField(default=False)
    why_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Version(models.Model):
    """A record as one event left it: ``data`` holds its fields, ``None`` once redacted.

    It stood from ``since`` until ``until`` (``None``: it still stands).  Both follow from the
    events and are no part of what is hashed; they let any day be found without reading all.
    """

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=60)
    key = models.PositiveBigIntegerField()
    plan = models.PositiveBigIntegerField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    gone = models.BooleanField(default=False)
    data = models.JSONField(null=True)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    redacted = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("kind", "key", "id"), name="version_of_record"),
            models.Index(fields=("plan", "kind", "until"), name="version_of_plan"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key} at event {self.event_id}"


class Head(models.Model):
    """The last link of the chain: one row, locked by whoever adds to it."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"event {self.number}"


class Kept(models.Model):
    """A record whose every state is kept: it can be written only while a change is recorded.

    ``edition`` counts its states, so that a form can tell that somebody else wrote in between.
    """

    edition = models.PositiveIntegerField(default=0, editable=False)
    # Fields that no version keeps, such as a password's hash.
    never_in_versions: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refused outside :func:`lineofsight.web.events.recording.change`."""
        check_recording(f"save {type(self).__name__}")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused outside :func:`lineofsight.web.events.recording.change`."""
        check_recording(f"delete {type(self).__name__}")
        return super().delete(*args, **kwargs)

    @property
    def plan_key(self) -> int | None:
        """The id of the plan that this belongs to, by which its versions are found."""
        return getattr(self, "plan_id", None)
