"""Since when an action's work is delivered, as its versions tell it."""

from datetime import date, datetime

from django.utils import timezone

from lineofsight.progress.rating.wholes import DONE
from lineofsight.web.events.models import Version
from lineofsight.web.plans.models import Action
from lineofsight.web.plans.whole import WholePlan


def delivered_on(whole: WholePlan, action: Action) -> date | None:
    """The day from which the work was delivered without a break; None where it is not.

    Of what was delivered when the plan was adopted that is the day of the adoption: it was done by
    then, and what was so before cannot be told from its effect.
    """
    if action.state not in DONE:
        return None
    versions = Version.objects.filter(kind=Action._meta.label_lower, key=action.pk, gone=False)
    if whole.past is not None:
        versions = versions.filter(since__lte=whole.past)
    since: datetime | None = None
    for begun, data in versions.order_by("pk").values_list("since", "data"):
        # What was taken out of a version leaves nothing to read of it.
        state = (data or {}).get("state")
        if state is not None:
            since = (since or begun) if state in DONE else None
    return timezone.localdate(since) if since else whole.day
