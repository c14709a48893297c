"""Published plans reviewed, held against what a careful reader of them noted.

The plans stay outside the repository, in the folder that ``LINEOFSIGHT_SHARED`` names; without it
these tests are skipped.
"""

import csv
import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan
from lineofsight.plan.review import Coverage, Gap, InspectionFinding, read_findings, review_plan

CHECKOUT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared"))

pytestmark = pytest.mark.skipif(
    not (SHARED / "plans" / "score_plan.py").is_file(),
    reason=f"no published plans in {SHARED}: set LINEOFSIGHT_SHARED to their folder",
)


@cache
def plan(name: str) -> Plan:
    return read_plan(read_document(SHARED / "plans" / f"{name}.txt"))


def gaps(name: str, kind: str) -> list[Gap]:
    return [gap for gap in review_plan(plan(name)).gaps if gap.kind == kind]


def test_the_review_of_one_plan_tells_its_impossible_and_its_early_dates() -> None:
    """One day that no calendar has; the rows dated before the plan, and none that was done."""
    (impossible,) = gaps("walsall-2012", "impossible_date")
    assert (impossible.ref, "31 June 2013" in impossible.message) == ("3.5", True)
    early = gaps("walsall-2012", "date_before_plan")
    assert " ".join(gap.message for gap in early).count("28 Feb 2012") == 2


def test_the_review_of_one_plan_tells_rows_torn_merged_and_read_twice() -> None:
    """A number that is lost, a row read into the next, a second reading left out."""
    doubts = [told.doubt for told in review_plan(plan("walsall-2012")).doubts]
    assert {"ghost", "torn", "merged"} <= {doubt.kind for doubt in doubts}
    merged = " ".join(doubt.message for doubt in doubts if doubt.kind == "merged")
    assert "the number 3.23 is missing" in merged
    skipped = " ".join(gap.message for gap in gaps("walsall-2012", "skipped_number"))
    assert "3.13" in skipped or "3.13" in {action.ref for action in plan("walsall-2012").actions}


def test_the_review_of_one_plan_adds_up_its_rating_summary() -> None:
    """58 printed, against the rows, with those that have none."""
    (summary,) = gaps("walsall-2012", "rating_summary")
    assert "58 ratings (1 blue + 29 green + 10 amber + 4 red + 14 grey)" in summary.message
    assert gaps("walsall-2012", "rating_percentages") == []
    assert gaps("walsall-2012", "no_lead")


def test_the_review_of_another_tells_its_early_date_its_ambiguous_target_and_its_pairings() -> None:
    """January of the inspection's own year; a quarter that may be a fall or a level."""
    early = {gap.ref: gap.severity for gap in gaps("west-sussex-2019", "date_before_plan")}
    assert early["2.1.2"] == "high"
    ambiguous = {gap.ref: gap.severity for gap in gaps("west-sussex-2019", "ambiguous_target")}
    assert ambiguous["3"] == "high"
    without = {gap.ref for gap in gaps("west-sussex-2019", "no_target")}
    assert {"9", "13", "30", "44", "50"} <= without
    doubts = review_plan(plan("west-sussex-2019")).doubts
    unsure = {told.ref for told in doubts if told.doubt.kind == "pairing"}
    assert {"3.1", "3.2", "3.3", "3.4", "3.5", "8.1", "9.3.1"} <= unsure
    undated = {gap.ref for gap in gaps("west-sussex-2019", "no_date")}
    assert not undated & {"3.1", "8.1", "9.3.1"}


def twelve_findings(folder: Path) -> tuple[InspectionFinding, ...]:
    """The list in the covering report, cut out as somebody would who has only the report."""
    lines = (SHARED / "plans" / "west-sussex-2019.txt").read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if re.match(r"- 1\. ", line))
    end = next(n for n, line in enumerate(lines) if re.match(r"- 12\. ", line))
    path = folder / "findings.txt"
    path.write_text("\n".join(lines[start : end + 1]), encoding="utf-8")
    return read_findings(read_document(path))


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[InspectionFinding, ...]:
    return twelve_findings(tmp_path_factory.mktemp("report"))


def heads(held: Plan, coverage: Coverage) -> set[str]:
    """The areas of the actions named, by their first numbers; 12's last rows have none."""
    refs = {action.id: action.ref or "12" for action in held.actions}
    return {refs[action].split(".")[0] for action in coverage.actions}


def test_each_of_twelve_findings_is_answered_by_the_actions_of_its_area(
    findings: tuple[InspectionFinding, ...],
) -> None:
    """The plan repeats them as its areas, so what answers each is known without reading words."""
    held = plan("west-sussex-2019")
    coverage = review_plan(held, findings).coverage
    assert [each.state for each in coverage] == ["answered"] * 12
    assert [each.finding.ref for each in coverage if each.finding.ref in heads(held, each)] == [
        str(n) for n in range(1, 13)
    ]
    named = sum(len(each.actions) for each in coverage)
    elsewhere = sum(
        (refs.get(action) or "12").split(".")[0] != each.finding.ref
        for refs in [{action.id: action.ref for action in held.actions}]
        for each in coverage
        for action in each.actions
    )
    assert elsewhere <= named * 0.1


def test_a_finding_whose_area_is_taken_out_is_no_longer_answered(
    findings: tuple[InspectionFinding, ...],
) -> None:
    """Twelve times, the plan without the area: never answered, most often nothing is found."""
    held = plan("west-sussex-2019")
    states = []
    for at, finding in enumerate(findings):
        gone = {o.id for o in held.objectives if o.ref == finding.ref}
        gone |= {o.id for o in held.objectives if o.parent in gone}
        rest = replace(
            held,
            objectives=tuple(o for o in held.objectives if o.id not in gone),
            actions=tuple(a for a in held.actions if a.objective not in gone),
        )
        states.append(review_plan(rest, findings).coverage[at].state)
    assert "answered" not in states
    assert states.count("unanswered") >= 7
    assert states.count("partly") <= 3


def test_findings_on_what_a_plan_never_mentions_have_no_answer() -> None:
    """Of inspections elsewhere: those on a subject that no action and no objective names."""
    held = plan("west-sussex-2019")
    said = " ".join(each.text.lower() for each in (*held.actions, *held.objectives))
    subjects = [
        word for word in ("disab", "domestic", "elective", "unregistered") if word not in said
    ]
    assert len(subjects) >= 3
    with (SHARED / "domain" / "ilacs_improvement_items.csv").open(encoding="utf-8") as file:
        items = [row["item"] for row in csv.DictReader(file)]
    elsewhere = [item for item in items if any(word in item.lower() for word in subjects)]
    states = [review_plan(held, [InspectionFinding(item)]).coverage[0].state for item in elsewhere]
    assert len(states) >= 30
    assert states.count("answered") <= len(states) * 0.1
