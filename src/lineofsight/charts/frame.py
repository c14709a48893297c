"""Where the parts of a process chart stand."""

from dataclasses import dataclass

from lineofsight.charts.describing import written
from lineofsight.charts.labels import spread, text_width
from lineofsight.charts.scale import Scale, value_scale
from lineofsight.charts.series import ProcessSeries, Unit
from lineofsight.charts.svg import INK, LINE, QUIET, TARGET, TEXT, WIDTH

TOP, BOTTOM = 12, 232
LEADER = 16
_LEAST_SPAN = {"percent": 10.0, "number": 4.0}


@dataclass(frozen=True, slots=True)
class Label:
    """Words at the right of the plot, and the point that a thin leader ties them to."""

    text: str
    colour: str
    bold: bool
    tied_x: float
    tied_y: float
    y: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot between ``left`` and ``right``, its value scale, and room for ``count`` periods."""

    left: float
    right: float
    scale: Scale
    tick_names: tuple[str, ...]
    count: int

    @property
    def step(self) -> float:
        """The room of one period."""
        return (self.right - self.left) / self.count

    def x(self, position: float) -> float:
        """The middle of a period's room, counted from 0."""
        return self.left + (position + 0.5) * self.step

    def y(self, value: float) -> float:
        """The height of a value; one beyond the scale lies on its edge."""
        return BOTTOM - self.scale.share(value) * (BOTTOM - TOP)


def frame_for(series: ProcessSeries) -> Frame:
    """The frame that leaves room for the ticks' names and the labels of this series."""
    scale = _scale(series)
    step = scale.ticks[1] - scale.ticks[0]
    names = tuple(written(tick, series.unit, step) for tick in scale.ticks)
    left = max(text_width(name, TEXT) for name in names) + 8
    room = max(text_width(text, TEXT) for text, *_ in _said(series, scale)) + LEADER + 4
    return Frame(left, WIDTH - room, scale, names, len(series.points))


def labels_for(series: ProcessSeries, frame: Frame) -> list[Label]:
    """The last figure, target, mean and limits, named at the right without touching."""
    said = _said(series, frame.scale)
    wanted = [frame.y(value) for _, value, *_ in said]
    placed = spread(wanted, LINE, TOP + 4, BOTTOM)
    return [
        Label(text, colour, bold, frame.x(position), tied, y)
        for (text, _, position, colour, bold), tied, y in zip(said, wanted, placed, strict=True)
    ]


def is_bound(limit: float | None, scale: Scale, unit: Unit) -> bool:
    """Whether a limit is on the scale and says more than that a percentage is one."""
    if limit is None or not scale.low <= limit <= scale.high:
        return False
    return unit != "percent" or 0 < limit < 100


def _scale(series: ProcessSeries) -> Scale:
    values = [p.value for p in series.points if p.value is not None]
    lines = [
        value
        for p in series.points
        for value in (p.mean, p.lower, p.upper, p.target, p.expected, p.first)
        if value is not None
    ]
    percent = series.unit == "percent"
    floor = min([0.0, *values]) if percent else -float("inf")
    ceiling = max([100.0, *values]) if percent else float("inf")
    return value_scale([*values, *lines], floor, ceiling, _LEAST_SPAN[series.unit])


def _said(series: ProcessSeries, scale: Scale) -> list[tuple[str, float, float, str, bool]]:
    """Each label's text, value, position along the periods, colour, and whether it is bold."""
    position, last = max(
        ((number, p) for number, p in enumerate(series.points) if p.value is not None),
        key=lambda pair: pair[0],
    )
    assert last.value is not None
    end, edge = series.points[-1], len(series.points) - 0.5
    said: list[tuple[str, float, float, str, bool]] = [(last.said, last.value, position, INK, True)]
    if end.target is not None:
        text = f"Target {written(end.target, series.unit)}"
        said.append((text, end.target, edge, TARGET, True))
    if end.mean is not None:
        said.append((f"Mean {written(end.mean, series.unit)}", end.mean, edge, QUIET, False))
    for limit in (end.upper, end.lower):
        if limit is not None and is_bound(limit, scale, series.unit) and limit != end.mean:
            text = f"Limit {written(limit, series.unit)}"
            said.append((text, limit, edge, QUIET, False))
    return said
