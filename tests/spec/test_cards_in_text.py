"""Actions of a text whose lines each hold the name of a cell and what it holds."""

from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan


@pytest.mark.parametrize("parted", [" | ", "\t"], ids=["bars", "tabs"])
@pytest.mark.parametrize("refs", ["1a 1b 2a", "1.1 1.2 2.1", "1 2 3"])
def test_several_numbered_actions_below_one_title(tmp_path: Path, parted: str, refs: str) -> None:
    """Each has its own lead and time; who answers for the title leads none of them."""
    first, second, third = refs.split()
    lines = [
        ("Area 1", "Nobody waits"),
        ("Accountable director", "Jo Penhale"),
        (f"Task {first}", "Open on Saturdays"),
        ("Led by", "Head of Access"),
        ("Due", "May 2027"),
        (f"Task {second}", "Answer within a day"),
        ("Led by", "Duty Lead"),
        ("Due", "June 2027"),
        (),
        ("Area 2", "Homes near by"),
        ("Accountable director", "Sam Okoro"),
        (f"Task {third}", "Hold an open evening"),
        ("Led by", "Fostering Manager"),
        ("Due", "TBC"),
    ]
    path = tmp_path / "plan.txt"
    told = "\n".join(parted.join(line) for line in lines)
    path.write_text(f"Marlby Improvement Plan\nJune 2026\n\n{told}\n", encoding="utf-8")
    plan = read_plan(read_document(path))
    of = {one.id: one.text for one in plan.objectives}
    assert [(one.ref, one.text, one.leads, of[one.objective or ""]) for one in plan.actions] == [
        (first, "Open on Saturdays", ("Head of Access",), "Nobody waits"),
        (second, "Answer within a day", ("Duty Lead",), "Nobody waits"),
        (third, "Hold an open evening", ("Fostering Manager",), "Homes near by"),
    ]
    assert [(one.ref, one.lead) for one in plan.themes] == [
        ("Area 1", "Jo Penhale"),
        ("Area 2", "Sam Okoro"),
    ]


def test_two_leads_of_each_action_where_one_stands_before_it(tmp_path: Path) -> None:
    """The name that comes again with each action begins it."""
    lines = ["Area 1 | Nobody waits"]
    for task, sponsor, lead in (
        ("Open on Saturdays", "Jo Penhale", "Ada Roy"),
        ("Answer within a day", "Sam Okoro", "Ben Ho"),
    ):
        lines += [f"Sponsor | {sponsor}", f"Action | {task}", f"Led by | {lead}", "Due | May 2027"]
    path = tmp_path / "plan.txt"
    text = "\n".join(lines)
    path.write_text(f"Marlby Improvement Plan\nJune 2026\n\n{text}\n", encoding="utf-8")
    plan = read_plan(read_document(path))
    assert [(one.text, one.leads[-1]) for one in plan.actions] == [
        ("Open on Saturdays", "Ada Roy"),
        ("Answer within a day", "Ben Ho"),
    ]
    assert all("Sam Okoro" not in one.leads for one in plan.actions[:1])
