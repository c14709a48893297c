"""Where a series stands, as the JSON that other programs rely on."""

from lineofsight.measuring.periods import Period
from lineofsight.progress.forecast import Expected, Forecast
from lineofsight.progress.forecast_words import forecast_sentence
from lineofsight.progress.judging import LimitPoint
from lineofsight.progress.met import Met
from lineofsight.progress.points import Point
from lineofsight.progress.series_progress import Progress
from lineofsight.progress.series_sentences import series_sentences
from lineofsight.progress.target_in_force import TargetInForce
from lineofsight.progress.target_steps import Step, level_words

Json = dict[str, object]


def series_json(progress: Progress) -> Json:
    """The document of ``lineofsight progress``; figures are not rounded.

    A point's ``label`` is None where it has none: a gap, and fewer than 10 cases.
    """
    limits = progress.limits
    return {
        "ruleset": limits.ruleset,
        "deviations": list(limits.deviations),
        "chart": "p_prime" if (limits.spread or 0) > 1 else progress.chart.chart,
        "chart_why": progress.chart.why,
        "constants": limits.constants,
        "spread": limits.spread,
        "unit": progress.unit,
        "trial": limits.trial,
        "points": [
            _point(progress, point, limit, target)
            for point, limit, target in zip(
                progress.points, limits.points, progress.targets, strict=True
            )
        ],
        "rebases": [{"period": each.period, "reason": each.reason} for each in progress.rebases],
        "target": _target(progress.target),
        "met": _met(progress.met),
        "variation": limits.variation,
        "assurance": limits.assurance,
        "forecast": _forecast(progress),
        "sentences": list(series_sentences(progress)),
    }


def _point(
    progress: Progress, point: Point, limit: LimitPoint, target: TargetInForce | None
) -> Json:
    step = target.step if target else None
    named = limit.value is not None
    return {
        "period": point.period,
        "value": point.value,
        "numerator": point.numerator,
        "denominator": point.denominator,
        "state": point.state,
        "few": point.is_small,
        "segment": limit.segment,
        "mean": limit.mean,
        "lower": limit.lower,
        "upper": limit.upper,
        "label": limit.label if named else None,
        "variation": limit.variation if named else None,
        "target": step.value if step else None,
        "expected": progress.path.at(point.last_day) if progress.path else None,
    }


def _target(target: TargetInForce | None) -> Json | None:
    """The step in force, with the one to come; None where neither is known."""
    if target is None:
        return None
    step = _step(target.step) or dict.fromkeys(("value", "comparison", "words", "from", "derived"))
    return {**step, "coming": _step(target.coming), "notes": list(target.notes)}


def _step(step: Step | None) -> Json | None:
    if step is None:
        return None
    return {
        "value": step.value,
        "comparison": step.comparison,
        "words": level_words(step),
        "from": step.from_day.isoformat() if step.from_day else None,
        "derived": step.derived,
    }


def _met(judged: Met | None) -> Json | None:
    return None if judged is None else {"verdict": judged.verdict, "cases": judged.cases}


def _forecast(progress: Progress) -> Json | None:
    told = progress.forecast
    if told is None:
        return None
    pace = told.pace
    return {
        "outlook": told.outlook,
        "sentence": forecast_sentence(told, progress.points, progress.unit),
        "since": told.since,
        "level": told.level,
        "level_before": told.level_before,
        "next": _expected(told.next),
        "interval": _interval(told),
        "aim": _step(told.aim),
        "assured": told.assured,
        "pace": pace.a_period if pace else None,
        "reached": _name(pace.reached) if pace else None,
        "earliest": _name(pace.earliest) if pace else None,
        "latest": _name(pace.latest) if pace else None,
        "farthest": pace.farthest if pace else None,
        "at_its_date": _expected(pace.at_its_date) if pace else None,
        "in_time": told.in_time,
        "suggested_rebase": told.suggested_rebase,
    }


def _interval(told: Forecast) -> str | None:
    if told.next is None:
        return None
    return "prediction_95" if told.outlook == "pace" else "process_limits"


def _expected(expected: Expected | None) -> Json | None:
    if expected is None:
        return None
    return {
        "period": expected.period.name,
        "value": expected.value,
        "lower": expected.lower,
        "upper": expected.upper,
    }


def _name(period: Period | None) -> str | None:
    return period.name if period else None
