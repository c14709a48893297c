"""A process chart as an accessible SVG that stands on its own."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from lineofsight.charts.describing import describe
from lineofsight.charts.frame import (
    BOTTOM,
    INK,
    LEADER,
    LINE,
    QUIET,
    TARGET,
    TEXT,
    WIDTH,
    Frame,
    frame_for,
    labels_for,
)
from lineofsight.charts.labels import text_width
from lineofsight.charts.scale import period_ticks
from lineofsight.charts.series import ChartPoint, PointKind, ProcessSeries

_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_BAND, _GRID = "#e6edf3", "#d6dadd"
_COLOUR: dict[PointKind, str] = {
    "usual": INK,
    "better": "#1d70b8",
    "worse": "#b23c0b",
    "unusual": "#5a3e91",
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEY: dict[PointKind, str] = {
    "better": "better than usual",
    "worse": "worse than usual",
    "unusual": "unusual",
}


def process_chart(series: ProcessSeries) -> str:
    """A process chart: the figures, their mean and limits, and the target in force as a step.

    Gaps stay gaps.  A point of special cause is told by its shape as well as its colour.  A limit
    outside what a percentage can be is not drawn.  The same series gives the same text.
    """
    if any(point.value is not None for point in series.points):
        height = BOTTOM + 3 * LINE + (LINE if _kinds(series.points) else 0)
        body = list(_body(series))
    else:
        height = 2 * LINE
        body = [_text(0, LINE + 6, "No period has a figure to draw yet.", QUIET)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'role="img" aria-labelledby="{series.id}-title {series.id}-desc" '
            f'font-family="{_FONT}" font-size="{TEXT}">',
            f'<title id="{series.id}-title">{_escaped(series.title)}</title>',
            f'<desc id="{series.id}-desc">{_escaped(describe(series))}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            *body,
            "</svg>",
        ]
    )


def _body(series: ProcessSeries) -> Iterator[str]:
    points, frame = series.points, frame_for(series)
    yield from _band(points, frame)
    yield from _value_axis(frame)
    yield from _period_axis(points, frame)
    for limits in ([p.lower for p in points], [p.upper for p in points]):
        drawn = [
            v if v is None or frame.scale.low <= v <= frame.scale.high else None for v in limits
        ]
        yield from _stepped(drawn, frame, QUIET, 1.25, "2 4")
    yield from _stepped([p.mean for p in points], frame, QUIET, 1.25)
    yield from _stepped([p.target for p in points], frame, TARGET, 2.5, "9 5")
    yield from _figures(points, frame)
    yield from _named(series, frame)
    yield from _key(points)


def _band(points: Sequence[ChartPoint], frame: Frame) -> Iterator[str]:
    """The room of usual variation, shaded."""
    for (lower, upper), run in groupby(enumerate(points), lambda at: (at[1].lower, at[1].upper)):
        if lower is not None and upper is not None and lower < upper:
            places = [number for number, _ in run]
            left, right = frame.x(places[0] - 0.5), frame.x(places[-1] + 0.5)
            top, bottom = frame.y(upper), frame.y(lower)
            yield (
                f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" '
                f'height="{_n(bottom - top)}" fill="{_BAND}"/>'
            )


def _value_axis(frame: Frame) -> Iterator[str]:
    for tick, name in zip(frame.scale.ticks, frame.tick_names, strict=True):
        y = frame.y(tick)
        colour = QUIET if tick == frame.scale.low else _GRID
        yield _path(f"M{_n(frame.left)} {_n(y)}H{_n(frame.right)}", colour, 1)
        yield _text(frame.left - 6, y + 6, name, QUIET, anchor="end")


def _period_axis(points: Sequence[ChartPoint], frame: Frame) -> Iterator[str]:
    width = max(text_width(text, TEXT) for p in points for text in (p.tick, p.tick_under)) + 6
    under = None
    for number in period_ticks(len(points), frame.step, width):
        x = frame.x(number)
        yield _path(f"M{_n(x)} {BOTTOM}v5", QUIET, 1)
        yield _text(x, BOTTOM + LINE + 1, points[number].tick, QUIET, anchor="middle")
        if points[number].tick_under != under:
            under = points[number].tick_under
            yield _text(x, BOTTOM + 2 * LINE, under, QUIET, anchor="middle")


def _stepped(
    values: Sequence[float | None], frame: Frame, colour: str, width: float, dashes: str = ""
) -> Iterator[str]:
    """A line that holds each value for the whole of its period and steps between periods."""
    for run in _runs(values):
        path, before = "", None
        for number, value in run:
            if value != before:
                x, y = frame.x(number - 0.5), frame.y(value)
                path += f"H{_n(x)}V{_n(y)}" if path else f"M{_n(x)} {_n(y)}"
                before = value
        yield _path(f"{path}H{_n(frame.x(run[-1][0] + 0.5))}", colour, width, dashes)


def _figures(points: Sequence[ChartPoint], frame: Frame) -> Iterator[str]:
    for run in _runs([p.value for p in points]):
        if len(run) > 1:
            path = "L".join(f"{_n(frame.x(number))} {_n(frame.y(value))}" for number, value in run)
            yield _path(f"M{path}", INK, 2)
    size = min(1.0, max(0.6, frame.step / 9))
    for number, point in enumerate(points):
        if point.value is not None:
            yield _mark(point.kind, frame.x(number), frame.y(point.value), size)


def _mark(kind: PointKind, x: float, y: float, size: float) -> str:
    """A circle, or where there is special cause a square, a diamond or a triangle."""
    style = f'fill="{_COLOUR[kind]}" stroke="#ffffff" stroke-width="1"'
    if kind == "usual":
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(4 * size)}" {style}/>'
    half = 5.5 * size if kind == "better" else 7.5 * size
    corners = {
        "better": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "worse": ((0, -1), (1, 0), (0, 1), (-1, 0)),
        "unusual": ((0, -1), (1, 0.8), (-1, 0.8)),
    }[kind]
    path = "L".join(f"{_n(x + across * half)} {_n(y + down * half)}" for across, down in corners)
    return f'<path d="M{path}Z" {style}/>'


def _named(series: ProcessSeries, frame: Frame) -> Iterator[str]:
    for label in labels_for(series, frame):
        x = frame.right + LEADER
        start = label.tied_x if label.tied_x < frame.right else frame.right
        yield _path(
            f"M{_n(start)} {_n(label.tied_y)}H{_n(frame.right)}L{_n(x - 3)} {_n(label.y)}",
            label.colour,
            1,
        )
        yield _text(x, label.y + 6, label.text, label.colour, bold=label.bold)


def _key(points: Sequence[ChartPoint]) -> Iterator[str]:
    x, y = 8.0, BOTTOM + 3 * LINE + 4
    for kind in _kinds(points):
        yield _mark(kind, x, y, 1)
        yield _text(x + 14, y + 6, _KEY[kind], INK)
        x += 14 + text_width(_KEY[kind], TEXT) + 22


def _kinds(points: Sequence[ChartPoint]) -> list[PointKind]:
    found = {point.kind for point in points if point.value is not None}
    return [kind for kind in _KEY if kind in found]


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The stretches of neighbours that have a value, each with its position."""
    return [
        [(number, value) for number, value in run if value is not None]
        for present, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None)
        if present
    ]


def _path(path: str, colour: str, width: float, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def _text(
    x: float, y: float, text: str, colour: str, *, anchor: str = "start", bold: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{_escaped(text)}</text>"
    )


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _n(number: float) -> str:
    """A coordinate to a tenth, written the shortest way."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
