"""One computed measure as the paper tells it: verdict, facts, chart and the chart's table."""

from collections.abc import Sequence
from datetime import date

from lineofsight.charts.process_chart import process_chart
from lineofsight.charts.series import ChartPoint, PointKind, ProcessSeries
from lineofsight.papers.contents import Fact, MeasurePart, Month, Tone
from lineofsight.papers.counting import (
    CANNOT_BE_SAID,
    NO_TARGET,
    PART_ONLY,
    TARGET_MET,
    TARGET_NOT_MET,
)
from lineofsight.progress.limits import LimitPoint, Variation
from lineofsight.progress.points import Point
from lineofsight.progress.standing import Standing
from lineofsight.progress.target_in_force import target_in_force
from lineofsight.progress.target_steps import Step, level_words
from lineofsight.progress.wording import month_or_day, percent, stretch, to_one_place

_KINDS: dict[Variation, PointKind] = {
    "usual": "usual",
    "improving": "better",
    "worsening": "worse",
    "higher": "unusual",
    "lower": "unusual",
}
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


def measure_part(standing: Standing, number: int, plan_date: str | None) -> MeasurePart:
    """A computed measure, ``number`` its place on the paper."""
    title = standing.indicator_title or standing.suggestion.title
    verdict, tone, result = _verdict(standing)
    points = _chart_points(standing, plan_date)
    last = standing.points[-1] if standing.points else None
    latest = _figure(last) if last else "No figure"
    named = f"{title}: {latest}" + (f" in {points[-1].name}" if points else " yet")
    return MeasurePart(
        anchor=f"measure-{number}",
        ref=standing.measure.ref,
        title=title,
        words=standing.measure.text,
        verdict=verdict,
        result=result,
        tone=tone,
        latest=latest,
        latest_cases=_cases(last) if last and last.state == "value" and not last.is_small else "",
        sentence=standing.sentence,
        facts=tuple(_facts(standing, title)),
        notes=standing.notes,
        chart=process_chart(
            ProcessSeries(
                f"chart-{number}",
                named,
                points,
                "number" if standing.unit == "number" else "percent",
            )
        ),
        months=tuple(
            Month(
                name=f"{shown.tick} {shown.tick_under}",
                cases=_cases(point),
                percent="" if point.is_small or point.value is None else to_one_place(point.value),
                target="" if shown.target is None else percent(shown.target),
                note=_NOTES[shown.kind],
            )
            for point, shown in zip(standing.points, points, strict=True)
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
        return "Fewer than 10 cases", "plain", CANNOT_BE_SAID
    if _is_part(standing) and standing.target and standing.target.step:
        return "Part only: not judged", "plain", PART_ONLY
    if standing.met is None or standing.met.verdict not in ("met", "not_met"):
        return NO_TARGET, "plain", NO_TARGET
    if standing.met.verdict == "met":
        return "Met", "met", TARGET_MET
    return "Not met", "not-met", TARGET_NOT_MET


def _is_part(standing: Standing) -> bool:
    return standing.suggestion.covers == "part"


def _facts(standing: Standing, title: str) -> list[Fact]:
    facts = []
    if standing.points:
        last = standing.points[-1]
        share = f" ({_figure(last)})" if last.state == "value" and not last.is_small else ""
        when = stretch(last.first_day, last.last_day)
        facts.append(Fact("Last figure", f"{when}: {_cases(last)}{share}"))
    target = standing.target
    facts.append(Fact("Target in force", _step(target.step if target else None, "since")))
    facts.append(Fact("Next step", _step(target.coming if target else None, "by")))
    in_cases = _in_cases(standing)
    if in_cases:
        facts.append(Fact("In cases", in_cases))
    part = ", for a part of the measure only" if _is_part(standing) else ""
    version = (standing.definition_version or "")[:_SHORT_VERSION]
    by = f"{title} ({standing.suggestion.id}), definition {version}{part}"
    return [*facts, Fact("Computed by", by)]


def _step(step: Step | None, link: str) -> str:
    if step is None:
        return "none"
    return level_words(step) + (f", {link} {month_or_day(step.from_day)}" if step.from_day else "")


def _in_cases(standing: Standing) -> str:
    judged, step = standing.met, standing.target.step if standing.target else None
    if judged is None or step is None or judged.verdict not in ("met", "not_met"):
        return ""
    if judged.verdict == "met":
        if step.comparison == "=":
            return "as near as whole cases can be"
        return f"{judged.cases:,} to spare" if judged.cases else "met exactly, with none to spare"
    if step.comparison == "=":
        return f"{judged.cases:,} away from it"
    more = "more" if step.comparison == ">=" else "fewer"
    return f"{judged.cases:,} {more} would have met it"


def _chart_points(standing: Standing, plan_date: str | None) -> tuple[ChartPoint, ...]:
    limits = standing.limits
    against: Sequence[LimitPoint | None] = [None] * len(standing.points)
    if limits is not None:
        # Limits on trial say nothing of what is usual, so they are not drawn.
        against = [None if limits.segments[p.segment].trial else p for p in limits.points]
    return tuple(
        _chart_point(standing, point, limit, _target_at(standing, point.last_day, plan_date))
        for point, limit in zip(standing.points, against, strict=True)
    )


def _chart_point(
    standing: Standing, point: Point, limit: LimitPoint | None, target: float | None
) -> ChartPoint:
    name = stretch(point.first_day, point.last_day)
    monthly = name == f"{point.last_day:%B %Y}"
    return ChartPoint(
        name=name,
        tick=f"{point.last_day:%b}" if monthly else f"{point.last_day.day} {point.last_day:%b}",
        tick_under=f"{point.last_day:%Y}",
        value=None if point.is_small else point.value,
        said=_figure(point),
        mean=limit.mean if limit else None,
        lower=limit.lower if limit else None,
        upper=limit.upper if limit else None,
        target=target,
        kind=_KINDS[limit.variation] if limit and not point.is_small else "usual",
    )


def _target_at(standing: Standing, day: date, plan_date: str | None) -> float | None:
    """The target to hold a period's figure against: none where the figure is of a part only."""
    if _is_part(standing):
        return None
    found = target_in_force(
        standing.measure.targets,
        day,
        plan_date,
        standing.polarity or "neutral",
        standing.unit or "percent",
    )
    return found.step.value if found and found.step else None


def _figure(point: Point) -> str:
    """The figure as it is called out: a percentage, or "3 of 7" where there are too few for one."""
    if point.state != "value" or point.value is None:
        return "No figure"
    return _cases(point) if point.is_small else to_one_place(point.value)


def _cases(point: Point) -> str:
    if point.state != "value" or point.numerator is None or point.denominator is None:
        return _NO_FIGURE.get(point.state, "No figure").lower()
    return f"{point.numerator:,} of {point.denominator:,}"
