"""A council of thirteen children, held against what was written down of it by reading.

tests/support/hand_made tells its story.  Nothing there was computed.
"""

import csv
import io
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lineofsight.charts.sparkline import sparkline
from lineofsight.cli import run
from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.periods import period_named
from lineofsight.measuring.records import records
from lineofsight.plan.model import Measure, Place, Plan
from lineofsight.progress.chart_series import process_series
from lineofsight.progress.plan_standings import plan_standings
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support.hand_made_truth import (
    HAND_MADE,
    MONTHS,
    TEAMS,
    Cell,
    cells,
    indicators,
    listed,
    rows,
    totals,
)
from tests.support.terminal import Terminal

END = "2026-04-30"
DAYS = {"on_13_march": "2026-03-13", "on_7_april": "2026-04-07", "on_30_april": END}
REVIEWS = ("cin_plan_reviews_in_time", "cp_reviews_in_time", "cla_reviews_in_time")
VISITS = ("cin_visits_20_working_days", "cp_visits_10_working_days", "cla_visits_in_time")
CLOCKED = (*VISITS, "assessments_45_working_days", *REVIEWS)
DONE = ("assessments_45_working_days", "conferences_15_working_days", *REVIEWS)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capfd)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables as they stood at the end of April, loaded by the command."""
    folder = tmp_path_factory.mktemp("hand_made") / "store"
    with pytest.MonkeyPatch.context() as patch:
        words = f"lineofsight tables load {HAND_MADE / 'tables'} --store {folder} --as-at {END}"
        patch.setattr("sys.argv", words.split())
        with pytest.raises(SystemExit) as ended:
            run()
    assert ended.value.code in (0, None)
    return folder


@pytest.fixture(scope="module")
def engine(store: Path) -> Iterator[Engine]:
    with open_engine(open_snapshot(store), date.fromisoformat(END)) as opened:
        yield opened


@pytest.fixture(scope="module")
def figures(store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], dict]:
    """What the command measures: a row an indicator, month and team."""
    out = tmp_path_factory.mktemp("figures") / "figures.csv"
    words = ["measure", "--store", store, "--from", MONTHS[0], "--to", MONTHS[-1], "--by", "team"]
    asked = [word for what in indicators() for word in ("--indicator", what)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["lineofsight", *map(str, [*words, *asked, "--out", out])])
        with pytest.raises(SystemExit):
            run()
    with out.open(encoding="utf-8", newline="") as file:
        measured = list(csv.DictReader(file))
    return {(row["indicator"], row["period"], row["team"]): row for row in measured}


def check(row: dict[str, str], cell: Cell) -> None:
    met, of = len(cell.met), len(cell.met) + len(cell.not_met)
    assert (int(row["numerator"] or 0), int(row["denominator"] or 0)) == (met, of)
    if of:
        assert row["state"] == "value"
        assert float(row["value"]) == pytest.approx(100 * met / of)
    else:
        assert (row["state"], row["value"]) == ("no_denominator", "")
    assert int(row["too_recent"] or 0) == len(cell.too_recent)


def test_no_row_was_turned_away(store: Path) -> None:
    """What was typed is what is counted."""
    with duckdb.connect(str(open_snapshot(store).path), read_only=True) as opened:
        for path in sorted((HAND_MADE / "tables").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                typed = len(list(csv.DictReader(file)))
            (kept,) = opened.execute(f"select count(*) from {path.stem}").fetchall()[0]
            assert kept == typed, path.name


@pytest.mark.parametrize("what", indicators())
def test_the_figures_of_each_month_and_team(
    figures: dict[tuple[str, ...], dict], what: str
) -> None:
    for (indicator, month), cell in totals().items():
        if indicator == what:
            check(figures[what, month, "all"], cell)
    for (indicator, month, team), cell in cells().items():
        if indicator != what:
            continue
        if (what, month, team) in figures:
            check(figures[what, month, team], cell)
        else:
            assert cell == Cell(), (month, team)
    groups = {group for indicator, _, group in figures if indicator == what}
    assert groups <= {"all", *TEAMS}


@pytest.mark.parametrize("what", CLOCKED)
def test_how_many_waited_when_a_month_ended(
    figures: dict[tuple[str, ...], dict], what: str
) -> None:
    """From whatever month."""
    told = {month: figures[what, month, "all"]["open_overdue"] for month in MONTHS}
    assert {month: int(number or 0) for month, number in told.items()} == {
        month: len(cell.overdue)
        for (indicator, month), cell in totals().items()
        if indicator == what
    }


@pytest.mark.parametrize("what", indicators())
def test_the_children_behind_each_figure(engine: Engine, what: str) -> None:
    """Those who met it and those who did not, and nobody else."""
    for (indicator, month, team), cell in cells().items():
        if indicator != what:
            continue
        asked = catalogue()[what]
        found = [each for each in records(engine, asked, period_named(month)) if each.team == team]
        # What is counted at a date and has no day on which it is done is in time while it is due.
        met = ("met", "due") if what in VISITS else ("met",)
        assert Counter(each.subject for each in found) == cell.counted, (month, team)
        assert Counter(each.subject for each in found if each.state in met) == Counter(cell.met)
        late = [each.subject for each in found if each.state == "overdue"]
        assert set(late) <= set(cell.overdue)


@pytest.mark.parametrize("what", CLOCKED)
def test_who_is_overdue_on_13_march(terminal: Terminal, store: Path, what: str) -> None:
    """Since when, and by when."""
    check_list(terminal, store, "on_13_march", what, "overdue")


@pytest.mark.parametrize("day", ["on_7_april", "on_30_april"])
@pytest.mark.parametrize("what", CLOCKED)
def test_who_is_overdue_in_april(terminal: Terminal, store: Path, day: str, what: str) -> None:
    """Also what was due in March."""
    check_list(terminal, store, day, what, "overdue")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("what", [each for each in CLOCKED if each not in REVIEWS])
def test_who_is_due_on_a_day(terminal: Terminal, store: Path, day: str, what: str) -> None:
    """Also what is too recent for the figure."""
    check_list(terminal, store, day, what, "due")


@pytest.mark.parametrize("what", REVIEWS)
def test_which_reviews_are_to_come(terminal: Terminal, store: Path, what: str) -> None:
    """They were fixed long before, and somebody has to prepare them."""
    check_list(terminal, store, "on_7_april", what, "due")


def check_list(terminal: Terminal, store: Path, day: str, what: str, state: str) -> None:
    code, out, _ = terminal.run(
        "records", what, "--store", store, "--as-at", DAYS[day], "--state", state
    )
    assert code == 0
    found = [
        (row["subject"], "" if what in REVIEWS else row["start"], row["due"], row["state"])
        for row in csv.DictReader(io.StringIO(out))
    ]
    assert sorted(found) == sorted(row for row in listed(day, what) if row[3] == state)


@pytest.mark.parametrize("what", DONE)
def test_when_each_was_due_and_when_it_was_done(engine: Engine, what: str) -> None:
    """Every assessment, conference and review, from its first day to its last."""
    found = {
        (each.subject, str(each.start or ""), str(each.due), str(each.done or ""))
        for month in (*MONTHS, None)
        for each in records(engine, catalogue()[what], period_named(month) if month else None)
    }
    assert found == {
        (row["child"], row["since"], row["due"], row["done"])
        for row in rows("truth_clocks.csv")
        if row["what"] == what
    }


def test_who_moved_is_with_the_team_of_the_day(engine: Engine) -> None:
    """Ella was Asha's until 16 March and Ben's since: her reviews of February and of April."""
    reviews = catalogue()["cin_plan_reviews_in_time"]
    for month, team, worker in (("2026-02", "NORTH", "ASHA"), ("2026-04", "SOUTH", "BEN")):
        held = {each.subject: each for each in records(engine, reviews, period_named(month))}
        assert (held["ELLA"].team, held["ELLA"].worker) == (team, worker)


def test_what_was_known_on_13_march(terminal: Terminal, tmp_path: Path) -> None:
    """Cleo's visit of 2 March was not yet entered, and Ella's plan was still the North's."""
    tables = tmp_path / "tables"
    shutil.copytree(HAND_MADE / "tables", tables)
    for path in (HAND_MADE / "known_on_13_march").iterdir():
        shutil.copy(path, tables)
    day = date(2026, 3, 13)
    load_tables([tables], tmp_path / "store", day)
    code, out, _ = terminal.run(
        *("records", "cp_visits_10_working_days", "--store", tmp_path / "store"),
        *("--as-at", str(day), "--state", "overdue"),
    )
    assert code == 0
    overdue = [(row["subject"], row["due"]) for row in csv.DictReader(io.StringIO(out))]
    assert overdue == [("CLEO", "2026-03-03")]
    with open_engine(open_snapshot(tmp_path / "store"), day) as opened:
        for (what, month, team), cell in cells("truth_known_on_13_march.csv").items():
            if month == "2026-04":
                continue
            asked = records(opened, catalogue()[what], period_named(month))
            found = [each for each in asked if each.team == team]
            who = Counter(each.subject for each in found)
            late = {each.subject for each in found if each.state == "overdue"}
            assert (who, late) == (cell.counted, set(cell.overdue)), (what, month, team)


@pytest.mark.parametrize("what", indicators())
def test_the_points_of_the_chart(engine: Engine, what: str) -> None:
    """A point a month in the chart and the line, called out as so many of so many."""
    title = catalogue()[what].title
    measure = Measure("m1", None, None, title, Place(1))
    (standing,) = plan_standings(Plan("Hand made", measures=(measure,)), engine)
    assert standing.suggestion.id == what
    points = {point.period: point for point in standing.points}
    assert standing.progress is not None
    series = process_series(standing.progress, "chart", title)
    said = {name: point.said for name, point in zip(points, series.points, strict=True)}
    for (indicator, month), cell in totals().items():
        if indicator != what:
            continue
        met, of = len(cell.met), len(cell.met) + len(cell.not_met)
        assert (points[month].numerator or 0, points[month].denominator or 0) == (met, of)
        assert said[month] == (f"{met} of {of}" if of else "No figure")
    assert list(points)[-4:] == list(MONTHS)
    assert sparkline(series).count("<title") == 1
