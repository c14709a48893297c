"""Where a series of figures stands: the command for whoever has figures and no tables."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.terminal import Terminal

STEADY = [80, 82] * 9
NAMES = [f"{2024 + (3 + n) // 12}-{(3 + n) % 12 + 1:02}" for n in range(36)]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capfd)


@pytest.fixture
def told(terminal: Terminal, tmp_path: Path):
    """What the command says of rows below a header, as its JSON."""

    def run(rows, *options, header="period,numerator,denominator"):
        series = _written(tmp_path, rows, header)
        code, out, err = terminal.run("progress", series, "--direction", "up", *options, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


@pytest.fixture
def refused(terminal: Terminal, tmp_path: Path):
    """The sentence with which the command refuses rows or options."""

    def run(rows, *options, header="period,numerator,denominator"):
        series = _written(tmp_path, rows, header)
        code, out, err = terminal.run("progress", series, "--direction", "up", *options, "--json")
        assert (code, out, err.count("\n")) == (2, "", 1)
        return err.strip()

    return run


def _written(folder: Path, rows, header: str) -> Path:
    series = folder / "series.csv"
    lines = [header, *(",".join("" if c is None else str(c) for c in row) for row in rows)]
    series.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return series


def of_100(values) -> list[tuple]:
    return [(name, value, 100) for name, value in zip(NAMES, values, strict=False)]


def test_it_is_told_as_one_json_document(told):
    """The ruleset is named, and each point has its figure, segment, mean, limits and label."""
    found = told(of_100(STEADY))
    assert set(found) >= {
        "ruleset", "unit", "trial", "points", "target", "variation", "assurance", "forecast",
    }  # fmt: skip
    assert (found["ruleset"], found["unit"], found["trial"]) == (
        "plotthedots_0_2",
        "percent",
        False,
    )
    assert (found["variation"], found["target"], found["assurance"]) == ("usual", None, None)
    first = found["points"][0]
    assert (first["period"], first["value"], first["segment"]) == ("2024-04", 80, 0)
    assert [first[key] for key in ("mean", "lower", "upper")] == pytest.approx([81, 75.68, 86.32])
    assert first["label"] == "common_cause"


def test_people_read_it_in_sentences(terminal: Terminal, tmp_path: Path):
    """A table of the periods, then how far from the target in cases, and what to expect."""
    series = _written(tmp_path, of_100(STEADY), "period,numerator,denominator")
    code, out, _ = terminal.run(
        "progress", series, "--direction", "up", "--target", "95% by March 2025"
    )
    said = " ".join(out.split())
    assert code == 0
    assert (
        "In September 2025 it was 82 of 100 (82.0%); the target since March 2025 is 95% or more, "
        "and it was not met: 13 more would have met it; the figure is within the usual "
        "month-to-month variation." in said
    )
    assert (
        "they will not meet the target of 95% or more by March 2025 unless something changes"
        in (said)
    )


def test_figures_may_be_typed_as_values(told):
    """Without counts they are numbers, or percentages where they or a target are written so."""
    rows = [(name, value) for name, value in zip(NAMES, STEADY, strict=False)]
    assert told(rows, header="period,value")["unit"] == "number"
    assert told(rows, "--target", "90%", header="Period,Value")["unit"] == "percent"
    assert told([(n, f"{v}%") for n, v in rows], header="period,value")["unit"] == "percent"
    assert told(rows, "--target", "90", header="period,value")["target"]["value"] == 90


def test_a_month_without_a_row_or_a_figure_is_a_gap(told):
    """It stands in its place, and nothing is drawn over it."""
    rows = of_100(STEADY)
    without = told([*rows[:5], (rows[5][0], None, None), *rows[7:]])
    gap, other = without["points"][5:7]
    assert [gap["period"], other["period"]] == [NAMES[5], NAMES[6]]
    assert (gap["value"], gap["label"], other["value"], other["state"]) == (
        None, None, None, "not_given",
    )  # fmt: skip
    assert without["deviations"] == ["gaps"]


def test_nothing_to_count_is_neither_a_gap_nor_nought(told):
    """A denominator of 0."""
    point = told([*of_100(STEADY)[:-1], (NAMES[17], 0, 0)])["points"][-1]
    assert (point["value"], point["state"]) == (None, "no_denominator")


def test_all_zeros_are_figures(told):
    """Nothing moves, so that the limits are 0 too, and nothing is unusual."""
    found = told(of_100([0] * 14), "--target", "at least 5%")
    assert {(p["value"], p["lower"], p["upper"]) for p in found["points"]} == {(0, 0, 0)}
    assert (found["variation"], found["assurance"]) == ("usual", "consistently_missed")


def test_one_figure_has_no_limits(told):
    """And its forecast says that it is too few."""
    found = told(of_100([80]))
    assert [found["points"][0][key] for key in ("lower", "upper")] == [None, None]
    assert (found["trial"], found["forecast"]["outlook"]) == (True, "too_few")


def test_fewer_than_12_figures_are_on_trial(told):
    """Their limits are given, and the forecast is not."""
    found = told(of_100(STEADY[:11]))
    assert (found["trial"], found["points"][0]["upper"] is not None) == (True, True)
    assert found["forecast"]["next"] is None
    assert not told(of_100(STEADY[:12]))["trial"]


def test_fewer_than_10_cases_are_x_of_y(terminal: Terminal, tmp_path: Path, told):
    """They are in no limit, have no label and are not judged."""
    rows = [*of_100(STEADY), (NAMES[18], 3, 7)]
    found = told(rows, "--target", "90%")
    assert (found["points"][-1]["label"], found["met"]["verdict"]) == (None, "too_few")
    assert found["points"][-1]["few"]
    _, out, _ = terminal.run("progress", _written(tmp_path, rows, "period,numerator,denominator"),
                             "--direction", "up")  # fmt: skip
    assert "In October 2025 it was 3 of 7." in " ".join(out.split())
    assert "42.9%" not in out


def test_it_is_judged_as_at_a_day(told):
    """A period that had not ended by then does not exist, and the target is the one of then."""
    asked = ("--target", "60% by Jan 2025", "--target", "90% by June 2025")
    found = told(of_100(STEADY), *asked, "--as-at", "2025-05-30")
    assert found["points"][-1]["period"] == "2025-04"
    assert (found["target"]["value"], found["target"]["coming"]["value"]) == (60, 90)
    assert told(of_100(STEADY), *asked)["target"]["value"] == 90


def test_a_target_since_the_last_period_is_in_force_and_judges_the_next(told):
    """The figure of a period is judged by what was in force at its end."""
    asked = ("--target", "80% by Jan 2025", "--target", "90% by 15 October 2025")
    found = told(of_100(STEADY), *asked, "--as-at", "2025-10-20")
    assert (found["points"][-1]["period"], found["points"][-1]["target"]) == ("2025-09", 80)
    assert found["met"] == {"verdict": "met", "cases": 2}
    assert (found["target"]["value"], found["assurance"]) == (90, "consistently_missed")
    assert found["sentences"][1] == (
        "The target since 15 October 2025 is 90% or more; no period that it judges has ended."
    )


def test_targets_are_typed_in_the_words_of_a_plan(told):
    """ "Another 5%" and "every 2 months" lead on from the step before; each step is told."""
    found = told(
        of_100(STEADY),
        *("--target", "60% by June 2024", "--target", "another 5% by Sept 2024"),
        *("--target", "increases of 5% every 2 months thereafter"),
    )
    by_month = {point["period"]: point["target"] for point in found["points"]}
    assert [by_month[m] for m in ("2024-05", "2024-06", "2024-09", "2024-11", "2025-01")] == [
        None, 60, 65, 70, 75,
    ]  # fmt: skip
    assert found["target"]["derived"]
    expected = {point["period"]: point["expected"] for point in found["points"]}
    assert expected["2024-07"] == pytest.approx(60 + 5 * 31 / 92)


def test_two_targets_for_one_date_are_told(told):
    """The stricter one counts, and both are named."""
    found = told(of_100(STEADY), "--target", "80% by June 2025", "--target", "90% by June 2025")
    assert found["target"]["value"] == 90
    assert "“80% by June 2025” and “90% by June 2025”" in found["target"]["notes"][0]


def test_a_target_of_a_past_year_is_held_to_and_told(told):
    """Nothing has taken its place."""
    found = told(of_100(STEADY), "--target", "90% by March 2025")
    assert found["target"]["value"] == 90
    assert found["target"]["notes"] == [
        "The last target is for March 2025, a year that is past, and none is set since: it is "
        "held to still."
    ]


def test_a_person_rebases_and_says_why(told, refused):
    """The limits begin anew at the period; a period that the series does not have is refused."""
    rows = of_100([60, 62] * 8 + STEADY)
    found = told(rows, "--rebase", f"{NAMES[16]} new recording form")
    assert {p["segment"] for p in found["points"][:16]} == {0}
    assert {p["segment"] for p in found["points"][16:]} == {1}
    assert found["rebases"] == [{"period": NAMES[16], "reason": "new recording form"}]
    assert found["points"][-1]["mean"] == 81
    assert refused(rows, "--rebase", "2030-01") == (
        "The limits cannot begin anew at '2030-01': the series is from 2024-04 to 2027-01, so "
        "name one of its periods."
    )


def test_the_chart_is_drawn_to_a_file(terminal: Terminal, tmp_path: Path, refused):
    """As SVG that stands on its own."""
    series = _written(tmp_path, of_100(STEADY), "period,numerator,denominator")
    chart = tmp_path / "chart.svg"
    code, _, err = terminal.run("progress", series, "--direction", "up", "--svg", chart)
    assert (code, err) == (0, f"The chart is in {chart}.\n")
    assert "series: 82.0% in 2025-09" in ElementTree.parse(chart).getroot()[0].text
    assert refused(of_100(STEADY), "--svg", tmp_path / "chart.png") == (
        "--svg chart.png must end in .svg."
    )


def test_weeks_quarters_years_and_days_are_read_too(told):
    """All of one kind; a day is the first of its month, or of its week."""
    for names, gap in (
        (["2026-W01", "2026-W03"], "2026-W02"),
        (["2025-Q4", "2026-Q2"], "2026-Q1"),
        (["2012-13", "2014-15"], "2013-14"),
        (["2026-01-01", "2026-03-01"], "2026-02-01"),
        (["2026-01-05", "2026-01-12", "2026-01-26"], "2026-01-19"),
        (["2026-01-05", "2026-01-07"], "2026-01-06"),
    ):
        found = told([(name, 1, 20) for name in names])
        assert gap in [p["period"] for p in found["points"] if p["value"] is None]
        assert len(found["points"]) == len(names) + 1


def test_the_deviations_can_be_left_out_one_by_one(told, refused):
    """Each way in which we leave the ruleset is named where it made a difference."""
    constant = of_100([80] * 14)
    assert told(constant)["deviations"] == ["steady_ranges"]
    as_package = told(constant, "--without", "steady_ranges")
    assert (as_package["deviations"], as_package["points"][0]["upper"]) == ([], None)
    rows = [*of_100(STEADY[:6]), *of_100(STEADY)[7:]]
    joined = told(rows, "--without", "gaps")
    assert (joined["deviations"], joined["points"][6]["value"]) == ([], None)
    few = [*of_100(STEADY), (NAMES[18], 3, 7)]
    assert told(few)["deviations"] == ["small_periods"]
    assert told(few, "--chart", "xmr", "--without", "small_periods")["points"][-1]["label"] == (
        "below_lower_limit"
    )
    assert "must be one of steady_ranges, gaps, small_periods" in refused(few, "--without", "all")


@pytest.mark.parametrize(
    ("rows", "header", "said"),
    [
        (
            [("2026-01", 12, 10)],
            "period,numerator,denominator",
            "Line 2 of series.csv has the numerator 12 over the denominator 10: a part cannot be "
            "more than the whole, so correct one of them.",
        ),
        (
            [("2026-01", 1, 10), ("2026-01", 2, 10)],
            "period,numerator,denominator",
            "Line 3 of series.csv is a second row for 2026-01: keep one of them.",
        ),
        (
            [("2026-01", 1, None)],
            "period,numerator,denominator",
            "Line 2 of series.csv has no denominator: give both counts, or neither.",
        ),
        (
            [("2026-01", 1.5, 10)],
            "period,numerator,denominator",
            "Line 2 of series.csv has the numerator '1.5': give a whole number of cases, 0 or "
            "more.",
        ),
        (
            [("2026-01", "many")],
            "period,value",
            "Line 2 of series.csv has the value 'many': write a number such as 82.5, or nothing.",
        ),
        (
            [("2026-01", 50, 1, 4)],
            "period,value,numerator,denominator",
            "Line 2 of series.csv has the value 50, which is not 100 x 1 / 4: leave out the value, "
            "or the two counts.",
        ),
        (
            [("Spring", 1)],
            "period,value",
            "The period 'Spring' is not one: write it as 2026-W07, 2026-02, 2026-Q1, 2025-26 "
            "(April to March).",
        ),
        (
            [("2026-01", 1), ("2026-Q2", 2)],
            "period,value",
            "The periods of series.csv are not of one kind ('2026-01' and '2026-Q2'): write all "
            "of them as months, weeks, quarters, years or days.",
        ),
        (
            [("2026-01", 1)],
            "month,value",
            "series.csv must have a column period, and either value or numerator and denominator, "
            "separated by commas; its columns are: month, value.",
        ),
        ([], "period,value", "series.csv holds no figure: give a row for each period."),
        ([("2026-01", None)], "period,value", "series.csv holds no figure: give a row for each "
         "period."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_a_sentence(refused, rows, header, said):
    """It names the line, what stands there and what to do."""
    assert refused(rows, header=header) == said


def test_options_that_cannot_be_used_are_refused(refused):
    """The same way."""
    rows = of_100(STEADY)
    assert refused(rows, "--target", "soon") == (
        "--target 'soon' holds no target: write it as '95% by March 2026'."
    )
    assert refused(rows, "--as-at", "2020-01-01") == (
        "No period of series.csv had ended by --as-at 2020-01-01: give a later day."
    )
    assert refused([("2026-01", 1)], "--chart", "p", header="period,value") == (
        "A P chart is of shares of cases, and the series has no numerator and denominator: give "
        "them, or ask for XmR."
    )
    assert "--direction 'sideways' must be one of up, down." in refused(
        rows, "--direction", "sideways"
    )
