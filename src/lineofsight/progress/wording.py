"""Numbers, days and things as a plain sentence says them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal


def percent(value: float) -> str:
    """A target's percentage as short as it can be said: ``85%``, ``82.5%``."""
    return amount(value, "%")


def amount(value: float, unit: str) -> str:
    """A level as short as it can be said: ``85%``, ``82.5%``, ``16``, ``1,200``."""
    number = f"{value:,.10f}".rstrip("0").rstrip(".")
    return number + "%" if unit == "%" else number


def to_one_place(value: float) -> str:
    """A figure's percentage to one decimal place, halves up as spreadsheets do: ``6.3%``."""
    return f"{Decimal(repr(value)).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def figure(value: float, unit: str) -> str:
    """A figure as it is called out: ``82.0%``; in another unit ``312``, ``17.3``, ``5.4 weeks``."""
    if unit == "percent":
        return to_one_place(value)
    rounded = Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    number = f"{rounded:,}".removesuffix(".0")
    if unit in ("number", "score"):
        return number
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"


def counted(number: int, thing: str) -> str:
    """``1 case``, ``2 cases``, ``1,204 cases``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def joined(things: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(things) <= 1:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def lowered(sentence: str) -> str:
    """A sentence as it stands within another, with a small first letter."""
    return sentence[:1].lower() + sentence[1:]


def day(when: date) -> str:
    """``31 March 2020``."""
    return f"{when.day} {when:%B %Y}"


def month_or_day(when: date) -> str:
    """``March 2020`` where the day is the first or last of its month, otherwise the day."""
    return f"{when:%B %Y}" if when.day == 1 or _ends_month(when) else day(when)


def stretch(first: date, last: date) -> str:
    """A period in words: a month by its name, otherwise from its first day to its last."""
    if _is_month(first, last):
        return f"{first:%B %Y}"
    return f"{day(first)} to {day(last)}"


def opening(first: date, last: date) -> str:
    """How a sentence on a period opens."""
    return f"{'In' if _is_month(first, last) else 'From'} {stretch(first, last)}"


def _is_month(first: date, last: date) -> bool:
    return first.day == 1 and _ends_month(last) and (last - first).days < 31


def _ends_month(when: date) -> bool:
    return (when + timedelta(days=1)).day == 1
