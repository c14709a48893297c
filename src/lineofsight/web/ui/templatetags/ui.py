"""Components and wording that templates share."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lineofsight.web.plans.days import said

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as people write it: 3 March 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.day} {value:%B %Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """A day and time of day: 3 March 2026, 2:05pm."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    hour = local.hour % 12 or 12
    return f"{day(local)}, {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def plan_date(printed: str | None) -> str:
    """A date as plans keep them, in words: 2026-06 is June 2026."""
    return said(printed) if printed else ""


@register.filter
def place(value: Any) -> str:
    """A place of a document in words: page 2, table 3, row 4."""
    named = ("page", "paragraph", "table", "row", "line")
    return ", ".join(f"{name} {getattr(value, name)}" for name in named if getattr(value, name))


@register.simple_tag
def rating(level: Any) -> SafeString:
    """A rating as its word, with the colour beside it; says so where there is none."""
    if not level:
        return SafeString('<span class="rating rating--none">Not rated</span>')
    return format_html('<span class="rating rating--{}">{}</span>', level.level.lower(), level.name)


@register.filter
def count_of(number: int, word: str) -> str:
    """``number`` with its word, in the plural unless it is 1: ``{{ n|count_of:"action" }}``."""
    one, _, many = word.partition(",")
    return f"{number:,} {one if number == 1 else many or one + 's'}"
