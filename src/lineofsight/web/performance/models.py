"""What measures a measure, as somebody said, and the figures that are typed in."""

from django.db import models
from django.urls import reverse

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models import Measure, Plan


class Match(Kept):
    """An indicator that computes a measure, or a source that it waits for, as somebody said.

    A measure can have several, and an indicator can compute several measures.  ``answer`` is the
    id of the indicator or of the kind of source, ``title`` what it was called then.  Where it
    covers a part, ``uncovered`` says what it does not count.  ``not_its_targets`` are the ids of
    those of the measure's targets that ask for another figure.  ``better`` says which way is better
    of a source's figures, where the measure's targets do not.
    """

    KINDS = (("indicator", "Computed from the tables"), ("source", "Another source"))
    BETTER = (("high", "More is better"), ("low", "Less is better"))
    COVERS = (("whole", "All that the measure asks"), ("part", "A part of it"))
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="matches")
    kind = models.CharField(max_length=10, choices=KINDS)
    answer = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    covers = models.CharField(max_length=5, choices=COVERS, default="whole")
    uncovered = models.TextField(blank=True)
    not_its_targets = models.JSONField(default=list, blank=True)
    better = models.CharField(max_length=4, choices=BETTER, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("measure", "id")
        constraints = (
            models.UniqueConstraint(fields=("measure", "answer"), name="measure_matched_once"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of its measure."""
        return reverse("performance:measure", args=[self.measure_id])


class Rebase(Kept):
    """A month from which the limits of a figure begin anew, because somebody knows why."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="rebases")
    period = models.CharField(max_length=10)
    reason = models.TextField()

    class Meta:
        ordering = ("period",)
        constraints = (
            models.UniqueConstraint(fields=("match", "period"), name="rebased_once_a_month"),
        )

    def __str__(self) -> str:
        return self.period


class TypedFigure(Kept):
    """A month's figure that nothing computes, typed in with where it is from.

    A share has a ``numerator`` and a ``denominator``; anything else has a ``value``.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="typed")
    period = models.CharField(max_length=10)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=300)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("period",)
        constraints = (
            models.UniqueConstraint(fields=("match", "period"), name="typed_once_a_month"),
        )

    def __str__(self) -> str:
        return f"{self.period}: {self.said}"

    @property
    def said(self) -> str:
        """The figure as it was typed."""
        if self.denominator is not None:
            return f"{self.numerator:,} of {self.denominator:,}"
        return f"{self.value:g}"
