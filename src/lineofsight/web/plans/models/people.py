"""The people and groups that a plan names."""

from django.db import models

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models.plan import Plan


class Person(Kept):
    """A lead as the plan names them: a person, a post or a group.

    ``named_in_public`` is for the director and elected members; everybody else is published by
    job title.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    named_in_public = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name
