"""Decisions on contacts and referrals: how soon they were made, and who authorised them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_begun,
    counted_when_done,
)
from tests.support.oracle.council import Council, Row, day, is_no, is_yes, moment
from tests.support.oracle.dates import add_working_days
from tests.support.oracle.naming import Counted


def contacts_decided_1_working_day(council: Council, period: Period) -> Count:
    """Contacts decided in the period; met by the end of the working day after they came."""
    return counted_when_done(council, period, _decisions(council, "contact", working_days=1))


def contacts_decided_same_day(council: Council, period: Period) -> Count:
    """The same; met on the day they came."""
    return counted_when_done(council, period, _decisions(council, "contact"))


def contacts_decided_24_hours(council: Council, period: Period) -> Count:
    """The same; met within 24 hours of the minute they came."""
    return counted_when_done(
        council,
        period,
        [
            _thing(
                row, "contact", Clock(came, came + timedelta(hours=24), moment(row["decided_at"]))
            )
            for row in _received(council, "contact")
            if (came := moment(row["received_at"])) is not None
        ],
    )


def referrer_reply_1_working_day(council: Council, period: Period) -> Count:
    """Contacts of the period whose referrer can be replied to; met by the end of the working day
    after they came.  Those whose working day is still to come are too recent."""
    things = []
    for row, came in _to_reply_to(council):
        due = add_working_days(came.date(), 1)
        things.append(_thing(row, "contact", Clock(came.date(), due, day(row["replied_at"]))))
    return counted_when_begun(council, period, things)


def referrer_reply_48_hours(council: Council, period: Period) -> Count:
    """The same; met within 48 hours of the minute they came."""
    things = []
    for row, came in _to_reply_to(council):
        clock = Clock(came, came + timedelta(hours=48), moment(row["replied_at"]))
        things.append(_thing(row, "contact", clock))
    return counted_when_begun(council, period, things)


def _to_reply_to(council: Council) -> Iterator[tuple[Row, datetime]]:
    for row in _received(council, "contact"):
        came = moment(row["received_at"])
        if came is not None and not is_no(row["reply_wanted"]):
            yield row, came


def referrals_decided_same_day(council: Council, period: Period) -> Count:
    """Referrals decided in the period; met on the day they came."""
    return counted_when_done(council, period, _decisions(council, "referral"))


def referrals_decided_1_working_day(council: Council, period: Period) -> Count:
    """The same; met by the end of the working day after they came."""
    return counted_when_done(council, period, _decisions(council, "referral", working_days=1))


def contact_decisions_authorised(council: Council, period: Period) -> Count:
    """Contacts decided in the period; met where a manager authorised the decision."""
    return _authorised(council, period, "contact")


def referral_decisions_authorised(council: Council, period: Period) -> Count:
    """Referrals decided in the period; met where a manager authorised the decision."""
    return _authorised(council, period, "referral")


def _received(council: Council, kind: str) -> list[Row]:
    return [row for row in council.rows(f"{kind}_decisions") if row["received_at"]]


def _decisions(council: Council, kind: str, working_days: int | None = None) -> Iterator[Thing]:
    """Each decision with its clock; without working days it is due on the day of receipt."""
    for row in _received(council, kind):
        came = day(row["received_at"])
        assert came is not None
        due = came if working_days is None else add_working_days(came, working_days)
        yield _thing(row, kind, Clock(came, due, day(row["decided_at"])))


def _thing(row: Row, kind: str, clock: Clock) -> Thing:
    held_by = always(row["team"], row["decided_by_id"])
    return Thing(row["person_id"], row[f"{kind}_decision_id"], clock, held_by)


def _authorised(council: Council, period: Period, kind: str) -> Count:
    return Count(
        [
            Case(
                row["person_id"],
                row[f"{kind}_decision_id"],
                row["team"],
                row["decided_by_id"],
                decided,
                is_yes(row["authorised_by_manager"]),
            )
            for row in _received(council, kind)
            if (decided := day(row["decided_at"])) is not None and period.holds(decided)
        ]
    )


COUNTED: Counted = {
    "contacts_decided_1_working_day": contacts_decided_1_working_day,
    "contacts_decided_1_working_day:same_day": contacts_decided_same_day,
    "contacts_decided_1_working_day:24_hours": contacts_decided_24_hours,
    "referrer_reply_1_working_day": referrer_reply_1_working_day,
    "referrer_reply_1_working_day:48_hours": referrer_reply_48_hours,
    "contact_decisions_authorised": contact_decisions_authorised,
    "referrals_decided_same_day": referrals_decided_same_day,
    "referrals_decided_same_day:within_1_working_day": referrals_decided_1_working_day,
    "referral_decisions_authorised": referral_decisions_authorised,
}
