"""Taking a text out of every place that holds it, so that the chain still verifies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from lineofsight.web.events.chain import digest_of
from lineofsight.web.events.guard import check_recording
from lineofsight.web.events.models import Event, Kept, Redaction, Version
from lineofsight.web.events.recording import Change

JSON = Any
TAKEN_OUT = "[taken out]"
# Shorter words stand in other places by chance: they are taken out of their own field alone.
LONG = 12
# Accounts are kept on pages of their own; a redaction holds no text of the plan.
_NEVER = ("accounts.", "events.")


@dataclass
class Places:
    """Where a text stands: versions with what is left of each, and events with their reasons."""

    versions: dict[int, dict[str, JSON]] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    records: dict[tuple[str, int], set[str]] = field(default_factory=dict)


def places_of(redaction: Redaction) -> Places:
    """Every place that holds the text of ``redaction``, on the whole site."""
    words, found = redaction.words, Places()
    if not words:
        return found
    for version in _versions(redaction):
        fields = _texts(version.kind)
        data = dict(version.data or {})
        for name in set(data) & fields:
            if len(words) < LONG and name != redaction.field:
                continue
            left = without(data[name], words)
            if left != data[name]:
                data[name] = left
                found.records.setdefault((version.kind, version.key), set()).add(name)
        if data != version.data:
            found.versions[version.pk] = data
    for number, why in _reasons(redaction):
        left = without(why, words)
        if left != why:
            found.reasons[number] = left
    return found


def without(value: JSON, words: str) -> JSON:
    """``value`` with ``words`` taken out: emptied where it is all there was."""
    if isinstance(value, str):
        if value.strip() == words.strip():
            return ""
        return value.replace(words, TAKEN_OUT) if len(words) >= LONG else value
    if isinstance(value, list):
        return [without(each, words) for each in value]
    if isinstance(value, dict):
        return {without(k, words) or TAKEN_OUT: without(v, words) for k, v in value.items()}
    return value


def empty(redaction: Redaction, made: Change) -> dict[str, dict[str, str]]:
    """Take the text out of the live records, their versions and the reasons; say what is left.

    Their salts go too, so that the digests that stay cannot be tried against guesses.
    """
    check_recording("redact")
    places, words = places_of(redaction), redaction.words
    for (kind, key), names in places.records.items():
        live = _model(kind)._default_manager.filter(pk=key).first()
        if live is None:
            continue
        before = {name: getattr(live, name) for name in names}
        for name in names:
            setattr(live, name, without(before[name], words))
        if any(getattr(live, name) != before[name] for name in names):
            made.keep(live)
    for number, data in places.versions.items():
        Version.objects.filter(pk=number).update(data=data, salt="", redacted=True)
    for number, why in places.reasons.items():
        Event.objects.filter(pk=number).update(why=why, why_salt="", why_redacted=True)
    return {
        "versions": {str(key): digest_of("", data) for key, data in places.versions.items()},
        "reasons": {str(key): digest_of("", why) for key, why in places.reasons.items()},
    }


def _versions(redaction: Redaction) -> Iterator[Version]:
    versions = Version.objects.order_by("id")
    if len(redaction.words) < LONG:
        if redaction.version is None:
            return
        versions = versions.filter(kind=redaction.version.kind, key=redaction.version.key)
    for version in versions.iterator(chunk_size=200):
        if not version.kind.startswith(_NEVER):
            yield version


def _reasons(redaction: Redaction) -> Iterator[tuple[int, str]]:
    events = Event.objects.exclude(why="").order_by("number")
    if len(redaction.words) < LONG:
        # Short words are taken out of the reasons of events that wrote them, and of that asked for.
        if redaction.event is not None:
            events = events.filter(pk=redaction.event.pk)
        elif redaction.version is not None:
            events = events.filter(
                versions__kind=redaction.version.kind, versions__key=redaction.version.key
            ).distinct()
    yield from events.values_list("number", "why").iterator(chunk_size=1000)


def _model(kind: str) -> type[Kept]:
    model = apps.get_model(kind)
    assert issubclass(model, Kept)
    return model


def texts_of(model: type[models.Model]) -> set[str]:
    """The names of the fields in which people's words stand."""
    return {
        each.name
        for each in model._meta.concrete_fields
        if isinstance(each, models.CharField | models.TextField | models.JSONField)
        and not each.choices
    }


def _texts(kind: str) -> set[str]:
    return texts_of(_model(kind))
