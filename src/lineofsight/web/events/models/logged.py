"""Rows of a log: added, and never changed or taken out."""

from typing import Any, NoReturn, Self

from django.db import models


class NotAdded(RuntimeError):
    """A programming fault: something tried to change a row of a log."""


class Logged(models.Model):
    """A row of a log beside the chain, for what changes no record: looks, and e-mail sent."""

    at = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """A new row; the one way in which a log is written."""
        row = cls(**fields)
        models.Model.save(row, force_insert=True)
        return row

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: rows are added by :meth:`add`."""
        raise NotAdded(f"A {type(self).__name__} cannot be changed: rows of a log are added.")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: a log keeps what it says."""
        raise NotAdded(f"A {type(self).__name__} cannot be taken out of its log.")
