"""Where a measure stands on a day: what computes it, its figures, the target and the judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.plan.model import Measure
from lineofsight.progress.limits import Better, Limits, process_limits
from lineofsight.progress.met import Met, met
from lineofsight.progress.points import Described as Described
from lineofsight.progress.points import Point as Point
from lineofsight.progress.points import Polarity
from lineofsight.progress.sentences import no_indicator_sentence, standing_sentence
from lineofsight.progress.suggestion import Suggestion
from lineofsight.progress.target_in_force import TargetInForce, target_in_force


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure judged at a date.

    ``points`` are the periods that had ended by then, in order; ``limits`` has a point for each of
    them, with a gap where there is no figure or fewer than 10 cases.  ``target`` is what was in
    force at the end of the last of these periods and ``met`` the judgement of that period, None
    where there is nothing to judge or to judge by, or where the indicator covers only a part of
    what the target is set for.  ``sentence`` says it all to a councillor.  Without an indicator
    there are no points, and the sentence says what is wanting.
    """

    measure: Measure
    suggestion: Suggestion
    indicator_title: str | None
    unit: str | None
    polarity: Polarity | None
    points: tuple[Point, ...]
    limits: Limits | None
    target: TargetInForce | None
    met: Met | None
    sentence: str
    definition_version: str | None
    notes: tuple[str, ...]


def standing(
    measure: Measure,
    suggestion: Suggestion,
    indicator: Described | None,
    points: Sequence[Point],
    as_at: date,
    plan_date: str | None,
) -> Standing:
    """Join a measure, what computes it and its figures; the last period ended by ``as_at`` counts.

    A period still running at ``as_at`` is left out.  ``indicator`` is None where the suggestion
    is a source that nothing computes yet.
    """
    if indicator is None:
        return _without_indicator(measure, suggestion, as_at, plan_date)
    ended = tuple(
        sorted((p for p in points if p.last_day <= as_at), key=lambda point: point.last_day)
    )
    last = ended[-1] if ended else None
    day = last.last_day if last else as_at
    target = target_in_force(measure.targets, day, plan_date, indicator.polarity, indicator.unit)
    step = target.step if target else None
    limits = process_limits(
        [None if point.is_small else point.value for point in ended],
        better=_better(indicator.polarity),
        target=step.value if step and suggestion.covers == "whole" else None,
    )
    judged = None
    whole = suggestion.covers == "whole"
    if whole and step and last and last.numerator is not None and last.denominator is not None:
        judged = met(last.numerator, last.denominator, step)
    return Standing(
        measure=measure,
        suggestion=suggestion,
        indicator_title=indicator.title,
        unit=indicator.unit,
        polarity=indicator.polarity,
        points=ended,
        limits=limits,
        target=target,
        met=judged,
        sentence=standing_sentence(indicator, suggestion, ended, limits, target, judged, as_at),
        definition_version=indicator.version,
        notes=_notes(suggestion, ended, target),
    )


def _without_indicator(
    measure: Measure, suggestion: Suggestion, as_at: date, plan_date: str | None
) -> Standing:
    in_percent = [target for target in measure.targets if target.unit == "%"]
    target = target_in_force(in_percent, as_at, plan_date)
    return Standing(
        measure=measure,
        suggestion=suggestion,
        indicator_title=None,
        unit=None,
        polarity=None,
        points=(),
        limits=None,
        target=target,
        met=None,
        sentence=no_indicator_sentence(suggestion, target),
        definition_version=None,
        notes=_notes(suggestion, (), None),
    )


def _better(polarity: Polarity) -> Better | None:
    way: dict[Polarity, Better | None] = {"high": "up", "low": "down", "neutral": None}
    return way[polarity]


def _notes(
    suggestion: Suggestion, points: Sequence[Point], target: TargetInForce | None
) -> tuple[str, ...]:
    notes = [suggestion.uncovered] if suggestion.uncovered else []
    notes += target.notes if target else ()
    small = sum(point.is_small for point in points)
    if small:
        whose = "1 period has" if small == 1 else f"{small} periods have"
        notes.append(f"{whose} fewer than 10 cases and no part in what is called usual.")
    return tuple(notes)
