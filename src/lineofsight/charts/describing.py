"""What a process chart shows, in words."""

import math

from lineofsight.charts.series import PointKind, ProcessSeries, Unit

_KINDS: tuple[tuple[PointKind, str], ...] = (
    ("better", "better than usual variation explains"),
    ("worse", "worse than usual variation explains"),
    ("unusual", "unusual"),
)


def written(value: float, unit: Unit, to_nearest: float | None = None) -> str:
    """A value with its unit: one decimal where it needs one, or as fine as ``to_nearest``."""
    decimals = 0 if float(value).is_integer() else 1
    if to_nearest is not None:
        decimals = max(0, -math.floor(math.log10(to_nearest)))
    number = f"{value:,.{decimals}f}"
    number = number.removeprefix("-") if float(number.replace(",", "")) == 0 else number
    return number + "%" if unit == "percent" else number


def describe(series: ProcessSeries) -> str:
    """The chart in a few plain sentences, for who hears it instead of seeing it."""
    shown = [(p, p.value) for p in series.points if p.value is not None]
    if not shown:
        return "No period has a figure to draw yet."
    last, _ = shown[-1]
    if len(shown) == 1:
        sentences = [f"One figure: {last.said} in {last.name}."]
    else:
        least = min(shown, key=lambda pair: pair[1])[0]
        most = max(shown, key=lambda pair: pair[1])[0]
        sentences = [
            f"{len(shown)} figures from {shown[0][0].name} to {last.name}.",
            f"The last is {last.said}; the lowest was {least.said} in {least.name}, "
            f"the highest {most.said} in {most.name}.",
        ]
    gaps = len(series.points) - len(shown)
    if gaps:
        sentences.append(f"{gaps} {'period has' if gaps == 1 else 'periods have'} no figure.")
    sentences += [*_limits(series), *_targets(series)]
    for kind, words in _KINDS:
        names = [p.name for p, _ in shown if p.kind == kind]
        if names:
            sentences.append(f"{words.capitalize()}: {', '.join(names)}.")
    revised = [p.name for p, _ in shown if p.first is not None]
    if revised:
        sentences.append(f"First reported otherwise than is known now: {', '.join(revised)}.")
    return " ".join(sentences)


def _limits(series: ProcessSeries) -> list[str]:
    end = series.points[-1]
    if end.mean is None:
        return []
    sentence = f"The mean is {written(end.mean, series.unit)}"
    if end.lower is None or end.upper is None:
        return [f"{sentence}."]
    if end.lower == end.upper:
        return [f"{sentence}, and nothing has varied."]
    # A percentage cannot lie beyond 0 or 100, so a limit there is no bound at all.
    percent = series.unit == "percent"
    sentence += f"; in {end.name}" if _by_their_cases(series) else ", and"
    lower = None if percent and end.lower <= 0 else written(end.lower, series.unit)
    upper = None if percent and end.upper >= 100 else written(end.upper, series.unit)
    if lower and upper:
        return [f"{sentence} usual variation lies between {lower} and {upper}."]
    if upper:
        return [f"{sentence} usual variation lies at or below {upper}."]
    if lower:
        return [f"{sentence} usual variation lies at or above {lower}."]
    return [f"{sentence} any percentage would be within usual variation."]


def _by_their_cases(series: ProcessSeries) -> bool:
    """Whether limits change from one period to the next, as those of a P chart do."""
    widths = [
        p.upper - p.lower for p in series.points if p.lower is not None and p.upper is not None
    ]
    return len(set(widths)) > len(widths) / 2 > 1


def _targets(series: ProcessSeries) -> list[str]:
    said: list[str] = []
    before: float | None = None
    for point in series.points:
        if point.target is not None and point.target != before:
            said.append(f"{written(point.target, series.unit)} in {point.name}")
        before = point.target
    if not said:
        return []
    first, *later = said
    told = [f"The target was {first}{''.join(f', then {step}' for step in later)}."]
    if any(point.expected is not None for point in series.points):
        told.append("A thin line leads straight from target to target; it is ours.")
    return told
