"""What measures a real plan's measures, held against a reading by hand.

The key below was made by reading: refs of the plan's measures, and what may rightly be said to
measure each.  The plan itself is not here: it is read from ``plans/gold/west-sussex-2019.json`` in
the folder that LINEOFSIGHT_SHARED names.
"""

import json
import os
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.progress.matching import best_suggestion

CHECKOUT = Path(__file__).resolve().parents[2]
GOLD = (
    Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared"))
    / "plans/gold/west-sussex-2019.json"
)

INDICATORS = {
    "2": "caseload_18_or_fewer",
    "3": "rereferrals_12_months",
    "11a": "cp_visits_10_working_days",
    "11b": "assessments_45_working_days",
    "11c": "assessments_child_seen",
    "16": "cp_plans_repeat:neglect",
    "27": "cp_plans_over_18_months",
    "34": "cla_reviews_in_time",
    "68": "contacts_no_further_action",
}
SOURCES = {
    "social_worker_changes": ["1"],
    "practice_audit": [
        *["4", "11", "13", "21", "22", "30", "31", "44"],
        *["46", "47", "48", "49", "50", "52"],
    ],
    "feedback": ["5", "9", "29", "59"],
    "appraisals_and_probation": ["6", "7"],
    "training_records": ["8", "57"],
    "training_evaluation": ["10"],
    "neglect_tool": ["12", "14", "15"],
    "case_supervision": ["17", "42", "45"],
    "staff_supervision": ["43"],
    "private_fostering": ["18", "19", "20"],
    "document_in_place": ["23", "24", "25"],
    "plans_in_place": ["26"],
    "child_in_need_plans": ["28"],
    "return_interviews": ["32", "33"],
    "placements_and_permanence": ["35", "36", "37", "38"],
    "pre_birth_assessments": ["39"],
    "life_story_work": ["40", "41"],
    "proceedings": ["51"],
    "attendance": ["53", "60", "61"],
    "workforce_establishment": ["54", "55", "56"],
    "caseload_average": ["58"],
    "personal_education_plans": ["62"],
    "typed_figure": ["63", "69"],
    "health_assessments": ["64"],
    "missing_strategy_discussions": ["65"],
    "care_leavers": ["66"],
    "education_of_children_in_care": ["67"],
    "exploitation_tool": ["70", "71"],
}
KEY = INDICATORS | {ref: source for source, refs in SOURCES.items() for ref in refs}


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[str, str, str]]:
    if not GOLD.is_file():
        pytest.skip(f"{GOLD.name} is not here; LINEOFSIGHT_SHARED names the folder that has it")
    measures = json.loads(GOLD.read_text(encoding="utf-8"))["measures"]
    answers = {m["ref"]: best_suggestion(m["text"], catalogue()) for m in measures if m["ref"]}
    return {ref: (each.id, each.kind, each.covers) for ref, each in answers.items()}


def test_nine_in_ten_are_led_to_what_measures_them(found: dict[str, tuple[str, str, str]]) -> None:
    asked = sorted(set(KEY) & set(found))
    assert len(asked) >= 70
    wrong = {ref: found[ref][0] for ref in asked if found[ref][0] != KEY[ref]}
    assert len(wrong) <= len(asked) // 10, wrong


def test_every_measure_that_an_indicator_computes_is_found(
    found: dict[str, tuple[str, str, str]],
) -> None:
    assert {ref: found[ref][0] for ref in INDICATORS} == INDICATORS
    assert [ref for ref in INDICATORS if found[ref][2] == "part"] == ["11a"]


def test_no_other_measure_is_claimed(found: dict[str, tuple[str, str, str]]) -> None:
    claimed = {ref for ref, (_, kind, _) in found.items() if kind == "indicator"}
    assert claimed == set(INDICATORS)
