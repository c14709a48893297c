"""The assessment that answers a referral."""

from dataclasses import dataclass

from lineofsight.sample.codes import ASSESSMENT_OUTCOME
from lineofsight.sample.family import Child, Setting
from lineofsight.sample.workforce import Stint, Team

# Working days from start to authorisation: work is finished when it is due, or somewhat after.
_IN_TIME = (8, 12, 16, 19, 22, 25, 27, 29, 31, 33, 34, 35, 36, 37, 38, 39, 40, 40, 41, 41, 42, 42,
            42, 43, 43, 43, 44, 44, 44, 44, 45, 45, 45, 45, 45)  # fmt: skip
_LATE = (46, 46, 47, 47, 48, 48, 49, 50, 51, 52, 53, 54, 56, 58, 60, 63, 66, 70, 75, 82, 90, 105)
_USUAL_LENGTH = 56
"""Days from start to authorisation, as a rule: a trend is told by the month of authorisation."""


@dataclass(frozen=True)
class Assessment:
    """An assessment of a family: its days (``authorised`` may lie ahead) and its outcome key."""

    team: str
    worker: str
    start: int
    authorised: int
    outcome: str


def draw_days(setting: Setting, team: Team, referred: int) -> tuple[int, int]:
    """The start and the authorisation of an assessment that answers a referral."""
    random, days = setting.random, setting.days
    start = referred if random.random() < 0.7 else days.after(referred, random.randint(1, 2))
    in_time = random.random() < team.practice.assesses_in_time(start + _USUAL_LENGTH)
    length = random.choice(_IN_TIME if in_time else _LATE)
    return start, days.after(start, length)


def enter(setting: Setting, child: Child, referral: str, found: Assessment, seen: float) -> None:
    """Enter the assessment of one child; ``seen`` is the share of children seen in it."""
    start, done = found.start, min(found.authorised, child.final)
    if start > min(setting.last, child.final):
        return
    authorised = answer = outcome = nothing = ""
    if done <= setting.last:
        authorised = setting.days.iso[done]
        chance = setting.random.random()
        answer = "Y" if chance < seen else "N" if chance < seen + (1 - seen) * 0.6 else ""
        outcome = ASSESSMENT_OUTCOME[found.outcome]
        nothing = "Y" if found.outcome == "NFA_FLAG" else "N"
    setting.ledger.rows["ssd_cin_assessments"].append(
        (
            setting.ledger.mint("A"), child.id, referral, setting.days.iso[start], answer,
            authorised, outcome, nothing, found.team, found.worker,
        )
    )  # fmt: skip


def worker_on(stints: list[Stint], day: int) -> Stint:
    """The stint that holds a family's case on a day (the last one, if all have ended)."""
    for stint in stints:
        if stint.end is None or day < stint.end:
            return stint
    return stints[-1]
