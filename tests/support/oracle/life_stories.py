"""Life-story work with children in care."""

from datetime import date
from functools import partial

from tests.support.oracle.care_now import InCare, children_in_care
from tests.support.oracle.cases import Count, Period
from tests.support.oracle.council import Council, day
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted


def life_story_work_in_place(
    council: Council, period: Period, *, only_adoption: bool = False, up_to_date: bool = False
) -> Count:
    """Children in care for 12 months, or with a plan of adoption; met where work had begun, or
    was complete or added to in the last six months."""
    counted = []
    for child in children_in_care(council, period.judged):
        if has_plan_of_adoption(child) or (not only_adoption and child.for_months(12)):
            last = _last_added_to(child)
            recent = [on for on in last if on is None or add_months(on, 6) >= period.judged]
            counted.append(child.case(met=bool(recent if up_to_date else last)))
    return Count(counted)


def has_plan_of_adoption(child: InCare) -> bool:
    """Decided since the child came into care, and not reversed by the judged day."""
    for row in child.council.rows("ssd_permanence"):
        decided = day(row["perm_adm_decision_date"])
        reversed_on = day(row["perm_decision_reversed_date"])
        if (
            row["perm_person_id"] == child.child
            and decided is not None
            and child.began <= decided <= child.judged
            and (reversed_on is None or reversed_on > child.judged)
        ):
            return True
    return False


def _last_added_to(child: InCare) -> list[date | None]:
    """When each work begun by the judged day was last added to; None for one that is complete."""
    found: list[date | None] = []
    for row in child.council.rows("life_story_work"):
        begun, added = day(row["started_on"]), day(row["updated_on"])
        completed = day(row["completed_on"])
        if row["person_id"] != child.child or begun is None or begun > child.judged:
            continue
        if completed is not None and completed <= child.judged:
            found.append(None)
        else:
            found.append(begun if added is None or added > child.judged else max(begun, added))
    return found


COUNTED: Counted = {
    "life_story_work_in_place": life_story_work_in_place,
    "life_story_work_in_place:plan_of_adoption": partial(
        life_story_work_in_place, only_adoption=True
    ),
    "life_story_work_in_place:up_to_date": partial(life_story_work_in_place, up_to_date=True),
}
