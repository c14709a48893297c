"""A series of figures as a table of text: a row a period, with a value or what it is made of."""

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lineofsight.errors import UnusableInput
from lineofsight.measuring.periods import LONGEST_RUN
from lineofsight.progress.points import Point
from lineofsight.progress.series_periods import run_of

SeriesUnit = Literal["percent", "number"]
_ROUNDED = 0.06
"""How far a printed percentage may lie from its own counts: it is rounded to one place."""


@dataclass(frozen=True, slots=True)
class Series:
    """Every period from the first to the last, in order; what the table does not tell is a gap.

    Figures are percentages where they have counts or are written with "%", otherwise numbers.
    """

    points: tuple[Point, ...]
    unit: SeriesUnit

    def until(self, day: date) -> "Series":
        """The periods that had ended by a day."""
        return Series(tuple(p for p in self.points if p.last_day <= day), self.unit)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table, ``where`` it stands, and what it says."""

    where: str
    period: str
    value: float | None
    counts: tuple[int, int] | None
    percent: bool


def read_series(data: bytes, name: str) -> Series:
    """The series in a .csv file with ``period`` and ``value``, or ``numerator,denominator``.

    Other columns are left alone.  A row with nothing beside its period, and a period without a
    row, are gaps; a denominator of 0 is nothing to count.  Where all three columns stand the
    value must be 100 times numerator over denominator.

    Raises :class:`UnusableInput`, in one sentence that names the row, for what is no such table: a
    column that is missing, a period that is none or stands twice, a number that is none, a count
    that is not whole, a numerator greater than its denominator.
    """
    rows = list(_rows(_text(data, name), name))
    if not any(row.value is not None or row.counts for row in rows):
        raise UnusableInput(f"{name} holds no figure: give a row for each period.")
    counted = [row for row in rows if row.counts]
    if counted and any(row.counts is None and row.value is not None for row in rows):
        bare = next(row for row in rows if row.counts is None and row.value is not None)
        raise UnusableInput(
            f"{bare.where} has a value without its numerator and denominator, and other rows "
            "have both: give the counts of every period, or of none."
        )
    by_period: dict[str, _Row] = {}
    for row in rows:
        if row.period in by_period:
            raise UnusableInput(f"{row.where} is a second row for {row.period}: keep one of them.")
        by_period[row.period] = row
    periods = run_of(list(by_period), name)
    points = tuple(
        _point(period.name, period.first_day, period.last_day, by_period.get(period.name))
        for period in periods
    )
    percent = bool(counted) or any(row.percent for row in rows)
    return Series(points, "percent" if percent else "number")


def _text(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnusableInput(f"{name} is not text: save the table as CSV (comma separated values).")
    return text


def _rows(text: str, name: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        places = _places(header, name)
        read = 0
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            read += 1
            if read > LONGEST_RUN:
                raise UnusableInput(f"{name} has more than {LONGEST_RUN:,} rows: send fewer.")
            yield _row(cells, places, f"Line {reader.line_num} of {name}")
    except csv.Error as error:
        raise UnusableInput(
            f"Line {reader.line_num} of {name} cannot be read as CSV: save the table again."
        ) from error


def _places(header: Sequence[str], name: str) -> dict[str, int]:
    wanted = ("period", "value", "numerator", "denominator")
    for column in wanted:
        if header.count(column) > 1:
            raise UnusableInput(f"{name} has two columns named {column}: keep one of them.")
    places = {column: header.index(column) for column in wanted if column in header}
    if "period" in places and ("value" in places or {"numerator", "denominator"} <= places.keys()):
        return places
    found = ", ".join(cell for cell in header if cell) or "none"
    raise UnusableInput(
        f"{name} must have a column period, and either value or numerator and denominator, "
        f"separated by commas; its columns are: {found[:200]}."
    )


def _row(cells: Sequence[str], places: dict[str, int], where: str) -> _Row:
    told = {
        column: cells[place].strip() if place < len(cells) else ""
        for column, place in places.items()
    }
    value = _number(told.get("value", ""), f"{where} has the value")
    counts = _counts(told.get("numerator", ""), told.get("denominator", ""), value, where)
    if not told["period"]:
        raise UnusableInput(f"{where} has no period: write it as 2026-02.")
    return _Row(where, told["period"], value, counts, told.get("value", "").endswith("%"))


def _counts(
    numerator: str, denominator: str, value: float | None, where: str
) -> tuple[int, int] | None:
    """Numerator and denominator; None where neither is told, or a value stands beside only one."""
    if not (numerator or denominator) or (value is not None and not (numerator and denominator)):
        return None
    met = _count(numerator, f"{where} has the numerator")
    of = _count(denominator, f"{where} has the denominator")
    if met is None and of == 0:
        met = 0
    if met is None or of is None:
        lacking = "numerator" if met is None else "denominator"
        raise UnusableInput(f"{where} has no {lacking}: give both counts, or neither.")
    if met > of:
        raise UnusableInput(
            f"{where} has the numerator {met:,} over the denominator {of:,}: a part cannot be "
            "more than the whole, so correct one of them."
        )
    if value is not None and (not of or abs(value - 100 * met / of) > _ROUNDED):
        raise UnusableInput(
            f"{where} has the value {value:g}, which is not 100 x {met:,} / {of:,}: leave out the "
            "value, or the two counts."
        )
    return met, of


def _count(text: str, where: str) -> int | None:
    number = _number(text, where)
    if number is None:
        return None
    if number < 0 or not number.is_integer() or text.endswith("%"):
        raise UnusableInput(f"{where} {text!r}: give a whole number of cases, 0 or more.")
    return int(number)


def _number(text: str, where: str) -> float | None:
    if not text:
        return None
    try:
        number = float(text.removesuffix("%").rstrip())
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in text:
        raise UnusableInput(f"{where} {text[:40]!r}: write a number such as 82.5, or nothing.")
    return number


def _point(period: str, first: date, last: date, row: _Row | None) -> Point:
    if row is None or (row.value is None and row.counts is None):
        return Point(period, first, last, None, None, None, "not_given")
    if row.counts is None:
        return Point(period, first, last, None, None, row.value, "value")
    numerator, denominator = row.counts
    if denominator == 0:
        return Point(period, first, last, 0, 0, None, "no_denominator")
    value = 100 * numerator / denominator
    return Point(period, first, last, numerator, denominator, value, "value")
