"""What a measure's figures say at a date, as far as the rules of rating ask."""

from dataclasses import dataclass
from datetime import date

from lineofsight.progress.judging import Variation
from lineofsight.progress.limits import Assurance
from lineofsight.progress.met import Verdict
from lineofsight.progress.points import FEWEST_TO_JUDGE, PointState
from lineofsight.progress.target_steps import Step


@dataclass(frozen=True, slots=True)
class Reading:
    """The last ended period of a measure, and what the run of figures before it says.

    ``state`` is that of its last figure, None where nothing computes the measure; ``lacking`` then
    says what is wanting.  ``partly`` marks a figure that covers only a part of what the measure
    asks.  Where nothing says whether more or less of it is better, ``better_known`` is False.
    ``value`` is in ``unit``; ``numerator`` is None where the figure is no share.

    ``step`` is the target in force and ``coming`` the next to reach; ``verdict`` judges the last
    figure by the first.  ``on_path`` says whether the figures, as they run, will meet the target
    to come in time, None where that cannot be told or none is to come.

    ``variation`` and ``assurance`` are those of the process limits, ``since`` the first day of the
    run that the variation tells of, and ``periods`` the number of figures they rest on.  On
    ``trial`` neither is relied on.

    ``counters`` are the readings of what could get worse while this gets better.
    """

    title: str
    state: PointState | None = None
    first_day: date | None = None
    last_day: date | None = None
    numerator: int | None = None
    cases: int | None = None
    value: float | None = None
    unit: str = "percent"
    lacking: str = ""
    partly: bool = False
    better_known: bool = True
    step: Step | None = None
    coming: Step | None = None
    verdict: Verdict | None = None
    on_path: bool | None = None
    variation: Variation = "usual"
    since: date | None = None
    trial: bool = True
    assurance: Assurance | None = None
    periods: int = 0
    counters: tuple["Reading", ...] = ()

    @property
    def has_figure(self) -> bool:
        """Whether there is a figure of the whole measure for the last period."""
        return self.state == "value" and self.last_day is not None and not self.partly

    @property
    def is_small(self) -> bool:
        """Whether there are too few cases for anything to be said of them."""
        return self.cases is not None and self.cases < FEWEST_TO_JUDGE

    @property
    def worsens(self) -> bool:
        """Whether the figures are worse than usual variation explains."""
        return self._beyond_usual("worsening")

    @property
    def improves(self) -> bool:
        """Whether the figures are better than usual variation explains."""
        return self._beyond_usual("improving")

    @property
    def is_met(self) -> bool:
        """Whether the last figure meets the target in force."""
        return self.has_figure and not self.is_small and self.verdict == "met"

    @property
    def in_time(self) -> bool | None:
        """Whether the pace is enough: it is not where the last target's day has passed unmet."""
        if self.on_path is None and self.coming is None and self.verdict == "not_met":
            return False
        return self.on_path

    @property
    def worsening_counters(self) -> tuple["Reading", ...]:
        """The counter-measures that worsen."""
        return tuple(each for each in self.counters if each.worsens)

    def _beyond_usual(self, way: Variation) -> bool:
        judged = self.has_figure and not self.is_small and not self.trial
        return judged and self.variation == way
