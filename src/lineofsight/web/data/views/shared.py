"""What several pages of the tables show."""

from typing import Any

from django.urls import reverse

from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.data.telling import (
    contradictions_of,
    counts_of,
    mapping_of,
    missing_of,
    problems_of,
    shrunk_of,
)


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back from a page of the tables."""
    return [("Plans", reverse("home")), ("Data", reverse("data:overview")), *more]


def report_of(snapshot: Snapshot, current: Snapshot | None = None) -> dict[str, Any]:
    """What a template needs to tell what a load read, mapped and found.

    ``current`` is the snapshot whose place it would take.
    """
    manifest = snapshot.manifest
    mapping, missing = mapping_of(manifest), missing_of(snapshot, current)
    contradictions = contradictions_of(manifest)
    return {
        "snapshot": snapshot,
        "parts": manifest.parts,
        "counts": counts_of(manifest),
        "problems": problems_of(manifest),
        "errors": sum(each.severity == "error" for each in manifest.problems),
        "contradictions": contradictions,
        "contradicting": sum(each.rows for each in contradictions),
        "missing": missing,
        "lost": sum(each.lost for each in missing),
        "shrunk": shrunk_of(snapshot, current),
        "mapping": mapping,
        "left": sum(len(each.left) for each in mapping),
    }
