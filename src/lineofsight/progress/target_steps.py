"""A measure's targets as steps: levels, each with the day from which it is in force."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf
from typing import Literal

from lineofsight.errors import UnusableInput
from lineofsight.indicators.definition import Polarity
from lineofsight.plan.model import Target
from lineofsight.progress.days import after, first_day, last_day
from lineofsight.progress.wording import amount, percent

Level = Literal[">=", "<=", "="]
TargetUnit = Literal["%", "count"]

# A wish for "0.1% more every month" must end somewhere.
_MOST_REPEATS = 60
_UNDATED = (None, "IMMEDIATE", "ONGOING")
# The unit in which a figure's targets are set; a figure in days may be of working days or not.
_TARGET_UNITS: dict[str, TargetUnit] = {"percent": "%", "number": "count"}
SAYS_WHICH_WAY = re.compile(
    r"[<>≤≥]|\b(?:or (?:less|fewer|below|under|more|above|over|higher|lower)|less than|more than"
    r"|at (?:least|most)|minimum|maximum|no more|no less|reduc\w*|increas\w*|decreas\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A level to reach from a day on; ``from_day`` is None where it always holds.

    ``derived`` marks a level that the plan does not print but that follows from what it prints
    ("another 5%"); ``notes`` say how it was read where the plan leaves room.  A step that the plan
    gives no date for is not ``dated``: it holds from the plan's own date.  A level is a percentage
    or, with another ``unit``, a number.
    """

    from_day: date | None
    value: float
    comparison: Level
    text: str
    derived: bool = False
    notes: tuple[str, ...] = ()
    dated: bool = True
    unit: TargetUnit = "%"


@dataclass(frozen=True, slots=True)
class Steps:
    """A measure's steps in the order of their days, and what cannot be made into one.

    ``baseline`` is the level that the plan says it starts from, in the figure's unit.
    """

    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()
    baseline: float | None = None


def level_words(step: Step) -> str:
    """A step's level in words: ``80% or more``, ``16 or less``, ``exactly 5%``, ``100%``."""
    level = amount(step.value, step.unit)
    ends = ((">=", 100), ("<=", 0)) if step.unit == "%" else ()
    if (step.comparison, step.value) in ends:
        return level
    if step.comparison == "=":
        return f"exactly {level}"
    return f"{level} or {'more' if step.comparison == '>=' else 'less'}"


def target_steps(
    targets: Sequence[Target],
    *,
    plan_date: str | None,
    polarity: Polarity = "neutral",
    unit: str = "percent",
) -> Steps:
    """The levels that the targets of one measure set, given in the order of the plan.

    "Another 5%" adds to the step before; "5% every 2 months thereafter" repeats until 100% (or 0%)
    is reached; a rise or fall against a baseline becomes the level that it leads to, in percentage
    points.  A rise or fall from nowhere is read as a level where it goes the way that is better
    for the indicator, and says so.  What cannot be judged by (to be decided, a direction without a
    value, another unit than the indicator's, no day to count from) is told in the notes.
    """
    reading = _Reading(targets, plan_date, polarity, unit)
    for target in targets:
        try:
            for step in reading.steps_of(target):
                reading.steps.append(step)
        except (_NoStepError, UnusableInput) as reason:
            reading.notes.append(str(reason))
    ordered = sorted(reading.steps, key=lambda step: step.from_day or date.min)
    return Steps(tuple(ordered), tuple(reading.notes), reading.baseline())


class _NoStepError(Exception):
    """Why a target cannot be judged by, as a sentence."""


