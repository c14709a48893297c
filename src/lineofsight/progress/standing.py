"""Where a measure stands on a day: what computes it, its figures, the target and the judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.plan.model import Measure
from lineofsight.progress.limits import Limits
from lineofsight.progress.met import Met
from lineofsight.progress.points import Described as Described
from lineofsight.progress.points import Point as Point
from lineofsight.progress.points import Polarity
from lineofsight.progress.sentences import no_indicator_sentence, standing_sentence
from lineofsight.progress.series_progress import Progress, Rebase, progress_of
from lineofsight.progress.suggestion import Suggestion
from lineofsight.progress.target_in_force import TargetInForce, target_in_force
from lineofsight.progress.wording import joined


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure judged at a date.

    ``progress`` is of the periods that had ended by then, by the target for the whole measure: an
    indicator that covers only a part of it is not judged by that.  ``target`` is what was in force
    at the end of the last of these periods.  ``sentence`` says it all to a councillor.  Without an
    indicator there is no progress, and the sentence says what is wanting.
    """

    measure: Measure
    suggestion: Suggestion
    indicator_title: str | None
    unit: str | None
    polarity: Polarity | None
    progress: Progress | None
    target: TargetInForce | None
    sentence: str
    definition_version: str | None
    notes: tuple[str, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """The periods that had ended, in order."""
        return self.progress.points if self.progress else ()

    @property
    def limits(self) -> Limits | None:
        """A limit for each point, with a gap where there is no figure or fewer than 10 cases."""
        return self.progress.limits if self.progress else None

    @property
    def met(self) -> Met | None:
        """The judgement of the last period; None where there is nothing to judge, or by."""
        return self.progress.met if self.progress else None


def standing(
    measure: Measure,
    suggestion: Suggestion,
    indicator: Described | None,
    points: Sequence[Point],
    as_at: date,
    plan_date: str | None,
    rebases: Sequence[Rebase] = (),
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
    day = ended[-1].last_day if ended else as_at
    target = target_in_force(measure.targets, day, plan_date, indicator.polarity, indicator.unit)
    progress = progress_of(
        ended,
        unit=indicator.unit,
        polarity=indicator.polarity,
        targets=measure.targets if suggestion.covers == "whole" else (),
        plan_date=plan_date,
        # One at a period that is not told of, any more or yet, waits.
        rebases=[each for each in rebases if any(each.period == p.period for p in ended)],
    )
    return Standing(
        measure=measure,
        suggestion=suggestion,
        indicator_title=indicator.title,
        unit=indicator.unit,
        polarity=indicator.polarity,
        progress=progress,
        target=target,
        sentence=standing_sentence(indicator, suggestion, progress, target, as_at),
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
        progress=None,
        target=target,
        sentence=no_indicator_sentence(suggestion, target),
        definition_version=None,
        notes=_notes(suggestion, (), None),
    )


def _notes(
    suggestion: Suggestion, points: Sequence[Point], target: TargetInForce | None
) -> tuple[str, ...]:
    notes = [suggestion.uncovered] if suggestion.uncovered else []
    if suggestion.beside:
        notes.append(f"The measure holds other figures too: {joined(suggestion.beside)}.")
    notes += target.notes if target else ()
    small = sum(point.is_small for point in points)
    if small:
        whose = "1 period has" if small == 1 else f"{small} periods have"
        notes.append(f"{whose} fewer than 10 cases and no part in what is called usual.")
    return tuple(notes)
