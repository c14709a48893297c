"""Drawn children who are held, or live where nobody inspects: orders, detention, registration."""

from datetime import date, datetime, time, timedelta

from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.councils.moves import add_home

DETENTIONS = ("REMAND", "REMAND", "SENTENCE", "POLICE_STATION", "MENTAL_HEALTH_ACT")
REGISTRATIONS = ("UNREGISTERED", "UNREGISTERED", "UNREGISTERED", "REGISTERED", "NOT_REQUIRED")
ORDERS = ("HIGH_COURT", "HIGH_COURT", "COURT_OF_PROTECTION", "SECURE_ACCOMMODATION")
STATUSES = ("uasc ", " UASC", "Unaccompanied minor", "UASC, refugee", "Refugee status")


def _near(draft: Draft) -> date:
    """A day about a judged day, or any."""
    judged = draft.one_of(JUDGED_DAYS) + timedelta(days=draft.one_of((-1, 0, 0, 1)))
    return draft.one_of((judged, draft.day()))


def _after(draft: Draft, begun: date) -> date | None:
    """A day on which what began on a day ends: that day, about a judged day, or never."""
    near = _near(draft)
    ended = draft.one_of((None, begun, near if near >= begun else draft.day_from(begun)))
    if ended is not None and draft.flaw(0.03):
        return begun - timedelta(days=1)
    return ended


def add_detentions(draft: Draft, child: str) -> None:
    """Times in custody and elsewhere, begun and ended in the last minutes of a judged day."""
    for _ in range(draft.one_of((0, 1, 2))):
        begun = _near(draft)
        ended = _after(draft, begun)
        draft.add(
            "detentions",
            detention_id=draft.new_id("detentions", "DE"),
            person_id=draft.known(child),
            detention_kind=draft.known(draft.one_of(DETENTIONS)),
            started_at=draft.known(_at(draft, begun)),
            ended_at="" if ended is None else datetime.combine(ended, time(23, 59)).isoformat(),
        )


def _at(draft: Draft, on: date) -> str:
    return datetime.combine(on, draft.one_of((time(0, 0), time(12, 30), time(23, 59)))).isoformat()


def add_registrations(draft: Draft, child: str) -> None:
    """Placements without registration, approved and told of about a judged day, or never."""
    for _ in range(draft.one_of((0, 1, 2))):
        begun = _near(draft)
        approved, told = _after(draft, begun), _after(draft, begun)
        draft.add(
            "placement_registrations",
            placement_registration_id=draft.new_id("placement_registrations", "PR"),
            person_id=draft.known(child),
            registration_status=draft.known(draft.one_of(REGISTRATIONS)),
            started_on=draft.date_known(begun),
            ended_on=text(_after(draft, begun)),
            approved_on=text(approved),
            inspectorate_told_on=text(told),
        )


def add_orders(draft: Draft, child: str) -> None:
    """Orders depriving of liberty that lapse and end about a judged day, with their reviews."""
    for _ in range(draft.one_of((0, 1, 1, 2))):
        begun = _near(draft)
        ended = _after(draft, begun)
        order = draft.new_id("deprivations_of_liberty", "DL")
        draft.add(
            "deprivations_of_liberty",
            deprivation_of_liberty_id=order,
            person_id=draft.known(child),
            order_kind=draft.known(draft.one_of(ORDERS)),
            started_on=draft.date_known(begun),
            expires_on=text(_after(draft, begun)),
            ended_on=text(ended),
        )
        _add_order_reviews(draft, child, order, begun, ended)


def _add_order_reviews(
    draft: Draft, child: str, order: str, begun: date, ended: date | None
) -> None:
    """Reviews due about a judged day, or on the day the order ended, or the day after."""
    for _ in range(draft.rng.randrange(4)):
        over = ended or _near(draft)
        due = draft.one_of((_near(draft), over, over + timedelta(days=1)))
        if draft.clean:
            due = max(due, begun)
        draft.add(
            "deprivation_of_liberty_reviews",
            deprivation_of_liberty_review_id=draft.new_id("deprivation_of_liberty_reviews", "LR"),
            deprivation_of_liberty_id=draft.known("DL-NONE" if draft.flaw() else order),
            person_id=draft.known(child),
            review_kind=draft.known(draft.one_of(("COURT", "COUNCIL"))),
            due_on=draft.date_known(due),
            held_on=text(draft.held(due)),
        )


def add_home_with_parents(draft: Draft, child: str) -> None:
    """A placement with parents, and its checks: made, due and missed about a judged day."""
    if draft.chance(0.5):
        return
    begun = _near(draft)
    home = add_home(draft, child, "P1", begun, draft.one_of((None, draft.day_from(begun))))
    for _ in range(draft.one_of((0, 1, 1, 2))):
        due = draft.one_of((begun, _near(draft), draft.day_from(begun)))
        early = due - timedelta(days=3)
        checked = draft.one_of((due, early, early, due + timedelta(days=1), None))
        draft.add(
            "placement_checks",
            placement_check_id=draft.new_id("placement_checks", "KC"),
            placement_id=draft.known(home),
            person_id=draft.known(child),
            check_kind=draft.known(
                draft.one_of((*("PARENTS_REGULATIONS",) * 4, "VISIT", "PLACEMENT_PLAN"))
            ),
            due_on=draft.date_known(due),
            checked_on=text(checked),
        )


def add_immigration(draft: Draft, child: str) -> None:
    """Immigration statuses in other spellings, begun and ended about a judged day."""
    if draft.chance(0.6):
        return
    begun = _near(draft)
    draft.add(
        "ssd_immigration_status",
        immi_immigration_status_id=draft.new_id("ssd_immigration_status", "IS"),
        immi_person_id=child,
        immi_immigration_status=draft.known(draft.one_of(STATUSES)),
        immi_immigration_status_start_date=draft.date_known(begun, unless=0.2),
        immi_immigration_status_end_date=text(_after(draft, begun)),
    )
