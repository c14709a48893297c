"""The levels that leads rate by."""

from collections.abc import Iterable
from datetime import date

from lineofsight.web.plans.models import Level, Scheme


def levels_of(plans: Iterable[int]) -> dict[int, list[Level]]:
    """The levels of each plan's newest scheme, in order; none where a plan has no scheme."""
    schemes = sorted(
        Scheme.objects.filter(plan__in=list(plans)),
        key=lambda each: (each.agreed_on or date.min, each.pk),
    )
    newest = {each.plan_id: each.pk for each in schemes}
    found: dict[int, list[Level]] = {plan: [] for plan in newest}
    for level in Level.objects.filter(scheme__in=newest.values()):
        found[level.plan_id].append(level)
    return found
