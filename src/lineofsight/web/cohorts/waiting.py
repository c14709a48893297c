"""What of cohort reviews waits for somebody, told on the first page: counts and the way there."""

from collections import Counter

from django.db.models import Q

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.casework.waiting import Due
from lineofsight.web.cohorts.models import Cohort, CohortChild
from lineofsight.web.cohorts.permissions import can_check, can_manage, can_record
from lineofsight.web.ui.templatetags.ui import count_of


def to_review(account: Account) -> list[Due]:
    """The children whom an account has to review or to check, by cohort review; no child is told.

    One query, however many reviews there are.
    """
    if not account.may_anywhere(May.REVIEW_CHILDREN):
        return []
    mine = Q(reviewer=account) | Q(cohort__by=account) | Q(cohort__checker=account)
    held = CohortChild.objects.filter(mine, checked_at=None).select_related("cohort")
    waits: Counter[tuple[Cohort, str]] = Counter()
    for each in held.defer("rows", "words", "acted").order_by("cohort_id", "place"):
        if can_record(account, each):
            waits[each.cohort, "to review"] += 1
        if can_check(account, each):
            waits[each.cohort, "to check"] += 1
        if each.reviewer_id is None and can_manage(account, each.cohort):
            waits[each.cohort, "to give to a reviewer"] += 1
    return [
        Due(
            f"{count_of(number, 'child,children')} {what}: {cohort.title}",
            cohort.get_absolute_url(),
        )
        for (cohort, what), number in waits.items()
    ]
