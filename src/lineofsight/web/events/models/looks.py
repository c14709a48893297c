"""Who looked at what: a log of its own, sealed into the chain day by day."""

from django.conf import settings
from django.db import models

from lineofsight.web.events.models.chain import Kept
from lineofsight.web.events.models.logged import Logged


class Look(Logged):
    """That somebody looked at something sensitive; ``what`` says it in words."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    plan = models.PositiveBigIntegerField(null=True, db_index=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.what


class Seal(Kept):
    """How many looks a day had, and the hash over all of them."""

    day = models.DateField(unique=True)
    looks = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"looks of {self.day}"
