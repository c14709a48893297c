"""Which of a measure's targets is in force on a day, and which is the next to reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.indicators.definition import Polarity
from lineofsight.plan.model import Target
from lineofsight.progress.target_steps import Step, level_words, target_steps
from lineofsight.progress.wording import month_or_day


@dataclass(frozen=True, slots=True)
class TargetInForce:
    """The step in force on a day, the one to reach next, and what must be said of them.

    ``step`` is None where none is in force; ``notes`` then say why, where there is more to it
    than that the first has not yet come.
    """

    step: Step | None
    coming: Step | None
    notes: tuple[str, ...] = ()


def target_in_force(
    targets: Sequence[Target],
    as_at: date,
    plan_date: str | None = None,
    polarity: Polarity = "neutral",
    unit: str = "percent",
) -> TargetInForce | None:
    """The target to judge by at the end of a day; None where the plan gives no target at all.

    A target "by" a day (a month: its last day) is in force from that day, until the next takes its
    place; before the first there is only one to come.  An undated target is in force from the
    plan's date, or always where the plan has none.  Where two are in force from the same day the
    stricter counts, and it is told; where they pull in opposite directions neither does.
    """
    if not targets:
        return None
    read = target_steps(targets, plan_date=plan_date, polarity=polarity, unit=unit)
    begun = [step for step in read.steps if step.from_day is None or step.from_day <= as_at]
    ahead = [step for step in read.steps if step.from_day is not None and step.from_day > as_at]
    latest = max((step.from_day or date.min for step in begun), default=None)
    next_day = min((step.from_day for step in ahead if step.from_day), default=None)
    step, said = _strictest([s for s in begun if (s.from_day or date.min) == latest])
    coming, _ = _strictest([s for s in ahead if s.from_day == next_day])
    shown = step or coming
    past = _past(step, as_at) if coming is None else ()
    notes = (*(shown.notes if shown else ()), *said, *past, *read.notes)
    return TargetInForce(step, coming, notes)


def _past(step: Step | None, as_at: date) -> tuple[str, ...]:
    """What is to be said of a target for an earlier year of April to March, with none since."""
    if step is None or step.from_day is None or not step.dated:
        return ()
    if _year(step.from_day) >= _year(as_at):
        return ()
    return (
        f"The last target is for {month_or_day(step.from_day)}, a year that is past, and none is "
        "set since: it is held to still.",
    )


def _year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def _strictest(steps: Sequence[Step]) -> tuple[Step | None, tuple[str, ...]]:
    """The one step to judge by among those of one day, and what is to be said of the choice."""
    different = {(step.comparison, step.value): step for step in steps}
    if len(different) <= 1:
        return (steps[0] if steps else None), ()
    both = " and ".join(level_words(step) for step in different.values())
    comparisons = {comparison for comparison, _ in different}
    if len(comparisons) > 1 or comparisons == {"="}:
        return None, (f"From the same day the plan asks for {both}: no target is in force.",)
    pick = max if comparisons == {">="} else min
    strictest = pick(steps, key=lambda step: step.value)
    texts = " and ".join(f"“{step.text}”" for step in different.values())
    told = (
        f"The plan prints {texts}, which may be of two measures: "
        f"judged by {level_words(strictest)}."
    )
    return strictest, (told,)
