"""Where a lead's rating and the evidence part, and how the lead is asked about it."""

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.progress.rating.challenge_life import CannotMove, Standing, move, shown_to
from lineofsight.progress.rating.challenges import (
    ActionFacts,
    Identity,
    MeasureFacts,
    challenges,
    to_lapse,
    to_raise,
    to_reopen,
)
from lineofsight.progress.target_steps import Step

GREEN = ActionFacts("action-7", "October 2026", level="GREEN", rating="on track", evidence=1)
WORSENING = MeasureFacts(
    "measure-3", "Visits in time", "worsening", "In October 2026: 61 of 100 (61.0%); it worsened."
)
LEVEL = Step(None, 80, ">=", "80% or more")


def asked(facts):
    return [(str(each.identity), each.sentence) for each in challenges(facts)]


def test_an_action_rated_green_whose_measure_worsens():
    """Also one rated complete; an amber one says so itself."""
    worse = replace(GREEN, measures=(WORSENING,))
    expected = (
        "good_and_worsening/action-7/October 2026",
        "It is rated on track, and Visits in time (in October 2026: 61 of 100 (61.0%); it "
        "worsened).",
    )
    assert asked(worse) == [expected]
    assert [kind for kind, _ in asked(replace(worse, level="FULLY"))] == [expected[0]]
    assert asked(replace(worse, level="AMBER")) == []
    assert asked(replace(GREEN, measures=(replace(WORSENING, state="too_few"),))) == []


def test_an_action_rated_complete_without_evidence():
    """Blue in a scheme of colours, fully achieved in one of achievement."""
    blue = replace(GREEN, level="BLUE", rating="complete", evidence=0)
    assert asked(blue) == [
        (
            "complete_without_evidence/action-7/October 2026",
            "It is rated complete, and there is no evidence that somebody else could look at.",
        )
    ]
    assert asked(replace(blue, evidence=1)) == []
    assert asked(replace(GREEN, evidence=0)) == []


def test_an_action_that_is_overdue_and_green():
    """Its last day has passed and its work is still to be done."""
    late = replace(GREEN, overdue=True, due_on=date(2026, 9, 30))
    assert asked(late) == [
        (
            "overdue_and_green/action-7/October 2026",
            "It is rated on track, was due on 30 September 2026, and its work is not said to be "
            "delivered.",
        )
    ]
    assert asked(replace(late, level="RED")) == []


def test_a_period_in_which_nothing_was_said():
    """Once it has ended; a closed action has no more to say."""
    silent = replace(GREEN, silent_since="September 2026")
    assert asked(silent) == [
        (
            "no_update/action-7/September 2026",
            "Nothing was said of it in September 2026, nor since.",
        )
    ]
    assert asked(replace(silent, delivery="closed")) == []


def test_a_target_that_was_met_before_anything_was_done():
    """Its baseline is the plan's own; one of fewer than 10 cases says nothing."""
    measure = MeasureFacts("measure-3", "Reviews", baseline=85, step=LEVEL)
    easy = replace(GREEN, measures=(measure,))
    assert asked(easy) == [
        (
            "met_at_baseline/measure-3/80% or more",
            "Reviews: the target is 80% or more, and the baseline was 85% already, so that the "
            "target asks for no change.",
        )
    ]
    assert asked(replace(GREEN, measures=(replace(measure, baseline=79.9),))) == []
    assert asked(replace(GREEN, measures=(replace(measure, baseline_cases=9),))) == []


def test_a_date_that_was_moved_twice():
    """A third move is asked about again; an action that is closed is not."""
    moves = (date(2026, 5, 1), date(2026, 9, 1))
    moved = replace(GREEN, moved=moves, due_on=date(2026, 12, 1))
    assert asked(moved) == [
        (
            "date_moved_twice/action-7/2026-09-01",
            "Its date was moved twice, last on 1 September 2026. It is 1 December 2026 now.",
        )
    ]
    assert asked(replace(moved, moved=moves[:1])) == []
    assert asked(replace(moved, delivery="closed")) == []
    thrice = replace(moved, moved=(*moves, date(2026, 10, 1)))
    assert asked(thrice)[0][0] == "date_moved_twice/action-7/2026-10-01"


def test_the_same_facts_raise_the_same_challenge_once():
    """However often they are looked at, and in the next period only once the first is settled."""
    late = replace(GREEN, overdue=True, due_on=date(2026, 9, 30))
    found = challenges(late)
    first = found[0].identity
    assert to_raise(found, [], []) == found
    assert to_raise(found, [first], []) == ()
    later = challenges(replace(late, period="November 2026"))
    assert to_raise(later, [first], [first]) == ()
    assert to_raise(later, [first], []) == later


