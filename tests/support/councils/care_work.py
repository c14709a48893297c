"""Drawn work with children in care: visits, their rules, reviews, plans and life stories."""

from datetime import date, timedelta

from tests.support.councils.care_periods import TimeInCare
from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months

TOOK_PART = ("PN0", "PN1", "PN2", "PN3", "PN4", "PN4", "PN5", "PN6", "PN7", "PN7")
BASES = (
    *("FIRST_WEEK", "FIRST_YEAR", "AFTER_FIRST_YEAR", "LONG_TERM_PLACEMENT"),
    *("LONG_TERM_PLACEMENT", "WITH_PARENTS", "INTERIM_ORDER", "TEMPORARY_CONNECTED_PERSON"),
    *("SHORT_BREAKS", "PLACED_FOR_ADOPTION", "LOCAL", "LOCAL"),
)
INTERVALS = (
    *(("7", "DAYS"), ("10", "WORKING_DAYS"), ("28", "DAYS"), ("4", "WEEKS"), ("6", "WEEKS")),
    *(("12", "WEEKS"), ("1", "MONTHS"), ("3", "MONTHS"), ("4", "MONTHS"), ("6", "MONTHS")),
    ("0", "DAYS"),
)
DAYS_AGO = (7, 28, 42, 42, 42)
MONTHS_AGO = (1, 3, 6)
CLEAN_CARE_PLANS = (
    '{"RETURN1M": "Y", "ADOPTION": "N"}',
    '{"RETURN1M": "N", "ADOPTION": "N"}',
    '{"LTFOST18": "N", "SUPPLIV": "Y"}',
)
CARE_PLANS = (
    *CLEAN_CARE_PLANS,
    '{"RETURN1M": "", "LTRELFR": "yes"}',
    '{"RETURN1M": true}',
    '{"RETURN1M": 0}',
    '{"OTHERPLN": null}',
    '["RETURN1M"]',
    "{}",
    "not recorded",
    "",
)
LASTING_HOMES = ("RETURN_HOME", "ADOPTION", "LONG_TERM_FOSTERING", "SPECIAL_GUARDIANSHIP")
LIFE_STORIES = ("LIFE_STORY_BOOK", "LATER_LIFE_LETTER", "DIRECT_WORK")


def a_while_before(draft: Draft) -> date:
    """As many days or months before a judged day as a limit, a day more or less, or any day."""
    judged = draft.one_of(JUDGED_DAYS)
    return draft.one_of((_a_limit_before(draft, judged), judged, draft.day()))


def _a_limit_before(draft: Draft, judged: date) -> date:
    old = draft.one_of(
        (
            judged - timedelta(days=draft.one_of(DAYS_AGO)),
            add_months(judged, -draft.one_of(MONTHS_AGO)),
        )
    )
    return old + _a_day_off(draft)


def _a_day_off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))


def add_care_visits(draft: Draft, child: str) -> None:
    """Visits whose next is due about a judged day, those before; some on the day a placement began,
    and about a fourth birthday."""
    last = _a_limit_before(draft, draft.one_of(JUDGED_DAYS))
    others = [a_while_before(draft) for _ in range(draft.one_of((1, 2, 4)))]
    days = [last, *(day for day in others if day <= last or draft.chance(0.3))]
    for placement in draft.rows["ssd_cla_placement"]:
        began = placement["clap_cla_placement_start_date"]
        if placement["clap_person_id"] == child and began and draft.chance(0.7):
            days.append(date.fromisoformat(began) + timedelta(days=draft.one_of((-1, 0, 1, 7, 8))))
    for person in draft.rows["ssd_person"]:
        if person["pers_person_id"] == child and person["pers_dob"]:
            turns_four = add_months(date.fromisoformat(person["pers_dob"]), 48)
            days.extend([turns_four + _a_day_off(draft)] if draft.chance(0.5) else [])
    for day in days:
        _add_visit(draft, child, day)


