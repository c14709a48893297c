"""Drawn arrangements of private fostering, with their assessments and visits."""

from datetime import date, timedelta

from tests.support.councils.days import JUDGED_DAYS, working_days_before
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import EXTRACT_DAY, add_months, add_working_days

NO_SUCH_ARRANGEMENT = "PF-NONE"
WEEKS = (42, 84)


def add_private_fostering(draft: Draft, child: str) -> None:
    """Arrangements that the council learned of before they began, or after; some ended on the last
    day of a limit, or a day either side."""
    for _ in range(draft.one_of((0, 1, 1, 2))):
        arrangement = draft.new_id("private_fostering_arrangements", "PF")
        judged = draft.one_of(JUDGED_DAYS)
        told = draft.one_of(
            (
                draft.day(),
                EXTRACT_DAY - timedelta(days=draft.one_of((2, 9, 10, 40))),
                working_days_before(judged, 7) + _a_day_off(draft),
                judged - timedelta(days=42) + _a_day_off(draft),
                add_months(judged, -draft.one_of((12, 14))) + _a_day_off(draft),
            )
        )
        started = told + timedelta(days=draft.one_of((-90, -7, 0, 0, 5, 30)))
        limit = add_working_days(told, 7)
        assert limit is not None
        due = draft.one_of((told + timedelta(days=42), limit, draft.day_from(told)))
        ended = draft.one_of(
            (
                *(None,) * 5,
                limit + _a_day_off(draft),
                due + _a_day_off(draft),
                judged,
                draft.day_from(told),
            )
        )
        within = told + timedelta(days=42) + _a_day_off(draft)
        draft.add(
            "private_fostering_arrangements",
            private_fostering_id=arrangement,
            person_id=draft.known(child),
            notified_on=draft.date_known(told),
            started_on=draft.date_known(started, unless=0.2),
            assessment_due_on=draft.date_known(due),
            assessment_completed_on=text(draft.one_of((draft.held(due), draft.held(due), within))),
            ended_on=text(ended if ended is None else max(ended, started)),
            worker_id=draft.worker(),
            team=draft.team(),
        )
        _add_visits(draft, child, arrangement, told, started)


def _add_visits(draft: Draft, child: str, arrangement: str, told: date, started: date) -> None:
    """First visits on the seventh working day, or a day either side; later ones six or twelve
    weeks before a judged day, or about the end of the first year."""
    for number in range(draft.rng.randrange(6)):
        first = draft.done_by(told, 7) or told
        weeks_ago = draft.one_of(JUDGED_DAYS) - timedelta(days=draft.one_of(WEEKS))
        a_year_on = add_months(max(told, started), 12)
        visited = draft.one_of(
            (weeks_ago + _a_day_off(draft), a_year_on + _a_day_off(draft), draft.day_from(told))
        )
        draft.add(
            "private_fostering_visits",
            private_fostering_visit_id=draft.new_id("private_fostering_visits", "FV"),
            private_fostering_id=(
                NO_SUCH_ARRANGEMENT if draft.flaw() else draft.known(arrangement)
            ),
            person_id=draft.known(child),
            visited_on=draft.date_known(visited if number else first),
            child_seen=draft.flag(0.8),
            child_seen_alone=draft.flag(0.6),
        )


def _a_day_off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))
