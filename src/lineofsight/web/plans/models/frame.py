"""What stands around the actions: themes, objectives, findings, risks, milestones, and more."""

from django.db import models

from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models.people import Person
from lineofsight.web.plans.models.plan import Part, Plan


class Theme(Part):
    """A part of the plan that gathers objectives."""

    lead = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)


class Objective(Part):
    """What must improve."""

    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="objectives"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    references = models.JSONField(default=list, blank=True)
    outcomes = models.JSONField(default=list, blank=True)


class Finding(Part):
    """Something an inspection said must improve.

    ``kind`` and ``area`` are the inspection framework's own: its kinds of finding and judgement
    areas.
    """

    origin = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=200, blank=True)


class Answer(Kept):
    """That an action, or a whole objective, answers a finding; ``sure`` once a person said so."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="answers")
    action = models.ForeignKey(
        "plans.Action", null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    sure = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.finding} answered"


class Risk(Part):
    """What might stop the plan, and what is done about it."""

    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.SET_NULL, related_name="risks"
    )
    mitigation = models.TextField(blank=True)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    open = models.BooleanField(default=True)


class Milestone(Part):
    """A goal to be reached by a date, as printed (``by``) and as a day (``due_on``)."""

    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.SET_NULL, related_name="milestones"
    )
    goal = models.TextField(blank=True)
    by = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)


class Endorsement(Part):
    """A partner's agreement to the plan."""

    partner = models.CharField(max_length=200)
    given_on = models.DateField(null=True, blank=True)


class Consultation(Part):
    """Who was asked about the plan, what they said (``text``) and what changed."""

    asked = models.CharField(max_length=200)
    held_on = models.DateField(null=True, blank=True)
    changed = models.TextField(blank=True)
