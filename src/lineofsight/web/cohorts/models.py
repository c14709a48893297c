"""Cohort reviews and what was found of each child."""

from django.db import models
from django.urls import reverse

from lineofsight.progress.cohorts import Stand
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import LENGTH
from lineofsight.web.events.models import Kept

SOURCES = {
    "list": "A list of a team",
    "register": "A register",
    "figure": "The children behind a figure",
}
FINDINGS = {
    "safe": "Safe",
    "action": "Action needed",
    "immediate": "Immediate action needed",
}


class Cohort(Kept):
    """A list as it was on a day, to be reviewed child by child; nothing that is loaded changes it.

    ``lists`` holds the id, title and version of each definition that made it, ``teams`` whose rows
    were asked for (none: everybody's), and ``restricted`` how many rows were of restricted
    children whom the opener is not shown.  ``unnamed`` rows named no child.  ``checker`` checks
    beside who opened it.
    """

    title = models.CharField(max_length=300)
    whose = models.CharField(max_length=300)
    purpose = models.TextField()
    source = models.CharField(max_length=10, choices=list(SOURCES.items()))
    sentence = models.TextField(blank=True)
    lists = models.JSONField()
    teams = models.JSONField(null=True, blank=True)
    month = models.CharField(max_length=10, blank=True)
    states = models.JSONField(default=list, blank=True)
    snapshot = models.CharField(max_length=100)
    as_at = models.DateField()
    known_to = models.DateField()
    restricted = models.PositiveIntegerField()
    unnamed = models.PositiveIntegerField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    checker = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("cohorts:cohort", args=[self.pk])


class CohortChild(Kept):
    """One child of a cohort: why they are in it, who reviews them, and what was found.

    ``child`` is the child's key, and ``rows`` are those of the list on the day, without an id.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="children")
    place = models.PositiveIntegerField()
    child = models.CharField(max_length=LENGTH, db_index=True)
    rows = models.JSONField()
    reviewer = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    finding = models.CharField(max_length=10, choices=list(FINDINGS.items()), blank=True)
    words = models.TextField(blank=True)
    acted = models.TextField(blank=True)
    found_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    found_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    sent_back = models.TextField(blank=True)
    checked_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked = models.TextField(blank=True)

    class Meta:
        ordering = ("place", "id")
        constraints = (
            models.UniqueConstraint(fields=("cohort", "child"), name="child_once_in_cohort"),
        )

    def __str__(self) -> str:
        return f"child {self.place} of cohort review {self.cohort_id}"

    def get_absolute_url(self) -> str:
        """Its own page, by the child's key."""
        return reverse("cohorts:child", args=[self.cohort_id, self.child])

    @property
    def stand(self) -> Stand:
        """How far it is, as it is counted."""
        return Stand(
            finding=self.finding or None,  # type: ignore[arg-type]
            acted=bool(self.acted),
            reviewed=self.closed_at is not None,
            checked=self.checked_at is not None,
        )

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.checked_at:
            return "Checked"
        if self.closed_at:
            return "Reviewed, to be checked"
        if self.sent_back:
            return "Sent back"
        return "Begun" if self.finding else "Not begun"

    @property
    def had_a_hand(self) -> set[int]:
        """Those who reviewed it in any part, none of whom may check it."""
        return {each for each in (self.reviewer_id, self.found_by_id, self.closed_by_id) if each}
