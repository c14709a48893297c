"""Which actions nobody has reported on in the period that the day falls in."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from lineofsight.web.plans.models import Action
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.updates.models import Period


@dataclass(frozen=True)
class Reporting:
    """A reporting period: its name, its first day, and its record where one was opened."""

    name: str
    starts_on: date
    period: Period | None


def reporting_on(whole: WholePlan) -> Reporting:
    """The period that the plan's day falls in; where none was opened, the calendar month."""
    open_then = [each for each in whole.all(Period) if each.starts_on <= whole.day]
    covering = [each for each in open_then if whole.day <= each.cut_off]
    if covering:
        found = max(covering, key=lambda each: (each.starts_on, each.pk))
        return Reporting(found.name, found.starts_on, found)
    return Reporting(f"{whole.day:%B %Y}", whole.day.replace(day=1), None)


def without_update(whole: WholePlan, reporting: Reporting) -> list[Action]:
    """The actions, but for closed ones, with no confirmed update in the period."""
    began = timezone.make_aware(datetime.combine(reporting.starts_on, time.min))
    said = set()
    for each in whole.said_since(began, reporting.period):
        # What was read from the document was said before the plan was kept here.
        read = each.by_id is None and each.period_id is None
        of_another = (
            reporting.period is not None
            and each.period_id is not None
            and each.period_id != reporting.period.pk
        )
        if each.confirmed and not read and not of_another:
            said.add(each.action_id)
    return [each for each in whole.actions if each.pk not in said and each.state != "closed"]
