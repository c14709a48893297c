"""What several pages of the tables show."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from lineofsight.errors import UnusableInput
from lineofsight.tables.combining import NOT_IN_FIRST, NOT_IN_SECOND, VALUES_DIFFER
from lineofsight.tables.snapshots import Snapshot, open_snapshot
from lineofsight.web.data.telling import mapping_of, problems_of

CONTRADICT = {rule.id for rule in (VALUES_DIFFER, NOT_IN_FIRST, NOT_IN_SECOND)}


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back from a page of the tables."""
    return [("Plans", reverse("home")), ("Data", reverse("data:overview")), *more]


def snapshot_of(which: str | None = None) -> Snapshot | None:
    """The current snapshot or the one with an id, if it is there."""
    try:
        return open_snapshot(settings.PLACES.store, which)
    except UnusableInput:
        return None


def report_of(snapshot: Snapshot) -> dict[str, Any]:
    """What a template needs to tell what a load read, mapped and found."""
    manifest = snapshot.manifest
    return {
        "snapshot": snapshot,
        "parts": manifest.parts,
        "rejected": sum(part.rejected for part in manifest.parts),
        "contradictions": sum(each.rows for each in manifest.problems if each.rule in CONTRADICT),
        "mapping": mapping_of(manifest),
        "problems": problems_of(manifest),
    }
