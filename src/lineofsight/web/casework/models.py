"""What casework keeps: that somebody saw a child outside their own, and why."""

from django.db import models

from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import LENGTH
from lineofsight.web.events.models import Kept


class Access(Kept):
    """That somebody may see a child outside their own until the end of a day, and why.

    ``child`` is the child's key: it outlives the tables, and tells nobody whose it is.
    """

    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    child = models.CharField(max_length=LENGTH, db_index=True)
    reason = models.TextField()
    at = models.DateTimeField()
    ends_on = models.DateField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"access {self.pk}"
