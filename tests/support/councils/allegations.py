"""Drawn allegations against people who work with children."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.support.councils.days import AHEAD, JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months

TOLD_BY = ("EMPLOYER", "EMPLOYER", "POLICE", "SCHOOL")


def add_allegations(draft: Draft, children: Sequence[str]) -> None:
    """Some told on the next working day, or a day later, or only advice; concluded on the day on
    which one, three or twelve months are up, a day either side, by the day that was set, or not
    yet."""
    for _ in range(draft.one_of((8, 12, 16))):
        known = draft.day()
        months = draft.one_of((1, 1, 3, 3, 12, 12))
        if months == 12:
            known = add_months(draft.one_of(JUDGED_DAYS), -12) - timedelta(days=1)
        told = draft.done_by(known, 1)
        told = max(told, known) if told and draft.clean else told
        since = told or known
        due = draft.one_of((add_months(since, 1), since + timedelta(days=30), None))
        draft.add(
            "allegations",
            allegation_id=draft.new_id("allegations", "AL"),
            known_on=draft.date_known(known),
            referred_on=text(told),
            referred_by=draft.known(draft.one_of(TOLD_BY)),
            person_id=draft.known(draft.one_of(children), unless=0.3),
            consultation_only=draft.flag(0.2),
            due_on=text(due),
            concluded_on=text(_concluded(draft, since, due, months)),
        )


def _concluded(draft: Draft, since: date, due: date | None, months: int) -> date | None:
    limit = add_months(since, months)
    return draft.one_of(
        (
            limit,
            limit + timedelta(days=1),
            limit + timedelta(days=1),
            limit - timedelta(days=1),
            due,
            draft.day_from(since),
            draft.one_of(AHEAD) if since <= AHEAD[0] else None,
            None,
        )
    )
