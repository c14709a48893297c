"""Process limits and special causes, held against 47 series worked out by another program.

The expected values were made by running NHSRplotthedots 0.2.2 (MIT, (c) 2021 NHS-R Community).
They are read from ``spc/spc_vectors.json`` in the folder that LINEOFSIGHT_SHARED names.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from lineofsight.indicators.definition import Polarity
from lineofsight.progress.limits import Limits, process_limits
from lineofsight.progress.rules import (
    part_of_seven,
    seven_on_one_side,
    seven_point_trend,
    two_in_three,
    two_in_three_windows,
)
from lineofsight.progress.series_file import read_series
from lineofsight.progress.series_json import series_json
from lineofsight.progress.series_progress import BETTER, Rebase, progress_of
from lineofsight.progress.series_targets import typed_targets

CHECKOUT = Path(__file__).resolve().parents[2]
VECTORS = (
    Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared")) / "spc/spc_vectors.json"
)
HELD = json.loads(VECTORS.read_text(encoding="utf-8")) if VECTORS.is_file() else None
CASES = HELD["cases"] if HELD else []
HELPERS = HELD["helper_vectors_from_package_tests"] if HELD else []

LABELS = {
    "Common Cause": "common_cause",
    "Above UCL": "above_upper_limit",
    "Below LCL": "below_lower_limit",
    "7 Point Trend (Increasing)": "rising",
    "7 Point Trend (Decreasing)": "falling",
    "2 in 3 Above CL": "two_in_three_above",
    "2 in 3 Below CL": "two_in_three_below",
    "7 Points Above CL": "seven_above_mean",
    "7 Points Below CL": "seven_below_mean",
}
VARIATIONS = {
    "common_cause": "usual",
    "special_cause_improvement": "improving",
    "special_cause_concern": "worsening",
    "special_cause_neutral_high": "higher",
    "special_cause_neutral_low": "lower",
}
ASSURANCES = {
    None: None,
    "consistent_pass": "consistently_met",
    "consistent_fail": "consistently_missed",
    "inconsistent": "hit_or_miss",
}


def test_the_vectors_are_all_there() -> None:
    if HELD is None:
        pytest.skip(f"{VECTORS.name} is not here; LINEOFSIGHT_SHARED names the folder that has it")
    assert len(CASES) == 47
    assert sum(len(helper["vectors"]) for helper in HELPERS) == 21


@pytest.fixture(params=CASES, ids=lambda case: case["id"])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param


def limits_of(case: dict[str, Any]) -> Limits:
    given = case["input"]
    return process_limits(
        given["values"],
        better={"increase": "up", "decrease": "down", "neutral": None}[
            given["improvement_direction"]
        ],
        target=given["target"],
        rebase_at=given["rebase_at_index"],
        fix_after=given["fix_after_n_points"],
        screening="package" if given["screen_outliers"] else "off",
    )


def test_limits_agree(case: dict[str, Any]) -> None:
    for found, expected in zip(limits_of(case).segments, case["expected"]["segments"], strict=True):
        assert found.count == expected["n"]
        assert found.mean == pytest.approx(expected["mean"], rel=1e-9)
        for ours, theirs in ((found.lower, "lpl"), (found.upper, "upl")):
            assert ours == (
                None if expected[theirs] is None else pytest.approx(expected[theirs], rel=1e-9)
            )


def test_points_agree(case: dict[str, Any]) -> None:
    points, expected = limits_of(case).points, case["expected"]
    assert [point.side for point in points] == expected["relative_to_mean"]
    assert [point.outside for point in points] == [bool(b) for b in expected["outside_limits"]]
    assert [point.close for point in points] == [bool(b) for b in expected["close_to_limits"]]
    assert [point.label for point in points] == [
        LABELS[name] for name in expected["special_cause_type"]
    ]
    assert [point.variation for point in points] == [
        VARIATIONS[name] for name in expected["point_type"]
    ]


def test_summaries_agree(case: dict[str, Any]) -> None:
    found, expected = limits_of(case), case["expected"]
    assert found.variation == VARIATIONS[expected["variation_icon_from_last_point"]]
    assert found.assurance == ASSURANCES[expected["assurance_type"]]


def _can_be_asked(case: dict[str, Any]) -> bool:
    """Whether the command has what a case asks for: a better way, screening, no fixed limits."""
    given = case["input"]
    fixed, screened = given["fix_after_n_points"], given["screen_outliers"]
    return given["improvement_direction"] != "neutral" and screened and not fixed


@pytest.mark.parametrize("asked", [*filter(_can_be_asked, CASES)], ids=lambda case: case["id"])
def test_the_command_agrees(asked: dict[str, Any]) -> None:
    """From the file that it reads to the JSON that it prints."""
    given, expected = asked["input"], asked["expected"]
    way: Polarity = "high" if given["improvement_direction"] == "increase" else "low"
    months = [f"{2001 + at // 12}-{at % 12 + 1:02}" for at in range(len(given["values"]))]
    rows = "".join(
        f"{name},{value!r}\n" for name, value in zip(months, given["values"], strict=True)
    )
    series = read_series(f"period,value\n{rows}".encode(), "series.csv")
    target = [] if given["target"] is None else [str(given["target"])]
    told = series_json(
        progress_of(
            series.points,
            unit=series.unit,
            polarity=way,
            targets=typed_targets(target, series.unit, BETTER[way], "2001-01"),
            rebases=[Rebase(months[at]) for at in given["rebase_at_index"]],
            without=["steady_ranges"],
        )
    )
    assert (told["ruleset"], told["deviations"]) == ("plotthedots_0_2", [])
    assert [point["label"] for point in told["points"]] == [
        LABELS[name] for name in expected["special_cause_type"]
    ]
    for point in told["points"]:
        segment = expected["segments"][point["segment"]]
        for ours, theirs in (("mean", "mean"), ("lower", "lpl"), ("upper", "upl")):
            assert point[ours] == (
                None if segment[theirs] is None else pytest.approx(segment[theirs], rel=1e-9)
            )
    assert told["variation"] == VARIATIONS[expected["variation_icon_from_last_point"]]
    assert told["assurance"] == ASSURANCES[expected["assurance_type"]]


def helper_vectors() -> list[Any]:
    functions = [
        seven_on_one_side,
        lambda marks: [abs(mark) for mark in part_of_seven(marks)],
        seven_point_trend,
        lambda both: two_in_three_windows(*both),
        lambda both: two_in_three(*both),
    ]
    return [
        pytest.param(function, vector, id=f"{helper['fn'].partition(':')[0]}-{number}")
        for function, helper in zip(functions, HELPERS, strict=bool(HELPERS))
        for number, vector in enumerate(helper["vectors"])
    ]


@pytest.mark.parametrize(("function", "vector"), helper_vectors())
def test_helpers_agree(function: Any, vector: dict[str, Any]) -> None:
    assert [int(mark) for mark in function(vector["input"])] == vector["expected"]