@dataclass
class _Reading:
    """The steps read so far: a target may lean on the one before it."""

    targets: Sequence[Target]
    plan_date: str | None
    polarity: Polarity
    unit: str
    steps: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def baseline(self) -> float | None:
        """What the first target that names a baseline starts from."""
        stated = (
            target.baseline
            for target in self.targets
            if target.baseline is not None and target.unit == _TARGET_UNITS.get(self.unit)
        )
        return next(stated, None)

    def steps_of(self, target: Target) -> Iterator[Step]:
        value = self._judgeable(target)
        if target.every is not None:
            yield from self._repeated(target, value)
            return
        day = self._day(target)
        if target.comparison in ("increase_by", "decrease_by") or target.additional:
            yield self._changed(target, value, day)
        else:
            yield self._level(target, value, day)

    def _judgeable(self, target: Target) -> float:
        if target.tba or target.by == "TBA":
            raise _NoStepError(f"The plan leaves a target to be decided: “{target.text}”.")
        if target.value is None or target.comparison == "trend":
            raise _NoStepError(f"The plan says which way to go but not how far: “{target.text}”.")
        if target.unit != _TARGET_UNITS.get(self.unit):
            raise _NoStepError(
                f"The target “{target.text}” is not in the figure's unit ({self.unit}), "
                "so it cannot be judged by it."
            )
        if target.by is None and not target.interim and self._has_dated_interim():
            raise _NoStepError(
                f"The plan gives no date for “{target.text}”, to which the interim target leads."
            )
        return target.value

    def _has_dated_interim(self) -> bool:
        return any(target.interim and target.by is not None for target in self.targets)

    def _day(self, target: Target) -> date | None:
        by = target.by
        if by is None or by in _UNDATED:
            return first_day(self.plan_date) if self.plan_date else None
        if by.startswith("RANGE:"):
            return last_day(by.rpartition("/")[2])
        if not by.startswith("RELATIVE:"):
            return last_day(by)
        if self.plan_date is None:
            raise _NoStepError(
                f"The target “{target.text}” counts from the plan's date, and the plan has none."
            )
        return after(last_day(self.plan_date), by.removeprefix("RELATIVE:"))

    def _level(self, target: Target, value: float, day: date | None) -> Step:
        level: Level = "="
        if target.comparison == ">=" or target.comparison == "<=":
            level = target.comparison
        better = _better(self.polarity)
        if level == "=" or better is None or level == better:
            return self._step(target, value, day, level)
        if SAYS_WHICH_WAY.search(target.text):
            raise self._other_way(target)
        note = (
            f"The plan does not say “or more” or “or less” of “{target.text}”: "
            "read by what is better of this figure."
        )
        return self._step(target, value, day, better, notes=(note,))

    def _changed(self, target: Target, value: float, day: date | None) -> Step:
        falls = self._falls(target)
        base, told = self._base(target)
        if base is None:
            return self._level_meant(target, value, day, "<=" if falls else ">=")
        if _better(self.polarity) == (">=" if falls else "<="):
            raise self._other_way(target)
        level = base - value if falls else base + value
        return self._step(target, level, day, "<=" if falls else ">=", True, told)

    def _falls(self, target: Target) -> bool:
        """Whether a change is a fall: by its words, or by what is better where they do not say."""
        better = _better(self.polarity)
        if target.comparison in ("increase_by", "decrease_by") or better is None:
            return target.comparison in ("decrease_by", "<=")
        if SAYS_WHICH_WAY.search(target.text):
            return target.comparison == "<="
        return better == "<="

    def _other_way(self, target: Target) -> _NoStepError:
        way = "lower" if self.polarity == "low" else "higher"
        return _NoStepError(
            f"The plan asks for “{target.text}”, but of this figure {way} is better: "
            "check which is meant."
        )

    def _base(self, target: Target) -> tuple[float | None, tuple[str, ...]]:
        """What a rise or fall is counted from, and what is to be said of it."""
        if self.steps and (target.additional or target.every or target.baseline is None):
            return self.steps[-1].value, ()
        if target.baseline is None:
            return None, ()
        if self.unit != "percent":
            return target.baseline, ()
        told = f"Read as percentage points from {percent(target.baseline)}: “{target.text}”."
        return target.baseline, (told,)

    def _level_meant(self, target: Target, value: float, day: date | None, level: Level) -> Step:
        builds_on = any(other.additional for other in self.targets)
        if level != _better(self.polarity) or builds_on:
            raise _NoStepError(
                f"The plan asks for a change (“{target.text}”) and does not say from what: "
                "give a baseline."
            )
        step = self._step(target, value, day, level)
        note = (
            f"The plan speaks of a change and gives no baseline; “{target.text}” is read as "
            f"{level_words(step)}."
        )
        return self._step(target, value, day, level, notes=(note,))

    def _repeated(self, target: Target, value: float) -> Iterator[Step]:
        assert target.every is not None
        before = self.steps[-1] if self.steps else None
        if before is None or value <= 0:
            raise _NoStepError(
                f"The plan repeats a change (“{target.text}”) and does not say from what level."
            )
        start = self._day(target) if target.by else None
        begun = start or before.from_day
        if begun is None:
            raise _NoStepError(
                f"The plan repeats a change (“{target.text}”) and gives no day to count from."
            )
        falls = self._falls(target)
        most = 100.0 if self.unit == "percent" else inf
        for turn in range(1, _MOST_REPEATS + 1):
            day = after(begun, target.every, turn - 1 if start else turn)
            level = before.value - turn * value if falls else before.value + turn * value
            kept = min(max(level, 0.0), most)
            yield self._step(target, kept, day, "<=" if falls else ">=", True)
            if kept in (0.0, most):
                return

    def _step(
        self,
        target: Target,
        value: float,
        day: date | None,
        level: Level,
        derived: bool = False,
        notes: tuple[str, ...] = (),
    ) -> Step:
        if self.unit == "percent" and not 0 <= value <= 100:
            raise _NoStepError(
                f"The target “{target.text}” leads to {percent(value)}, which cannot be."
            )
        dated = target.every is not None or target.by not in _UNDATED
        unit = _TARGET_UNITS[self.unit]
        return Step(day, value, level, target.text, derived, notes, dated, unit)


def _better(polarity: Polarity) -> Level | None:
    return {"high": ">=", "low": "<=", "neutral": None}[polarity]
