"""Which findings a plan answers, by which actions, and why that is said."""

from dataclasses import replace

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.review import (
    InspectionFinding,
    read_findings,
    review_plan,
)
from tests.support.reviewed import (
    EXAMPLES,
    action,
    plan,
)


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_the_examples_findings_are_answered_as_its_writers_meant(kind: str) -> None:
    """Two have no action; two name something more than any action does; one wants a reader."""
    held = read_plan(read_document(EXAMPLES / f"fernshire-improvement-plan.{kind}"))
    findings = read_findings(read_document(EXAMPLES / f"fernshire-findings.{kind}"))
    coverage = review_plan(held, findings).coverage
    refs = {each.id: each.ref for each in held.actions}
    answers = {
        each.finding.ref: (each.state, {refs[action] for action in each.actions})
        for each in coverage
    }
    assert [each.finding.ref for each in coverage] == [str(n) for n in range(1, 11)]
    for ref, some in (("1", {"1.2", "1.4"}), ("2", {"1.1"}), ("4", {"3.3", "3.4"})):
        assert answers[ref][0] == "answered"
        assert some <= answers[ref][1]
    for ref, some in (("5", {"3.6"}), ("6", {"4.1", "4.2"})):
        assert answers[ref][0] == "answered"
        assert some <= answers[ref][1]
    assert answers["3"][0] == "unsure"
    assert answers["7"] == ("unanswered", set())
    assert answers["8"] == ("unanswered", set())
    assert answers["9"][0] == answers["10"][0] == "partly"
    whys = {each.finding.ref: each.why for each in coverage}
    assert "disabled" in whys["8"]
    assert "not of complaints" in whys["10"]


def test_an_objectives_words_count_for_its_actions() -> None:
    """A plan that repeats a finding as an objective answers it by what stands under it."""
    finding = InspectionFinding("The timeliness of life-story work for adopted children.")
    held = plan(
        action("1.1", "Train twelve workers in life-story books."),
        action("2.1", "Buy laptops.", objective="objective-2"),
        objectives=("Life-story work for adopted children is timely.", "Tools that work."),
    )
    (one,) = review_plan(held, [finding]).coverage
    assert (one.state, one.actions) == ("answered", ("action-1.1",))


def test_an_objective_that_repeats_a_finding_without_an_action_does_not_answer_it() -> None:
    """Saying it again is not doing something about it."""
    finding = InspectionFinding("Life-story work for adopted children.")
    held = plan(objectives=("Children are seen.", "Life-story work for adopted children."))
    (one,) = review_plan(held, [finding]).coverage
    assert one.state == "unanswered"
    assert one.why == "Objective 2 says it too, and has no action."


def test_words_that_meet_from_all_over_a_plan_are_an_answer_in_part() -> None:
    """Two actions under one objective may answer a finding together; strangers may not."""
    finding = InspectionFinding("Dental checks and passports.")
    actions = [action("1.1", "Book dental checks."), action("1.2", "Order passports.")]
    (one,) = review_plan(plan(*actions), [finding]).coverage
    assert (one.state, one.actions) == ("answered", ("action-1.1", "action-1.2"))
    strangers = [replace(each, objective=None) for each in actions]
    (one,) = review_plan(plan(*strangers), [finding]).coverage
    assert (one.state, one.actions) == ("partly", ("action-1.1", "action-1.2"))


def test_actions_that_share_no_word_with_the_finding_are_left_to_a_reader() -> None:
    """They stand under an objective that repeats it, and nothing shows that they answer it."""
    finding = InspectionFinding("Life-story work for adopted children.")
    held = plan(
        action("1.1", "Buy twelve laptops."), objectives=("Life-story work, adopted children.",)
    )
    (one,) = review_plan(held, [finding]).coverage
    assert (one.state, one.actions) == ("unsure", ("action-1.1",))
