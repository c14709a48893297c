"""The life of a challenge: who may do what with it and when, and who is shown it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from lineofsight.errors import UnusableInput
from lineofsight.progress.wording import day
from lineofsight.tables.working_days import working_days_after

ChallengeState = Literal[
    "raised", "answered", "disputed", "accepted", "withdrawn", "upheld", "closed", "lapsed"
]
Move = Literal["answer", "dispute", "accept", "withdraw", "uphold", "close", "lapse"]
Who = Literal["lead", "manager", "nobody"]
Reader = Literal["lead", "manager", "board", "public"]

DAYS_FOR_THE_LEAD = 5
"""Working days in which the lead alone sees a challenge: a week to look at it and answer."""

STATES: dict[ChallengeState, str] = {
    "raised": "Waits for the lead",
    "answered": "Answered by the lead",
    "disputed": "Data disputed by the lead",
    "accepted": "Answer accepted",
    "withdrawn": "Withdrawn",
    "upheld": "Upheld",
    "closed": "Closed",
    "lapsed": "Closed by itself",
}
UNANSWERED: frozenset[ChallengeState] = frozenset({"raised"})
# Here nobody has said anything, lead or manager.
NEVER_SAID: frozenset[ChallengeState] = frozenset({"raised", "lapsed"})
OPEN: frozenset[ChallengeState] = frozenset({"raised", "answered", "disputed", "upheld"})


class CannotMove(UnusableInput):
    """What was wanted does not fit the challenge as it stands; says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One move: from which states, to which, who makes it, and the words it is told by.

    ``own_time`` are the states from which it has to wait until the lead's days are over.
    """

    begins: frozenset[ChallengeState]
    ends: ChallengeState
    by: Who
    means: str
    own_time: frozenset[ChallengeState] = field(default_factory=frozenset)
    says_why: bool = True


_SAID: frozenset[ChallengeState] = frozenset({"answered", "disputed"})

MOVES: Mapping[Move, Rule] = {
    "answer": Rule(UNANSWERED, "answered", "lead", "the lead answers it"),
    "dispute": Rule(UNANSWERED, "disputed", "lead", "the lead says that its data are wrong"),
    "accept": Rule(_SAID, "accepted", "manager", "the programme manager accepts the answer"),
    "withdraw": Rule(
        _SAID | UNANSWERED,
        "withdrawn",
        "manager",
        "the programme manager takes it back",
        own_time=UNANSWERED,
    ),
    "uphold": Rule(
        _SAID | UNANSWERED,
        "upheld",
        "manager",
        "the programme manager lets it stand",
        own_time=UNANSWERED,
    ),
    "close": Rule(
        _SAID | {"upheld"}, "closed", "manager", "its facts no longer hold, as a person says"
    ),
    "lapse": Rule(UNANSWERED, "lapsed", "nobody", "its facts no longer hold", says_why=False),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a challenge stands: its state, the day it was raised and the day of its last move."""

    raised_on: date
    state: ChallengeState = "raised"
    moved_on: date | None = None

    @property
    def lead_until(self) -> date:
        """The last day on which it is shown to the lead alone, unless the lead answers before."""
        return working_days_after(self.raised_on, DAYS_FOR_THE_LEAD)


def move(standing: Standing, how: Move, by: Who, on: date, why: str = "") -> Standing:
    """Make a move; raises :class:`CannotMove` with the reason where it cannot be made."""
    rule = MOVES[how]
    if standing.state not in rule.begins:
        raise CannotMove(f"This challenge is {STATES[standing.state].lower()}: {_not_now(how)}.")
    if by != rule.by:
        raise CannotMove(f"Of a challenge, {_WHOSE[rule.by]}.")
    if on < (standing.moved_on or standing.raised_on):
        raise CannotMove(f"{day(on)} lies before what was last done with this challenge.")
    if standing.state in rule.own_time and on <= standing.lead_until:
        raise CannotMove(
            f"The lead has until {day(standing.lead_until)} to answer: decide it after that day."
        )
    if rule.says_why and not why.strip():
        raise CannotMove("Say why: the reason is kept with the challenge.")
    return replace(standing, state=rule.ends, moved_on=on)


def shown_to(standing: Standing, reader: Reader, on: date) -> bool:
    """Whether somebody is shown a challenge on a day.

    The lead always; the programme manager once it is answered or the lead's days are over; a
    private board paper only where it is upheld; a public paper never.
    """
    if reader == "lead":
        return True
    if reader == "manager":
        return standing.state not in NEVER_SAID or on > standing.lead_until
    return reader == "board" and standing.state == "upheld"


_WHOSE: dict[Who, str] = {
    "lead": "this is for a lead of the action to say",
    "manager": "this is for the programme manager to decide",
    "nobody": "this comes by itself",
}


def _not_now(how: Move) -> str:
    if how in ("answer", "dispute"):
        return "it can no longer be answered"
    if how == "lapse":
        return "a person has to close it"
    if how == "accept":
        return "there is no answer to accept"
    return "there is nothing to decide"
