"""Figures of a council that is changed in a way whose effect on every figure is known.

Nobody works these figures out: whatever they are, they must change as the council did.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.periods import Period
from lineofsight.measuring.results import measure
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.tables.working_days import FIRST_DAY, LAST_DAY
from tests.support.councils import AS_AT_DAYS, draw_council, write_council
from tests.support.oracle import Tables

OWN = Path(__file__).parents[1] / "support" / "own_definitions"
SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 20))]
AS_AT = AS_AT_DAYS[1]
WEEK = timedelta(days=7)
WEEKS = tuple(
    Period(f"week {n}", AS_AT - timedelta(days=7 * n + 6), AS_AT - timedelta(days=7 * n))
    for n in range(20)
)

Cell = tuple[int | None, int | None, float | None, str, int | None, int | None, int]
Figures = Mapping[tuple[str, ...], Cell]


def figures(engine: Engine, periods: Sequence[Period], by: Sequence[str] = ()) -> Figures:
    """Every indicator's figures, without those that count nothing."""
    return {
        (figure.indicator, figure.period, *figure.groups): (
            figure.numerator,
            figure.denominator,
            figure.value,
            figure.state,
            figure.open_overdue,
            figure.too_recent,
            figure.beyond_calendar,
        )
        for figure in measure(engine, catalogue(OWN).values(), periods, by)
    }


@contextmanager
def engine_over(folder: Path, councils: Mapping[str, Tables], as_at: date) -> Iterator[Engine]:
    """An engine over councils by name; one whose name is empty is alone."""
    sources = folder / "sources"
    for name, tables in councils.items():
        (sources / name).mkdir(parents=True)
        write_council(tables, sources / name)
    load_tables([sources], folder / "store", as_at)
    with open_engine(open_snapshot(folder / "store"), as_at) as engine:
        yield engine


def every_weekday_worked(engine: Engine) -> None:
    """A calendar without holidays, so that a week later is the same week."""
    engine._connection.execute(
        "create or replace view calendar as select day, isodow(day) < 6 as is_working_day, "
        "cast(sum(case when isodow(day) < 6 then 1 else 0 end) over (order by day) as integer) "
        "as working_day_no from (select unnest(generate_series("
        f"date '{FIRST_DAY}', date '{LAST_DAY}', interval '1 day'))::date as day)"
    )


def a_week_later(tables: Tables) -> Tables:
    """Every day and time of every row, seven days on; nobody's birthday, as months differ."""
    later = {}
    for name, rows in tables.items():
        dated = {c.name for c in table_definitions()[name].columns if c.type in ("date", "time")}
        later[name] = [
            {column: _later(text) if column in dated else text for column, text in row.items()}
            for row in rows
        ]
    return later


def _later(text: str) -> str:
    if not text:
        return text
    return (date.fromisoformat(text[:10]) + WEEK).isoformat() + text[10:]


def counts_months(indicator: str) -> bool:
    """Whether an indicator counts months or years, which are not as long as each other."""
    found = catalogue(OWN)[indicator]
    said = " ".join(part.sql("duckdb") for part in found.expressions) + found.panel.sql
    return re.search(r"month|year", said, re.I) is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_week_later_everything_is_as_it_was(tmp_path: Path, seed: int) -> None:
    """All days moved by a week and judged a week later give the same figures a week later."""
    tables = draw_council(seed, clean=True)
    moved = [Period(p.name, p.first_day + WEEK, p.last_day + WEEK) for p in WEEKS]
    (tmp_path / "now").mkdir()
    (tmp_path / "later").mkdir()
    with (
        engine_over(tmp_path / "now", {"": tables}, AS_AT) as now,
        engine_over(tmp_path / "later", {"": a_week_later(tables)}, AS_AT + WEEK) as later,
    ):
        every_weekday_worked(now)
        every_weekday_worked(later)
        before, after = figures(now, WEEKS), figures(later, moved)
    steady = {key for key in before if not counts_months(key[0])}
    assert len(steady) > len(before) / 2
    assert {key: after[key] for key in steady} == {key: before[key] for key in steady}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_child_whom_nothing_counts_changes_nothing(tmp_path: Path, seed: int) -> None:
    """Somebody known to the council of whom nothing was done."""
    tables = draw_council(seed)
    stranger = {**dict.fromkeys(tables["ssd_person"][0], ""), "pers_person_id": "P-STRANGER"}
    with_one = {**tables, "ssd_person": [*tables["ssd_person"], stranger]}
    (tmp_path / "without").mkdir()
    (tmp_path / "with").mkdir()
    with (
        engine_over(tmp_path / "without", {"": tables}, AS_AT) as without,
        engine_over(tmp_path / "with", {"": with_one}, AS_AT) as together,
    ):
        assert figures(without, WEEKS, ["sex"]) == figures(together, WEEKS, ["sex"])


@pytest.mark.parametrize("seed", SEEDS)
def test_two_councils_count_as_much_as_each_alone(tmp_path: Path, seed: int) -> None:
    """Loaded together, each authority has its own figures, and the total adds them up."""
    councils = {"Hill": draw_council(seed), "Vale": draw_council(seed + 100)}
    alone = {}
    for name, tables in councils.items():
        (tmp_path / name).mkdir()
        with engine_over(tmp_path / name, {"": tables}, AS_AT) as engine:
            alone[name] = figures(engine, WEEKS)
    (tmp_path / "both").mkdir()
    with engine_over(tmp_path / "both", councils, AS_AT) as engine:
        both = figures(engine, WEEKS, ["authority"])
    for name, own in alone.items():
        for (indicator, period), cell in own.items():
            if "not_computable" in (cell[3], both[indicator, period, "all"][3]):
                assert both[indicator, period, "all"] == cell, (indicator, period)
                continue
            # An authority of which nothing is counted has no figure beside the other's.
            counts_nothing = not cell[0] and not cell[1] and not cell[2]
            told = both.get((indicator, period, name))
            assert told == cell or (told is None and counts_nothing), (indicator, period)
    for (indicator, period), cell in alone["Hill"].items():
        other, total = alone["Vale"][indicator, period], both[indicator, period, "all"]
        for at in (0, 1, 4, 5, 6):
            if cell[at] is not None and other[at] is not None:
                assert total[at] == cell[at] + other[at], (indicator, period)
