"""Statutory visits of a team in the order of days, whichever status a child has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.measuring.chronology import Status
from lineofsight.measuring.visiting import Visit
from lineofsight.web.casework.keys import Child
from lineofsight.web.casework.lists import Lists
from lineofsight.web.casework.rows import Row

# The list of what is due under each status, and what the table of visits is of.
LISTS: Mapping[Status, str] = {
    "need": "cin_visits_20_working_days",
    "plan": "cp_visits_10_working_days",
    "care": "cla_visits_in_time",
}


@dataclass(frozen=True)
class DueVisit:
    """A visit that is due to a child under a status, with the last one that saw them under any.

    ``began`` is the day on which the status began, where nobody saw the child since.
    """

    row: Row
    status: Status
    last: Visit | None
    began: date | None


@dataclass(frozen=True)
class TeamVisits:
    """The visits due of a team in the order of days, each with the status it is due under.

    ``restricted`` more are of restricted children; ``missing`` tells of lists that the tables
    cannot make.
    """

    due: Sequence[tuple[Status, Row]]
    restricted: int
    missing: Sequence[str]


def visits_due(lists: Lists, team: str) -> TeamVisits:
    """The visits due of a team to children in need, on a plan and in care."""
    untold = {defined.id: why for defined, why in lists.untold()}
    due: list[tuple[Status, Row]] = []
    missing, restricted = [], 0
    for status, indicator in LISTS.items():
        defined = lists.defined(indicator)
        if defined is None:
            continue
        if indicator in untold:
            missing.append(f"{defined.title}: {untold[indicator]}")
        held = lists.of_team(defined, team)
        due += [(status, row) for row in held.rows]
        restricted += held.restricted
    due.sort(key=lambda each: (str(each[1].due or "none"), each[1].about))
    return TeamVisits(due, restricted, missing)


def with_last(
    due: Iterable[tuple[Status, Row]], visits: Mapping[Child, Sequence[Visit]]
) -> list[DueVisit]:
    """Each visit due with the last that saw the child."""
    found = []
    for status, row in due:
        seen = [each for each in visits.get((row.authority, row.about), ()) if each.seen == "Y"]
        last = seen[-1] if seen else None
        # A list counts from the last visit under its status, or else from the status's first day.
        counted = any(each.day == row.since and each.status == status for each in seen)
        found.append(DueVisit(row, status, last, None if counted else row.since))
    return found
