"""Gaps of when an action is due."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from lineofsight.plan.dates import Found, find_dates
from lineofsight.plan.model import Action, Measure, Plan
from lineofsight.plan.moments import Moment, due_moments, moment_of, printed_day
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.pairings import dates_in_doubt
from lineofsight.plan.review.ratings import is_done
from lineofsight.plan.review.telling import gap_of, gap_of_plan, listed, refs_of

# A plan of a year that spread its work evenly would put a twelfth in each month; a quarter in one
# is three times that.  Fewer than eight a board can look at in one meeting, whatever the share.
MOST_IN_ONE_MONTH = 8
LARGEST_SHARE_IN_ONE_MONTH = 0.25
# What was done a quarter before the plan was written would have been left out of it: a date as
# old as that is more likely a slip of the year.
SLIP_OF_THE_YEAR_DAYS = 90


def no_date(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action with nothing printed for when it is due, or words in which no date can be read.

    Not told where the document prints dates that could not be paired: that is a doubt.
    """
    for action in plan.actions:
        due = action.due
        if due.dates or due_moments(action, plan.date) or dates_in_doubt(action):
            continue
        if due.text is None:
            message = "has no date: say by when it will be done."
        elif due.kind == "event":
            message = f"waits for an event ({due.text}): say by when that will be."
        else:
            message = f"has no date that can be read ({due.text}): say by when it will be done."
        yield gap_of(action, "no_date", "high", message)


def date_to_be_agreed(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action whose date, or one of whose dates, is still to be agreed."""
    for action in plan.actions:
        if "TBA" in action.due.dates:
            only = len(action.due.dates) == 1
            yield gap_of(
                action,
                "date_to_be_agreed",
                "medium" if only else "low",
                f"has {'a date' if only else 'one date'} still to be agreed ({action.due.text}): "
                "agree it.",
            )


def impossible_date(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A day that the calendar does not have (31 June), of an action or of a target."""
    printed: list[tuple[Action | Measure, str]] = [
        (action, action.due.text or "") for action in plan.actions
    ]
    printed += [(m, text) for m in plan.measures for text in {t.text: None for t in m.targets}]
    for item, text in printed:
        for found in find_dates(text, plan.date):
            if _day_is_missing(found):
                yield gap_of(
                    item,
                    "impossible_date",
                    "high",
                    f"has a date that does not exist ({found.text}): give the day that is meant.",
                )


def _day_is_missing(found: Found) -> bool:
    """Whether a day is printed and the value is only its month."""
    parts = re.findall(r"[0-9]+|[a-z]{3,}", found.text.lower())
    whole = 2 if found.part == "year" else 3
    if found.part == "season":
        return False
    return found.value is not None and len(found.value) == len("2026-01") and len(parts) >= whole


def before_the_plan(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action that is not done and of which every date lies before the plan's own."""
    made = moment_of(plan.date)
    if made is None:
        return
    for action in plan.actions:
        moments = due_moments(action, plan.date)
        open_ended = {"ONGOING", "TBA"} & set(action.due.dates)
        if not moments or open_ended or is_done(plan, action) or moments[-1].last >= made.first:
            continue
        days = (made.first - moments[-1].last).days
        slip = "correct the year if it is a slip, or " if days > SLIP_OF_THE_YEAR_DAYS else ""
        yield gap_of(
            action,
            "date_before_plan",
            "high" if slip else "medium",
            f"is dated before the plan itself ({action.due.text or moments[-1].printed}; the plan "
            f"is of {made.printed}): {slip}say that it is done, or when it will be.",
        )


def two_dates(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """One target with two dates, or an action whose words promise a later day than its date."""
    for measure in plan.measures:
        dates: dict[tuple[object, ...], dict[str, None]] = defaultdict(dict)
        for target in measure.targets:
            if target.by and target.value is not None and not target.additional:
                dates[target.value, target.unit, target.comparison][target.by] = None
        for (value, unit, _), found in dates.items():
            if len(found) > 1:
                level = f"{value:g}{unit if unit == '%' else ''}"
                yield gap_of(
                    measure,
                    "two_dates",
                    "medium",
                    f"is to reach {level} by two dates ({listed(found)}): say which holds.",
                )
    for action in plan.actions:
        moments = due_moments(action, plan.date)
        if not moments or "ONGOING" in action.due.dates:
            continue
        for promised in _promised(action.text):
            if promised.first > moments[-1].last:
                yield gap_of(
                    action,
                    "two_dates",
                    "medium",
                    f"is due {moments[-1].printed} and speaks of being done by "
                    f"{promised.printed}: say which holds.",
                )


def _promised(text: str) -> list[Moment]:
    """The dates that a text's words set as an end ("by March 2026")."""
    ends = (
        moment_of(found.value)
        for found in find_dates(text)
        if re.search(
            r"\b(?:by|before|no later than)(?: the)?(?: end(?: of)?)?\s*$", text[: found.start]
        )
    )
    return [moment for moment in ends if moment]


def too_many_in_one_month(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """More than eight actions, and more than a quarter of those dated, due in one month."""
    months: dict[str, dict[str, Action]] = defaultdict(dict)
    dated = 0
    for action in plan.actions:
        moments = due_moments(action, plan.date)
        dated += bool(moments)
        for moment in moments:
            months[f"{moment.last:%Y-%m}"][action.id] = action
    for month, actions in sorted(months.items()):
        if len(actions) > MOST_IN_ONE_MONTH and len(actions) / dated > LARGEST_SHARE_IN_ONE_MONTH:
            printed = moment_of(month)
            yield gap_of_plan(
                "too_many_in_one_month",
                "medium",
                f"{len(actions)} of the {dated} actions with a date are due in "
                f"{printed.printed if printed else month} ({refs_of(list(actions.values()))}): "
                "say which come first.",
                actions,
            )


def overdue(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action that is not done and whose last date has passed on the judged day."""
    if as_at is None:
        return
    for action in plan.actions:
        moments = due_moments(action, plan.date)
        if not moments or {"ONGOING", "TBA"} & set(action.due.dates) or is_done(plan, action):
            continue
        if moments[-1].last < as_at:
            yield gap_of(
                action,
                "overdue",
                "high",
                f"was due {moments[-1].printed}, which had passed by "
                f"{printed_day(as_at)}, and is not said to be done: close it with evidence, "
                "or give a new date and the reason.",
            )
