"""What an indicator finds: the cases it counts, those still open, those whose time has not come."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.support.oracle.dates import add_months, first_and_last


@dataclass(frozen=True)
class Period:
    """The days whose events count, `first` to `judged`; what is open is judged on `judged`."""

    first: date
    judged: date

    def holds(self, event: date | None) -> bool:
        return event is not None and self.first <= event <= self.judged


def period_of(name: str, as_at: date, window: str, kind: str = "month") -> Period | None:
    """The period that ends with a month (or week, quarter, year), or at `as_at`.

    None for one not yet begun.
    """
    begins, ends = first_and_last(name, kind)
    if begins > as_at:
        return None
    first = {
        "period": begins,
        "12m": add_months(ends + timedelta(days=1), -12),
        "ytd": date(ends.year if ends.month >= 4 else ends.year - 1, 4, 1),
    }[window]
    return Period(first, min(ends, as_at))


def day_of(moment: date | datetime) -> date:
    """The day of a time; a day's own."""
    return moment.date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True)
class Clock:
    """Something begun, to be done by a day, and done or not (as known on the judged day)."""

    start: date | datetime | None
    due: date | datetime | None
    done: date | datetime | None

    @property
    def in_time(self) -> bool:
        return self.done is not None and self.due is not None and self.done <= self.due


@dataclass(frozen=True)
class Case:
    """One row of an indicator; `reference` is the day on which the child's groups are taken.

    `value` is what it measures, where the indicator measures something.  `known` is the day on
    which its state is told, where that is not the judged day.
    """

    subject: str
    record: str
    team: str
    worker: str
    reference: date
    met: bool
    clock: Clock | None = None
    value: Fraction | None = None
    known: date | None = None

    def state(self, judged: date) -> str:
        """met, missed, due or overdue; what is not done and has no due day is due."""
        if self.clock is None:
            return "met" if self.met else "missed"
        if self.clock.done is not None:
            return "met" if self.clock.in_time else "missed"
        if self.clock.due is None:
            return "due"
        return "due" if day_of(self.clock.due) >= (self.known or judged) else "overdue"


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


Holder = Callable[[date], tuple[str, str]]
"""The team and worker of something on a day; empty texts where there is none."""


@dataclass(frozen=True)
class Thing:
    """Something to be done for a child, with its clock as known now, and who holds it."""

    subject: str
    record: str
    clock: Clock
    held_by: Holder

    def case(self, on: date, clock: Clock) -> Case:
        team, worker = self.held_by(on)
        return Case(self.subject, self.record, team, worker, on, clock.in_time, clock)

    def as_on(self, judged: date) -> Clock:
        """The clock without what was done only after a day."""
        done = self.clock.done
        return self.clock if done is None or done <= judged else replace(self.clock, done=None)

    def runs(self, judged: date) -> bool:
        """Whether it has begun, and is not done, at the end of a day."""
        start = self.clock.start
        return start is not None and start <= judged and self.as_on(judged).done is None


def counted_when_done(period: Period, things: Iterable[Thing]) -> Count:
    """What was done in the period counts, in time or late; what still waits is beside it."""
    known = list(things)
    done = [thing for thing in known if period.holds(thing.clock.done)]
    return Count(
        [thing.case(_day(thing.clock.done), thing.clock) for thing in done],
        _waiting(period, known),
    )


def counted_when_due(period: Period, things: Iterable[Thing]) -> Count:
    """What was due in the period counts, done by then or not; what still waits is beside it."""
    known = list(things)
    due = [thing for thing in known if period.holds(thing.clock.due)]
    return Count(
        [thing.case(_day(thing.clock.due), thing.as_on(period.judged)) for thing in due],
        _waiting(period, known),
    )


def _waiting(period: Period, things: Iterable[Thing]) -> list[Case]:
    waiting = [thing for thing in things if thing.runs(period.judged)]
    return [thing.case(period.judged, thing.as_on(period.judged)) for thing in waiting]


def _day(day: date | None) -> date:
    assert day is not None
    return day


def always(team: str, worker: str = "") -> Holder:
    """Held by the same team and worker on every day."""
    return lambda _: (team, worker)
