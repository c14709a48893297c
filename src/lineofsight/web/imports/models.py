"""A document that is being read, and what a person corrected before it is adopted."""

from django.db import models
from django.urls import reverse

from lineofsight.web.events.models import Kept
from lineofsight.web.files.models import StoredFile
from lineofsight.web.plans.models import Plan

STATES = [
    ("reading", "Being read"),
    ("unusable", "Could not be read"),
    ("open", "Being checked"),
    ("adopted", "Adopted"),
    ("dropped", "Dropped"),
]


class Draft(Kept):
    """A document on its way to being adopted.

    ``read`` is the plan exactly as the reader gave it (plan-json); what people change are
    :class:`Correction` records, applied in order, so that every step can be undone and seen.
    ``sources`` holds, by the id of each thing read, the document's words where it was read;
    ``inspection`` is the one that the plan answers, where a document tells of it.  The findings of
    the inspection's own document are read into ``read`` beside those that the plan repeats.
    ``plan`` is the plan of which this is a later version, if any.
    """

    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE)
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    findings = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=STATES, default="reading")
    told = models.TextField(blank=True)
    read = models.JSONField(null=True, blank=True)
    sources = models.JSONField(default=dict, blank=True)
    inspection = models.JSONField(null=True, blank=True)
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.document}"

    def get_absolute_url(self) -> str:
        """The draft's page."""
        return reverse("imports:draft", args=[self.pk])


class Correction(Kept):
    """One thing that a person changed in a draft.

    ``kind`` names a function of :mod:`lineofsight.web.imports.corrections`; ``item`` is the id of
    the thing concerned in the draft; ``values`` are that function's arguments.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=20)
    item = models.CharField(max_length=60, blank=True)
    values = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"

    @property
    def plan_key(self) -> int | None:
        """The plan of its draft."""
        return self.draft.plan_id
