"""Numbers, days and things as a plain sentence says them."""

from datetime import date, timedelta


def percent(value: float) -> str:
    """A target's percentage as short as it can be said: ``85%``, ``82.5%``."""
    return f"{value:.10f}".rstrip("0").rstrip(".") + "%"


def to_one_place(value: float) -> str:
    """A figure's percentage to one decimal place: ``82.0%``."""
    return f"{value:.1f}%"


def counted(number: int, thing: str, things: str | None = None) -> str:
    """``1 case``, ``2 cases``, ``1,204 cases``."""
    word = thing if number == 1 else things or f"{thing}s"
    return f"{number:,} {word}"


def day(when: date) -> str:
    """``31 March 2020``."""
    return f"{when.day} {when:%B %Y}"


def month_or_day(when: date) -> str:
    """``March 2020`` where the day is the first or last of its month, otherwise the day."""
    ends = when.day == 1 or (when + timedelta(days=1)).day == 1
    return f"{when:%B %Y}" if ends else day(when)


def stretch(first: date, last: date) -> str:
    """A period in words: a month by its name, otherwise from its first day to its last."""
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and _same_month(first, last):
        return f"{first:%B %Y}"
    return f"the period from {day(first)} to {day(last)}"


def _same_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)
