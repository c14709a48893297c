"""Which lines over a table or list of actions are what its actions are for."""

from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan


def reading(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "plan.md"
    path.write_text(f"# Marlby Improvement Plan - June 2026\n\n{text}", encoding="utf-8")
    return read_plan(read_document(path))


def told(plan: Plan) -> list[tuple[str | None, str, str | None]]:
    refs = {one.id: one.text for one in plan.objectives}
    return [(one.ref, one.text, refs.get(one.parent or "")) for one in plan.objectives]


TABLE = "| Action | Who | When |\n|---|---|---|\n"


@pytest.mark.parametrize("label", ["Aims:", "OBJECTIVES", "Our objectives are:", "Priorities:"])
def test_bullets_below_a_line_that_calls_them_objectives(tmp_path: Path, label: str) -> None:
    """Each is an objective under the heading, and the actions of the table are the heading's."""
    plan = reading(
        tmp_path,
        f"## Area 2a: Missing children\n\nSenior sponsor from the board: Jo Penhale\n\n{label}\n\n"
        "- Children come home safely\n- We learn why they went\n\n"
        f"{TABLE}| Ring each child within a day | Missing Team | May 2027 |\n",
    )
    assert told(plan) == [
        ("Area 2a", "Missing children", None),
        (None, "Children come home safely", "Missing children"),
        (None, "We learn why they went", "Missing children"),
    ]
    assert plan.actions[0].objective == plan.objectives[0].id
    assert plan.themes[0].lead == "Jo Penhale"
    assert not plan.doubts


def test_objectives_listed_over_no_actions_are_an_overview(tmp_path: Path) -> None:
    """They are told again where their actions stand, and read there."""
    plan = reading(
        tmp_path,
        "## Introduction\n\nOur priorities:\n\n- Missing children\n- Homes near by\n\n"
        f"## Missing children\n\n{TABLE}| Ring each child | Missing Team | May 2027 |\n",
    )
    assert told(plan) == [(None, "Missing children", None)]


@pytest.mark.parametrize("word", ["Pledge", "Commitment", "Ambition", "Promise"])
def test_a_numbered_heading_over_a_list_of_what_we_will_do(tmp_path: Path, word: str) -> None:
    """The words over the list ("We will") head no objective of their own."""
    plan = reading(
        tmp_path,
        f"## {word} 1. Nobody waits\n\nWhy it matters. Families told us that they wait.\n\n"
        "### We will\n\n"
        "- open on Saturdays (Head of Access, by May 2027)\n"
        "- answer within a day (Duty Lead, by June 2027)\n\n"
        f"## {word} 2. Homes near by\n\n### We will\n\n"
        "- hold an open evening in each town (Fostering Manager, by July 2027)\n",
    )
    assert told(plan) == [
        (f"{word} 1", "Nobody waits", None),
        (f"{word} 2", "Homes near by", None),
    ]
    assert [one.objective for one in plan.actions] == ["objective-1", "objective-1", "objective-2"]


def test_what_answers_a_question_between_heading_and_table_is_no_objective(
    tmp_path: Path,
) -> None:
    """A self-assessment asks under each heading; the heading is what its next steps are for."""
    plan = reading(
        tmp_path,
        "## 4. Missing children\n\n### How well do we know this?\n\n"
        "We sample ten return interviews in each month and speak with the children.\n\n"
        "### What comes next for us?\n\n"
        f"{TABLE}| Ring each child within a day | Missing Team | May 2027 |\n\n"
        "## 5. Homes near by\n\n### How well do we know this?\n\n"
        "We sample ten placements in each month and speak with the carers themselves.\n\n"
        "### What comes next for us?\n\n"
        f"{TABLE}| Hold an open evening in each town | Fostering Manager | May 2027 |\n",
    )
    assert told(plan) == [("4", "Missing children", None), ("5", "Homes near by", None)]
