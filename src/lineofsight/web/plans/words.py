"""Values as people read them."""

from datetime import date, datetime
from typing import Any

from lineofsight.web.events.models import Kept
from lineofsight.web.plans.days import last_day
from lineofsight.web.plans.kinds import Field
from lineofsight.web.plans.models import Action, Level, Person
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.ui.templatetags.ui import day, moment

_LONGEST = 80
# Fewer letters than this are not worth a cut.
_FEW = 25


def titled(record: Kept) -> str:
    """A part by its number and first words, cut between words."""
    words = " ".join(str(record).split())
    if len(words) <= _LONGEST + _FEW:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def due_words(action: Action) -> str:
    """When an action is due: as printed while that is still the day, else the day itself."""
    if action.due_on is None:
        return action.due_text or "No date"
    if action.due_text and last_day(action.due_dates) == action.due_on:
        return action.due_text
    return day(action.due_on)


def first_due(action: Action) -> date | None:
    """The day first adopted, where the date was moved since."""
    return action.first_due_on if action.first_due_on != action.due_on else None


def called(whole: WholePlan, record: Kept | None) -> str:
    """A record that another names: a person as the reader may know them, a part by its words."""
    if record is None:
        return ""
    if isinstance(record, Person):
        return whole.called(record)
    return record.name if isinstance(record, Level) else titled(record)


def field_words(whole: WholePlan, field: Field, value: Any) -> str:
    """The value of an edited field in words, empty where there is none."""
    if field.of is not None:
        if value in (None, ""):
            return ""
        return called(whole, whole.by_key(field.of).get(int(value)))
    if words := (*field.words, *field.usual):
        return dict(words).get(str(value), plain(value))
    return plain(value)


def plain(value: Any) -> str:
    """Any plain value in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return "; ".join(str(each).rstrip(".") for each in value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
