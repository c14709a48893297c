"""How actions are read that stand in lists and labelled lines, not in rows of a table."""

from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan

TITLE = "# Marlby Council Children's Improvement Plan - June 2026\n\n"


def reading(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "plan.txt"
    path.write_text(TITLE + text, encoding="utf-8")
    return read_plan(read_document(path))


def told(plan: Plan) -> list[tuple[str | None, str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.ref, one.text, one.due.dates, one.leads) for one in plan.actions]


def test_bullets_with_lead_and_date_in_brackets(tmp_path: Path) -> None:
    """In round or square brackets, in either order, wrapped or not; headings are objectives."""
    plan = reading(
        tmp_path,
        "## Priority 1: The front door\n\n"
        "- Open a team (Head of Access, March 2027)\n"
        "- Train the team in the new threshold document\n"
        "  and test what was learned (Workforce Lead, Q3 2026/27)\n"
        "- Meet schools each term. Lead: Jo Vale. By: May 2027\n"
        "* Write a guide [Dec 2026, AB]\n\n"
        "## Priority 2: Better plans\n\n"
        "• Review all plans (Audit Lead / Head of Service; by end of July 2026)\n"
        "• Share what was found - Lead: Audit Lead - Deadline: Sept 2026\n",
    )
    assert told(plan) == [
        (None, "Open a team", ("2027-03",), ("Head of Access",)),
        (
            None,
            "Train the team in the new threshold document and test what was learned",
            ("RANGE:2026-10/2026-12",),
            ("Workforce Lead",),
        ),
        (None, "Meet schools each term.", ("2027-05",), ("Jo Vale",)),
        (None, "Write a guide", ("2026-12",), ("AB",)),
        (None, "Review all plans", ("2026-07",), ("Audit Lead", "Head of Service")),
        (None, "Share what was found", ("2026-09",), ("Audit Lead",)),
    ]
    homes = {objective.id: objective.text for objective in plan.objectives}
    assert [homes[action.objective or ""] for action in plan.actions] == [
        *["The front door"] * 4,
        *["Better plans"] * 2,
    ]


def test_bullets_that_name_nobody_are_no_actions(tmp_path: Path) -> None:
    """Values are lists too."""
    plan = reading(tmp_path, "## Our values\n\n- Be kind (always)\n- Be bold\n- Listen (to all)\n")
    assert not plan.actions


@pytest.mark.parametrize(
    ("between", "apart"),
    [(": ", "\n"), (" | ", "\n"), (" | ", ""), ("\t", "\n"), ("\t", ""), (" - ", "\n")],
)
def test_labelled_lines_for_each_action(tmp_path: Path, between: str, apart: str) -> None:
    """With a colon, a mark or a tab between, with or without an empty line between actions."""
    actions = [
        ("Open a team", "Head of Access", "March 2027", "On track"),
        ("Train the team", "Workforce Lead", "Ongoing", "Delayed"),
    ]
    names = ("Action", "Owner", "Deadline", "Status")
    text = "## Priority 1: The front door\n\n" + "".join(
        "".join(f"{name}{between}{cell}\n" for name, cell in zip(names, cells, strict=True)) + apart
        for cells in actions
    )
    plan = reading(tmp_path, text)
    assert told(plan) == [
        (None, "Open a team", ("2027-03",), ("Head of Access",)),
        (None, "Train the team", ("ONGOING",), ("Workforce Lead",)),
    ]
    assert [action.rating.text for action in plan.actions] == ["On track", "Delayed"]
    assert [objective.text for objective in plan.objectives] == ["The front door"]


def test_what_stands_over_several_labelled_actions(tmp_path: Path) -> None:
    """A recommendation named once holds the actions below it; "Action 1.1" numbers its own."""
    plan = reading(
        tmp_path,
        "| Recommendation 1 | The board should see the data |\n"
        "| Lead agency | Council |\n"
        "| Action 1.1 | Write a guide |\n| Owner | Head of Service |\n| Deadline | March 2027 |\n"
        "| Action 1.2 | Show it each term |\n| Owner | Board Chair |\n| Deadline | April 2027 |\n"
        "| Recommendation 2 | The board should listen |\n"
        "| Lead agency | Health |\n"
        "| Action 2.1 | Ask children |\n| Owner | Board Chair |\n| Deadline | May 2027 |\n",
    )
    assert told(plan) == [
        ("1.1", "Write a guide", ("2027-03",), ("Head of Service",)),
        ("1.2", "Show it each term", ("2027-04",), ("Board Chair",)),
        ("2.1", "Ask children", ("2027-05",), ("Board Chair",)),
    ]
    assert [(one.ref, one.text) for one in plan.objectives] == [
        ("Recommendation 1", "The board should see the data"),
        ("Recommendation 2", "The board should listen"),
    ]


def test_numbered_actions_that_wrap(tmp_path: Path) -> None:
    """Over lines, before labels that stand behind them, below them or in brackets."""
    plan = reading(
        tmp_path,
        "Priority 1: The front door\n\n"
        "1.1 Open a team that takes every contact on the day\nthat it comes\n"
        "Lead: Head of Access\nTimescale: March 2027\n\n"
        "1.2 Train the team. Lead: Workforce Lead. By: May 2027\n\n"
        "1.3 Meet schools and health in\neach term. Lead: Jo Vale; Timescale: Sept 2026\n\n"
        "Priority 2: Better plans\n\n"
        "2.1 Review all plans and close those\nthat can be. (Lead: Audit Lead; Timescale: Dec\n"
        "2026)\n",
    )
    assert told(plan) == [
        (
            "1.1",
            "Open a team that takes every contact on the day that it comes",
            ("2027-03",),
            ("Head of Access",),
        ),
        ("1.2", "Train the team.", ("2027-05",), ("Workforce Lead",)),
        ("1.3", "Meet schools and health in each term.", ("2026-09",), ("Jo Vale",)),
        (
            "2.1",
            "Review all plans and close those that can be.",
            ("2026-12",),
            ("Audit Lead",),
        ),
    ]
    assert [objective.text for objective in plan.objectives] == ["The front door", "Better plans"]
