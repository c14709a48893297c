"""How a review is shown in a terminal: the same thing said once, with everything it is said of."""

from dataclasses import replace

import pytest

from lineofsight.cli.plan_review import show_review
from lineofsight.plan.inspections import Inspection
from lineofsight.plan.model import Doubt, Place, Plan
from lineofsight.plan.review import InspectionFinding, review_plan
from tests.support.reviewed import action, due, measure, plan


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def lines(held: Plan, width: int = 80, **more: object) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(width))
        show_review(held, review_plan(held, **more))
        return [line.rstrip() for line in capsys.readouterr().out.split("\n")]

    return lines


def many(count: int, **more: object) -> Plan:
    return plan(
        *(
            action(f"1.{n}", f"Visit the children of team {n}.", id=f"a{n}", **more)
            for n in range(1, count + 1)
        )
    )


def at(line: int) -> Place:
    return Place(line=line)


def test_the_same_gap_of_many_actions_is_one_line_with_their_numbers(shown) -> None:
    """What to do stands once, over the numbers and the places."""
    lines = shown(many(3, leads=(), place=at(12)))
    start = lines.index("No lead (3): name one person who answers for it.")
    assert lines[start + 1].split() == ["actions", "1.1,", "1.2,", "1.3", "line", "12"]


def test_gaps_that_differ_in_a_word_are_told_one_by_one(shown) -> None:
    """Those with the same date together."""
    dates = ("31 June 2026", "31 June 2026", "30 Feb 2026")
    held = plan(
        *(
            action(f"1.{n}", f"Visit team {n}.", due=due("2026-09", text=text))
            for n, text in enumerate(dates, 1)
        )
    )
    told = " ".join(" ".join(shown(held, 120)).split())
    assert "Impossible date (3): give the day that is meant." in told
    assert "Actions 1.1, 1.2: each has a date that does not exist (31 June 2026)" in told
    assert "Action 1.3 has a date that does not exist (30 Feb 2026)" in told


def test_of_many_things_without_a_number_the_first_are_quoted(shown) -> None:
    """A hundred first words help nobody: their number and place do."""
    held = plan(*(measure(f"Plan {n} in place", id=f"m{n}", ref=None) for n in range(1, 21)))
    told = " ".join(" ".join(shown(held, 200)).split())
    assert (
        "20 measures without a number, such as “Plan 1 in place”, “Plan 2 in place”, "
        "“Plan 3 in place”"
    ) in told
    assert "Plan 4" not in told


def test_one_doubt_of_several_actions_is_told_once_and_what_may_hide_a_row_first(shown) -> None:
    """Each with its place."""
    pairing = Doubt("pairing", "The leads (IM) stand beside 2 actions: say who leads which.", at(7))
    merged = Doubt("merged", "Two rows were read as one: check the lead.", at(9))
    actions = (
        action("1.1", doubts=(pairing,)),
        action("1.2", "Train staff.", id="a2", doubts=(pairing,)),
        action("1.3", "Audit cases.", id="a3", doubts=(merged,)),
    )
    lines = shown(plan(*actions), 120)
    told = [line.split() for line in lines if "  line " in line]
    assert told[0][:2] == ["Action", "1.3:"]
    assert told[1][:3] == ["Actions", "1.1,", "1.2:"]
    assert told[1][-2:] == ["line", "7"]


@pytest.mark.parametrize("width", [80, 120])
def test_nothing_is_wider_than_the_terminal_and_a_long_plan_stays_short(shown, width: int) -> None:
    """Sixty actions that lack everything are told on a screen or two."""
    held = replace(many(60, leads=(), due=due(), place=at(40)), measures=())
    lines = shown(held, width)
    assert max(map(len, lines)) <= width
    assert len(lines) < 40


def test_the_inspection_is_named_and_what_cannot_wait_comes_first(shown) -> None:
    """Among findings in one state, priority actions stand before the others."""
    findings = [
        InspectionFinding("Help for unicorns.", "1", kind="improvement"),
        InspectionFinding("Help for dragons.", "2", kind="priority_action"),
    ]
    lines = shown(plan(), findings=findings, inspection=Inspection(printed="May 2026"))
    assert lines[1] == "Inspection: May 2026."
    told = [line for line in lines if "Help for" in line]
    assert "Priority: 2. Help for" in told[0]