def add_orders_at_home(draft: Draft, time: TimeInCare) -> None:
    """A care order made while the child lives with a parent, and perhaps a visit since."""
    if time.ends is not None or draft.chance(0.7):
        return
    judged = draft.one_of(JUDGED_DAYS)
    made = judged - timedelta(days=draft.one_of((7, 50, 50, 100))) + _a_day_off(draft)
    placed = made - timedelta(days=draft.one_of((0, 1, 60)))
    draft.add(
        "ssd_cla_placement",
        clap_cla_placement_id=draft.new_id("ssd_cla_placement", "PL"),
        clap_cla_placement_start_date=text(placed),
        clap_cla_placement_type="P1",
        clap_cla_id=time.number,
        clap_person_id=time.child,
    )
    for code, begins, ends in (
        ("C1", placed, draft.one_of((made, made, None))),
        ("C2", made, None),
    ):
        draft.add(
            "ssd_legal_status",
            lega_legal_status_id=draft.new_id("ssd_legal_status", "LS"),
            lega_person_id=time.child,
            lega_legal_status=code,
            lega_legal_status_start_date=text(begins),
            lega_legal_status_end_date=text(ends),
        )
    _add_visit(draft, time.child, draft.one_of((placed, made - timedelta(days=1))))
    if draft.chance(0.6):
        _add_visit(draft, time.child, judged - timedelta(days=42) + _a_day_off(draft))


def add_settled_home(draft: Draft, time: TimeInCare) -> None:
    """A home for a year to the day, or newly for adoption, and when it was last visited."""
    if time.ends is not None or draft.chance(0.6):
        return
    judged = draft.one_of(JUDGED_DAYS)
    kind = draft.one_of(("U1", "U3", "U4", "U4", "A3", "A4", "A5", "A6"))
    began = add_months(judged, -12) + _a_day_off(draft)
    since = judged - timedelta(days=draft.one_of((20, 42, 43, 60)))
    if kind.startswith("A"):
        began, since = (
            judged - timedelta(days=60),
            judged - timedelta(days=draft.one_of((7, 8, 20))),
        )
    draft.add(
        "ssd_cla_placement",
        clap_cla_placement_id=draft.new_id("ssd_cla_placement", "PL"),
        clap_cla_placement_start_date=text(began),
        clap_cla_placement_type=kind,
        clap_cla_placement_end_date=text(draft.one_of((None, judged + timedelta(days=1)))),
        clap_cla_id=time.number,
        clap_person_id=time.child,
    )
    _add_visit(draft, time.child, draft.one_of((since, add_months(judged, -3))))


def _add_visit(draft: Draft, child: str, day: date) -> None:
    draft.add(
        "ssd_cla_visits",
        clav_cla_visit_id=draft.new_id("ssd_cla_visits", "CV"),
        clav_person_id=draft.known(child),
        clav_cla_visit_date=draft.date_known(day),
        clav_cla_visit_seen=draft.flag(0.8),
        clav_cla_visit_seen_alone=draft.flag(0.6),
    )


def add_visit_requirements(draft: Draft, child: str) -> None:
    """How often the child is to be visited: by a rule of the law, the council's own, or none."""
    for _ in range(draft.one_of((0, 0, 1, 1, 2))):
        begins = draft.one_of((a_while_before(draft), add_months(draft.one_of(JUDGED_DAYS), -12)))
        length, unit = draft.one_of(INTERVALS)
        draft.add(
            "visit_requirements",
            visit_requirement_id=draft.new_id("visit_requirements", "VR"),
            person_id=draft.known(child),
            visit_kind=draft.one_of((*("CHILD_IN_CARE",) * 5, "CHILD_PROTECTION")),
            basis=draft.known(draft.one_of(BASES)),
            interval_length=draft.known(length),
            interval_unit=draft.known(unit),
            started_on=draft.date_known(begins),
            ended_on=text(draft.one_of((None, None, None, draft.day_from(begins)))),
        )


