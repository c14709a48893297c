"""The plan itself and the documents it was adopted from."""

from django.db import models
from django.urls import reverse

from lineofsight.web.events.models import Kept


class Plan(Kept):
    """An improvement plan that has been adopted.

    ``date`` is the plan's own, as the document prints it (a month stays a month);
    ``abbreviations`` and ``rating_summary`` are as the reader gives them.
    """

    title = models.CharField(max_length=300)
    organisation = models.CharField(max_length=300, blank=True)
    date = models.CharField(max_length=10, blank=True)
    version = models.CharField(max_length=60, blank=True)
    abbreviations = models.JSONField(default=dict, blank=True)
    rating_summary = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title

    @property
    def plan_key(self) -> int | None:
        """Its own id."""
        return self.pk

    def get_absolute_url(self) -> str:
        """The plan's overview."""
        return reverse("plans:overview", args=[self.pk])


class Adoption(Kept):
    """One adopting of a document: version 1, 2, ... of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="adoptions")
    number = models.PositiveIntegerField()
    document = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT)
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"version {self.number}"


def numbered(ref: str, text: str) -> str:
    """A part's number and words, apart enough that ``7: % of visits`` is not read as a share."""
    between = " " if text[:1].isalpha() else ": "
    return f"{ref}{between}{text}" if ref else text


class Part(Kept):
    """What all parts of a plan have: their plan, order, number, and where they were read.

    ``source`` holds the words of the document that the part was read from; ``doubts`` are the
    sentences of what was not read surely, until somebody settles them.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE)
    position = models.PositiveIntegerField(default=0)
    ref = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    place = models.JSONField(default=dict, blank=True)
    source = models.TextField(blank=True)
    doubts = models.JSONField(default=list, blank=True)
    adopted_in = models.PositiveIntegerField(default=1)
    gone_in = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("position", "id")

    def __str__(self) -> str:
        return numbered(self.ref, self.text)[:120]

    def get_absolute_url(self) -> str:
        """The part's own page."""
        return reverse(f"plans:{self._meta.model_name}", args=[self.plan_id, self.pk])
