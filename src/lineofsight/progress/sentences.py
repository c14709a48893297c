"""One plain sentence on where a measure stands, for a councillor."""

from collections.abc import Sequence
from datetime import date

from lineofsight.progress.limits import Limits, Variation
from lineofsight.progress.met import Met
from lineofsight.progress.points import Described, Point
from lineofsight.progress.suggestion import Suggestion
from lineofsight.progress.target_in_force import TargetInForce
from lineofsight.progress.target_steps import Step, level_words
from lineofsight.progress.wording import (
    counted,
    day,
    joined,
    month_or_day,
    opening,
    stretch,
    to_one_place,
)

_HOW: dict[Variation, str] = {
    "improving": "better",
    "worsening": "worse",
    "higher": "higher",
    "lower": "lower",
}


def standing_sentence(
    indicator: Described,
    suggestion: Suggestion,
    points: Sequence[Point],
    limits: Limits,
    target: TargetInForce | None,
    judged: Met | None,
    as_at: date,
) -> str:
    """The last period's figure, the target and how far from it, and what the run of figures says.

    ``points`` are the periods ended by ``as_at``, in order.  The four nothings are told apart: a
    figure of 0 is a figure; nothing to count, not computable and hidden are said to be so.
    """
    if not points:
        return f"There is no figure yet for a period that had ended by {day(as_at)}."
    last = points[-1]
    parts = [_figure(indicator, last)]
    if last.state == "value":
        partly = target is not None and target.step is not None and suggestion.covers == "part"
        parts.append(_judgement(target, judged, partly))
        if not last.is_small:
            parts.append(_run(points, limits))
    else:
        parts.append(_target(target))
    return "; ".join(part for part in parts if part) + "."


def no_indicator_sentence(suggestion: Suggestion, target: TargetInForce | None) -> str:
    """What is wanting where nothing computes a measure yet, and the target that waits for it."""
    needs = f": it needs {suggestion.needs}" if suggestion.needs else ""
    waits = f"; {_target(target)}" if target else ""
    return f"No figure can be computed for this yet{needs}{waits}."


def _figure(indicator: Described, point: Point) -> str:
    when = stretch(point.first_day, point.last_day)
    if point.state == "not_computable":
        lacking = f"the tables lack {joined(point.missing)}" if point.missing else None
        why = lacking or point.out_of_reach
        return f"The figure for {when} cannot be computed{f': {why}' if why else ''}"
    if point.state == "hidden":
        return (
            f"The figure for {when} is hidden, as it is so small that it might tell who a child is"
        )
    opened = opening(point.first_day, point.last_day)
    if point.state == "no_denominator" or not point.denominator:
        return f"{opened} there was nothing to count (no {indicator.of})"
    said = indicator.met
    if point.numerator == 1 and said.startswith("were "):
        said = "was " + said.removeprefix("were ")
    what = f"{point.numerator:,} of {point.denominator:,}"
    if point.denominator == 1:
        return f"{opened}, {what} {said} ({indicator.of})"
    share = "" if point.is_small or point.value is None else f" ({to_one_place(point.value)})"
    return f"{opened}, {what} {indicator.of} {said}{share}"


def _judgement(target: TargetInForce | None, judged: Met | None, partly: bool) -> str:
    said = _target(target)
    if partly:
        return f"{said}, and is not judged by a figure that covers only a part of it"
    if judged is None or target is None or target.step is None:
        return said
    if judged.verdict == "too_few":
        return f"{said}, and so few cases are not judged by it"
    if judged.verdict == "met":
        spare = (
            f"with {counted(judged.cases, 'case')} to spare"
            if judged.cases
            else "with none to spare"
        )
        if target.step.comparison == "=":
            spare = "as nearly as whole cases can"
        return f"{said}, and it was met {spare}"
    if target.step.comparison == "=":
        return f"{said}, and it was missed by {counted(judged.cases, 'case')}"
    more = "more" if target.step.comparison == ">=" else "fewer"
    return f"{said}, and it was not met: {judged.cases:,} {more} would have met it"


def _target(target: TargetInForce | None) -> str:
    if target is None:
        return "the plan gives no target"
    coming = _to_reach(target.coming) if target.coming else None
    if target.step is None:
        if coming is None:
            return "the plan gives no target that it can be judged by"
        return f"no target is in force yet; the first is {coming}"
    since = f" since {month_or_day(target.step.from_day)}" if target.step.from_day else ""
    then = f" (then {coming})" if coming else ""
    return f"the target{since} is {level_words(target.step)}{then}"


def _to_reach(step: Step) -> str:
    assert step.from_day is not None
    when = month_or_day(step.from_day)
    return f"{level_words(step)} {'by' if step.dated else 'from'} {when}"


def _run(points: Sequence[Point], limits: Limits) -> str:
    """How the last figure stands to the usual variation, and since when if beyond it."""
    last = limits.points[-1]
    monthly = all((p.last_day - p.first_day).days in (27, 28, 29, 30) for p in points)
    thing = "month" if monthly else "period"
    if limits.trial:
        known = limits.segments[-1].count
        verb = "is" if known == 1 else "are"
        return f"{counted(known, thing)} {verb} too few to tell what is usual"
    if last.variation == "usual":
        return f"the figure is within the usual {thing}-to-{thing} variation"
    begun = len(points) - 1
    while begun and limits.points[begun - 1].variation == last.variation:
        begun -= 1
    how = _HOW[last.variation]
    if begun == len(points) - 1:
        return f"that is {how} than the usual {thing}-to-{thing} variation"
    since = stretch(points[begun].first_day, points[begun].last_day)
    return (
        f"the figures have been {how} than usual since {since}, beyond {thing}-to-{thing} variation"
    )
