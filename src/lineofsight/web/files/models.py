"""A file as it was given."""

from django.db import models

from lineofsight.web.events.models import Kept


class StoredFile(Kept):
    """A file under the SHA-256 of its bytes; ``name`` is what it was called when it was given."""

    plan = models.ForeignKey("plans.Plan", null=True, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name
