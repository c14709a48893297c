"""A workbook's values as its cells show them: a month stays a month, 45% stays 45%."""

import datetime
import re
from typing import TypeAlias

Value: TypeAlias = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)

# Text in quotes, an escaped letter, a colour or language in brackets: none shows a part of a value.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_DAY = re.compile(r"(?<!d)d{1,2}(?!d)", re.I)
_CLOCK = re.compile(r"h|\[[hms]+\]", re.I)
_DECIMALS = re.compile(r"\.(?P<places>[0#?]+)")


def shown(value: Value, form: str | None) -> str:
    """``value`` as a cell of the number format ``form`` shows it; None where that is not known.

    The year of a date is told although its format may leave it out: the value holds it.  Where the
    format is not known (.xls), the first of a month is told as the month: it is what a cell holds
    that shows only a month, and it is true of the day as well.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return _date(value.date(), value.time(), _plain(form))
    if isinstance(value, datetime.date):
        return _date(value, datetime.time(), _plain(form))
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.timedelta):
        return str(value)
    return _number(value, _plain(form))


def _plain(form: str | None) -> str | None:
    """The part of a number format that positive values follow, without its literals."""
    return None if form is None else _LITERAL.sub("", form.split(";")[0])


def _date(day: datetime.date, time: datetime.time, form: str | None) -> str:
    if form is None and day.day == 1 and time == datetime.time():
        form = "mmmm yyyy"
    letters = set((form or "dmyh").lower())
    if _CLOCK.search(form or "") and not letters & {"d", "y"}:
        return time.strftime("%H:%M")
    clock = f" {time:%H:%M}" if "h" in letters and time != datetime.time() else ""
    if form is not None and not _DAY.search(form):
        return f"{day:%B %Y}" if "m" in letters else str(day.year)
    return f"{day.day} {day:%B %Y}{clock}"


def _number(value: float, form: str | None) -> str:
    percent = form is not None and "%" in form
    value = value * 100 if percent else value
    decimals = _DECIMALS.search(form) if form else None
    if decimals:
        text = f"{value:.{decimals['places'].count('0')}f}" if "0" in decimals[0] else f"{value:g}"
    elif form and "0" in form:
        text = f"{value:.0f}"
    else:
        text = str(int(value)) if value == int(value) else f"{value:.10g}"
    return f"{text}%" if percent else text
