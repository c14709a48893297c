"""How casework writes days."""

from datetime import date, datetime

from django import template

from lineofsight.web.ui.templatetags.ui import day

register = template.Library()


@register.filter
def day_or_moment(value: date | datetime | None) -> str:
    """A day, with its time of day where one is told: tables tell what clocks in England showed."""
    if not isinstance(value, datetime):
        return day(value)
    hour = value.hour % 12 or 12
    return f"{day(value.date())}, {hour}:{value:%M}{'am' if value.hour < 12 else 'pm'}"
