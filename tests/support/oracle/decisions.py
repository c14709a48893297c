"""Decisions on contacts and referrals: how soon they were made, and who authorised them."""

from collections.abc import Iterator

from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_done,
)
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_working_days


def contacts_decided_1_working_day(council: Council, period: Period) -> Count:
    """Contacts decided in the period; met by the end of the working day after they came."""
    return counted_when_done(period, _decisions(council, "contact", working_days=1))


def contacts_decided_same_day(council: Council, period: Period) -> Count:
    """The same; met on the day they came."""
    return counted_when_done(period, _decisions(council, "contact"))


def referrals_decided_same_day(council: Council, period: Period) -> Count:
    """Referrals decided in the period; met on the day they came."""
    return counted_when_done(period, _decisions(council, "referral"))


def referrals_decided_1_working_day(council: Council, period: Period) -> Count:
    """The same; met by the end of the working day after they came."""
    return counted_when_done(period, _decisions(council, "referral", working_days=1))


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
        yield Thing(
            row["person_id"],
            row[f"{kind}_decision_id"],
            Clock(came, due, day(row["decided_at"])),
            always(row["team"], row["decided_by_id"]),
        )


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
