"""Proving that the chain is whole."""

from collections.abc import Iterator

from lineofsight.web.events.chain import digest_of, link, written
from lineofsight.web.events.models import Event, Head, Version


def faults() -> Iterator[str]:
    """A sentence for each event that is not as it was written; none when the chain is whole."""
    previous, number = "", 0
    left = _left_by_redactions()
    for event in Event.objects.order_by("number").iterator(chunk_size=1000):
        if event.number != number + 1:
            yield f"Between event {number} and event {event.number} something is missing."
        if event.previous != previous:
            yield f"Event {event.number} does not follow the event before it."
        yield from _of_one(event, left)
        previous, number = event.hash, event.number
    head = Head.objects.filter(pk=1).first()
    if head and (head.number, head.hash) != (number, previous):
        yield f"The chain ends at event {number}, but its head says event {head.number}."
    yield from _days_kept_wrong()


def _days_kept_wrong() -> Iterator[str]:
    """Versions that would not be shown on the days on which they stood."""
    before: Version | None = None
    versions = Version.objects.select_related("event").defer("data").order_by("kind", "key", "id")
    for version in versions.iterator(chunk_size=1000):
        told = f"{version.kind} {version.key}"
        if version.since != version.event.at:
            yield f"The day from which {told} stood, at event {version.event_id}, was changed."
        if before and (before.kind, before.key) == (version.kind, version.key):
            if before.until != version.since:
                yield f"The day until which {told} stood as before was changed."
        elif before and before.until is not None:
            yield f"{before.kind} {before.key} stands no longer, and nothing says why."
        before = version
    if before and before.until is not None:
        yield f"{before.kind} {before.key} stands no longer, and nothing says why."


def _left_by_redactions() -> dict[tuple[str, int], str]:
    """The digest of what redactions left of each version and reason, as the chain has it.

    Only redactions that one person asked for and another agreed to count.
    """
    left: dict[tuple[str, int], str] = {}
    for version in Version.objects.filter(kind="events.redaction").order_by("id"):
        said = version.data or {}
        if said.get("agreed") and said["asked_by"] != said["decided_by"]:
            for what, digests in said["emptied"].items():
                left.update({(what, int(key)): digest for key, digest in digests.items()})
    return left


def _of_one(event: Event, left: dict[tuple[str, int], str]) -> Iterator[str]:
    if event.why_redacted:
        if left.get(("reasons", event.number)) != digest_of("", event.why):
            yield f"The reason of event {event.number} was emptied, and no redaction says so."
    elif digest_of(event.why_salt, event.why) != event.why_digest:
        yield f"The reason of event {event.number} was changed."
    versions = list(Version.objects.filter(event=event).order_by("id"))
    for version in versions:
        what = f"What event {event.number} wrote of {version.kind} {version.key}"
        if version.redacted:
            if left.get(("versions", version.pk)) != digest_of("", version.data):
                yield f"{what} was emptied, and no redaction says so."
        elif digest_of(version.salt, version.data) != version.digest:
            yield f"{what} was changed."
    said = written(event.why_digest, [(v.kind, v.key, v.gone, v.digest) for v in versions])
    if said != event.digest:
        yield f"What event {event.number} wrote is not what it says it wrote."
    right = link(
        event.previous,
        event.number,
        event.at,
        event.kind,
        event.by_id,
        event.acting_for_id,
        event.plan,
        event.digest,
    )
    if right != event.hash:
        yield f"Event {event.number} was changed after it was written."
