"""The homes that children in care have had: placements, and how long the last has lasted."""

from datetime import date, timedelta
from functools import partial

from tests.support.oracle.cases import Count, Period
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted
from tests.support.oracle.periods_of_care import in_care
from tests.support.oracle.protecting import allocated_case

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
ADOPTED_BY_THE_SAME_CARERS = ("A3", "A5")
ADOPTED_BY_OTHERS = ("A4", "A6")


def placements_begun(council: Council, child: str, by: date) -> list[Row]:
    """The child's placements that began on or before a day, by start and then by number.

    Temporary ones and those of under a day are left out.
    """
    found = [
        row
        for row in council.rows("ssd_cla_placement")
        if row["clap_person_id"] == child
        and row["clap_cla_placement_type"] not in TEMPORARY
        and (begun := day(row["clap_cla_placement_start_date"])) is not None
        and begun <= by
        and ((ended := _end(row)) is None or ended > begun)
    ]
    found.sort(key=lambda row: (row["clap_cla_placement_start_date"], row["clap_cla_placement_id"]))
    return found


def _end(row: Row) -> date | None:
    return day(row["clap_cla_placement_end_date"])


def is_of_the_period(row: Row, since: date) -> bool:
    """Whether a placement was not over by the day the period of care began."""
    ended = _end(row)
    return ended is None or ended > since


def _homes(placements: list[Row]) -> list[list[Row]]:
    """Placements in which a child was with the same carers, one list each.

    A placement for adoption with the carers the child was with goes on from the one before it.
    """
    homes: list[list[Row]] = []
    for row in placements:
        if homes and row["clap_cla_placement_type"] in ADOPTED_BY_THE_SAME_CARERS:
            homes[-1].append(row)
        else:
            homes.append([row])
    return homes


def _homes_in_12_months(council: Council, child: str, judged: date) -> int:
    """In how many homes the child lived in the 12 months that end with a day."""
    first_day = add_months(judged + timedelta(days=1), -12)
    return sum(
        any((ended := _end(row)) is None or ended > first_day for row in home)
        for home in _homes(placements_begun(council, child, judged))
    )


def cla_three_placements(council: Council, period: Period, placements: int = 3) -> Count:
    """Children in care on the judged day; met where in so many homes, or more, in 12 months."""
    judged = period.judged
    return Count(
        [
            allocated_case(
                council,
                child,
                child,
                judged,
                _homes_in_12_months(council, child, judged) >= placements,
            )
            for child in in_care(council, judged)
        ]
    )


def cla_two_moves(council: Council, period: Period) -> Count:
    """Children in care on the judged day; met where in two homes, no fewer and no more."""
    judged = period.judged
    return Count(
        [
            allocated_case(
                council, child, child, judged, _homes_in_12_months(council, child, judged) == 2
            )
            for child in in_care(council, judged)
        ]
    )


def cla_long_term_stability(council: Council, period: Period) -> Count:
    """Children under 16 who have been in care for 30 months; met where in the same home for 24."""
    judged = period.judged
    counted = []
    for child, since in in_care(council, judged).items():
        person = council.person(child)
        born = day(person["pers_dob"]) if person else None
        if born is None or add_months(born, 16 * 12) <= judged or add_months(since, 30) > judged:
            continue
        home_since = _home_since(placements_begun(council, child, judged), since)
        met = home_since is not None and add_months(home_since, 24) <= judged
        counted.append(allocated_case(council, child, child, judged, met))
    return Count(counted)


def _home_since(placements: list[Row], care_since: date) -> date | None:
    """Since when a child has lived in the home of their last placement, in this period of care.

    For one placed for adoption with others, since they came to the home before it.
    """
    in_period = [
        [row for row in home if is_of_the_period(row, care_since)] for home in _homes(placements)
    ]
    homes = list(filter(None, in_period))
    if not homes:
        return None
    home = homes[-1]
    if home[0]["clap_cla_placement_type"] in ADOPTED_BY_OTHERS and len(homes) > 1:
        home = homes[-2]
    return day(home[0]["clap_cla_placement_start_date"])


COUNTED: Counted = {
    "cla_three_placements": cla_three_placements,
    "cla_three_placements:four_or_more": partial(cla_three_placements, placements=4),
    "cla_two_moves": cla_two_moves,
    "cla_long_term_stability": cla_long_term_stability,
}
