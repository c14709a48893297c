"""What a measure is to reach: targets in the words of many plans."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.plan.targets import read_target_cell, read_targets

PLAN_DATE = "2026-04"


def told(text: str) -> list[tuple[float | None, str, str, str | None]]:
    """The targets of ``text``: value, unit, comparison, by when."""
    return [(t.value, t.unit, t.comparison, t.by) for t in read_targets(text, PLAN_DATE).targets]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("% of visits on time. Target: 95%", [(95, "%", ">=", None)]),
        ("% of visits on time Target 95% by March 2027", [(95, "%", ">=", "2027-03")]),
        ("% of visits on timeTarget: 95%", [(95, "%", ">=", None)]),
        (
            "% of visits on time Interim target by Oct 2026: 70% Target by Mar 2027: 95%",
            [(70, "%", ">=", "2026-10"), (95, "%", ">=", "2027-03")],
        ),
        (
            "% of visits on time Interim target: 70% by Oct 2026 Target by Mar 2027: 95%",
            [(70, "%", ">=", "2026-10"), (95, "%", ">=", "2027-03")],
        ),
        (
            "% decrease of moves. Target: 5% by Dec, another 5% by March 2027",
            [(5, "%", "decrease_by", "2026-12"), (5, "%", "decrease_by", "2027-03")],
        ),
        (
            "% of audits good. Target: 60% by Jan 2027, 70% by March (Increases of 5% every 2 "
            "months thereafter)",
            [(60, "%", ">=", "2027-01"), (70, "%", ">=", "2027-03"), (5, "%", "increase_by", None)],
        ),
        ("Vacancies to be less than 10%", [(10, "%", "<=", None)]),
        ("Agency staff: no more than 12% by Dec 2026", [(12, "%", "<=", "2026-12")]),
        ("Reduction of agency staff by March 2027 to 5%", [(5, "%", "<=", "2027-03")]),
        ("Reduce caseloads by 10%", [(10, "%", "decrease_by", None)]),
        ("At least 90% of staff are trained", [(90, "%", ">=", None)]),
        ("90% or more of reviews held", [(90, "%", ">=", None)]),
        ("Average caseload reduces to 16", [(16, "count", "<=", None)]),
        ("Children with more than 3 social workers", []),
        ("Return interviews within 72 hrs", [(72, "hours", "<=", None)]),
        ("Actions done in a maximum of 20 working days", [(20, "days", "<=", None)]),
        ("% of plans lasting longer than 18 months. Target: 10%", [(10, "%", "<=", None)]),
        ("% of workers with caseloads of 18 or less. Target: 85%", [(85, "%", ">=", None)]),
        (
            "% of contacts left there. Target: 45% by Sept 2026, 35% by Mar 2027",
            [(45, "%", "<=", "2026-09"), (35, "%", "<=", "2027-03")],
        ),
        ("Visits within 10 working days: 95%", [(95, "%", ">=", None)]),
        ("Agency staff fall from 32% to 20% by Mar 2027", [(20, "%", "<=", "2027-03")]),
        ("Life stories. Target: begun within 6 months", [(None, "text", "=", None)]),
        ("Audit of plans. Target: TBC", [(None, "text", "=", None)]),
        ("Reduction in complaints", [(None, "text", "trend", None)]),
        ("Feedback from children", []),
        ("% of placement moves", []),
        ("% of visits in the first 7 days", []),
    ],
)
def test_a_target_is_read_as_a_person_reads_it(
    text: str, targets: list[tuple[float | None, str, str, str | None]]
) -> None:
    """Value, unit, which way, and by when; a standard in the measure's words is no target."""
    assert told(text) == targets


def test_a_fall_between_two_figures_has_a_baseline() -> None:
    """ "51% to 30%" starts at 51; the later step of the same measure shares its start."""
    first, last = read_targets(
        "Fewer repeat contacts Interim target: 51% to 30 % by Dec 2026 Target by Mar 2027: 20%"
    ).targets
    assert (first.baseline, first.value, first.comparison, first.interim) == (51, 30, "<=", True)
    assert (last.baseline, last.value, last.comparison, last.interim) == (51, 20, "<=", False)


@pytest.mark.parametrize(
    "text",
    [
        "Visits in time (baseline 71%). Target: 90%",
        "Visits in time. Target: 90% (currently 71%)",
        "90% of visits in time (currently at 71%)",
    ],
)
def test_what_the_words_call_a_baseline_is_no_target(text: str) -> None:
    """It is where the target starts from."""
    (target,) = read_targets(text).targets
    assert (target.value, target.baseline) == (90, 71)


def test_words_beside_a_figure_are_kept() -> None:
    """ "Another 5%" adds to the step before; "every 2 months" repeats; TBC waits for a decision."""
    _, another = read_targets("% decrease Target: 5% by Dec, another 5% by March").targets
    assert another.additional
    (repeating,) = read_targets("Good audits. Target: increases of 5% every 2 months").targets
    assert (repeating.comparison, repeating.every) == ("increase_by", "P2M")
    (waiting,) = read_targets("Life-story work. Target: to be set once a baseline is known").targets
    assert waiting.tba


def test_a_labelled_target_is_taken_out_of_the_measure_s_words() -> None:
    """What is measured and what is to be reached stand apart."""
    reading = read_targets("% of children seen alone. Target: 70%")
    assert reading.text == "% of children seen alone."
    assert reading.targets[0].text == "Target: 70%"


def test_a_column_of_targets_is_read_for_the_measure_beside_it() -> None:
    """In a table of measures the figure has no label, and the measure says which way is better."""
    (target,) = read_target_cell("20%", "Repeat plans", PLAN_DATE)
    assert (target.value, target.comparison) == (20, "<=")
    (target,) = read_target_cell("90% (Mar 27)", "Visits in time", PLAN_DATE)
    assert (target.value, target.comparison, target.by) == (90, ">=", "2027-03")


WORDS = (
    "Target: Interim target 95% 5 % 51% to 30% by Dec 2026 March another less than no "
    "more 72 hrs 20 working days TBC every 2 months of ( ) , . 1,000 0.5 Reduction in "
    "£5m KPI ½ ４% "
)
PIECES = st.sampled_from(WORDS.split())


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join)))
def test_no_figure_is_made_up(text: str) -> None:
    """Whatever a cell says, reading ends, and every value and baseline is printed in the text."""
    printed = {
        float(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    } | {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}
    for target in read_targets(text, PLAN_DATE).targets:
        for value in (target.value, target.baseline):
            assert value is None or value in printed


def test_a_baseline_belongs_to_its_own_clause() -> None:
    """What stands before it, or after a semicolon, starts from nowhere that is told."""
    text = "Plans in place at 95%; leavers in work from 48% to 55%; visits at 90%"
    targets = read_targets(text).targets
    assert [(each.value, each.baseline) for each in targets] == [(95, None), (55, 48), (90, None)]
