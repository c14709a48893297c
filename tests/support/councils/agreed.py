"""Drawn times under section 20, and ways to adoption."""

from datetime import date, timedelta

from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.councils.protection import A_WHILE_AGO
from tests.support.oracle.dates import add_months

ENDS = (
    *("HOME_TO_PARENTS", "HOME_TO_PARENTS", "HOME_TO_PARENTS", "FAMILY_OR_FRIENDS"),
    *("SPECIAL_GUARDIANSHIP", "CHILD_ARRANGEMENTS", "CARE_PROCEEDINGS", "ADOPTION"),
    *("TURNED_EIGHTEEN", "OTHER"),
)
PLANS = ("ADOPTION", "ADOPTION", "ADOPTION", "LONG_TERM_FOSTERING", "RETURN_HOME")
MONTHS_AGO = (6, 6, 12, 12, 24)


def _off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))


def add_section_20(draft: Draft, child: str) -> None:
    """Times by agreement that are 6 or 12 months old on a judged day, or nearly."""
    for _ in range(draft.one_of((0, 1, 1, 2))):
        judged = draft.one_of(JUDGED_DAYS)
        begun = draft.one_of(
            (add_months(judged, -draft.one_of(MONTHS_AGO)) + _off(draft), draft.day())
        )
        ended = draft.one_of((None, None, judged + _off(draft), draft.day_from(begun)))
        if ended is not None and ended < begun:
            ended = begun
        consent = draft.one_of(
            (None, begun, begun - timedelta(days=3), judged + _off(draft), draft.day_from(begun))
        )
        draft.add(
            "section_20_arrangements",
            section_20_id=draft.new_id("section_20_arrangements", "ST"),
            person_id=draft.known(child),
            started_on=draft.date_known(begun),
            consent_recorded_on=text(consent),
            ended_on=text(ended),
            end_reason=draft.known(draft.one_of(ENDS), unless=0.2) if ended else "",
        )


def add_permanence_decisions(draft: Draft, child: str) -> None:
    """Decisions on how the child is to have a lasting home; some taken again."""
    for _ in range(draft.one_of((0, 1, 2))):
        draft.add(
            "permanence_decisions",
            permanence_decision_id=draft.new_id("permanence_decisions", "DP"),
            person_id=draft.known(child),
            decided_on=draft.date_known(draft.day()),
            permanence_plan=draft.known(draft.one_of(PLANS)),
            parallel_plan=draft.one_of((*PLANS, "")),
            early_permanence=draft.flag(0.5),
        )


def add_ways_to_adoption(draft: Draft) -> None:
    """For some periods of care a way to adoption: 14 months after it began, a day more or less."""
    episodes = [row for row in draft.rows["ssd_cla_episodes"] if row["clae_cla_id"]]
    for at, row in enumerate(draft.rng.sample(episodes, min(len(episodes), 10))):
        came_into_care = draft.date_of(
            row["clae_entered_care_date"] or row["clae_cla_episode_start_date"]
        )
        at_limit = add_months(came_into_care, 14) + _off(draft)
        placed = draft.one_of(
            (at_limit, at_limit, draft.day_from(came_into_care), draft.day_from(at_limit))
        )
        fostered = draft.one_of(
            (None, None, placed, placed + _off(draft), at_limit, came_into_care + _off(draft))
        )
        carers = draft.one_of((None, None, None, at_limit, came_into_care - timedelta(days=1)))
        if at == 0:
            # A council that has never told this day is taken to hold no such column.
            carers = A_WHILE_AGO
        matched = placed - timedelta(days=draft.one_of((0, 10, 60)))
        order = draft.one_of((None, matched, matched - timedelta(days=90)))
        if order is not None and draft.flaw(0.15):
            order = matched + timedelta(days=1)
        draft.add(
            "ssd_permanence",
            perm_table_id=draft.new_id("ssd_permanence", "WA"),
            perm_person_id=draft.known("P1" if draft.flaw() else row["clae_person_id"]),
            perm_cla_id=draft.known("PC-NONE" if draft.flaw() else row["clae_cla_id"]),
            perm_adm_decision_date=draft.date_known(_decided(draft, matched)),
            perm_placement_order_date=text(order),
            perm_matched_date=draft.date_known(matched),
            perm_placed_for_adoption_date=draft.date_known(placed),
            perm_placed_ffa_cp_date=text(fostered),
            perm_placed_foster_carer_date=text(carers),
        )


def _decided(draft: Draft, matched: date) -> date:
    if draft.flaw(0.15):
        return matched + timedelta(days=1)
    return matched - timedelta(days=draft.one_of((0, 30, 120)))