def add_reviews_held(draft: Draft, time: TimeInCare) -> None:
    """Reviews of a time in care, two of a day among them, with plans made about the second."""
    held = sorted(
        draft.one_of((a_while_before(draft), draft.day_from(time.begins)))
        for _ in range(draft.one_of((0, 1, 2, 3, 3)))
    )
    if len(held) > 1 and draft.chance(0.15):
        held[1] = held[0]
    for day in held:
        draft.add(
            "ssd_cla_reviews",
            clar_cla_review_id=draft.new_id("ssd_cla_reviews", "RC"),
            clar_cla_id=draft.known(time.number),
            clar_cla_review_due_date=draft.date_known(draft.day_from(time.begins), unless=0.3),
            clar_cla_review_date=text(day),
            clar_cla_review_cancelled=draft.flag(0.1),
            clar_cla_person_id=draft.known(time.child),
        )
    decided_about = held[1] if len(held) > 1 else draft.day()
    for _ in range(draft.one_of((0, 1, 1, 2))):
        _add_decision(draft, time, draft.one_of((decided_about + _a_day_off(draft), time.begins)))
    for _ in range(draft.one_of((0, 1, 1))):
        _add_care_plan(draft, time, draft.one_of((decided_about + _a_day_off(draft), time.begins)))


def _add_decision(draft: Draft, time: TimeInCare, on: date) -> None:
    on += timedelta(days=draft.one_of((0, 0, -1)))
    draft.add(
        "permanence_decisions",
        permanence_decision_id=draft.new_id("permanence_decisions", "DP"),
        person_id=draft.known(time.child),
        decided_on=draft.date_known(on),
        permanence_plan=draft.known(draft.one_of(LASTING_HOMES), unless=0.15),
        ended_on=text(draft.one_of((None, None, draft.day_from(on)))),
    )


def _add_care_plan(draft: Draft, time: TimeInCare, on: date) -> None:
    on += timedelta(days=draft.one_of((0, 0, -1)))
    draft.add(
        "ssd_cla_care_plan",
        lacp_table_id=draft.new_id("ssd_cla_care_plan", "CA"),
        lacp_person_id=draft.known(time.child),
        lacp_cla_care_plan_start_date=draft.date_known(on),
        lacp_cla_care_plan_end_date=text(draft.one_of((None, None, draft.day_from(on)))),
        lacp_cla_care_plan_json=draft.one_of(CLEAN_CARE_PLANS if draft.clean else CARE_PLANS),
    )


def say_who_took_part(draft: Draft) -> None:
    """Give most reviews that were held a code of how the child took part."""
    for review in draft.rows["ssd_cla_reviews"]:
        if review["clar_cla_review_date"]:
            code = draft.known(draft.one_of(TOOK_PART), unless=0.15)
            review["clar_cla_review_participation"] = code


def add_life_stories(draft: Draft, child: str, times: list[TimeInCare]) -> None:
    """Life-story work begun, added to and complete on days that matter, some in no time in care;
    and plans of adoption, some reversed."""
    for _ in range(draft.one_of((0, 1, 1, 2))):
        begun = draft.one_of((a_while_before(draft), draft.day()))
        draft.add(
            "life_story_work",
            life_story_work_id=draft.new_id("life_story_work", "LW"),
            person_id=draft.known(child),
            work_kind=draft.one_of(LIFE_STORIES),
            started_on=draft.date_known(begun, unless=0.12),
            updated_on=text(_added_to(draft, begun)),
            completed_on=text(draft.one_of((None, None, draft.day_from(begun)))),
        )
    for time in times:
        if draft.chance(0.3):
            decided = draft.one_of((time.begins + _a_day_off(draft), draft.day_from(time.begins)))
            draft.add(
                "ssd_permanence",
                perm_table_id=draft.new_id("ssd_permanence", "PE"),
                perm_person_id=draft.known(time.child),
                perm_cla_id=time.number,
                perm_adm_decision_date=draft.date_known(decided),
                perm_decision_reversed_date=text(_undone(draft, decided)),
            )


def _added_to(draft: Draft, begun: date) -> date | None:
    if draft.flaw():
        return begun - timedelta(days=draft.one_of((1, 30)))
    return draft.one_of((None, max(begun, a_while_before(draft))))


def _undone(draft: Draft, decided: date) -> date | None:
    return draft.one_of((None, draft.day_from(decided), max(decided, draft.one_of(JUDGED_DAYS))))
