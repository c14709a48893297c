"""The phrases that say what a reading rests on: its figure, its target, its run."""

from lineofsight.progress.rating.reading import Reading
from lineofsight.progress.target_steps import Step, level_words
from lineofsight.progress.wording import counted, month_or_day, opening, stretch, to_one_place


def figure(reading: Reading) -> str:
    """The last period and its figure: ``In October 2026: 82 of 100 (82.0%)``."""
    assert reading.first_day is not None
    assert reading.last_day is not None
    return f"{opening(reading.first_day, reading.last_day)}: {_value(reading)}"


def _value(reading: Reading) -> str:
    if reading.numerator is not None and reading.cases is not None:
        share = "" if reading.is_small or reading.value is None else _share(reading.value)
        return f"{reading.numerator:,} of {reading.cases:,}{share}"
    if reading.is_small and reading.cases is not None:
        return counted(reading.cases, "case")
    of = f", of {counted(reading.cases, 'case')}" if reading.cases is not None else ""
    unit = "%" if reading.unit == "percent" else f" {reading.unit}"
    return f"{reading.value:,.1f}{unit}{of}" if reading.value is not None else "a figure"


def _share(value: float) -> str:
    return f" ({to_one_place(value)})"


def target(reading: Reading) -> str:
    """The target in force, or the one to come, or that there is none."""
    if reading.step is not None:
        since = f" since {month_or_day(reading.step.from_day)}" if reading.step.from_day else ""
        return f"the target{since} is {level_words(reading.step)}"
    if reading.coming is not None:
        return f"no target is in force yet; the first is {_to_reach(reading.coming)}"
    return "the plan gives no target to judge it by"


def verdict(reading: Reading) -> str:
    """The target in force, with whether the last figure meets it."""
    if reading.verdict == "met":
        return f"{target(reading)}, and it is met"
    if reading.verdict == "not_met":
        return f"{target(reading)}, and it is not met"
    return target(reading)


def run(reading: Reading) -> str:
    """What the run of figures says of the last one."""
    if reading.trial:
        if not reading.periods:
            return "nothing tells yet what is usual"
        verb = "is" if reading.periods == 1 else "are"
        return f"{counted(reading.periods, 'period')} {verb} too few to tell what is usual"
    if reading.variation == "usual":
        return f"the figure is within the usual variation of {counted(reading.periods, 'period')}"
    how = {"improving": "better", "worsening": "worse"}.get(reading.variation, reading.variation)
    since = f" since {month_or_day(reading.since)}" if reading.since else ""
    return f"the figures have been {how} than usual{since}"


def path(reading: Reading) -> str:
    """Whether the next target will be met in time as the figures run."""
    if reading.in_time is None:
        if reading.coming is None:
            return "no date is set by which to judge the pace"
        return "whether they move fast enough cannot be told"
    if reading.coming is not None:
        how = "will" if reading.in_time else "will not"
        return f"as the figures run they {how} meet {_to_reach(reading.coming)}"
    return "the day by which it was to be met has passed"


def nothing(reading: Reading) -> str:
    """Why there is no figure to judge: the four nothings are told apart."""
    why = f": {reading.lacking}" if reading.lacking else ""
    if reading.state is None or reading.first_day is None or reading.last_day is None:
        return f"No figure is computed for this{why}"
    when = stretch(reading.first_day, reading.last_day)
    if reading.state == "value":
        return f"{figure(reading)}, which covers only a part of the measure{why}"
    if reading.state == "no_denominator":
        return f"{opening(reading.first_day, reading.last_day)} there was nothing to count"
    if reading.state == "hidden":
        return f"The figure for {when} is hidden, as it might tell who a child is"
    return f"The figure for {when} cannot be computed{why}"


def outlook(reading: Reading) -> str:
    """What is added of the next target where, as the figures run, it will be missed."""
    return f"; {path(reading)}" if reading.coming and reading.in_time is False else ""


def _to_reach(step: Step) -> str:
    by = f" by {month_or_day(step.from_day)}" if step.from_day else ""
    return f"{level_words(step)}{by}"
