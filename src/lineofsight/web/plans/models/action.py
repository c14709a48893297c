"""Actions, and who answers for them."""

from datetime import date

from django.db import models
from django.db.models import Prefetch

from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models.frame import Objective
from lineofsight.web.plans.models.people import Person
from lineofsight.web.plans.models.plan import Part, Plan
from lineofsight.web.plans.models.rating import Level

DELIVERY = [
    ("not_started", "Not started"),
    ("in_progress", "In progress"),
    ("delivered", "Delivered"),
    ("embedding", "Embedding"),
    ("closed", "Closed"),
]
# The states in which an action's work is still to be done.
UNDELIVERED = ("not_started", "in_progress")
# What among a document's dates says that a day that has passed was not the last.
OPEN_ENDED = frozenset({"ONGOING", "TBA"})


class Action(Part):
    """What will be done.

    ``due_text`` and ``due_dates`` are as the reader gives them; ``due_on`` is the last day of the
    last of them, by which it counts as overdue (``None``: no day is known).  ``first_due_on`` is
    the day first adopted, which stays visible when a date is moved.
    """

    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    due_text = models.CharField(max_length=500, blank=True)
    due_dates = models.JSONField(default=list, blank=True)
    due_kind = models.CharField(max_length=20, default="none")
    due_on = models.DateField(null=True, blank=True, db_index=True)
    first_due_on = models.DateField(null=True, blank=True)
    references = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=20, choices=DELIVERY, default="not_started")
    rating = models.ForeignKey(Level, null=True, blank=True, on_delete=models.SET_NULL)
    rated_on = models.DateField(null=True, blank=True)

    def overdue_on(self, day: date) -> bool:
        """Whether its last day has passed before ``day`` and the work is still to be done.

        What goes on for good ("May 2026 and ongoing") began by its day and has no last one.
        """
        return (
            self.due_on is not None
            and self.due_on < day
            and self.state in UNDELIVERED
            and not self.goes_on
        )

    @property
    def goes_on(self) -> bool:
        """Whether it goes on for good, and has no last day."""
        return not OPEN_ENDED.isdisjoint(self.due_dates)


class Responsibility(Kept):
    """That a person answers for an action (``accountable``) or contributes to it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="responsibilities")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="responsibilities")
    accountable = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-accountable", "position", "id")

    def __str__(self) -> str:
        return f"{self.person} for {self.action}"


def answering() -> "Prefetch[str]":
    """With which actions are fetched so that who answers for each is known by one query more."""
    return Prefetch(
        "responsibilities", queryset=Responsibility.objects.select_related("person__account")
    )


class Step(Part):
    """A part of an action with a lead and date of its own."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    lead = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)


class Dependency(Part):
    """That an action waits for another."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="waits_for")
    other = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="holds_up")


class Resource(Part):
    """Money or capacity that an action needs, and where it comes from."""

    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.CASCADE, related_name="resources"
    )
    pounds = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=200, blank=True)
