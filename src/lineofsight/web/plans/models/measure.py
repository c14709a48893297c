"""Measures and their targets."""

from django.db import models

from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models.action import Action
from lineofsight.web.plans.models.frame import Objective
from lineofsight.web.plans.models.plan import Part, Plan


class Measure(Part):
    """How the plan says success will be known; ``critical`` marks those that leaders watch."""

    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.SET_NULL, related_name="measures"
    )
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.SET_NULL, related_name="measures"
    )
    critical = models.BooleanField(default=False)


class Target(Kept):
    """One target of a measure: the fields are those of :class:`lineofsight.plan.model.Target`."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="targets")
    position = models.PositiveIntegerField(default=0)
    value = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=10, default="%")
    comparison = models.CharField(max_length=20, default=">=")
    text = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=40, blank=True)
    baseline = models.FloatField(null=True, blank=True)
    direction = models.CharField(max_length=4, blank=True)
    interim = models.BooleanField(default=False)
    additional = models.BooleanField(default=False)
    every = models.CharField(max_length=10, blank=True)
    tba = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text