def test_an_unanswered_challenge_closes_by_itself_when_its_facts_no_longer_hold():
    """In whichever period they still hold, it stays."""
    first = Identity("overdue_and_green", "action-7", "October 2026")
    november = replace(GREEN, period="November 2026")
    late = replace(november, overdue=True, due_on=date(2026, 9, 30))
    assert to_lapse(challenges(late), [first]) == ()
    assert to_lapse(challenges(november), [first]) == (first,)


def test_a_closed_action_whose_measure_slips_is_proposed_for_reopening():
    """It worsens, or it was met at the closing and is not now; what is not known is no slip."""
    closed = replace(GREEN, delivery="closed", measures=(WORSENING,))
    assert to_reopen(closed) == (
        "The action is closed, and what it was to change has slipped: Visits in time (in October "
        "2026: 61 of 100 (61.0%); it worsened)."
    )
    for before, state, slipped in (
        ("met_now", "no_change", True),
        ("reliably_met", "too_slowly", True),
        ("no_change", "no_change", False),
        ("met_now", "no_evidence", False),
        ("met_now", "too_few", False),
    ):
        measure = replace(WORSENING, before=before, state=state)
        assert bool(to_reopen(replace(closed, measures=(measure,)))) is slipped
    assert to_reopen(replace(closed, delivery="embedding")) is None


# Monday 21 December 2026: Christmas, Boxing Day's substitute and weekends are no working days.
RAISED = Standing(date(2026, 12, 21))


def test_the_lead_has_five_working_days():
    """England's: the day it was raised is day 0."""
    assert RAISED.lead_until == date(2026, 12, 30)


def test_the_lead_is_shown_it_first():
    """The programme manager after an answer or after those days; a board only if it is upheld; a
    public paper never."""
    last, after = date(2026, 12, 30), date(2026, 12, 31)
    assert shown_to(RAISED, "lead", last)
    assert not shown_to(RAISED, "manager", last)
    assert shown_to(RAISED, "manager", after)
    answered = move(RAISED, "answer", "lead", date(2026, 12, 22), "The visits were made late.")
    assert shown_to(answered, "manager", date(2026, 12, 22))
    assert not shown_to(answered, "board", after)
    upheld = move(answered, "uphold", "manager", date(2026, 12, 23), "They are late still.")
    assert shown_to(upheld, "board", date(2026, 12, 23))
    assert not shown_to(upheld, "public", after)


def test_an_unanswered_challenge_is_not_decided_in_the_leads_days():
    """And needs a reason afterwards."""
    with pytest.raises(CannotMove, match="until 30 December 2026 to answer"):
        move(RAISED, "uphold", "manager", date(2026, 12, 30), "No answer came.")
    with pytest.raises(CannotMove, match="Say why"):
        move(RAISED, "uphold", "manager", date(2026, 12, 31), " ")
    upheld = move(RAISED, "uphold", "manager", date(2026, 12, 31), "No answer came.")
    assert upheld == Standing(date(2026, 12, 21), "upheld", date(2026, 12, 31))


def test_the_lead_may_dispute_the_data():
    """Then the programme manager decides as over an answer."""
    disputed = move(RAISED, "dispute", "lead", date(2026, 12, 21), "Two visits are missing.")
    assert disputed.state == "disputed"
    withdrawn = move(disputed, "withdraw", "manager", date(2026, 12, 22), "They are.")
    assert withdrawn.state == "withdrawn"


def test_once_answered_a_person_closes_it():
    """By itself it closes only while nobody has said anything of it."""
    day = date(2026, 12, 22)
    assert move(RAISED, "lapse", "nobody", day).state == "lapsed"
    answered = move(RAISED, "answer", "lead", day, "It was moved.")
    with pytest.raises(CannotMove, match="a person has to close it"):
        move(answered, "lapse", "nobody", day)
    assert move(answered, "close", "manager", day, "It is delivered now.").state == "closed"


def test_each_has_their_own_part_in_it():
    """A manager does not answer for a lead, nor a lead decide."""
    day = date(2026, 12, 22)
    with pytest.raises(CannotMove, match="for a lead of the action to say"):
        move(RAISED, "answer", "manager", day, "I know why.")
    answered = move(RAISED, "answer", "lead", day, "I know why.")
    with pytest.raises(CannotMove, match="for the programme manager to decide"):
        move(answered, "accept", "lead", day, "I am right.")
    with pytest.raises(CannotMove, match="no answer to accept"):
        move(RAISED, "accept", "manager", date(2027, 1, 20), "Fine.")
