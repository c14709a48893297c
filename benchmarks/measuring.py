"""Eleven indicators over sixty months by team, beside the same in pandas, which must agree.

``python -m benchmarks.measuring FOLDER STORE`` measures both ways and prints what each took and,
where they differ, the first cell that does.
"""

import json
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.council import AS_AT
from benchmarks.timing import run, seconds_in_turn

if TYPE_CHECKING:
    import pandas as pd

MONTHS = 60
_Cells = dict[tuple[str, ...], tuple[int, int]]


@dataclass(frozen=True)
class Measuring:
    """Median seconds each way, how many cells were compared, and the first that differs."""

    ours: float
    pandas: float
    cells: int
    differs: str | None


def measuring(folder: Path, store: Path) -> Measuring:
    """A council measured both ways, in a process of its own."""
    told = run([sys.executable, "-m", __name__, str(folder), str(store)])
    return Measuring(**json.loads(told.said))


def _measure_both(folder: Path, store: Path) -> Measuring:
    """Timed as at the extract's day, and compared as at an earlier one too."""
    day = date.fromisoformat(AS_AT)
    timed = _as_at(folder, store, day, times=5)
    earlier = _as_at(folder, store, day - timedelta(days=400), times=1)
    return Measuring(
        timed.ours, timed.pandas, timed.cells + earlier.cells, timed.differs or earlier.differs
    )


def _as_at(folder: Path, store: Path, day: date, times: int) -> Measuring:
    from benchmarks import analyst
    from benchmarks.frames import read_county
    from lineofsight.indicators.catalogue import indicator_named
    from lineofsight.measuring.engine import open_engine
    from lineofsight.measuring.periods import periods_between
    from lineofsight.measuring.results import measure
    from lineofsight.tables.snapshots import open_snapshot

    county = read_county(folder, day.isoformat(), MONTHS)
    indicators = [indicator_named(name) for name in analyst.INDICATORS]
    months = periods_between(f"{county.months[0].first_day:%Y-%m}", f"{day:%Y-%m}")
    with open_engine(open_snapshot(store), day) as engine:
        figures = measure(engine, indicators, months, ("team",))
        seconds = seconds_in_turn(
            {
                "ours": lambda: measure(engine, indicators, months, ("team",)),
                "pandas": lambda: analyst.measure(county),
            },
            times,
        )
    ours: _Cells = {
        (figure.indicator, figure.period, *figure.groups): (
            figure.numerator or 0,
            figure.denominator,
        )
        for figure in figures
        if figure.denominator
    }
    theirs = _cells(analyst.measure(county))
    return Measuring(
        seconds["ours"], seconds["pandas"], len(theirs), _first_difference(ours, theirs, day)
    )


def _cells(counted: "pd.DataFrame") -> _Cells:
    names = zip(
        counted["indicator"], counted["month"].dt.strftime("%Y-%m"), counted["team"], strict=True
    )
    counts = zip(counted["numerator"].tolist(), counted["denominator"].tolist(), strict=True)
    return dict(zip(names, counts, strict=True))


def _first_difference(ours: _Cells, theirs: _Cells, day: date) -> str | None:
    """The first cell that differs, in words; a cell that one lacks is 0 of 0."""
    for cell in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(cell, (0, 0)), theirs.get(cell, (0, 0))
        if here != there:
            indicator, month, team = cell
            return (
                f"As at {day}, {indicator} in {month} for team {team} is {here[0]} of {here[1]} "
                f"by our own measuring and {there[0]} of {there[1]} by pandas."
            )
    return None


if __name__ == "__main__":
    print(json.dumps(vars(_measure_both(Path(sys.argv[1]), Path(sys.argv[2])))))
