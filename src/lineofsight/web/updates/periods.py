"""Which reporting period a day falls in, and which actions nobody has reported on in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.updates.models import Period, Update


@dataclass(frozen=True)
class Reporting:
    """A reporting period: its name, its first day, and its record where one was opened."""

    name: str
    starts_on: date
    period: Period | None

    @property
    def began(self) -> datetime:
        """The first moment of its first day."""
        return timezone.make_aware(datetime.combine(self.starts_on, time.min))

    def given(self) -> Q:
        """Which updates may report in this period: :meth:`counts` says which do."""
        since = Q(at__gte=self.began)
        return since | Q(period=self.period.pk) if self.period else since

    def counts(self, update: Update) -> bool:
        """Whether the update reports in this period: confirmed, and given for it or within it."""
        if not update.confirmed:
            return False
        if self.period is not None and update.period_id is not None:
            return update.period_id == self.period.pk
        # What was read from the document was said before the plan was kept here.
        read = update.by_id is None and update.period_id is None
        return update.at >= self.began and not read


def reporting_among(periods: Iterable[Period], day: date) -> Reporting:
    """The period of a plan that ``day`` falls in; where none was opened, the calendar month."""
    covering = [each for each in periods if each.starts_on <= day <= each.cut_off]
    if covering:
        found = max(covering, key=lambda each: (each.starts_on, each.pk))
        return Reporting(found.name, found.starts_on, found)
    return Reporting(f"{day:%B %Y}", day.replace(day=1), None)


def reporting_on(whole: WholePlan) -> Reporting:
    """The period that the plan's day falls in."""
    return reporting_among(whole.all(Period), whole.day)


def last_board(periods: Iterable[Period], day: date) -> date | None:
    """The last cut-off before ``day``, for which the board was reported to, if there was one."""
    return max((each.cut_off for each in periods if each.cut_off < day), default=None)


def period_on(plan: Plan, day: date) -> Period | None:
    """The period that was opened for ``day``, if any: what is said then is said in it."""
    return reporting_of([plan.pk], day)[plan.pk].period


def reporting_of(plans: Iterable[int], day: date) -> dict[int, Reporting]:
    """The period of each plan that ``day`` falls in."""
    wanted = list(plans)
    opened = Period.objects.filter(plan__in=wanted, starts_on__lte=day, cut_off__gte=day)
    return {
        plan: reporting_among([each for each in opened if each.plan_id == plan], day)
        for plan in wanted
    }


def without_update(whole: WholePlan, reporting: Reporting) -> list[Action]:
    """The actions, but for closed ones, with no confirmed update in the period."""
    said = {
        each.action_id for each in whole.said_among(reporting.given()) if reporting.counts(each)
    }
    return [each for each in whole.actions if each.pk not in said and each.state != "closed"]
