"""Bars below one another, with the interval of those that are of a sample."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lineofsight.charts.describing import written
from lineofsight.charts.labels import text_width, wrapped
from lineofsight.charts.scale import Scale, value_scale
from lineofsight.charts.series import Bar, BarSeries
from lineofsight.charts.svg import INK, LINE, QUIET, TEXT, WIDTH, coord, image, stroke, words

_FILL, _GRID = "#8fb3d1", "#d6dadd"
_TOP, _BAR, _GAP, _CAP = 4, 18, 12, 5


def bar_chart(series: BarSeries) -> str:
    """A row a bar in the order given: its name, below it the bar from 0, and its figure beside it.

    Whiskers are a bar's interval.  A row without a value has no bar, and its words stand alone.
    """
    if not series.bars:
        body = [words(0, LINE + 6, "There is nothing to draw yet.", QUIET)]
        return image(series.id, series.title, describe_bars(series), WIDTH, 2 * LINE, body)
    plot = _plot(series)
    y, body = float(_TOP), list[str]()
    for bar in series.bars:
        for line in wrapped(bar.name, TEXT, WIDTH):
            y += LINE
            body.append(words(0, y - 5, line, INK))
        body += _row(bar, plot, y)
        y += _BAR + _GAP
    for tick, name in zip(plot.scale.ticks, plot.names, strict=True):
        body.append(words(plot.x(tick), y + LINE - 5, name, QUIET, anchor="middle"))
    return image(series.id, series.title, describe_bars(series), WIDTH, y + LINE + _TOP, body)


def describe_bars(series: BarSeries) -> str:
    """The chart in plain sentences, for who hears it instead of seeing it."""
    if not series.bars:
        return "There is nothing to draw yet."
    sentences = [f"{bar.name}: {bar.said}{_between(bar, series)}." for bar in series.bars]
    if any(bar.interval for bar in series.bars):
        sentences.append("The whiskers of a bar are its interval.")
    return " ".join(sentences)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where values stand between ``left`` and ``right``, with the names of the ticks."""

    left: float
    right: float
    scale: Scale
    names: tuple[str, ...]

    def x(self, value: float) -> float:
        return self.left + self.scale.share(value) * (self.right - self.left)


def _plot(series: BarSeries) -> _Plot:
    """The plot with the most ticks whose names do not touch: at the least its two ends."""
    beside = max(text_width(bar.said, TEXT) for bar in series.bars) + 10
    scale = _scale(series)
    for every in range(1, len(scale.ticks)):
        ticks = scale.ticks[::every]
        names = tuple(written(tick, series.unit) for tick in ticks)
        wide = [text_width(name, TEXT) for name in names]
        right = WIDTH - max(beside, wide[-1] / 2)
        plot = _Plot(wide[0] / 2, right, Scale(scale.low, scale.high, ticks), names)
        if _apart(plot, wide):
            break
    return plot


def _scale(series: BarSeries) -> Scale:
    if series.unit == "percent":
        return value_scale([0.0, 100.0], 0.0, 100.0)
    values = [v for bar in series.bars for v in (bar.value, *(bar.interval or ())) if v is not None]
    return value_scale([0.0, *values], least_span=4.0)


def _apart(plot: _Plot, wide: Sequence[float]) -> bool:
    """Whether the names of neighbouring ticks leave some room between them."""
    places = [plot.x(tick) for tick in plot.scale.ticks]
    return all(
        after - before >= (left + right) / 2 + 6
        for (before, after), (left, right) in zip(pairwise(places), pairwise(wide), strict=True)
    )


def _row(bar: Bar, plot: _Plot, y: float) -> Iterator[str]:
    """A bar whose top is at ``y``, over its piece of the grid."""
    if bar.value is None:
        yield words(plot.left, y + _BAR / 2 + 6, bar.said, INK)
        return
    for tick in plot.scale.ticks:
        colour = QUIET if tick == 0 else _GRID
        yield stroke(f"M{coord(plot.x(tick))} {coord(y - 2)}v{_BAR + 4}", colour, 1)
    start, end = sorted((plot.x(0), plot.x(bar.value)))
    yield (
        f'<rect x="{coord(start)}" y="{coord(y)}" width="{coord(end - start)}" '
        f'height="{_BAR}" fill="{_FILL}" stroke="{INK}" stroke-width="1"/>'
    )
    if bar.interval is not None:
        low, high = (coord(plot.x(end)) for end in bar.interval)
        middle, cap = coord(y + _BAR / 2), coord(y + _BAR / 2 - _CAP)
        yield stroke(
            f"M{low} {cap}v{2 * _CAP}M{low} {middle}H{high}M{high} {cap}v{2 * _CAP}", INK, 2
        )
    yield words(plot.right + 10, y + _BAR / 2 + 6, bar.said, INK)


def _between(bar: Bar, series: BarSeries) -> str:
    if bar.interval is None:
        return ""
    low, high = (written(end, series.unit) for end in bar.interval)
    return f", between {low} and {high}"
