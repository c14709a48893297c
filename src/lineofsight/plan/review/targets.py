"""Gaps of what a measure is to reach, from where and by when."""

from collections.abc import Iterator
from datetime import date

from lineofsight.plan.model import Measure, Plan, Target
from lineofsight.plan.moments import moment_of, printed_day
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.telling import gap_of

# No service plans to change a percentage by more than this: a larger figure is surely a level.
LARGEST_CHANGE = 50
# So much more or less is asked, so where it starts from matters.
_CHANGES = frozenset(["decrease_by", "increase_by"])
_TAKES_DATA = frozenset(["%", "count", "days", "weeks", "hours"])


def no_target(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A measure without a target, or with a direction and no figure."""
    for measure in plan.measures:
        if measure.text.rstrip().endswith(":"):
            continue
        figures = [t for t in measure.targets if t.value is not None or t.tba]
        if not measure.targets:
            message = "has no target: say what level is to be reached, and by when."
        elif not figures:
            message = "says which way to move and not how far: give a level, and by when."
        else:
            continue
        yield gap_of(measure, "no_target", "medium", message)


def target_to_be_confirmed(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A measure whose target the plan leaves to be decided."""
    for measure in plan.measures:
        for target in [t for t in measure.targets if t.tba][:1]:
            yield gap_of(
                measure,
                "target_to_be_confirmed",
                "medium",
                f"has a target still to be decided ({target.text}): decide "
                "it, and say by when it will be.",
            )


def no_target_date(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A measure with figures to reach and no date by which to reach any of them."""
    for measure in plan.measures:
        figures = [t for t in measure.targets if t.value is not None]
        if figures and not any(t.by for t in measure.targets):
            yield gap_of(
                measure,
                "no_target_date",
                "low",
                f"has a target without a date ({figures[0].text}): say by when.",
            )


def no_baseline(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A measure that asks for so much more or less, and does not say than what.

    After a level ("60% by March, then 5% more each quarter") a change starts from that level.  A
    measure that is only worded as a wish ("Improvement in ...") lacks its level, or has one.
    """
    for measure in plan.measures:
        known = any(t.baseline is not None or t.tba for t in measure.targets)
        figures = [t for t in measure.targets if t.value is not None]
        change = bool(figures) and all(t.comparison in _CHANGES for t in figures)
        if not known and (change or _may_be_a_change(measure)):
            yield gap_of(
                measure,
                "no_baseline",
                "medium",
                "asks for a change and does not say from where: give the "
                "figure it starts from, and its date.",
            )


def _may_be_a_change(measure: Measure) -> bool:
    """Whether a target that can be read in two ways is small enough to be a change."""
    ambiguous = any(doubt.kind == "target" for doubt in measure.doubts)
    small = [t for t in measure.targets if t.value is not None and t.value <= LARGEST_CHANGE]
    return ambiguous and bool(small)


def ambiguous_target(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A measure worded as a change whose target may be the change or the level."""
    for measure in plan.measures:
        if not any(doubt.kind == "target" for doubt in measure.doubts):
            continue
        figure = next((t for t in measure.targets if t.value is not None), None)
        if figure is not None and figure.value is not None:
            level = f"{figure.value:g}{figure.unit if figure.unit == '%' else ''}"
            yield gap_of(
                measure,
                "ambiguous_target",
                "high" if figure.value <= LARGEST_CHANGE else "low",
                f"has a target ({figure.text}) that can be read in two ways: a change of "
                f"{level}, or a level of {level}. Say which.",
            )


def met_at_baseline(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A measure whose last target is reached by the figure it starts from."""
    for measure in plan.measures:
        figures = [t for t in measure.targets if t.value is not None]
        if figures and _is_met_at_start(figures[-1]):
            target = figures[-1]
            yield gap_of(
                measure,
                "met_at_baseline",
                "high",
                f"starts at {target.baseline:g}, where its target "
                f"({target.text}) is already met: set one that asks for more.",
            )


def _is_met_at_start(target: Target) -> bool:
    value, baseline = target.value, target.baseline
    if value is None or baseline is None or target.unit not in _TAKES_DATA:
        return False
    if target.comparison == ">=":
        return baseline >= value
    if target.comparison == "<=":
        return baseline <= value
    return target.comparison == "=" and baseline == value


def target_date_passed(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A measure with a target whose date has passed on the judged day: the latest such one."""
    if as_at is None:
        return
    for measure in plan.measures:
        passed = [
            (moment, target)
            for target in measure.targets
            if (moment := moment_of(target.by)) and moment.last < as_at
        ]
        if not passed:
            continue
        moment, target = max(passed, key=lambda each: each[0].last)
        later = len(passed) < sum(moment_of(t.by) is not None for t in measure.targets)
        yield gap_of(
            measure,
            "target_date_passed",
            "low" if later else "medium",
            f"had a target by {moment.printed} ({target.text}), which had "
            f"passed at {printed_day(as_at)}: say what was reached"
            + ("." if later else ", and set the next target."),
        )
