"""One computed measure as the paper tells it: verdict, facts, chart and the chart's table."""

from lineofsight.charts.process_chart import process_chart
from lineofsight.charts.series import PointKind
from lineofsight.papers.contents import Fact, MeasurePart, Month, Tone
from lineofsight.papers.counting import (
    CANNOT_BE_SAID,
    NO_TARGET,
    PART_ONLY,
    TARGET_MET,
    TARGET_NOT_MET,
)
from lineofsight.progress.chart_series import FEW, called_out, process_series
from lineofsight.progress.forecast_words import forecast_sentence
from lineofsight.progress.points import Point
from lineofsight.progress.series_progress import Progress
from lineofsight.progress.series_sentences import chart_sentence
from lineofsight.progress.standing import Standing
from lineofsight.progress.target_steps import Step, level_words
from lineofsight.progress.wording import figure, month_or_day, percent, stretch

_NOTES: dict[PointKind, str] = {
    "usual": "",
    "better": "better than usual",
    "worse": "worse than usual",
    "unusual": "unusual",
}
_NO_FIGURE = {
    "no_denominator": "Nothing to count",
    "not_computable": "Cannot be computed",
    "hidden": "Hidden",
}
_SHORT_VERSION = 12


def measure_part(standing: Standing, progress: Progress, number: int) -> MeasurePart:
    """A computed measure, ``number`` its place on the paper."""
    title = standing.indicator_title or standing.suggestion.title
    verdict, tone, result = _verdict(standing)
    last = progress.points[-1] if progress.points else None
    latest = called_out(last, progress.unit) if last else "No figure"
    when = f" in {stretch(last.first_day, last.last_day)}" if last else " yet"
    series = process_series(progress, f"chart-{number}", f"{title}: {latest}{when}")
    return MeasurePart(
        anchor=f"measure-{number}",
        ref=standing.measure.ref,
        title=title,
        words=standing.measure.text,
        verdict=verdict,
        result=result,
        tone=tone,
        latest=latest,
        latest_cases=_latest_cases(last),
        sentence=standing.sentence,
        facts=tuple(_facts(standing, progress, title)),
        notes=standing.notes,
        chart=process_chart(series),
        months=tuple(
            Month(
                name=f"{shown.tick} {shown.tick_under}",
                cases=_cases(point),
                percent=_value(point, progress.unit),
                target="" if shown.target is None else percent(shown.target),
                note=_NOTES[shown.kind],
            )
            for point, shown in zip(progress.points, series.points, strict=True)
        ),
    )


def _verdict(standing: Standing) -> tuple[str, Tone, str]:
    """What the tag says, its tone, and the line of the count at a glance."""
    last = standing.points[-1] if standing.points else None
    if last is None:
        return "No figure yet", "plain", CANNOT_BE_SAID
    if last.state != "value":
        return _NO_FIGURE[last.state], "plain", CANNOT_BE_SAID
    if last.is_small:
        return FEW, "plain", CANNOT_BE_SAID
    if _is_part(standing) and standing.target and standing.target.step:
        return "Part only: not judged", "plain", PART_ONLY
    if standing.met is None and standing.target and standing.target.step:
        return "Not judged", "plain", CANNOT_BE_SAID
    if standing.met is None or standing.met.verdict not in ("met", "not_met"):
        return NO_TARGET, "plain", NO_TARGET
    if standing.met.verdict == "met":
        return "Met", "met", TARGET_MET
    return "Not met", "not-met", TARGET_NOT_MET


def _latest_cases(last: Point | None) -> str:
    """The cases beside a figure that does not say them itself."""
    if last is None or last.state != "value" or last.is_small or last.denominator is None:
        return ""
    return _cases(last)


def _is_part(standing: Standing) -> bool:
    return standing.suggestion.covers == "part"


def _facts(standing: Standing, progress: Progress, title: str) -> list[Fact]:
    facts = []
    if progress.points:
        last = progress.points[-1]
        when = stretch(last.first_day, last.last_day)
        facts.append(Fact("Last figure", f"{when}: {_last_figure(last, progress.unit)}"))
    target = standing.target
    facts.append(Fact("Target in force", _step(target.step if target else None, "since")))
    facts.append(Fact("Next step", _step(target.coming if target else None, "by")))
    in_cases = _in_cases(standing)
    if in_cases:
        facts.append(Fact("In cases", in_cases))
    if progress.forecast is not None:
        said = forecast_sentence(progress.forecast, progress.points, progress.unit)
        facts.append(Fact("If nothing changes", said))
    if not progress.limits.trial:
        facts.append(Fact("Limits", chart_sentence(progress)))
    part = ", for a part of the measure only" if _is_part(standing) else ""
    version = (standing.definition_version or "")[:_SHORT_VERSION]
    by = f"{title} ({standing.suggestion.id}), definition {version}{part}"
    matched = f"the measure {standing.suggestion.why}; nobody has confirmed it"
    return [*facts, Fact("Computed by", by), Fact("Matched by its words", matched)]


def _step(step: Step | None, link: str) -> str:
    if step is None:
        return "none"
    return level_words(step) + (f", {link} {month_or_day(step.from_day)}" if step.from_day else "")


def _in_cases(standing: Standing) -> str:
    judged, step = standing.met, standing.target.step if standing.target else None
    if judged is None or step is None or judged.verdict not in ("met", "not_met"):
        return ""
    if judged.cases is None:
        return ""
    if judged.verdict == "met":
        if step.comparison == "=":
            return "as near as whole cases can be"
        return f"{judged.cases:,} to spare" if judged.cases else "met exactly, with none to spare"
    if step.comparison == "=":
        return f"{judged.cases:,} away from it"
    more = "more" if step.comparison == ">=" else "fewer"
    return f"{judged.cases:,} {more} would have met it"


def _last_figure(point: Point, unit: str) -> str:
    """The cases with what they come to, or what was measured and of how many."""
    if point.state != "value":
        return _cases(point)
    said = called_out(point, unit)
    if point.is_small or point.denominator is None:
        return said
    if point.numerator is None:
        return f"{said}, of {point.denominator:,}"
    return f"{_cases(point)} ({said})"


def _value(point: Point, unit: str) -> str:
    """The figure of a line of the table; none where there are too few cases for one."""
    return "" if point.is_small or point.value is None else figure(point.value, unit)


def _cases(point: Point) -> str:
    if point.state != "value":
        return _NO_FIGURE.get(point.state, "No figure").lower()
    of, among = point.numerator, point.denominator
    return " of ".join(f"{number:,}" for number in (of, among) if number is not None)
