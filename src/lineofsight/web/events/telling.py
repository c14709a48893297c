"""What events wrote, told as old and new words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst

from lineofsight.web.events.models import Event, Version
from lineofsight.web.events.redacting import texts_of
from lineofsight.web.ui.templatetags.ui import day, moment

JSON = dict[str, Any]
# Fields that only keep records in order, and what nobody is shown.
_SILENT = {"id", "edition", "plan", "position", "place", "password", "last_login", "emptied"}
# Challenges are told on pages of their own, to fewer people than see the history: leads first.
EVENTS_APART = ("challenges raised", "challenge moved")
RECORDS_APART = ("challenges.challenge", "challenges.move")
_NAMES = ("ref", "text", "title", "name", "goal", "note", "email", "asked")


@dataclass(frozen=True)
class Difference:
    """One field before and after an event; ``redactable`` where its words could be taken out."""

    field: str
    label: str
    was: str
    now: str
    redactable: bool


@dataclass(frozen=True)
class Told:
    """What an event did to one record: ``did`` is ``added``, ``changed`` or ``taken out``."""

    version: Version
    what: str
    title: str
    did: str
    differences: list[Difference]


def tell(versions: Iterable[Version]) -> list[Told]:
    """Each version beside the one before it, with the names of what it refers to.

    Three queries, however many versions are given.
    """
    versions = list(versions)
    before = _before(versions)
    pairs = [(each, before.get(each.pk)) for each in versions]
    names = _names(pairs)
    return [_told(version, was, names) for version, was in pairs]


def told_by_event(versions: Iterable[Version]) -> dict[int, list[Told]]:
    """:func:`tell`, by the number of the event."""
    found: dict[int, list[Told]] = defaultdict(list)
    for told in tell(versions):
        found[told.version.event_id].append(told)
    return found


def title_of(data: JSON) -> str:
    """What a record calls itself: its number and text, or its name."""
    words = [str(data[name]) for name in _NAMES if isinstance(data.get(name), str) and data[name]]
    line = " ".join(" ".join(words[: 2 if data.get("ref") else 1]).split())
    return line if len(line) <= 80 else line[:80].rsplit(" ", 1)[0] + " …"


def kind_words(kind: str) -> str:
    """The name of a kind of record: ``Date request``."""
    return str(capfirst(apps.get_model(kind)._meta.verbose_name))


def _before(versions: list[Version]) -> dict[int, JSON]:
    earlier = Version.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), id__lt=OuterRef("id")
    ).order_by("-id")
    linked = dict(
        Version.objects.filter(pk__in=[each.pk for each in versions])
        .annotate(earlier=Subquery(earlier.values("id")[:1]))
        .values_list("pk", "earlier")
    )
    known = {each.pk: each for each in versions}
    missing = [key for key in linked.values() if key and key not in known]
    known |= Version.objects.in_bulk(missing)
    return {pk: known[key].data or {} for pk, key in linked.items() if key}


def _names(pairs: list[tuple[Version, JSON | None]]) -> dict[tuple[str, int], str]:
    """What the records that these versions refer to call themselves."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for version, was in pairs:
        for each in _fields(version.kind):
            if isinstance(each.related_model, type):
                for data in (version.data or {}, was or {}):
                    if data.get(each.name):
                        wanted[each.related_model._meta.label_lower].add(int(data[each.name]))
    if not wanted:
        return {}
    sought = Q()
    for kind, keys in wanted.items():
        sought |= Q(kind=kind, key__in=keys)
    last = Version.objects.filter(sought).values("kind", "key").annotate(last=Max("id"))
    found = Version.objects.filter(pk__in=last.values("last"))
    return {(each.kind, each.key): title_of(each.data or {}) for each in found}


def _told(version: Version, was: JSON | None, names: dict[tuple[str, int], str]) -> Told:
    data = version.data or {}
    now = {} if version.gone else data
    differences = []
    texts = texts_of(apps.get_model(version.kind))
    for each in _fields(version.kind):
        old = _words(each, (was or {}).get(each.name), names)
        new = _words(each, now.get(each.name), names)
        if old != new:
            differences.append(
                Difference(
                    each.name,
                    str(capfirst(each.verbose_name)),
                    old,
                    new,
                    redactable=each.name in texts and isinstance(now.get(each.name), str),
                )
            )
    did = "taken out" if version.gone else "added" if was is None else "changed"
    return Told(version, kind_words(version.kind), title_of(data), did, differences)


def _fields(kind: str) -> list["models.Field[Any, Any]"]:
    model = apps.get_model(kind)
    return [each for each in model._meta.concrete_fields if each.name not in _SILENT]


def _words(each: "models.Field[Any, Any]", value: Any, names: dict[tuple[str, int], str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(each.related_model, type):
        kind = each.related_model._meta.label_lower
        return names.get((kind, int(value))) or f"{kind_words(kind)} {value}"
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(each, models.DateTimeField):
        return moment(parse_datetime(value))
    if isinstance(each, models.DateField):
        return day(parse_date(value))
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return "; ".join(str(one) for one in value)
    if isinstance(value, list | dict):
        return f"Data of {len(value)} {'part' if len(value) == 1 else 'parts'}"
    return str(value)


def events_of(plan: int) -> "models.QuerySet[Event]":
    """Every event of a plan that its history tells, the newest first."""
    told = Event.objects.filter(plan=plan).exclude(kind__in=EVENTS_APART)
    return told.select_related("by", "acting_for").order_by("-number")
