"""The straight line from step to step: where a measure would be if it kept its plan's time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lineofsight.indicators.definition import Polarity
from lineofsight.plan.model import Target
from lineofsight.progress.days import first_day
from lineofsight.progress.target_steps import Step, target_steps


@dataclass(frozen=True, slots=True)
class ExpectedPath:
    """Days with the level that is expected on each, in order.

    The plan prints its steps and its baseline; the line between them is ours, and nothing is
    judged by it.
    """

    corners: tuple[tuple[date, float], ...]

    def at(self, day: date) -> float | None:
        """The level expected on a day: None before the path begins, the last level after it."""
        if not self.corners or day < self.corners[0][0]:
            return None
        for (begin, start), (end, goal) in pairwise(self.corners):
            if day < end:
                return start + (goal - start) * ((day - begin).days / (end - begin).days)
        return self.corners[-1][1]


def expected_path(
    targets: Sequence[Target],
    *,
    plan_date: str | None,
    polarity: Polarity = "neutral",
    unit: str = "percent",
) -> ExpectedPath | None:
    """The path through a measure's dated steps, from its baseline on the plan's date.

    None where fewer than two days have a level, or the steps of one day pull in opposite ways.
    """
    read = target_steps(targets, plan_date=plan_date, polarity=polarity, unit=unit)
    corners: dict[date, float] = {}
    if read.baseline is not None and plan_date is not None:
        corners[first_day(plan_date)] = read.baseline
    ways = {step.comparison for step in read.steps}
    if len(ways) != 1:
        return None
    for step in read.steps:
        if step.from_day is not None and (step.dated or step.from_day not in corners):
            corners[step.from_day] = _stricter(corners.get(step.from_day), step)
    return ExpectedPath(tuple(sorted(corners.items()))) if len(corners) > 1 else None


def _stricter(level: float | None, step: Step) -> float:
    if level is None:
        return step.value
    return min(level, step.value) if step.comparison == "<=" else max(level, step.value)
