"""How a figure stands to its target and to its usual variation, as parts of a sentence."""

from collections.abc import Sequence

from lineofsight.progress.judging import Variation
from lineofsight.progress.limits import Limits
from lineofsight.progress.met import Met
from lineofsight.progress.points import Point
from lineofsight.progress.target_in_force import TargetInForce
from lineofsight.progress.target_steps import Step, level_words
from lineofsight.progress.wording import counted, month_or_day, stretch

HOW: dict[Variation, str] = {
    "improving": "better",
    "worsening": "worse",
    "higher": "higher",
    "lower": "lower",
}
"""What is beyond usual variation, against it."""


def judgement_words(target: TargetInForce | None, judged: Met | None, partly: bool) -> str:
    """The target in force, and whether it was met: in whole cases where the figure has them."""
    said = target_words(target)
    if partly:
        return f"{said}, and is not judged by a figure that covers only a part of it"
    if judged is None or target is None or target.step is None:
        return said
    if judged.verdict == "too_few":
        return f"{said}, and so few cases are not judged by it"
    if judged.cases is None:
        return f"{said}, and it was {'met' if judged.verdict == 'met' else 'not met'}"
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


def target_words(target: TargetInForce | None) -> str:
    """The target in force, since when, and the one to reach next."""
    if target is None:
        return "the plan gives no target"
    coming = step_to_reach(target.coming) if target.coming else None
    if target.step is None:
        if coming is None:
            return "the plan gives no target that it can be judged by"
        return f"no target is in force yet; the first is {coming}"
    since = f" since {month_or_day(target.step.from_day)}" if target.step.from_day else ""
    then = f" (then {coming})" if coming else ""
    return f"the target{since} is {level_words(target.step)}{then}"


def step_to_reach(step: Step) -> str:
    """A step that is to come: its level, and by or from when."""
    assert step.from_day is not None
    when = month_or_day(step.from_day)
    return f"{level_words(step)} {'by' if step.dated else 'from'} {when}"


def run_words(points: Sequence[Point], limits: Limits) -> str:
    """How the last figure stands to the usual variation, and since when if beyond it."""
    last = limits.points[-1]
    thing = "month" if monthly(points) else "period"
    if limits.trial:
        known = limits.segments[-1].count
        verb = "is" if known == 1 else "are"
        return f"{counted(known, thing)} {verb} too few to tell what is usual"
    if last.variation == "usual":
        return f"the figure is within the usual {thing}-to-{thing} variation"
    begun = len(points) - 1
    while begun and limits.points[begun - 1].variation == last.variation:
        begun -= 1
    how = HOW[last.variation]
    if begun == len(points) - 1:
        return f"that is {how} than the usual {thing}-to-{thing} variation"
    since = stretch(points[begun].first_day, points[begun].last_day)
    return (
        f"the figures have been {how} than usual since {since}, beyond {thing}-to-{thing} variation"
    )


def monthly(points: Sequence[Point]) -> bool:
    """Whether the periods of a series are months."""
    return all((p.last_day - p.first_day).days in (27, 28, 29, 30) for p in points)
