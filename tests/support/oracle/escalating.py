"""Concerns and disputes that reviewing officers and partners raise."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from tests.support.oracle.cases import Case, Clock, Count, Period, Thing, always, counted_when_due
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.naming import OF_A_TEAM, Counted, Groups, Measured

OFFICERS = ("REVIEWING_OFFICER", "CONFERENCE_CHAIR")
PARTNERS = ("HEALTH", "SCHOOL", "POLICE", "VOLUNTARY")


def escalations_answered_in_time(
    council: Council,
    period: Period,
    *,
    settled: bool = False,
    raised_by: Collection[str] = (),
    about: str = "",
) -> Count:
    """Escalations due in the period and not withdrawn; met where answered, or settled, by then.

    To be settled no longer waits here what went a level higher.
    """
    things = []
    for row in council.rows("escalations"):
        due = day(row["due_on"])
        if due is None or row["outcome"] == "WITHDRAWN" or not _is_of(row, raised_by, about):
            continue
        clock = Clock(
            day(row["raised_on"]), due, day(row[_done(row) if settled else "answered_on"])
        )
        things.append(Thing(row["person_id"], row["escalation_id"], clock, always(row["team"])))
    count = counted_when_due(council, period, things)
    if not settled:
        return count
    in_time = {
        row["escalation_id"]
        for row in council.rows("escalations")
        if "" != row["resolved_on"] <= row["due_on"]
    }
    return replace(
        count, counted=[replace(case, met=case.record in in_time) for case in count.counted]
    )


def _done(row: Row) -> str:
    escalated = row["outcome"] == "ESCALATED" and row["answered_on"] != ""
    return "answered_on" if escalated else "resolved_on"


def escalations_number(
    council: Council,
    period: Period,
    *,
    higher: bool = False,
    raised_by: Collection[str] = (),
    themes: Collection[str] = (),
) -> Count:
    """Escalations raised in the period at the first level, or above it."""
    return Count(
        [
            Case(row["person_id"], row["escalation_id"], row["team"], "", on, True)
            for row in council.rows("escalations")
            if (_level(row) >= 2 if higher else _level(row) == 1)
            and _is_of(row, raised_by, "")
            and (not themes or row["theme"] in themes)
            and (on := day(row["raised_on"])) is not None
            and period.holds(on)
        ]
    )


def _is_of(row: Row, raised_by: Collection[str], about: str) -> bool:
    return (not raised_by or row["raised_by"] in raised_by) and about in ("", row["about"])


def _level(row: Row) -> int:
    """The level of a concern; the first where it is not recorded."""
    return int(row["level"] or 1)


_answered = escalations_answered_in_time

COUNTED: Counted = {
    "escalations_answered_in_time": _answered,
    "escalations_answered_in_time:resolved": partial(_answered, settled=True),
    "escalations_answered_in_time:by_reviewing_officers": partial(_answered, raised_by=OFFICERS),
    "escalations_answered_in_time:by_partners": partial(_answered, raised_by=PARTNERS),
    "escalations_answered_in_time:about_social_care": partial(_answered, about="SOCIAL_CARE"),
}

MEASURED: Measured = {
    "escalations_number": ("count", escalations_number),
    "escalations_number:level_2_or_higher": ("count", partial(escalations_number, higher=True)),
    "escalations_number:by_reviewing_officers": (
        "count",
        partial(escalations_number, raised_by=OFFICERS),
    ),
    "escalations_number:by_partners": ("count", partial(escalations_number, raised_by=PARTNERS)),
    "escalations_number:drift_or_delay": (
        "count",
        partial(escalations_number, themes=("DRIFT", "DELAY")),
    ),
}

GROUPS: Groups = {
    "escalations_answered_in_time": OF_A_TEAM,
    "escalations_number": OF_A_TEAM,
}
