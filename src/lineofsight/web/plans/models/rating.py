"""A plan's own rating scheme."""

from django.db import models

from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models.plan import Plan


class Scheme(Kept):
    """The levels a plan rates by, from the day they were agreed; a later scheme replaces it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="schemes")
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("agreed_on", "id")

    def __str__(self) -> str:
        return f"scheme of {self.agreed_on:%d %B %Y}" if self.agreed_on else "first scheme"


class Level(Kept):
    """One level of a scheme: its name and what the plan says it means.

    ``level`` is the common name (``BLUE GREEN AMBER RED GREY`` or the words of achievement).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="levels")
    level = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    meaning = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name
