"""What the workers write of themselves: none of it is a record of the council's."""

from django.db import models


class Worker(models.Model):
    """A worker while it runs: where, since when, and when it was last heard.

    ``machine`` and ``pid`` name its process, ``began`` tells that process from a later one with
    the same number.  The row goes when the worker stops, or is found to have been killed.
    """

    name = models.CharField(max_length=32, primary_key=True)
    machine = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    began = models.CharField(max_length=40, blank=True)
    heard_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"worker {self.pid} of {self.machine}"


class DatedRun(models.Model):
    """That a dated job was started on a day: at most once, however many workers there are."""

    name = models.CharField(max_length=60)
    day = models.DateField()
    started_at = models.DateTimeField()

    class Meta:
        ordering = ("day", "name")
        constraints = (models.UniqueConstraint(fields=("name", "day"), name="once_a_day"),)

    def __str__(self) -> str:
        return f"{self.name} on {self.day}"
