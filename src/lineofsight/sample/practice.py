"""How well teams work, and what was planted: the changes that measures ought to find."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lineofsight.sample.days import add_months

DECLINING_TEAM = "Safeguarding North"


@dataclass(frozen=True)
class Planted:
    """A change that was put into the invented council on purpose.

    ``subject`` is the id of the indicator that should show it; ``team`` the team's name, or None
    for the whole council.  The share done in time (0 to 1) is ``before`` up to ``starts``, moves
    in a straight line, and is ``after`` from ``settles`` on.  Both days begin a month.
    """

    subject: str
    team: str | None
    starts: date
    settles: date
    before: float
    after: float


def planted(years: int, as_at: date) -> tuple[Planted, ...]:
    """What is planted in ``years`` years up to ``as_at``: one improvement and one decline.

    Assessments improve over the last 18 months and child protection visits decline in one team
    over the last 9; in one or two years of history both are shorter (8 and 6 months a year).
    """
    this_month = as_at.replace(day=1)
    improving, declining = min(18, 8 * years), min(9, 6 * years)
    return (
        Planted(
            subject="assessments_45_working_days",
            team=None,
            starts=add_months(this_month, -improving),
            settles=add_months(this_month, -improving // 3),
            before=0.70,
            after=0.88,
        ),
        Planted(
            subject="cp_visits_10_working_days",
            team=DECLINING_TEAM,
            starts=add_months(this_month, -declining),
            settles=add_months(this_month, -declining * 2 // 3),
            before=0.88,
            after=0.45,
        ),
    )


@dataclass(frozen=True)
class Trend:
    """A share (0 to 1) that moves from ``before`` to ``after`` between two numbered days."""

    before: float
    after: float
    starts: int
    settles: int

    def on(self, day: int) -> float:
        """The share on a day."""
        if day <= self.starts:
            return self.before
        if day >= self.settles:
            return self.after
        passed = (day - self.starts) / (self.settles - self.starts)
        return self.before + passed * (self.after - self.before)


@dataclass(frozen=True)
class Practice:
    """One team's practice: shares from 0 to 1, and ``drift``, which stretches how long plans last.

    ``changes`` holds, by indicator, a share that moves with time; the named share is used for an
    indicator without one.
    """

    assessed_in_time: float
    child_seen: float
    conferences_in_time: float
    visits_in_time: float
    reviews_in_time: float
    drift: float
    changes: Mapping[str, Trend] = field(default_factory=dict)

    def assesses_in_time(self, day: int) -> float:
        """The share of assessments authorised on a day that are in 45 working days."""
        change = self.changes.get("assessments_45_working_days")
        return self.assessed_in_time if change is None else change.on(day)

    def visits_protected_in_time(self, day: int) -> float:
        """The share of child protection visits due by a day that are in 10 working days."""
        change = self.changes.get("cp_visits_10_working_days")
        return self.visits_in_time if change is None else change.on(day)
