"""Missing episodes, the children who were missing, and what was done about it."""

from datetime import date, timedelta
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import Case, Clock, Count, Period, Thing, counted_when_begun
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.exploitation import exploitation_tools
from tests.support.oracle.naming import Counted, Measured
from tests.support.oracle.protecting import allocated_case

NINETY = timedelta(days=90)


def missing_episodes(
    council: Council, period: Period, *, from_care: bool = False, away: bool = False
) -> Count:
    """Episodes begun in the period, missing or, if so asked, away; or of children in care."""
    return Count(
        [
            _episode_case(council, row, start, met=True)
            for row, start in _episodes(council, away=away)
            if period.holds(start)
            and (not from_care or _is_in_care(council, row["miss_person_id"], start))
        ]
    )


def _episodes(council: Council, *, away: bool = False) -> list[tuple[Row, date]]:
    return [
        (row, start)
        for row in council.rows("ssd_missing")
        if (row["miss_missing_episode_type"] == "Away") == away
        and (start := day(row["miss_missing_episode_start_date"])) is not None
    ]


def _episode_case(council: Council, row: Row, on: date, *, met: bool) -> Case:
    return allocated_case(council, row["miss_person_id"], row["miss_table_id"], on, met)


def _is_in_care(council: Council, child: str, on: date) -> bool:
    return child != "" and any(
        row["clae_person_id"] == child
        and (start := day(row["clae_cla_episode_start_date"])) is not None
        and start <= on
        and ((end := day(row["clae_cla_episode_ceased_date"])) is None or end > on)
        for row in council.rows("ssd_cla_episodes")
    )


def _times_missing(council: Council, first: date, judged: date) -> dict[str, int]:
    """Each child who was missing from a day to another, and how many times."""
    times: dict[str, int] = {}
    for row, start in _episodes(council):
        child, end = row["miss_person_id"], day(row["miss_missing_episode_end_date"])
        if child and start <= judged and (end is None or end >= first):
            times[child] = times.get(child, 0) + 1
    return times


def missing_children(
    council: Council,
    period: Period,
    *,
    from_care: bool = False,
    times: int = 0,
    met_times: int = 0,
    months: int = 0,
) -> Count:
    """Children missing at some time in the period; of those in care, or missing so many times in
    the twelve months to its end.

    Met where missing so many times in these months, and, with months, where an exploitation tool
    was completed in the last of them.
    """
    judged = period.judged
    in_a_year = _times_missing(council, add_months(judged, -12), judged)
    counted = []
    for child in _times_missing(council, period.first, judged):
        often = in_a_year.get(child, 0)
        if often < times or (from_care and not _is_in_care(council, child, judged)):
            continue
        met = often >= met_times and (not months or _has_tool(council, child, judged, months))
        counted.append(allocated_case(council, child, child, judged, met))
    return Count(counted)


def _has_tool(council: Council, child: str, judged: date, months: int) -> bool:
    return any(
        tool["person_id"] == child and on <= judged <= add_months(on, months)
        for tool, on in exploitation_tools(council)
    )


def missing_interviews_offered(
    council: Council, period: Period, *, accepted: bool = False
) -> Count:
    """Missing episodes that ended in the period, to which an interview applies; met where one was
    offered, and accepted if so asked."""
    return Count(
        [
            _episode_case(
                council,
                row,
                end,
                met=row["miss_missing_rhi_offered"] == "Y"
                and (not accepted or row["miss_missing_rhi_accepted"] == "Y"),
            )
            for row in council.rows("ssd_missing")
            if row["miss_missing_episode_type"] != "Away"
            and row["miss_missing_rhi_offered"] != "NA"
            and (end := day(row["miss_missing_episode_end_date"])) is not None
            and period.holds(end)
        ]
    )


def strategy_discussions_after_missing(
    council: Council,
    period: Period,
    *,
    repeated: bool = True,
    long: bool = True,
    episodes: int = 3,
    long_days: int = 3,
    days: int = 5,
) -> Count:
    """Missing episodes begun in the period that were repeated or long; met where a discussion was
    held within so many working days of their first day."""
    things = []
    for row, start in _episodes(council):
        child = row["miss_person_id"]
        end = day(row["miss_missing_episode_end_date"]) or council.as_at
        is_repeated = repeated and _times_to(council, row, start) >= episodes
        if not is_repeated and not (long and (end - start).days >= long_days):
            continue
        clock = Clock(start, add_working_days(start, days), _discussed(council, row, start))
        held_by = partial(allocated_team_and_worker, council, child)
        things.append(Thing(child, row["miss_table_id"], clock, held_by))
    return counted_when_begun(council, period, things)


def _times_to(council: Council, row: Row, start: date) -> int:
    """How often a child had been missing by an episode, over the ninety days to it."""
    child = row["miss_person_id"]
    return sum(
        1
        for other, begun in _episodes(council)
        if other is row
        or (child != "" and other["miss_person_id"] == child and start - NINETY <= begun <= start)
    )


def _discussed(council: Council, row: Row, start: date) -> date | None:
    held = [
        on
        for meeting in council.rows("strategy_discussions")
        if "" != meeting["person_id"] == row["miss_person_id"]
        and (
            meeting["missing_episode_id"] == row["miss_table_id"]
            or meeting["about"] in ("MISSING", "EXPLOITATION")
        )
        and (on := day(meeting["held_on"])) is not None
        and on >= start
    ]
    return min(held, default=None)


COUNTED: Counted = {
    "missing_repeat": partial(missing_children, met_times=2),
    "missing_repeat:3_or_more": partial(missing_children, met_times=3),
    "missing_repeat:from_care": partial(missing_children, met_times=2, from_care=True),
    "missing_children_exploitation_tool": partial(missing_children, months=6),
    "missing_children_exploitation_tool:missing_repeat": partial(
        missing_children, months=6, times=2
    ),
    "missing_interviews_offered": missing_interviews_offered,
    "missing_interviews_offered:accepted": partial(missing_interviews_offered, accepted=True),
    "strategy_discussions_after_missing": strategy_discussions_after_missing,
    "strategy_discussions_after_missing:repeat": partial(
        strategy_discussions_after_missing, long=False
    ),
    "strategy_discussions_after_missing:long": partial(
        strategy_discussions_after_missing, repeated=False
    ),
}

MEASURED: Measured = {
    "missing_children": ("count", missing_children),
    "missing_children:from_care": ("count", partial(missing_children, from_care=True)),
    "missing_episodes": ("count", missing_episodes),
    "missing_episodes:from_care": ("count", partial(missing_episodes, from_care=True)),
    "missing_episodes:away": ("count", partial(missing_episodes, away=True)),
}
