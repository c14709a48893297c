"""One plain sentence on where a measure stands, for a councillor."""

from datetime import date

from lineofsight.progress.judgement_words import judgement_words, run_words, target_words
from lineofsight.progress.points import Described, Point
from lineofsight.progress.series_progress import Progress
from lineofsight.progress.suggestion import Suggestion
from lineofsight.progress.target_in_force import TargetInForce
from lineofsight.progress.wording import day, figure, joined, opening, stretch, to_one_place


def standing_sentence(
    indicator: Described,
    suggestion: Suggestion,
    progress: Progress,
    target: TargetInForce | None,
    as_at: date,
) -> str:
    """The last period's figure, the target and how far from it, and what the run of figures says.

    ``progress`` is of the periods ended by ``as_at``.  The four nothings are told apart: a figure
    of 0 is a figure; nothing to count, not computable and hidden are said to be so.
    """
    if not progress.points:
        return f"There is no figure yet for a period that had ended by {day(as_at)}."
    last = progress.points[-1]
    parts = [_figure(indicator, last)]
    if last.state == "value":
        partly = target is not None and target.step is not None and suggestion.covers == "part"
        parts.append(judgement_words(target, progress.met, partly))
        if not last.is_small:
            parts.append(run_words(progress.points, progress.limits))
    else:
        parts.append(target_words(target))
    return "; ".join(part for part in parts if part) + "."


def no_indicator_sentence(suggestion: Suggestion, target: TargetInForce | None) -> str:
    """What is wanting where nothing computes a measure yet, and the target that waits for it."""
    needs = f": it needs {suggestion.needs}" if suggestion.needs else ""
    waits = f"; {target_words(target)}" if target else ""
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
    if indicator.statistic != "percent":
        return _value(indicator, point, opened)
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


def _value(indicator: Described, point: Point, opened: str) -> str:
    """A figure that is no share of cases: how many there were, or what was measured of them."""
    if point.value is None:
        return f"{opened} there was nothing to count (no {indicator.of})"
    if point.is_small:
        return f"{opened} there were only {point.denominator} {indicator.of}, too few for a figure"
    said = figure(point.value, indicator.unit)
    if indicator.statistic == "count":
        return f"{opened}, the number of {indicator.of} was {said}"
    of = f" ({point.denominator:,} {indicator.of})" if point.denominator else ""
    kind = {"ratio": "", "sum": "in all, "}.get(indicator.statistic, f"{indicator.statistic} of ")
    return f"{opened}, {kind}{indicator.measured}: {said}{of}"
