"""Early help: how long it lasts, and the steps between it and social care."""

from functools import partial

from tests.support.oracle.cases import Case, Clock, Count, Period, Thing, always, counted_when_done
from tests.support.oracle.council import Council, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import OF_A_TEAM, OF_A_WORKER, Counted, Groups


def early_help_steps_accepted(council: Council, period: Period, direction: str) -> Count:
    """Steps up, or down, decided in the period; met where the receiving service took it."""
    return Count(
        [
            Case(
                row["person_id"],
                row["early_help_step_id"],
                row["team"],
                "",
                decided,
                is_yes(row["accepted"]),
            )
            for row in council.rows("early_help_steps")
            if row["direction"] == direction
            and (decided := day(row["decided_on"])) is not None
            and period.holds(decided)
        ]
    )


def early_help_begun_after_step_down(council: Council, period: Period, days: int = 10) -> Count:
    """Accepted steps down on which early help began in the period; met by that working day."""
    things = []
    for row in council.rows("early_help_steps"):
        if row["direction"] == "DOWN" and is_yes(row["accepted"]):
            decided = day(row["decided_on"])
            due = add_working_days(decided, days) if decided else None
            clock = Clock(decided, due, day(row["began_on"]))
            things.append(
                Thing(row["person_id"], row["early_help_step_id"], clock, always(row["team"]))
            )
    return counted_when_done(council, period, things)


def early_help_stepped_up(council: Council, period: Period) -> Count:
    """Episodes of early help ended in the period; met where a step up of it was accepted."""
    stepped_up = {
        row["early_help_episode_id"]
        for row in council.rows("early_help_steps")
        if row["direction"] == "UP" and is_yes(row["accepted"]) and row["decided_on"]
    }
    return Count(
        [
            Case(
                row["earl_person_id"],
                row["earl_episode_id"],
                "",
                row["earl_episode_worker_id"],
                ended,
                row["earl_episode_id"] in stepped_up,
            )
            for row in council.rows("ssd_early_help_episodes")
            if (ended := day(row["earl_episode_end_date"])) is not None and period.holds(ended)
        ]
    )


def early_help_over_12_months(council: Council, period: Period, months: int = 12) -> Count:
    """Episodes of early help open on the judged day; met where they have lasted so long."""
    counted = []
    for row in council.rows("ssd_early_help_episodes"):
        start, end = day(row["earl_episode_start_date"]), day(row["earl_episode_end_date"])
        if start is None or start > period.judged or (end is not None and end <= period.judged):
            continue
        counted.append(
            Case(
                row["earl_person_id"],
                row["earl_episode_id"],
                "",
                row["earl_episode_worker_id"],
                period.judged,
                add_months(start, months) <= period.judged,
            )
        )
    return Count(counted)


COUNTED: Counted = {
    "early_help_steps_up_accepted": partial(early_help_steps_accepted, direction="UP"),
    "early_help_steps_down_accepted": partial(early_help_steps_accepted, direction="DOWN"),
    "early_help_begun_after_step_down": early_help_begun_after_step_down,
    "early_help_begun_after_step_down:5_working_days": partial(
        early_help_begun_after_step_down, days=5
    ),
    "early_help_stepped_up": early_help_stepped_up,
    "early_help_over_12_months": early_help_over_12_months,
    "early_help_over_12_months:over_6_months": partial(early_help_over_12_months, months=6),
}

GROUPS: Groups = {
    "early_help_steps_up_accepted": OF_A_TEAM,
    "early_help_steps_down_accepted": OF_A_TEAM,
    "early_help_begun_after_step_down": OF_A_TEAM,
    "early_help_stepped_up": OF_A_WORKER,
    "early_help_over_12_months": OF_A_WORKER,
}
