"""A child's line as its page tells it: the chart's rows, and what happened in order of days."""

from lineofsight.charts.lifeline import Band, LifeLine, LineRow
from lineofsight.measuring.chronology import Chronology, Happening, Status
from lineofsight.tables.snapshots import Snapshot

STATUSES: dict[Status, str] = {
    "need": "In need",
    "plan": "On a protection plan",
    "care": "In care",
    "leaver": "Care leaver",
}
# Each kind of event that the chart marks, by the tables that tell of it.
MARKED = {
    "Contacts and referrals": ("ssd_contacts", "ssd_cin_episodes"),
    "Assessments and enquiries": (
        "ssd_cin_assessments",
        "ssd_s47_enquiry",
        "family_help_assessments",
    ),
    "Reviews and conferences": (
        "ssd_initial_cp_conference",
        "ssd_cp_reviews",
        "ssd_cla_reviews",
        "plan_reviews",
        "pre_proceedings_reviews",
    ),
    "Visits": ("ssd_cin_visits", "ssd_cp_visits", "ssd_cla_visits", "private_fostering_visits"),
    "Missing": ("ssd_missing",),
}


def drawn(told: Chronology, snapshot: Snapshot) -> LifeLine:
    """The chart of a child: from the first thing that it shows to the snapshot's day."""
    rows = [
        LineRow(name, tuple(Band(each.first, each.last) for each in told.of(status)))
        for status, name in STATUSES.items()
        if told.of(status)
    ]
    for name, tables in MARKED.items():
        days = tuple(
            each.day for each in told.happenings if each.table.name in tables and each.begins
        )
        rows += [LineRow(name, marks=days)] if days else []
    shown = [band.first for row in rows for band in row.bands]
    shown += [day for row in rows for day in row.marks]
    return LifeLine(
        "child",
        "What the tables tell of this child",
        min(shown, default=snapshot.as_at),
        snapshot.as_at,
        tuple(rows),
    )


def in_words(happening: Happening) -> tuple[str, str]:
    """What happened, and which of its days this is."""
    row = happening.table.row
    return f"{row[0].upper()}{row[1:]}", happening.table.column(happening.column).means
