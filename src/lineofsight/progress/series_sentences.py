"""Where a series stands, for people: a sentence a line."""

from collections.abc import Iterator

from lineofsight.progress.forecast_words import forecast_sentence
from lineofsight.progress.judgement_words import judgement_words, run_words, target_words
from lineofsight.progress.judging import Label
from lineofsight.progress.limits import Assurance, Deviation
from lineofsight.progress.points import Point
from lineofsight.progress.series_progress import Progress
from lineofsight.progress.wording import counted, figure, opening, stretch

_ASSURED: dict[Assurance, str] = {
    "consistently_met": "The target is reliably met: it lies beyond the usual variation.",
    "consistently_missed": (
        "The target is reliably missed: it lies beyond what usual variation reaches."
    ),
    "hit_or_miss": "The target is hit or miss: it lies within the usual variation.",
}
_NOT_ASSURED = (
    "The limits are of figures that have not stayed as they were, so they do not say whether the "
    "target can be counted on."
)
SIGNALS: dict[Label, str] = {
    "common_cause": "",
    "above_upper_limit": "above limit",
    "below_lower_limit": "below limit",
    "rising": "7 rising",
    "falling": "7 falling",
    "two_in_three_above": "2 of 3 high",
    "two_in_three_below": "2 of 3 low",
    "seven_above_mean": "7 above mean",
    "seven_below_mean": "7 below mean",
}
"""What each rule found, in few words."""
DEVIATIONS: dict[Deviation, str] = {
    "steady_ranges": (
        "The figures hardly ever move, so no moving range was left out for being too large."
    ),
    "gaps": "No moving range and no run goes over a period without a figure.",
    "small_periods": "Periods with fewer than 10 cases have no part in what is called usual.",
}
"""The ways in which we leave the ruleset, each with what it did."""


def series_sentences(progress: Progress) -> tuple[str, ...]:
    """The last figure and its target, what is usual, and where the figures are going."""
    return tuple(_sentences(progress))


def _sentences(progress: Progress) -> Iterator[str]:
    last, limits = progress.points[-1], progress.limits
    parts = [_figure(last, progress.unit)]
    if last.state == "value":
        if progress.judged_by is not None:
            parts.append(judgement_words(progress.judged_by, progress.met, partly=False))
        if not last.is_small:
            parts.append(run_words(progress.points, limits))
    elif progress.judged_by is not None:
        parts.append(target_words(progress.judged_by))
    yield "; ".join(parts) + "."
    yield from _since_then(progress)
    if limits.assurance is not None and not limits.trial:
        steady = progress.forecast is not None and progress.forecast.outlook == "steady"
        yield _ASSURED[limits.assurance] if steady else _NOT_ASSURED
    if progress.forecast is not None:
        yield forecast_sentence(progress.forecast, progress.points, progress.unit)
        yield from _suggested(progress)
    for rebase in progress.rebases:
        why = f": {rebase.reason}" if rebase.reason else ", without a reason: say why"
        yield f"Limits begin anew at {_named(progress, rebase.period)}{why}."
    yield from (DEVIATIONS[each] for each in limits.deviations)
    yield from (progress.target.notes if progress.target else ())
    yield chart_sentence(progress)


def _since_then(progress: Progress) -> Iterator[str]:
    """The target that came into force after the last period had ended."""
    now, then = progress.target, progress.judged_by
    if now is not None and then is not None and now.step != then.step:
        said = target_words(now)
        yield f"{said[0].upper()}{said[1:]}; no period that it judges has ended."


def _suggested(progress: Progress) -> Iterator[str]:
    assert progress.forecast is not None
    period = progress.forecast.suggested_rebase
    if period is not None:
        yield (
            f"If you know why, let the limits begin anew at {_named(progress, period)}: nothing "
            "does so by itself."
        )


def chart_sentence(progress: Progress) -> str:
    """Which process chart it is and why, and by how much chance alone does not explain it."""
    spread = progress.limits.spread
    if spread is None or spread <= 1:
        return progress.chart.why
    return (
        f"{progress.chart.why} The figures move {spread:.1f} times as much as chance alone "
        "would have them, and the limits are wider by that (P')."
    )


def _figure(point: Point, unit: str) -> str:
    when = stretch(point.first_day, point.last_day)
    if point.state == "no_denominator":
        return f"{opening(point.first_day, point.last_day)} there was nothing to count"
    if point.value is None:
        return f"There is no figure for {when}"
    opened = opening(point.first_day, point.last_day)
    if point.denominator is None:
        return f"{opened} the figure was {figure(point.value, unit)}"
    if point.numerator is None:
        # A median or a mean is of so many cases, and no share of them.
        of = counted(point.denominator, "case")
        if point.is_small:
            return f"{opened} there were too few to say: {of}"
        return f"{opened} the figure was {figure(point.value, unit)}, of {of}"
    share = "" if point.is_small else f" ({figure(point.value, unit)})"
    return f"{opened} it was {point.numerator:,} of {point.denominator:,}{share}"


def _named(progress: Progress, period: str) -> str:
    point = next(point for point in progress.points if point.period == period)
    return stretch(point.first_day, point.last_day)
