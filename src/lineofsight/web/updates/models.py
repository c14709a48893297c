"""Updates, evidence, moved dates, closing and comments."""

from django.db import models

from lineofsight.progress.rating.evidence import SHOWS, SOURCES
from lineofsight.progress.rating.evidence import Evidence as Graded
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept
from lineofsight.web.files.models import StoredFile
from lineofsight.web.plans.models import DELIVERY, Action, Level, Measure, Plan


class Period(Kept):
    """A reporting period: updates are due by ``cut_off``; afterwards they stay as they were."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periods")
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    cut_off = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("starts_on", "id")

    def __str__(self) -> str:
        return self.name


class Update(Kept):
    """What a lead says of an action in a period.

    ``no_change`` holds the reason where nothing changed.  ``typed_by`` is set where business
    support typed it for ``by``, who has not confirmed it until ``confirmed``.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    period = models.ForeignKey(Period, null=True, on_delete=models.PROTECT, related_name="updates")
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    typed_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed = models.BooleanField(default=True)
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    for_children = models.TextField(blank=True)
    no_change = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=DELIVERY, blank=True)
    rating = models.ForeignKey(Level, null=True, blank=True, on_delete=models.SET_NULL)
    rating_reason = models.TextField(blank=True)
    printed_period = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.note[:80]


class Evidence(Kept):
    """What shows that something was done or changed: a file, link, figure, audit or minute.

    ``shows`` is how far it goes, ``source`` what kind of source says so and ``dated`` of which day;
    all three are empty where nobody has said it.  ``held`` is for how many reporting periods a
    change in records had held by then.
    """

    KINDS = (
        ("file", "File"),
        ("link", "Link"),
        ("figure", "Figure"),
        ("audit", "Audit"),
        ("minute", "Meeting minute"),
    )
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    kind = models.CharField(max_length=10, choices=KINDS)
    text = models.TextField()
    link = models.URLField(max_length=1000, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)
    # Their words are the library's, and change without a migration.
    shows = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=15, blank=True)
    dated = models.DateField(null=True, blank=True)
    held = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def graded(self) -> Graded | None:
        """What the rules of evidence make of it; None where nobody has said how far it goes."""
        if not self.shows or self.dated is None:
            return None
        return Graded(self.shows, self.source, self.dated, self.held)  # type: ignore[arg-type]

    @property
    def shows_said(self) -> str:
        """How far it goes, in words."""
        return SHOWS[self.graded.shows] if self.graded else ""

    @property
    def source_said(self) -> str:
        """Who or what says so, in words."""
        return SOURCES[self.graded.source] if self.graded else ""


class DateRequest(Kept):
    """A lead's wish to move an action's date; the old date stays here whatever is decided."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="date_requests")
    was = models.DateField(null=True, blank=True)
    wanted = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agreed = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"to {self.wanted}"


class Closure(Kept):
    """A lead's wish to close an action, and the check by someone outside the lead's line.

    ``change`` grades what changed for children: fully, partially or limited.  ``states`` are those
    of the action's measures on the day it was closed, by their keys.
    """

    GRADES = (("fully", "Fully"), ("partially", "Partially"), ("limited", "To a limited extent"))
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="closures")
    change = models.CharField(max_length=10, choices=GRADES)
    what_changed = models.TextField()
    remains = models.TextField(blank=True)
    test_again_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    checked_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)
    check_note = models.TextField(blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.TextField(blank=True)
    states = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"closing {self.action}"


class LeftClosed(Kept):
    """That a closed action stays closed though measures of it slipped, because somebody says why.

    ``slipped`` holds each of those measures, by its key, with the state that it had then.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="left_closed")
    slipped = models.JSONField(default=dict)
    reason = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.action} left closed"


class Comment(Kept):
    """A remark on an action; ``mentions`` are the accounts it is addressed to."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    mentions = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text[:80]
