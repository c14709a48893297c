"""A child's line: statuses as bands and events as marks, over the days in which they were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lineofsight.charts.labels import text_width
from lineofsight.charts.svg import INK, LINE, QUIET, TEXT, WIDTH, coord, image, stroke, words

_FILL, _GRID = "#8fb3d1", "#d6dadd"
_TOP, _ROW, _GAP, _POINT = 4, 16, 12, 8
_MONTHS_APART = (1, 3, 6, 12, 24, 60, 120, 240)
_MONTH_NAMES = tuple(f"{date(2000, month, 1):%b}" for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class Band:
    """A time for which a status held: from a day until one, or still on the chart's last day."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """One row of the chart: a status with its bands, or events of one kind with their days."""

    name: str
    bands: tuple[Band, ...] = ()
    marks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeLine:
    """Rows over the same days, in the order given; ``last`` is the day to which they tell."""

    id: str
    title: str
    first: date
    last: date
    rows: tuple[LineRow, ...]


def life_line(line: LifeLine) -> str:
    """Each row's name with its bands and marks beneath it, over one axis of days.

    A band ends square where it ended, and in a point where it holds still.  Rows are told apart by
    their names, so that no colour is needed.
    """
    if not line.rows:
        body = [words(0, LINE + 6, "There is nothing to draw yet.", QUIET)]
        return image(line.id, line.title, describe_line(line), WIDTH, 2 * LINE, body)
    axis = _Axis(line.first, line.last)
    y, body, tops = float(_TOP), list[str](), list[float]()
    for row in line.rows:
        y += LINE
        body.append(words(0, y - 5, row.name, INK))
        tops.append(y)
        y += _ROW + _GAP
    ticks = axis.ticks()
    grid = [
        stroke(f"M{coord(axis.x(day))} {coord(top - 2)}v{_ROW + 4}", _GRID, 1)
        for top in tops
        for day, _ in ticks
    ]
    drawn = [
        part for row, top in zip(line.rows, tops, strict=True) for part in _row(row, axis, top)
    ]
    named = [words(x, y + LINE - 5, name, QUIET, anchor=at) for x, name, at in axis.names(ticks)]
    body += [*grid, *drawn, *named]
    return image(line.id, line.title, describe_line(line), WIDTH, y + LINE + _TOP, body)


def describe_line(line: LifeLine) -> str:
    """The chart in plain sentences, for who hears it instead of seeing it."""
    if not line.rows:
        return "There is nothing to draw yet."
    return " ".join(
        [f"From {_said(line.first)} to {_said(line.last)}.", *map(_describe, line.rows)]
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days from ``first`` to ``last`` over the width of the picture."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where the beginning of a day stands; one beyond the ends stands on them."""
        days = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / days, 0.0), 1.0)
        return 1 + share * (WIDTH - 2)

    def ticks(self) -> list[tuple[date, str]]:
        """The first days of months, or of years, that have room for their names."""
        for apart in _MONTHS_APART:
            ticks = self._every(apart)
            widest = max((text_width(name, TEXT) for _, name in ticks), default=0.0)
            places = [self.x(day) for day, _ in ticks]
            if all(b - a > widest + 8 for a, b in pairwise(places)):
                break
        return ticks

    def names(self, ticks: Sequence[tuple[date, str]]) -> Iterator[tuple[float, str, str]]:
        """Where the names stand that do not reach over the ends of the picture, and how."""
        if not ticks:
            yield 1, _said(self.first), "start"
        for day, name in ticks:
            x, half = self.x(day), text_width(name, TEXT) / 2
            if half <= x <= WIDTH - half:
                yield x, name, "middle"

    def _every(self, months: int) -> list[tuple[date, str]]:
        number = self.first.year * 12 + self.first.month - 1
        number += -number % months
        found = []
        while (day := date(number // 12, number % 12 + 1, 1)) <= self.last:
            if day >= self.first:
                month = "" if months >= 12 else f"{_MONTH_NAMES[day.month - 1]} "
                found.append((day, f"{month}{day.year}"))
            number += months
        return found


def _row(row: LineRow, axis: _Axis, top: float) -> Iterator[str]:
    """A row's bands as boxes, its marks as strokes."""
    for band in row.bands:
        start, end = axis.x(band.first), axis.x(band.last or axis.last)
        # A band of a day would be no wider than its border.
        end = max(end, start + 3)
        point = min(_POINT, (end - start) / 2) if band.last is None else 0.0
        start, end = min(start, WIDTH - 4), min(end, WIDTH - 1.0)
        path = (
            f"M{coord(start)} {coord(top)}H{coord(end - point)}L{coord(end)} "
            f"{coord(top + _ROW / 2)}L{coord(end - point)} {coord(top + _ROW)}H{coord(start)}Z"
        )
        yield f'<path d="{path}" fill="{_FILL}" stroke="{INK}" stroke-width="1"/>'
    for day in row.marks:
        yield stroke(f"M{coord(axis.x(day))} {coord(top)}v{_ROW}", INK, 2)


def _describe(row: LineRow) -> str:
    if row.bands:
        told = "; ".join(
            f"from {_said(band.first)}, still"
            if band.last is None
            else f"{_said(band.first)} to {_said(band.last)}"
            for band in row.bands
        )
        return f"{row.name}: {told}."
    if not row.marks:
        return f"{row.name}: none."
    if len(row.marks) == 1:
        return f"{row.name}: one, on {_said(row.marks[0])}."
    return (
        f"{row.name}: {len(row.marks)}, the first on {_said(min(row.marks))}, "
        f"the last on {_said(max(row.marks))}."
    )


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
