"""Statutory visits to children in need, on a plan and in care, as one order of days.

A child who moves from one status to another is visited under another rule and recorded in another
table, and between the two a visit is easily lost.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from lineofsight.measuring.chronology import Spell, Status
from lineofsight.tables.definition import AUTHORITY
from lineofsight.tables.snapshots import Snapshot

# The table, child, day and whether the child was seen, of visits under each status.
_TABLES: Mapping[Status, tuple[str, str, str, str]] = {
    "need": ("ssd_cin_visits", "cinv_person_id", "cinv_cin_visit_date", "cinv_cin_visit_seen"),
    "plan": ("ssd_cp_visits", "cppv_person_id", "cppv_cp_visit_date", "cppv_cp_visit_seen"),
    "care": ("ssd_cla_visits", "clav_person_id", "clav_cla_visit_date", "clav_cla_visit_seen"),
}


@dataclass(frozen=True)
class Visit:
    """A visit to a child, and under which status it is recorded; ``seen`` is Y, N or not told."""

    day: date
    status: Status
    seen: str | None


@dataclass(frozen=True)
class Gap:
    """A change of status within ``days`` between two visits that saw the child.

    ``until`` is the later of the two, or None where there was none until the snapshot's day.
    """

    since: date
    until: date | None
    days: int
    changed_on: date
    to: Status


def visits_to(
    snapshot: Snapshot, children: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Visit]]:
    """The visits to children, given by authority and id, to the end of a snapshot's day.

    In the order of days.
    """
    selects = [
        f"select {AUTHORITY}, {child}, {day}, '{status}', {seen} from {table} "
        f"where list_contains($children, {child}) and {day} < $until"
        for status, (table, child, day, seen) in _TABLES.items()
        if table in snapshot.tables
    ]
    found: dict[tuple[str, str], list[Visit]] = {}
    if not selects:
        return found
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        rows = connection.execute(
            f"{' union all '.join(selects)} order by all",
            {
                "children": [child for _, child in children],
                "until": snapshot.as_at + timedelta(days=1),
            },
        ).fetchall()
    for authority, child, *visit in rows:
        if (authority, child) in children:
            found.setdefault((authority, child), []).append(Visit(*visit))
    return found


def gaps(visits: Collection[Visit], spells: Collection[Spell], as_at: date) -> list[Gap]:
    """The times between visits that saw the child in which a plan or care began or ended.

    From the last visit before the change to the first on its day or after; where the child was not
    seen before, from the beginning of their first status.  In order of days.
    """
    seen = sorted(each.day for each in visits if each.seen == "Y")
    statuses = [each for each in spells if each.status in _TABLES]
    began = min((each.first for each in statuses), default=None)
    found = []
    for changed_on, to in sorted(_changes(statuses)):
        since = max((day for day in seen if day < changed_on), default=began)
        if since is None or changed_on > as_at or since >= changed_on:
            continue
        until = next((day for day in seen if day >= changed_on), None)
        days = ((until or as_at) - since).days
        found.append(Gap(since, until, days, changed_on, to))
    return found


def _changes(spells: Collection[Spell]) -> list[tuple[date, Status]]:
    """The days on which another rule of visiting came to hold, and which: care before plan."""
    order: tuple[Status, ...] = ("care", "plan", "need")

    def rule(day: date) -> Status | None:
        held = {
            each.status
            for each in spells
            if each.first <= day and (not each.last or day < each.last)
        }
        return next((each for each in order if each in held), None)

    days = sorted({day for each in spells for day in (each.first, each.last) if day})
    found = []
    for day in days:
        before, now = rule(day - timedelta(days=1)), rule(day)
        if now is not None and before is not None and now != before:
            found.append((day, now))
    return found
