"""Working lists of registers: each joins the lists of one kind of work, the next day due first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lineofsight.web.casework.lists import Lists
from lineofsight.web.casework.rows import Counted
from lineofsight.web.data.quality import NO_TEAM


@dataclass(frozen=True)
class Register:
    """What stands on one working list: the lists that it joins, by their ids.

    A variant is among them only where it lists other things than the rest, and not where it lists
    the same ones by another clock.
    """

    key: str
    title: str
    lists: tuple[str, ...]


REGISTERS = (
    Register(
        "court",
        "Pre-proceedings and court cases",
        (
            "pre_proceedings_16_weeks",
            "pre_proceedings_reviews_in_time",
            "court_documents_in_time",
            "care_proceedings_26_weeks:by_child",
        ),
    ),
    Register("homeless", "Homeless young people of 16 and 17", ("homeless_young_people_assessed",)),
    Register(
        "private-fostering",
        "Private fostering",
        (
            "private_fostering_first_visit",
            "private_fostering_visits_in_time",
            "private_fostering_assessments_in_time",
        ),
    ),
    Register(
        "allegations",
        "Allegations",
        ("allegations_referred_in_time", "allegations_concluded_in_time"),
    ),
    Register("escalations", "Escalations", ("escalations_answered_in_time",)),
    Register(
        "complaints",
        "Complaints",
        ("complaints_answered_in_time", "complaints_answered_in_time:stage_2_25_working_days"),
    ),
)
BY_KEY = {each.key: each for each in REGISTERS}


@dataclass(frozen=True)
class Untold:
    """A list of a register that cannot be made, or not of teams, with the reason."""

    title: str
    why: str


@dataclass(frozen=True)
class RegisterLine:
    """How much of a register is overdue and due, and what of it the tables cannot tell.

    ``of_no_team`` are the lists whose rows name no team, where some teams' rows are asked for.
    ``tells`` is whether anything is left to count: where nothing is, the counts are no zero.
    """

    register: Register
    counted: Counted
    untold: Sequence[Untold]
    of_no_team: Sequence[Untold]

    @property
    def tells(self) -> bool:
        """Whether any of its lists can be made of those who are asked for."""
        return len(self.untold) + len(self.of_no_team) < len(self.register.lists)


def line_of(lists: Lists, register: Register, teams: Collection[str] | None) -> RegisterLine:
    """How much of a register some teams hold, or everybody, and what of it cannot be told."""
    untold = {each: why for each in register.lists if (why := lists.why_untold(each))}
    by_team = teams is not None and NO_TEAM not in teams
    apart = {
        each: why
        for each in register.lists
        if by_team and each not in untold and (why := lists.why_of_no_team(each))
    }
    return RegisterLine(
        register,
        lists.counted(register.lists, teams),
        [Untold(lists.title(each), why) for each, why in untold.items()],
        [Untold(lists.title(each), why) for each, why in apart.items()],
    )
