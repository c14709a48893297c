"""What an indicator finds: the cases it counts, those still open, those whose time has not come."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.support.oracle.council import Council
from tests.support.oracle.dates import EXTRACT_DAY, add_months, first_and_last


@dataclass(frozen=True)
class Period:
    """The days whose events count, `first` to `judged`; what is open is judged on `judged`.

    `is_last` is whether that is the last day of which the tables tell.
    """

    first: date
    judged: date
    is_last: bool = False

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
    judged = min(ends, as_at)
    return Period(first, judged, judged == min(as_at, EXTRACT_DAY))


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

    `value` is what it measures, where the indicator measures something, and `per` what a ratio is
    divided by; in a ratio in percent the value is a hundred times what is measured.  `known` is
    the day on which its state is told, where that is not the judged day.  What is `closed` can no
    longer be done: it belongs to what is over.
    """

    subject: str
    record: str
    team: str
    worker: str
    reference: date
    met: bool
    clock: Clock | None = None
    value: Fraction | None = None
    per: Fraction | None = None
    known: date | None = None
    closed: bool = False

    def state(self, judged: date) -> str:
        """met, missed, due or overdue; what is not done and has no due day is due."""
        if self.clock is None:
            return "met" if self.met else "missed"
        if self.clock.done is not None:
            return "met" if self.met else "missed"
        if self.closed:
            return "missed"
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


def still_due(cases: Iterable[Case], judged: date) -> list[Case]:
    """Those of the cases that can still be done in time."""
    return [case for case in cases if case.state(judged) == "due"]


Holder = Callable[[date], tuple[str, str]]
"""The team and worker of something on a day; empty texts where there is none."""


@dataclass(frozen=True)
class Thing:
    """Something to be done for a child, with its clock as known now, and who holds it."""

    subject: str
    record: str
    clock: Clock
    held_by: Holder

    def counted(self, on: date | datetime | None, as_at: date) -> Case:
        """It as counted on a day, told as it is known on the last day."""
        assert on is not None
        return self._case(day_of(on), self.clock, as_at)

    def waiting(self, judged: date) -> Case:
        """It as it stood at the end of a day on which it was not done."""
        return self._case(judged, replace(self.clock, done=None), judged)

    def waits(self, judged: date) -> bool:
        """Whether it is not done at the end of a day by which it has begun.

        What never began is late like what was never completed: it waits from its due day.
        """
        since, done = self.clock.start or self.clock.due, self.clock.done
        begun = since is not None and day_of(since) <= judged
        return begun and (done is None or day_of(done) > judged)

    def _case(self, on: date, clock: Clock, known: date) -> Case:
        team, worker = self.held_by(on)
        met = clock.in_time
        return Case(self.subject, self.record, team, worker, on, met, clock, known=known)


def counted_when_done(council: Council, period: Period, things: Iterable[Thing]) -> Count:
    """What was done in the period counts, in time or late; what still waits is beside it."""
    return _counted_on(council, period, [(thing, thing.clock.done) for thing in things])


def counted_when_due(council: Council, period: Period, things: Iterable[Thing]) -> Count:
    """What was due in the period counts, done by then or not; what still waits is beside it."""
    return _counted_on(council, period, [(thing, thing.clock.due) for thing in things])


def counted_when_begun(council: Council, period: Period, things: Iterable[Thing]) -> Count:
    """What began in the period counts, once its due day has come; until then it is too recent.

    Of both, what is not done waits.
    """
    due, too_recent = [], []
    for thing in things:
        start, until = thing.clock.start, thing.clock.due
        reached = until is not None and day_of(until) <= council.as_at
        (due if reached else too_recent).append((thing, start))
    old, recent = _counted_on(council, period, due), _counted_on(council, period, too_recent)
    return Count(old.counted, [*(old.open or ()), *(recent.open or ())], recent.counted)


def _counted_on(
    council: Council, period: Period, dated: Sequence[tuple[Thing, date | datetime | None]]
) -> Count:
    judged = period.judged
    return Count(
        [
            thing.counted(on, council.as_at)
            for thing, on in dated
            if on is not None and period.holds(day_of(on))
        ],
        [thing.waiting(judged) for thing, _ in dated if thing.waits(judged)],
    )


def always(team: str, worker: str = "") -> Holder:
    """Held by the same team and worker on every day."""
    return lambda _: (team, worker)
