"""What changed in a plan: each part's events with old and new words side by side."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.text import capfirst

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event, Kept, Version
from lineofsight.web.plans.kinds import BY_MODEL, KINDS, Kind
from lineofsight.web.plans.models import Answer, Plan, Responsibility
from lineofsight.web.plans.models.plan import Part
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.plans.words import called, plain
from lineofsight.web.updates.models import Closure, DateRequest, Evidence, LeftClosed, Update

# How far back "changed since" looks where nothing names a day.
USUAL_SPAN = timedelta(days=28)
# Records that are told with the part they belong to, and the fields that name it.
WITH: dict[type[Kept], tuple[str, ...]] = {
    Responsibility: ("action",),
    Answer: ("finding", "action", "objective"),
    Update: ("action",),
    Evidence: ("action", "measure"),
    DateRequest: ("action",),
    Closure: ("action",),
    LeftClosed: ("action",),
    **{kind.model: (kind.under,) for kind in KINDS if kind.under},
}
_NAMES: dict[type[Kept], str] = {
    Responsibility: "Lead",
    Answer: "Answer to a finding",
    Update: "Update",
    Evidence: "Evidence",
    DateRequest: "Request to move the date",
    Closure: "Closing",
    LeftClosed: "Left closed",
}
# Notes and evidence are read by those inside only.
_INSIDE = (Update, Evidence, DateRequest, Closure, LeftClosed)
_OF_PARTS = {"gone_in": "Taken out in version", "source": "Words it was read from"}
# Fields that only keep the records in order.
_SILENT = {
    "at",
    "id",
    "edition",
    "plan",
    "position",
    "place",
    "adopted_in",
    "due_dates",
    "due_kind",
    "slipped",
    "states",
}
_BY_LABEL: dict[str, type[Kept]] = {
    model._meta.label_lower: model for model in [*BY_MODEL, *_NAMES]
}


@dataclass(frozen=True)
class Difference:
    """One field before and after; both empty never."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Touched:
    """What an event did to one record: ``did`` is ``added``, ``changed`` or ``taken out``."""

    what: str
    did: str
    differences: list[Difference]


@dataclass
class Happening:
    """An event and what it did to the part and to what belongs to it."""

    event: Event
    touched: list[Touched] = field(default_factory=list)


def history_of(whole: WholePlan, part: Part) -> list[Happening]:
    """Every event that touched the part up to the plan's day, the newest first."""
    name = part._meta.model_name
    sought = Q(kind=part._meta.label_lower, key=part.pk)
    for model, names in WITH.items():
        if name in names and (whole.inside or model not in _INSIDE):
            sought |= Q(kind=model._meta.label_lower, **{f"data__{name}": part.pk})
    versions = Version.objects.filter(sought, plan=whole.plan.pk).select_related("event__by")
    if whole.past is not None:
        versions = versions.filter(event__at__lte=whole.past)
    before: dict[tuple[str, int], dict[str, Any]] = {}
    found: dict[int, Happening] = {}
    for version in versions.order_by("event_id", "id"):
        key = (version.kind, version.key)
        happening = found.setdefault(version.event_id, Happening(version.event))
        told = _touched(whole, version, before.get(key))
        if told is not None:
            happening.touched.append(told)
        before[key] = version.data or {}
    return [each for each in reversed(found.values()) if each.touched]


def _touched(whole: WholePlan, version: Version, was: dict[str, Any] | None) -> Touched | None:
    model = _BY_LABEL[version.kind]
    what = _NAMES[model] if model in _NAMES else capfirst(BY_MODEL[model].one)
    if version.redacted:
        return Touched(what, "changed", [Difference("Words", "", "Taken out under a redaction")])
    now = version.data or {}
    if version.gone:
        return Touched(what, "taken out", _differences(whole, model, now, {}))
    differences = _differences(whole, model, was or {}, now)
    if was is not None and not differences:
        return None
    out = now.get("gone_in") is not None and (was or {}).get("gone_in") is None
    return Touched(
        what, "taken out" if out else "changed" if was is not None else "added", differences
    )


def _differences(
    whole: WholePlan, model: type[Kept], was: dict[str, Any], now: dict[str, Any]
) -> list[Difference]:
    found = []
    labels = {each.name: each.label for each in BY_MODEL[model].fields} if model in BY_MODEL else {}
    belongs = WITH.get(model, ())
    for each in model._meta.concrete_fields:
        if each.name in _SILENT or (each.name in belongs and each.name in ("action", "measure")):
            continue
        old, new = was.get(each.name), now.get(each.name)
        if old == new:
            continue
        label = labels.get(each.name) or str(capfirst(each.verbose_name))
        if issubclass(model, Part):
            label = _OF_PARTS.get(each.name, label)
        pair = (_words(whole, each, old), _words(whole, each, new))
        if pair[0] != pair[1]:
            found.append(Difference(label, *pair))
    return found


def _words(whole: WholePlan, each: "models.Field[Any, Any]", value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if each.is_relation:
        other = each.related_model
        if other is Account or not (isinstance(other, type) and issubclass(other, Kept)):
            return ""
        if other in BY_MODEL and issubclass(other, Part):
            return called(whole, whole.find(other, int(value)))
        return called(whole, whole.by_key(other).get(int(value)))
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    return plain(each.to_python(value))


@dataclass(frozen=True)
class Changed:
    """A part that changed, how many events touched it, and the last of them."""

    kind: Kind
    part: Part
    events: int
    last: datetime


def changed_since(whole: WholePlan, since: date) -> list[Changed]:
    """The parts that changed from the beginning of the day ``since``, in the plan's order."""
    owners = sorted({name for names in WITH.values() for name in names})
    versions = _changing({whole.plan.pk: since})
    if whole.past is not None:
        versions = versions.filter(event__at__lte=whole.past)
    touched: dict[tuple[str, int], set[int]] = defaultdict(set)
    last: dict[tuple[str, int], datetime] = {}
    rows = versions.order_by("id").values_list(
        "kind", "key", "event_id", "event__at", *(f"data__{name}" for name in owners)
    )
    for label, key, event, at, *named in rows:
        model = _BY_LABEL[label]
        values = dict(zip(owners, named, strict=True))
        parts = [(name, int(values[name])) for name in WITH.get(model, ()) if values[name]]
        for name, number in parts or [(str(model._meta.model_name), int(key))]:
            touched[name, number].add(event)
            last[name, number] = at
    found = []
    for kind in KINDS:
        for part in [*whole.all(kind.model), *whole.withdrawn(kind.model).values()]:
            events = touched.get((kind.name, part.pk))
            if events and isinstance(part, Part) and kind.has_page:
                found.append(Changed(kind, part, len(events), last[kind.name, part.pk]))
    return found


def plans_changed(since: dict[int, date]) -> set[int]:
    """Which plans have parts that changed, each from the beginning of its own day."""
    return {each for each in _changing(since).values_list("plan", flat=True) if each is not None}


def _changing(since: dict[int, date]) -> QuerySet[Version]:
    """What was written of the parts of plans, each from its own day.

    The adopting of its first version is no change: the plan begins with it.
    """
    wanted = Q(pk__in=[])
    for plan, day in since.items():
        wanted |= Q(plan=plan, event__at__gte=timezone.make_aware(datetime.combine(day, time.min)))
    beginning = Version.objects.filter(kind=Plan._meta.label_lower, key=OuterRef("plan"))
    return Version.objects.filter(
        wanted, kind__in=[model._meta.label_lower for model in [*BY_MODEL, *WITH]]
    ).exclude(event=Subquery(beginning.order_by("id").values("event")[:1]))
