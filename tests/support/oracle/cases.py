"""What an indicator finds: the cases it counts, those still open, those whose time has not come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.support.oracle.dates import add_months, first_of_month, last_of_month


@dataclass(frozen=True)
class Period:
    """The days whose events count, `first` to `judged`; what is open is judged on `judged`."""

    first: date
    judged: date

    def holds(self, event: date | None) -> bool:
        return event is not None and self.first <= event <= self.judged


def period_of(month: str, as_at: date, window: str) -> Period | None:
    """The period that ends with a month, or at `as_at`; None for a month not yet begun."""
    begins = first_of_month(month)
    if begins > as_at:
        return None
    first = {
        "period": begins,
        "12m": add_months(begins, -11),
        "ytd": date(begins.year if begins.month >= 4 else begins.year - 1, 4, 1),
    }[window]
    return Period(first, min(last_of_month(month), as_at))


@dataclass(frozen=True)
class Clock:
    """Something begun, to be done by a day, and done or not (as known on the judged day)."""

    start: date | None
    due: date | None
    done: date | None

    @property
    def in_time(self) -> bool:
        return self.done is not None and self.due is not None and self.done <= self.due


@dataclass(frozen=True)
class Case:
    """One row of an indicator; `reference` is the day on which the child's age is taken."""

    subject: str
    record: str
    team: str
    worker: str
    reference: date
    met: bool
    clock: Clock | None = None

    def state(self, judged: date) -> str:
        """met, missed, due or overdue; what is not done and has no due day is due."""
        if self.clock is None:
            return "met" if self.met else "missed"
        if self.clock.done is not None:
            return "met" if self.clock.in_time else "missed"
        if self.clock.due is None:
            return "due"
        return "due" if self.clock.due >= judged else "overdue"


@dataclass(frozen=True)
class Count:
    """An indicator's cases in a period. `open` is None where the indicator has no clock.

    `listed` are the rows shown behind a figure where they are known later than the judged day:
    a review due in March and held in April counts as open at March's end, and is shown as held.
    """

    counted: Sequence[Case]
    open: Sequence[Case] | None = None
    too_recent: Sequence[Case] = ()
    listed: Sequence[Case] | None = None


def not_done(cases: Sequence[Case]) -> list[Case]:
    """Those of the cases whose clock still runs."""
    return [case for case in cases if case.clock is not None and case.clock.done is None]
