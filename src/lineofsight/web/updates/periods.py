"""Which reporting period a day falls in."""

from datetime import date

from lineofsight.web.plans.models import Plan
from lineofsight.web.updates.models import Period


def period_on(plan: Plan, day: date) -> Period | None:
    """The period that began last on or before ``day`` and has not been cut off, if any."""
    return (
        Period.objects.filter(plan=plan, starts_on__lte=day, cut_off__gte=day)
        .order_by("starts_on")
        .last()
    )
