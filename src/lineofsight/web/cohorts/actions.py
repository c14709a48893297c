"""Opening a cohort review, giving its children to reviewers, and what these find."""

import re
from collections import Counter
from collections.abc import Collection

from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.progress.cohorts import Finding, spread
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.permissions import check_open_cohort
from lineofsight.web.cohorts.freezing import Frozen
from lineofsight.web.cohorts.models import Cohort, CohortChild
from lineofsight.web.cohorts.permissions import (
    check_check,
    check_manage,
    check_record,
    reviewers_on,
)
from lineofsight.web.events.recording import change, check_edition

CLOSED = "This child’s review is closed: whoever checks it can send it back."


def open_cohort(
    *,
    by: Account,
    why: str,
    frozen: Frozen,
    reviewers: Collection[Account] = (),
    checker: Account | None = None,
) -> Cohort:
    """Keep a list as it stands, and spread its children evenly over the reviewers.

    Raises :class:`UnusableInput` where it names no child, or somebody cannot be given any.
    """
    check_open_cohort(by)
    if not frozen.children:
        raise UnusableInput("This list names no child whom you see: there is nobody to review.")
    _check_reviewers([*reviewers, *([checker] if checker else [])])
    given = spread(list(frozen.children), list(reviewers), {}) if reviewers else {}
    with change("cohort review opened", by=by, why=why) as made:
        cohort = made.keep(
            Cohort(**frozen.fields, purpose=why, by=by, checker=_other(checker, by), at=made.at)
        )
        made.keep_all(
            [
                CohortChild(
                    cohort=cohort, place=place, child=key, rows=rows, reviewer=given.get(key)
                )
                for place, (key, rows) in enumerate(frozen.children.items(), start=1)
            ]
        )
    return cohort


def spread_evenly(*, by: Account, why: str, cohort: Cohort, reviewers: Collection[Account]) -> int:
    """Give the children whom nobody has to reviewers, whoever has fewest first; says how many.

    Raises :class:`UnusableInput` where somebody cannot be given any.
    """
    check_manage(by, cohort)
    _check_reviewers(reviewers)
    with change("children of a cohort review given", by=by, why=why) as made:
        held = list(cohort.children.select_related("reviewer"))
        has = Counter(each.reviewer for each in held if each.reviewer)
        free = [each for each in held if each.reviewer is None]
        given = spread(free, list(reviewers), has) if reviewers else {}
        for child, reviewer in given.items():
            child.reviewer = reviewer
            made.keep(child)
    return len(given)


def give(
    *,
    by: Account,
    why: str,
    child: CohortChild,
    reviewer: Account,
    person: str = "",
    edition: int | None = None,
) -> CohortChild:
    """Give one child to another reviewer, until the review of them is closed.

    ``person`` is the child's id, which the reason may not repeat.
    """
    check_manage(by, child.cohort)
    check_edition(child, edition)
    _check_names_nobody(why, person)
    _check_reviewers([reviewer])
    if child.closed_at:
        raise UnusableInput(CLOSED)
    with change("child of a cohort review given", by=by, why=why) as made:
        child.reviewer = reviewer
        return made.keep(child)


def name_checker(*, by: Account, why: str, cohort: Cohort, checker: Account | None) -> Cohort:
    """Say who checks beside the manager who opened the review."""
    check_manage(by, cohort)
    _check_reviewers([checker] if checker else [])
    with change("checker of a cohort review named", by=by, why=why) as made:
        cohort.checker = _other(checker, by)
        return made.keep(cohort)


def record_finding(
    *,
    by: Account,
    why: str,
    child: CohortChild,
    finding: Finding,
    acted: str = "",
    closing: bool = False,
    person: str = "",
    edition: int | None = None,
) -> CohortChild:
    """Say what was found of a child, and close their review or leave it open.

    ``why`` are the words of the finding, which stay with the child and not in the history of all;
    ``acted`` tells the immediate action that was taken.  ``person`` is the child's id, which no
    words may repeat.  Raises :class:`UnusableInput` where that is so, where the review is closed,
    or where it would be closed without the immediate action that it needs.
    """
    check_record(by, child)
    check_edition(child, edition)
    _check_names_nobody(f"{why} {acted}", person)
    if child.closed_at:
        raise UnusableInput(CLOSED)
    if closing and finding == "immediate" and not acted.strip():
        raise UnusableInput("Say which immediate action was taken before you close this child.")
    with change("finding of a cohort review recorded", by=by) as made:
        child.finding, child.words, child.acted = finding, why, acted.strip()
        child.found_by, child.found_at = by, made.at
        if closing:
            child.closed_by, child.closed_at, child.sent_back = by, made.at, ""
        return made.keep(child)


def check_child(
    *,
    by: Account,
    why: str,
    child: CohortChild,
    agreed: bool,
    person: str = "",
    edition: int | None = None,
) -> CohortChild:
    """Agree to a closed review as another person, or send it back; ``why`` stays with the child.

    Raises :class:`UnusableInput` where nothing waits to be checked.
    """
    check_check(by, child)
    check_edition(child, edition)
    _check_names_nobody(why, person)
    if not child.closed_at or child.checked_at:
        raise UnusableInput("Nothing of this child waits to be checked.")
    kind = "cohort review of a child checked" if agreed else "cohort review of a child sent back"
    with change(kind, by=by) as made:
        if agreed:
            child.checked_by, child.checked_at, child.checked = by, made.at, why
        else:
            child.closed_by, child.closed_at, child.sent_back = None, None, why
        return made.keep(child)


def _check_reviewers(accounts: Collection[Account]) -> None:
    able = set(reviewers_on(timezone.localdate()).values_list("pk", flat=True))
    unable = sorted(each.name for each in accounts if each.pk not in able)
    if unable:
        raise UnusableInput(
            f"{', '.join(unable)} cannot be given children to review: their role does not let them "
            "see any, or has ended."
        )


def _check_names_nobody(words: str, person: str) -> None:
    if person and re.search(rf"(?<!\w){re.escape(person)}(?!\w)", words, re.IGNORECASE):
        raise UnusableInput("Do not repeat the child’s id: the page says whom it is about.")


def _other(checker: Account | None, by: Account) -> Account | None:
    """Who checks beside the opener, who checks anyway."""
    return None if checker is None or checker.pk == by.pk else checker
