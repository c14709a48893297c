"""Records as they stood at a moment, rebuilt from their versions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from lineofsight.web.events.models import Kept, Version

K = TypeVar("K", bound=Kept)


def as_they_stood(model: type[K], plan: int, at: datetime) -> list[K]:
    """Every record of ``model`` in the plan as it was at ``at``, in the order they were made.

    The records are not for saving.  A record whose text was redacted comes back with the text
    empty.
    """
    return all_as_they_stood([model], plan, at)[model]


def all_as_they_stood(
    models: Iterable[type[Kept]], plan: int, at: datetime | None
) -> dict[type[Kept], list[Any]]:
    """Every record of several models in the plan at ``at`` (``None``: now), by one query.

    A page that joins twenty kinds of record would else ask twenty times.
    """
    named = {model._meta.label_lower: model for model in models}
    versions = _standing(at).filter(kind__in=list(named), plan=plan)
    found: dict[type[Kept], list[Any]] = {model: [] for model in named.values()}
    for version in versions:
        model = named[version.kind]
        found[model].append(rebuilt(model, version))
    return found


def these_as_they_stood(model: type[K], keys: Iterable[int], at: datetime) -> list[K]:
    """The records of ``model`` with these ids as they were at ``at``."""
    kind = model._meta.label_lower
    return [rebuilt(model, each) for each in _standing(at).filter(kind=kind, key__in=list(keys))]


def _standing(at: datetime | None) -> QuerySet[Version]:
    """The versions that stand at ``at`` (``None``: now), in the order of their records."""
    found = Version.objects.filter(gone=False).order_by("kind", "key")
    if at is None:
        return found.filter(until=None)
    return found.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


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
