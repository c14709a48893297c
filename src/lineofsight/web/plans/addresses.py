"""Addresses of a plan's pages that stay on the day that is being looked at."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lineofsight.web.plans.models.plan import Part
from lineofsight.web.plans.whole import WholePlan


def on_day(whole: WholePlan, address: str, query: dict[str, Any] | None = None) -> str:
    """``address`` with ``query``, and with the day where the page shows a past one."""
    asked = {name: value for name, value in (query or {}).items() if value not in (None, "")}
    if whole.past is not None:
        asked["on"] = whole.day.isoformat()
    return f"{address}?{urlencode(asked, doseq=True)}" if asked else address


def part_address(whole: WholePlan, part: Part) -> str:
    """A part's own page on the plan's day."""
    return on_day(whole, part.get_absolute_url())


def page_address(whole: WholePlan, name: str, query: dict[str, Any] | None = None) -> str:
    """A page of the whole plan, by its name, on the plan's day; others' names say whose."""
    named = name if ":" in name else f"plans:{name}"
    return on_day(whole, reverse(named, args=[whole.plan.pk]), query)
