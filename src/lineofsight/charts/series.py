"""What a chart is given: plain values, ready to draw.  Charts know nothing of plans."""

from dataclasses import dataclass
from typing import Literal

PointKind = Literal["usual", "better", "worse", "unusual"]
Unit = Literal["percent", "number"]


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period of a process chart.

    ``name`` is the period in words ("March 2020"); ``tick`` and ``tick_under`` are the same on two
    lines of the axis ("Mar", "2020").  A ``value`` of ``None`` is a gap.  ``said`` is how the value
    is written where it is labelled ("82.0%", or "3 of 7").  ``mean``, ``lower`` and ``upper`` are
    the process limits that hold for this period, ``target`` the one in force at its end and
    ``expected`` the height there of the straight line from target to target.  ``first`` is how the
    value was first reported, where that was otherwise than it is known now.
    """

    name: str
    tick: str
    tick_under: str
    value: float | None
    said: str
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    target: float | None = None
    expected: float | None = None
    first: float | None = None
    kind: PointKind = "usual"


@dataclass(frozen=True, slots=True)
class ProcessSeries:
    """A series for one process chart: every period in order, those without a value too.

    ``id`` names the chart in its page (letters, digits and hyphens) and ``title`` in words.
    A unit of "percent" draws nothing below 0 or above 100 unless a value lies there.
    """

    id: str
    title: str
    points: tuple[ChartPoint, ...]
    unit: Unit = "percent"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart.

    A ``value`` of ``None`` has no bar: ``said`` then stands alone ("3 of 7").  ``interval`` is
    between what the value of all cases lies, where these are a sample of them.
    """

    name: str
    value: float | None
    said: str
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class BarSeries:
    """Rows for one bar chart, in the order that they are given; ``id`` and ``title`` name it."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    unit: Unit = "percent"
