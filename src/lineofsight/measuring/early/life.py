"""The life of an alert: which load opens it, what people say of it, and when it comes back."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from lineofsight.errors import UnusableInput

AlertState = Literal["new", "seen", "acted", "snoozed", "gone"]
How = Literal["see", "act", "snooze"]

STATES: Mapping[AlertState, str] = {
    "new": "New",
    "seen": "Seen",
    "acted": "Acted on",
    "snoozed": "Snoozed",
    "gone": "No longer stands",
}
ENDS: Mapping[How, AlertState] = {"see": "seen", "act": "acted", "snooze": "snoozed"}
# Longer than this nobody can put an alert off at once.
MOST_DAYS = 28


class CannotSay(UnusableInput):
    """What was wanted does not fit the alert as it stands; says why."""


def opens(due: date | None, as_at: date, before: date | None) -> bool:
    """Whether a load of a day opens an alert that it is the first to tell.

    What was late already at the load ``before`` is on the lists and no early alert; what came due
    and late between the two loads is.
    """
    return due is None or due >= min(before or as_at, as_at)


def state_on(state: AlertState, until: date | None, day: date) -> AlertState:
    """The state of an alert on a day: one that was snoozed is new again from its day on."""
    return "new" if state == "snoozed" and until is not None and until <= day else state


def passed_on(state: AlertState) -> AlertState:
    """The state of an alert whose child another worker or team holds since: they saw nothing."""
    return "new" if state in ("seen", "snoozed") else state


def check_say(
    state: AlertState, how: How, note: str, until: date | None, due: date | None, day: date
) -> None:
    """Raise :class:`CannotSay` unless this can be said on ``day`` of an alert in a state.

    ``due`` is the day on which its thing is due.
    """
    if state == "gone":
        raise CannotSay("One of these no longer stands: the newest load does not tell it.")
    if how == "see" and state not in ("new", "seen"):
        raise CannotSay("One of these was acted on or snoozed already: leave it out.")
    if how != "see" and not note.strip():
        raise CannotSay("Say what was done, or why it can wait.")
    if how != "snooze":
        return
    if until is None:
        raise CannotSay("Say until which day.")
    if not day < until <= day + timedelta(days=MOST_DAYS):
        raise CannotSay(f"Choose a day after today, and at most {MOST_DAYS} days ahead.")
    if due is not None and until > due:
        raise CannotSay("An alert cannot be snoozed past the day on which its thing is due.")
