"""What a review says of an improvement plan: doubts, gaps, and the findings it answers."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from lineofsight.cli import run
from lineofsight.plan.model import (
    Doubt,
)
from lineofsight.plan.review import (
    InspectionFinding,
    review_as_json,
    review_plan,
)
from tests.support.reviewed import (
    EXAMPLES,
    HERE,
    action,
    only,
    plan,
)


def test_a_plan_that_lacks_nothing_has_no_gap() -> None:
    """Every rule is silent where what it looks for is there."""
    assert review_plan(plan(), as_at=date(2026, 4, 30)).gaps == ()


def test_a_gap_says_what_is_wrong_where_it_is_and_what_to_do() -> None:
    """It names the thing by its printed number, keeps its id and place, and asks for one step."""
    gap = only(plan(action("1.1", leads=())), "no_lead")
    assert gap.message == "Action 1.1 has no lead: name one person who answers for it."
    assert (gap.severity, gap.place, gap.ref, gap.item) == ("high", HERE, "1.1", "action-1.1")


def test_a_thing_without_a_number_is_told_by_its_first_words_and_its_id() -> None:
    """So that it can be found all the same."""
    gap = only(plan(action(None, leads=())), "no_lead")
    assert gap.message.startswith("Action “Visit every child each week.” has no lead")
    assert gap.ref == "action-x"


def test_the_worst_gaps_come_first() -> None:
    """High before medium before low."""
    held = plan(action("1.1", "Train staff.", leads=()), action("1.4", leads=("A", "B")))
    assert [gap.severity for gap in review_plan(held).gaps] == ["high", "medium", "low"]


def test_the_json_has_the_keys_that_others_rely_on() -> None:
    """Doubts, gaps and coverage, each with its place or its actions."""
    held = plan(
        action("1.1", "Visit disabled children.", leads=()), doubts=(Doubt("t", "m", HERE),)
    )
    findings = [InspectionFinding("Visits to disabled children.", "1")]
    told = json.loads(json.dumps(review_as_json(review_plan(held, findings))))
    assert {"doubts", "gaps", "coverage"} <= set(told)
    assert {"kind", "message", "place"} <= set(told["doubts"][0])
    assert {"kind", "severity", "message", "place", "ref"} <= set(told["gaps"][0])
    assert told["gaps"][0]["place"]["row"] == 3
    assert told["coverage"][0]["finding"] == "Visits to disabled children."
    assert told["coverage"][0]["actions"] == ["action-1.1"]
    assert told["coverage"][0]["state"] == "answered"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> object:
    def ran(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["lineofsight", "plan", "review", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "160")
        code = 0
        try:
            run()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        told = capfd.readouterr()
        return code, told.out, told.err

    return ran


PLAN, FINDINGS = (EXAMPLES / f"fernshire-{name}.txt" for name in ("improvement-plan", "findings"))


def test_the_command_counts_first_and_shows_the_worst_first(command) -> None:
    """Counts, then the findings nobody answers, then gaps to be settled first."""
    code, out, err = command(PLAN, "--findings", FINDINGS, "--as-at", "2026-07-31")
    assert (code, err) == (0, "")
    assert "10 findings: 5 answered, 2 partly, 1 unsure, 2 unanswered." in out
    order = ["gaps:", "No action answers it", "Answered in part", "Overdue (9)", "To be tidied"]
    assert sorted(order, key=out.index) == order


def test_the_command_gives_the_review_as_one_json_document(command) -> None:
    """And nothing else on standard output; with --strict what is open gives exit 1."""
    code, out, _ = command(PLAN, "--findings", FINDINGS, "--json")
    told = json.loads(out)
    assert code == 0
    assert [each["state"] for each in told["coverage"]].count("unanswered") == 2
    assert "overdue" not in {gap["kind"] for gap in told["gaps"]}
    assert command(PLAN, "--json", "--strict")[0] == 1


def test_the_day_of_the_inspection_is_given_or_read_from_the_findings_or_the_plan(command) -> None:
    """In this order; the plan's own words are the last resort."""
    for words, last in (
        ((PLAN,), "2025-11-30"),
        ((PLAN, "--findings", FINDINGS), "2025-11-21"),
        ((PLAN, "--findings", FINDINGS, "--inspected", "2026-05-06"), "2026-05-06"),
    ):
        _, out, _ = command(*words, "--json")
        assert json.loads(out)["inspection"]["last"] == last
    early = [gap["ref"] for gap in json.loads(out)["gaps"] if "before_inspection" in gap["kind"]]
    assert early == [None]


@pytest.mark.parametrize(
    "words",
    [
        (PLAN, "--findings", "nowhere.txt"),
        (PLAN, "--as-at", "soon"),
        (PLAN, "--inspected", "May"),
        ("nowhere.txt",),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(command, words: tuple[str, ...]) -> None:
    """Exit 2, on standard error, with nothing on standard output."""
    code, out, err = command(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
