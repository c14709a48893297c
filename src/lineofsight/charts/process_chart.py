"""A process chart as an accessible SVG that stands on its own."""

from collections.abc import Iterator, Sequence
from typing import Literal

from lineofsight.charts.describing import describe
from lineofsight.charts.frame import BOTTOM, LEADER, Frame, frame_for, is_bound, labels_for
from lineofsight.charts.labels import text_width
from lineofsight.charts.runs import runs
from lineofsight.charts.scale import period_ticks
from lineofsight.charts.series import ChartPoint, PointKind, ProcessSeries
from lineofsight.charts.svg import (
    INK,
    LINE,
    QUIET,
    TARGET,
    TEXT,
    WIDTH,
    coord,
    image,
    mark,
    stroke,
    words,
)

Line = Literal["first", "expected"]
_DOTS = "2 5"
# A leader begins beside the mark of the figure that it names.
_BESIDE = 7
# What needs a line of the key to itself.
_LINES: dict[Line, str] = {
    "first": "as first reported",
    "expected": "straight from target to target (ours)",
}
_BAND, _GRID = "#e6edf3", "#d6dadd"
_KEY: dict[PointKind, str] = {
    "better": "better than usual",
    "worse": "worse than usual",
    "unusual": "unusual",
}


def process_chart(series: ProcessSeries) -> str:
    """A process chart: the figures, their mean and limits, and the target in force as a step.

    Gaps stay gaps.  A point of special cause is told by its shape as well as its colour.  What was
    first reported otherwise has a bar at that height, tied to the figure as it is known now.  A
    limit outside what a percentage can be is not drawn.  The same series gives the same text.
    """
    if any(point.value is not None for point in series.points):
        height = BOTTOM + (3 + len(_key_rows(series.points))) * LINE
        body = list(_body(series))
    else:
        height = 2 * LINE
        body = [words(0, LINE + 6, "No period has a figure to draw yet.", QUIET)]
    return image(series.id, series.title, describe(series), WIDTH, height, body)


def _body(series: ProcessSeries) -> Iterator[str]:
    points, frame = series.points, frame_for(series)
    yield from _band(points, frame)
    yield from _value_axis(frame)
    yield from _period_axis(points, frame)
    for limits in ([p.lower for p in points], [p.upper for p in points]):
        drawn = [limit if is_bound(limit, frame.scale, series.unit) else None for limit in limits]
        yield from _stepped(drawn, frame, QUIET, 1.25, "2 4")
    yield from _stepped([p.mean for p in points], frame, QUIET, 1.25)
    yield from _straight([p.expected for p in points], frame, TARGET, 1.5, _DOTS)
    yield from _stepped([p.target for p in points], frame, TARGET, 2.5, "9 5")
    yield from _revised(points, frame)
    yield from _figures(points, frame)
    yield from _named(series, frame)
    yield from _key(points)


def _band(points: Sequence[ChartPoint], frame: Frame) -> Iterator[str]:
    """The room of usual variation, shaded; its edges step where limits change with the cases."""
    limits = [
        (p.lower, p.upper) if p.lower is not None and p.upper is not None else None for p in points
    ]
    for run in runs(limits):
        over = [(number, frame.y(upper)) for number, (_, upper) in run]
        under = [(number, frame.y(lower)) for number, (lower, _) in reversed(run)]
        if any(top != bottom for (_, top), (_, bottom) in zip(over, reversed(under), strict=True)):
            corners = [
                *((frame.x(at + side), y) for at, y in over for side in (-0.5, 0.5)),
                *((frame.x(at + side), y) for at, y in under for side in (0.5, -0.5)),
            ]
            path = "L".join(f"{coord(x)} {coord(y)}" for x, y in corners)
            yield f'<path d="M{path}z" fill="{_BAND}"/>'


def _value_axis(frame: Frame) -> Iterator[str]:
    for tick, name in zip(frame.scale.ticks, frame.tick_names, strict=True):
        y = frame.y(tick)
        colour = QUIET if tick == frame.scale.low else _GRID
        yield stroke(f"M{coord(frame.left)} {coord(y)}H{coord(frame.right)}", colour, 1)
        yield words(frame.left - 6, y + 6, name, QUIET, anchor="end")


