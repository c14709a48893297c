"""Noting looks at sensitive pages, and sealing each day's into the chain."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.chain import canonical
from lineofsight.web.events.models import Look, Seal
from lineofsight.web.events.recording import change

_LONGEST = 300


def look(account: Account, what: str, plan: int | None = None) -> None:
    """Note that ``account`` looks at ``what`` now; called before anything is shown."""
    Look.add(by=account, what=what[:_LONGEST], plan=plan, at=timezone.now())


def seal_looks(day: date) -> int:
    """Seal every day before ``day`` that is not sealed yet; returns how many were sealed now.

    It can be run again: a day is sealed once, also when nobody looked.
    """
    first = Look.objects.order_by("at").values_list("at", flat=True).first()
    if first is None:
        return 0
    last = Seal.objects.aggregate(last=Max("day"))["last"]
    next_day = last + timedelta(days=1) if last else timezone.localdate(first)
    sealed = 0
    while next_day < day:
        count, digest = hash_of(next_day)
        with change("looks sealed", by=None) as made:
            if not Seal.objects.filter(day=next_day).exists():
                made.keep(Seal(day=next_day, looks=count, hash=digest))
        sealed += 1
        next_day += timedelta(days=1)
    return sealed


def hash_of(day: date) -> tuple[int, str]:
    """How many looks the day had, and the hash over them in their order."""
    digest, count = hashlib.sha256(), 0
    start = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))
    looks = Look.objects.filter(at__gte=start, at__lt=end).order_by("id")
    for each in looks.iterator(chunk_size=2000):
        said = [each.pk, each.at.astimezone(UTC).isoformat(), each.by_id, each.what, each.plan]
        digest.update(canonical(said).encode() + b"\n")
        count += 1
    return count, digest.hexdigest()


def look_faults() -> Iterator[str]:
    """A sentence for each sealed day whose looks are not as they were sealed."""
    for seal in Seal.objects.order_by("day"):
        if hash_of(seal.day) != (seal.looks, seal.hash):
            yield f"The looks of {seal.day} are not the {seal.looks} that were sealed."
