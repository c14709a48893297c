"""A forecast in plain sentences."""

from collections.abc import Sequence
from datetime import date

from lineofsight.measuring.periods import Period
from lineofsight.progress.forecast import Forecast, Pace
from lineofsight.progress.judgement_words import monthly
from lineofsight.progress.points import Point
from lineofsight.progress.target_steps import Step, level_words
from lineofsight.progress.wording import counted, month_or_day, stretch, to_one_place


def forecast_sentence(told: Forecast, points: Sequence[Point], unit: str) -> str:
    """What to expect if nothing changes, and whether and when the next target would be met.

    A date is named only where the figures have a pace.
    """
    if told.outlook == "too_few":
        return "There are too few figures to tell where they are going."
    if told.outlook == "pace":
        return _at_pace(told, points, unit)
    said = _steady(told, unit)
    if told.outlook == "steady":
        return said
    return f"{_stepped(told, points, unit)} {said}".rstrip()


def _steady(told: Forecast, unit: str) -> str:
    if told.next is None:
        return "Since then there are too few figures to tell where they are going."
    low, high = figure(told.next.lower, unit), figure(told.next.upper, unit)
    between = f"at {low}" if low == high else f"between {low} and {high}"
    where = f"the next figures will lie {between}, and nothing says that they are moving"
    if told.aim is None or told.assured is None:
        return f"As things are, {where}."
    goal = _goal(told.aim)
    if told.assured == "consistently_met":
        return f"As things are, {where}: they will meet {goal} as long as nothing changes."
    if told.assured == "consistently_missed":
        return f"As things are, {where}: they will not meet {goal} unless something changes."
    return (
        f"As things are, {where}: some will meet {goal} and some will not, by chance, unless "
        "something changes."
    )


def _stepped(told: Forecast, points: Sequence[Point], unit: str) -> str:
    assert told.level is not None
    assert told.level_before is not None
    from_to = f"from about {figure(told.level_before, unit)} to about {figure(told.level, unit)}"
    return f"The level changed in {_named(told.since, points)}, {from_to}."


def _at_pace(told: Forecast, points: Sequence[Point], unit: str) -> str:
    pace = told.pace
    assert pace is not None
    thing = "month" if monthly(points) else "period"
    way = "rising" if pace.a_period > 0 else "falling"
    much = figure(abs(pace.a_period), unit).removesuffix("%")
    points_ = " percentage points" if unit == "percent" else ""
    since = f"Since {_named(told.since, points)} the figures have been {way} by about {much}"
    moving = f"{since}{points_} a {thing}"
    if told.aim is None:
        return f"{moving}."
    return f"{moving}: {_reaching(told.aim, pace, points, told.in_time, thing)}."


def _reaching(
    aim: Step, pace: Pace, points: Sequence[Point], in_time: bool | None, thing: str
) -> str:
    if pace.reached is None:
        soon = counted(pace.farthest, thing)
        nor = ", nor" if in_time is False else ""
        return f"at this pace they would not meet {_goal(aim)}{nor} within {soon}"
    level = f"the target of {level_words(aim)}"
    if pace.reached.last_day <= points[-1].last_day:
        return f"at this pace they have come to {level}"
    said = f"at this pace they would meet {level} in {_in(pace.reached)}{_between(pace)}"
    if in_time is None or aim.from_day is None:
        return said
    return f"{said}, {'by' if in_time else 'after'} its date of {month_or_day(aim.from_day)}"


def _between(pace: Pace) -> str:
    """How sure the month is."""
    early = _in(pace.earliest) if pace.earliest and pace.earliest != pace.reached else None
    late = _in(pace.latest) if pace.latest and pace.latest != pace.reached else None
    if pace.latest is None:
        return f" ({early or 'then'} at the earliest, and perhaps much later)"
    if early and late:
        return f" (between {early} and {late})"
    if late:
        return f" ({late} at the latest)"
    return f" ({early} at the earliest)" if early else ""


def _goal(aim: Step) -> str:
    by = ""
    if aim.from_day is not None and aim.dated:
        by = f" by {month_or_day(aim.from_day)}"
    return f"the target of {level_words(aim)}{by}"


def _in(period: Period) -> str:
    return stretch(period.first_day, period.last_day)


def _named(period: str | None, points: Sequence[Point]) -> str:
    days: dict[str, tuple[date, date]] = {p.period: (p.first_day, p.last_day) for p in points}
    assert period is not None
    return stretch(*days[period])


def figure(value: float, unit: str) -> str:
    """A figure to one decimal place, in percent where that is its unit."""
    said = to_one_place(value)
    return said if unit == "percent" else said.removesuffix("%").removesuffix(".0")
