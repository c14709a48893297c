"""Records as they stood at a moment, rebuilt from their versions."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Max

from lineofsight.web.events.models import Kept, Version

K = TypeVar("K", bound=Kept)


def as_they_stood(model: type[K], plan: int, at: datetime) -> list[K]:
    """Every record of ``model`` in the plan as it was at ``at``, in the order they were made.

    The records are not for saving.  A record whose text was redacted comes back with the text
    empty.
    """
    last = (
        Version.objects.filter(kind=model._meta.label_lower, plan=plan, event__at__lte=at)
        .values("key")
        .annotate(last=Max("id"))
        .values_list("last", flat=True)
    )
    versions = Version.objects.filter(id__in=list(last), gone=False).order_by("key")
    return [rebuilt(model, version) for version in versions]


def rebuilt(model: type[K], version: Version) -> K:
    """The record that ``version`` keeps."""
    values = {}
    data = version.data or {}
    for field in model._meta.concrete_fields:
        if field.name in data:
            values[field.attname] = field.to_python(data[field.name])
    record = model(**values)
    record.pk = version.key
    record._state.adding = False
    return record
