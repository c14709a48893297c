"""How far evidence goes: from a document that exists to a change that held and that people felt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lineofsight.progress.wording import day, joined

Shows = Literal["written", "practised", "checked", "changed", "confirmed"]
Source = Literal[
    "document",
    "records",
    "audit",
    "observation",
    "inspection",
    "children",
    "families",
    "practitioners",
]
Grade = Literal["none", "document", "practice", "checked", "records", "held"]

SHOWS: dict[Shows, str] = {
    "written": "A document exists: a policy, a plan, a minute",
    "practised": "Practice happened: it was done with children, families or staff",
    "checked": "Someone independent checked that it was done",
    "changed": "Children’s records changed",
    "confirmed": "Children, families or practitioners say that something changed for them",
}
SOURCES: dict[Source, str] = {
    "document": "A document",
    "records": "Records and the figures made of them",
    "audit": "An audit",
    "observation": "Somebody who watched the work",
    "inspection": "An inspection or a visit",
    "children": "Children and young people",
    "families": "Families",
    "practitioners": "Practitioners",
}
PERIODS_TO_HOLD = 3
"""One good period is chance and two may be; the third is asked for before a change is relied on."""
WHO_CONFIRM: frozenset[Source] = frozenset({"children", "families", "practitioners"})
SOURCES_FOR_IMPACT = 2

GRADES: dict[Grade, str] = {
    "none": "There is no evidence.",
    "document": "A document exists: a policy, a plan, a minute.",
    "practice": "Practice happened: it was done with children, families or staff.",
    "checked": "Someone independent checked that it was done.",
    "records": "Children's records changed, after the action was done.",
    "held": (
        f"The change held for {PERIODS_TO_HOLD} periods, and children, families or practitioners "
        "confirm it, after the action was done."
    ),
}
WEAKEST_GRADE_FIRST: tuple[Grade, ...] = tuple(GRADES)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: what it shows, what kind of source it is from, and of which day.

    ``periods`` is for how many reporting periods a change in records had held by that day.
    """

    shows: Shows
    source: Source
    day: date
    periods: int = 1

    def __post_init__(self) -> None:
        if self.shows == "confirmed" and self.source not in WHO_CONFIRM:
            raise ValueError(f"{self.source} cannot confirm a change: only people can who felt it")


@dataclass(frozen=True, slots=True)
class Impact:
    """Whether evidence shows that an action changed anything; ``lacking`` says what it would take.

    Impact needs changed records and a change that held and is confirmed, from two kinds of source
    or more, dated after the action was done.
    """

    grade: Grade
    shown: bool
    lacking: tuple[str, ...]


def grade(evidence: Iterable[Evidence], done_on: date | None) -> Grade:
    """The highest grade that some evidence reaches; ``done_on`` is when the action was done.

    A change in records, and what people say of it, count only where they are dated after that day:
    before it the action cannot have been their cause.
    """
    given = list(evidence)
    after = _after(given, done_on)
    if _held(after) and _confirmed(after):
        return "held"
    if any(each.shows == "changed" for each in after):
        return "records"
    shown = {each.shows for each in given}
    steps: tuple[tuple[Shows, Grade], ...] = (
        ("checked", "checked"),
        ("practised", "practice"),
        ("written", "document"),
    )
    return next((reached for shows, reached in steps if shows in shown), "none")


def impact(
    evidence: Iterable[Evidence], done_on: date | None, worsening: Iterable[str] = ()
) -> Impact:
    """Whether an action's impact is shown; it is not while one of its measures worsens.

    ``worsening`` are the titles of the measures that do.
    """
    given = list(evidence)
    reached = grade(given, done_on)
    if done_on is None:
        return Impact(reached, False, ("that the work is delivered",))
    after = _after(given, done_on)
    since = f"dated after {day(done_on)}"
    telling = {each.source for each in after if each.shows in ("changed", "confirmed")}
    worse = list(worsening)
    lacking = {
        f"a change in children's records, {since}": not _changed(after),
        f"that the change held for {PERIODS_TO_HOLD} periods": not _held(after),
        f"that children, families or practitioners say so, {since}": not _confirmed(after),
        "a second kind of source": 0 < len(telling) < SOURCES_FOR_IMPACT,
        f"that what worsens gets no worse: {joined(worse)}": bool(worse),
    }
    wanting = tuple(what for what, wanted in lacking.items() if wanted)
    return Impact(reached, not wanting, wanting)


def _after(evidence: Iterable[Evidence], done_on: date | None) -> list[Evidence]:
    return [] if done_on is None else [each for each in evidence if each.day > done_on]


def _changed(evidence: Iterable[Evidence]) -> bool:
    return any(each.shows == "changed" for each in evidence)


def _held(evidence: Iterable[Evidence]) -> bool:
    return any(each.shows == "changed" and each.periods >= PERIODS_TO_HOLD for each in evidence)


def _confirmed(evidence: Iterable[Evidence]) -> bool:
    return any(each.shows == "confirmed" for each in evidence)