def _period_axis(points: Sequence[ChartPoint], frame: Frame) -> Iterator[str]:
    width = max(text_width(text, TEXT) for p in points for text in (p.tick, p.tick_under)) + 6
    under = None
    for number in period_ticks(len(points), frame.step, width):
        x = frame.x(number)
        yield stroke(f"M{coord(x)} {BOTTOM}v5", QUIET, 1)
        yield words(x, BOTTOM + LINE + 1, points[number].tick, QUIET, anchor="middle")
        if points[number].tick_under != under:
            under = points[number].tick_under
            yield words(x, BOTTOM + 2 * LINE, under, QUIET, anchor="middle")


def _stepped(
    values: Sequence[float | None], frame: Frame, colour: str, width: float, dashes: str = ""
) -> Iterator[str]:
    """A line that holds each value for the whole of its period and steps between periods."""
    for run in runs(values):
        path, before = "", None
        for number, value in run:
            if value != before:
                x, y = frame.x(number - 0.5), frame.y(value)
                path += f"H{coord(x)}V{coord(y)}" if path else f"M{coord(x)} {coord(y)}"
                before = value
        yield stroke(f"{path}H{coord(frame.x(run[-1][0] + 0.5))}", colour, width, dashes)


def _straight(
    values: Sequence[float | None], frame: Frame, colour: str, width: float, dashes: str = ""
) -> Iterator[str]:
    """A line from each value to its neighbour's, at the middle of their periods."""
    for run in runs(values):
        if len(run) > 1:
            path = "L".join(
                f"{coord(frame.x(number))} {coord(frame.y(value))}" for number, value in run
            )
            yield stroke(f"M{path}", colour, width, dashes)


def _revised(points: Sequence[ChartPoint], frame: Frame) -> Iterator[str]:
    """A bar where a figure was first reported, and a stem from there to what is known now."""
    half = min(4.0, frame.step / 2)
    for number, point in enumerate(points):
        if point.value is not None and point.first is not None:
            x, y = frame.x(number), frame.y(point.first)
            stem = f"M{coord(x)} {coord(y)}V{coord(frame.y(point.value))}"
            yield stroke(f"M{coord(x - half)} {coord(y)}h{coord(2 * half)}{stem}", INK, 1.25)


def _figures(points: Sequence[ChartPoint], frame: Frame) -> Iterator[str]:
    yield from _straight([p.value for p in points], frame, INK, 2)
    size = min(1.0, max(0.6, frame.step / 9))
    for number, point in enumerate(points):
        if point.value is not None:
            yield mark(point.kind, frame.x(number), frame.y(point.value), size)


def _named(series: ProcessSeries, frame: Frame) -> Iterator[str]:
    for label in labels_for(series, frame):
        x = frame.right + LEADER
        start = coord(min(label.tied_x + _BESIDE, frame.right))
        path = f"M{start} {coord(label.tied_y)}H{coord(frame.right)}"
        yield stroke(f"{path}L{coord(x - 3)} {coord(label.y)}", label.colour, 1)
        yield words(x, label.y + 6, label.text, label.colour, bold=label.bold)


def _key(points: Sequence[ChartPoint]) -> Iterator[str]:
    for row, kinds in enumerate(_key_rows(points)):
        x, y = 8.0, BOTTOM + (3 + row) * LINE + 4
        for kind in kinds:
            if kind == "expected":
                yield stroke(f"M{coord(x - 6)} {coord(y)}h40", TARGET, 1.5, _DOTS)
                yield words(x + 42, y + 6, _LINES[kind], INK)
            elif kind == "first":
                yield stroke(
                    f"M{coord(x - 4)} {coord(y - 5)}h8M{coord(x)} {coord(y - 5)}v10", INK, 1.25
                )
                yield words(x + 14, y + 6, _LINES[kind], INK)
            else:
                yield mark(kind, x, y, 1)
                yield words(x + 14, y + 6, _KEY[kind], INK)
                x += 14 + text_width(_KEY[kind], TEXT) + 22


def _key_rows(
    points: Sequence[ChartPoint],
) -> list[Sequence[PointKind | Line]]:
    """The kinds of points that need a word, below them what was reported, and the line of ours."""
    found = {point.kind for point in points if point.value is not None}
    kinds = [kind for kind in _KEY if kind in found]
    rows: list[Sequence[PointKind | Line]] = [kinds] if kinds else []
    if any(point.value is not None and point.first is not None for point in points):
        rows.append(["first"])
    if any(point.expected is not None for point in points):
        rows.append(["expected"])
    return rows
