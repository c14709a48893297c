"""Dates and leads that stand beside several actions."""

import pytest

from lineofsight.documents import Place
from lineofsight.plan.drafts import ActionDraft, Entry
from lineofsight.plan.pairing import pair


def paired(*rows: tuple[str, str, str]) -> list[ActionDraft]:
    """The actions of rows told as: refs that begin, due cell, lead cell."""
    actions: list[ActionDraft] = []
    entries = []
    for refs, due, lead in rows:
        starts = [ActionDraft(ref, None, Place(), [ref]) for ref in refs.split()]
        actions += starts
        entries.append(Entry(Place(), starts, due, lead))
    pair(entries, "2026-04")
    return actions


def test_a_date_spread_over_rows_joins_them() -> None:
    actions = paired(
        ("1", "Aug 2026 Sept", "All"),
        ("2 3", "2026", "JLS"),
        ("4", "2027 Sept 2026", "PSW"),
    )
    assert [action.due.dates for action in actions] == [
        ("2026-08",),
        ("2026-09",),
        (),
        ("2026-09",),
    ]
    assert [action.leads for action in actions] == [("All",), (), (), ("PSW",)]
    assert "Only a year" in actions[2].doubts[0].message


def test_several_dates_without_words_beside_one_action_are_a_doubt() -> None:
    (action,) = paired(("1", "May 2026 June 2026", "PSW"))
    assert action.due.dates == ()
    assert action.due.text == "May 2026 June 2026"
    assert action.doubts


@pytest.mark.parametrize("due", ["Draft May 2026 Final June 2026", "May 2026 / June 2026"])
def test_several_dates_that_words_or_marks_part_are_kept(due: str) -> None:
    (action,) = paired(("1", due, "PSW"))
    assert action.due.dates == ("2026-05", "2026-06")
    assert not action.doubts


def test_a_date_and_a_lead_in_one_cell_are_told_apart() -> None:
    (action,) = paired(("1", "", ""), ("", "Mar Head of QA", ""))
    assert action.due.dates == ("2027-03",)
    assert action.leads == ("Head of QA",)
    assert "No year" in action.doubts[0].message


def test_a_lead_that_breaks_off_takes_the_first_of_the_next_cell() -> None:
    one, two = paired(("1", "May 2026", "Training and"), ("", "", "Skills/"),
                      ("2", "June 2026", "Head of QA Head of QA"))  # fmt: skip
    assert one.leads == ("Training and Skills", "Head of QA")
    assert two.leads == ("Head of QA",)


def test_leads_beside_more_actions_than_leads_are_a_doubt() -> None:
    one, two = paired(("1 2", "May 2026 June 2026", "Ann Hall"))
    assert one.due.dates == ("2026-05",)
    assert one.leads == two.leads == ()
    assert "say who leads which" in two.doubts[0].message
