"""Recording a change: the one way in which the site writes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.core import serializers
from django.db import models, transaction
from django.utils import timezone

from lineofsight.web.events.chain import canonical, digest_of, link, new_salt, written
from lineofsight.web.events.guard import Unrecorded, check_recording, recording
from lineofsight.web.events.models import Event, Head, Kept, Version

if TYPE_CHECKING:
    from lineofsight.web.accounts.models import Account

K = TypeVar("K", bound=Kept)
_invented_time: ContextVar[datetime | None] = ContextVar("invented_time", default=None)

# How many ids one statement names: databases bound it.
AT_ONCE = 500


class Conflict(Exception):
    """Somebody else wrote the record since it was shown.

    ``theirs`` is the record as it stands now; the form shows it beside what was typed.
    """

    def __init__(self, theirs: Kept) -> None:
        super().__init__(f"{theirs._meta.object_name} {theirs.pk} has changed since it was shown.")
        self.theirs = theirs


class Change:
    """A change while it is being made: keeps records and notes the state of each."""

    def __init__(self, at: datetime, plan: int | None) -> None:
        self.at, self.plan = at, plan
        self.touched: dict[tuple[str, int], tuple[Kept, bool]] = {}

    def keep(self, record: K) -> K:
        """Write ``record`` and note the state it is left in.

        Raises :class:`Conflict` where somebody else wrote it since it was read.
        """
        _check_stands(record)
        record.edition += 1
        record.save()
        self.touched[record._meta.label_lower, record.pk] = (record, False)
        return record

    def keep_all(self, records: list[K]) -> list[K]:
        """Write new ``records`` of one model at once, and note the state of each."""
        check_recording("write")
        for record in records:
            record.edition += 1
        if records:
            type(records[0])._default_manager.bulk_create(records)
        for record in records:
            self.touched[record._meta.label_lower, record.pk] = (record, False)
        return records

    def of(self, plan: int) -> None:
        """Say which plan the change belongs to, where it is made by the change itself."""
        self.plan = plan

    def drop(self, record: Kept) -> None:
        """Take ``record`` out, and note that it is gone; its versions stay.

        Raises :class:`Conflict` where somebody else wrote it since it was read.
        """
        _check_stands(record)
        key = record.pk
        record.delete()
        record.pk = key
        self.touched[record._meta.label_lower, key] = (record, True)


@contextmanager
def invented_time(at: datetime) -> Iterator[None]:
    """Date the changes inside to ``at``, so that an invented council can have a past.

    Nothing that a real person does can be dated so: their change raises ``Unrecorded``.
    """
    token = _invented_time.set(at)
    try:
        yield
    finally:
        _invented_time.reset(token)


@contextmanager
def change(
    kind: str,
    *,
    by: "Account | None",
    why: str = "",
    plan: int | None = None,
    acting_for: "Account | None" = None,
    at: datetime | None = None,
) -> Iterator[Change]:
    """Record one change of the site's records, in one transaction with its event.

    ``kind`` is a few words in the past tense ("action updated"); ``by`` is ``None`` only for what
    the site does by itself on a date; ``why`` is what the person gave as the reason.  Whatever is
    written inside becomes part of the event, all or nothing.  A change inside a change is a fault.
    """
    if recording.get():
        raise RuntimeError(f"A change ({kind}) was begun inside another.")
    invented = _invented_time.get()
    if invented is not None and by is not None and not by.invented:
        raise Unrecorded("A real person's change is dated to the moment it is made.")
    with transaction.atomic():
        # The head is locked first, so that changes queue here and never wait for each other.
        head = _locked_head()
        token = recording.set(True)
        made = Change(at or invented or timezone.now(), plan)
        try:
            yield made
        finally:
            recording.reset(token)
        _write(head, made, kind, by, why, acting_for)


def check_edition(record: Kept, edition: int | None) -> None:
    """Raise :class:`Conflict` where ``record`` is no longer in the ``edition`` that was shown."""
    if edition is not None and record.edition != edition:
        raise Conflict(record)


def _check_stands(record: Kept) -> None:
    """Raise :class:`Conflict` where ``record`` is not as it stands.

    It was read before the change waited for its turn, and others may have had theirs meanwhile.
    """
    if record._state.adding:
        return
    # Not by its type: who is signed in comes as a stand-in, which only says that it is an account.
    held = record.__class__._default_manager.filter(pk=record.pk)
    if held.values_list("edition", flat=True).first() != record.edition:
        theirs = held.first()
        raise Conflict(record if theirs is None else theirs)


def _locked_head() -> Head:
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    return head


def _write(
    head: Head,
    made: Change,
    kind: str,
    by: "Account | None",
    why: str,
    acting_for: "Account | None",
) -> None:
    why_salt = new_salt()
    why_digest = digest_of(why_salt, why)
    versions = [_version(record, gone) for record, gone in made.touched.values()]
    digest = written(why_digest, [(v.kind, v.key, v.gone, v.digest) for v in versions])
    number = head.number + 1
    event = Event(
        number=number,
        at=made.at,
        kind=kind,
        by=by,
        acting_for=acting_for,
        plan=made.plan,
        why=why,
        why_salt=why_salt,
        why_digest=why_digest,
        digest=digest,
        previous=head.hash,
        hash=link(
            head.hash,
            number,
            made.at,
            kind,
            by.pk if by else None,
            acting_for.pk if acting_for else None,
            made.plan,
            digest,
        ),
    )
    event.save(force_insert=True)
    for version in versions:
        version.event, version.since = event, made.at
    _end_those_before(versions, made.at)
    Version.objects.bulk_create(versions)
    head.number, head.hash = number, event.hash
    head.save()


def _end_those_before(versions: list[Version], at: datetime) -> None:
    """Say of the versions that stood until now that they do no longer."""
    keys: dict[str, list[int]] = {}
    for version in versions:
        keys.setdefault(version.kind, []).append(version.key)
    for kind, of_kind in keys.items():
        for start in range(0, len(of_kind), AT_ONCE):
            some = of_kind[start : start + AT_ONCE]
            Version.objects.filter(kind=kind, key__in=some, until=None).update(until=at)


def _version(record: Kept, gone: bool) -> Version:
    data = fields_of(record)
    salt = new_salt()
    return Version(
        kind=record._meta.label_lower,
        key=record.pk,
        plan=record.plan_key,
        gone=gone,
        data=data,
        salt=salt,
        digest=digest_of(salt, data),
    )


def fields_of(record: models.Model) -> dict[str, Any]:
    """The record's own fields as plain values, by their names, but for those never kept."""
    plain: dict[str, Any] = serializers.serialize("python", [record])[0]["fields"]
    for name in getattr(record, "never_in_versions", ()):
        plain.pop(name, None)
    return {"id": record.pk, **_as_json(plain)}


def _as_json(plain: dict[str, Any]) -> dict[str, Any]:
    # What the database gives back must hash as what was written.
    return dict(json.loads(canonical(plain)))
