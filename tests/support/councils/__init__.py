"""Invented councils, drawn so that the hard cases of every indicator are common in them.

No child in them is real.  They live through `MONTHS` and are judged on one of `AS_AT_DAYS`,
so that every council holds rows dated later than the day it is judged on.
"""

import csv
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from tests.support.councils.agreed import (
    add_permanence_decisions,
    add_section_20,
    add_ways_to_adoption,
)
from tests.support.councils.allegations import add_allegations
from tests.support.councils.assessing import (
    add_assessment_details,
    add_documents,
    add_strategy_discussions,
    end_enquiries,
)
from tests.support.councils.auditing import add_audits, add_programme
from tests.support.councils.care_health import add_education, add_health
from tests.support.councils.care_periods import add_care, add_children_in_care
from tests.support.councils.care_work import (
    add_care_visits,
    add_life_stories,
    add_orders_at_home,
    add_reviews_held,
    add_settled_home,
    add_visit_requirements,
    say_who_took_part,
)
from tests.support.councils.coming_back import add_children_who_left, add_coming_back
from tests.support.councils.court import add_proceedings
from tests.support.councils.days import AS_AT_DAYS, MONTHS
from tests.support.councils.decisions import add_contact_decisions, add_referral_decisions
from tests.support.councils.dice import Draft
from tests.support.councils.family_help import add_family_group_meetings, add_family_help
from tests.support.councils.front_door import (
    add_contacts,
    add_enquiry,
    add_person,
    add_referrals,
    turn_four,
)
from tests.support.councils.held import (
    add_detentions,
    add_home_with_parents,
    add_immigration,
    add_orders,
    add_registrations,
)
from tests.support.councils.help import add_early_help
from tests.support.councils.holding import (
    add_case_allocations,
    add_held_children,
    add_lead_practitioners,
    register_workers,
)
from tests.support.councils.homeless import add_homeless
from tests.support.councils.leaving_care import add_care_leavers
from tests.support.councils.listening import add_answers, add_complaints, add_escalations
from tests.support.councils.missing import add_returns, add_what_is_known
from tests.support.councils.missing_episodes import add_missing_episodes, answer_offers
from tests.support.councils.moves import add_moves
from tests.support.councils.need import (
    add_assessed_children,
    add_case_records,
    add_need_plans,
    add_need_visits,
    add_plan_reviews,
    end_care,
    name_reviewed_plans,
    open_cases,
)
from tests.support.councils.private_fostering import add_private_fostering
from tests.support.councils.protecting import add_core_groups, add_profiles, add_visit_details
from tests.support.councils.protection import (
    add_allocations,
    add_busy_worker,
    add_care_reviews,
    add_plans,
    add_staff,
)
from tests.support.councils.recording import (
    add_entries,
    decide_conferences,
    name_several_categories,
)
from tests.support.councils.staff import add_contracts, add_what_is_held_of_workers
from tests.support.councils.training import add_training
from tests.support.drawn_columns import DRAWN
from tests.support.oracle import Tables

__all__ = ["AS_AT_DAYS", "MONTHS", "councils", "draw_council", "write_council"]

BUSY = (18, 19, 20, 21, 25, 26)
"""How many children a busy worker holds: as many as a limit allows, and one more."""


def draw_council(seed: int, *, children: int = 12, clean: bool = False) -> Tables:
    """The council of a seed; the same every time.

    A `clean` one has the same awkward days, but every person, team, date and reference is there,
    flags are Y or N, and nothing ends before it begins.
    """
    return _draw(Random(seed), children, clean)


def councils(max_children: int = 4) -> st.SearchStrategy[Tables]:
    """Small awkward councils that Hypothesis draws, with as few children as fail.

    A council takes more dice than Hypothesis can hold, so that it chooses their seed alone.
    """
    return st.builds(
        _draw,
        st.builds(Random, st.integers(0, 2**32 - 1)),
        st.integers(1, max_children),
        st.just(False),
    )


def _draw(rng: Random, children: int, clean: bool) -> Tables:
    draft = Draft(rng, clean)
    add_staff(draft)
    ids = [f"P{n}" for n in range(1, children + 1)]
    for child in ids:
        add_person(draft, child)
        add_contacts(draft, child)
        add_referrals(draft, child)
        add_plans(draft, child)
        add_care_reviews(draft, child)
        add_allocations(draft, child)
    for first in range(0, children, 2):
        add_enquiry(draft, ids[first : first + draft.one_of((1, 2, 3))])
    for number in rng.sample(BUSY, draft.one_of((0, 1, 2, 2))):
        add_busy_worker(draft, number)
    for child in ids:
        add_contact_decisions(draft, child)
        add_referral_decisions(draft, child)
        add_early_help(draft, child)
        add_assessment_details(draft, child)
        add_documents(draft, child)
        add_strategy_discussions(draft, child)
        add_core_groups(draft, child)
        add_profiles(draft, child)
        add_visit_details(draft, child)
        add_need_plans(draft, child)
        add_need_visits(draft, child)
        add_plan_reviews(draft, child)
        add_case_records(draft, child)
        add_family_help(draft, child)
        add_family_group_meetings(draft, child)
    end_enquiries(draft)
    open_cases(draft)
    end_care(draft)
    name_reviewed_plans(draft)
    add_assessed_children(draft)
    turn_four(draft)
    for child in ids:
        add_returns(draft, child)
        add_what_is_known(draft, child)
    register_workers(draft)
    add_held_children(draft)
    decide_conferences(draft)
    name_several_categories(draft)
    add_programme(draft)
    for child in ids:
        add_case_allocations(draft, child)
        add_lead_practitioners(draft, child)
        add_audits(draft, child)
        add_complaints(draft, child)
        add_escalations(draft, child)
        add_answers(draft, child)
        add_entries(draft, child)
    for first in range(0, children, 2):
        add_proceedings(draft, ids[first : first + draft.one_of((1, 2, 3))])
    add_allegations(draft, ids)
    add_contracts(draft, min(children, 8))
    add_what_is_held_of_workers(draft)
    add_training(draft)
    in_care = add_children_in_care(draft, children // 3 + 1)
    times = {child: add_care(draft, child) for child in (*ids, *in_care)}
    for child, own in times.items():
        add_care_visits(draft, child)
        add_visit_requirements(draft, child)
        for time in own:
            add_orders_at_home(draft, time)
            add_settled_home(draft, time)
            add_reviews_held(draft, time)
        add_life_stories(draft, child, own)
        add_health(draft, child, own)
        add_education(draft, child, own)
    say_who_took_part(draft)
    _add_where_care_goes(draft, ids, in_care)
    for child in ids:
        add_missing_episodes(draft, child)
        add_private_fostering(draft, child)
        add_homeless(draft, child)
    answer_offers(draft)
    add_care_leavers(draft, children)
    for child in in_care:
        add_orders(draft, child)
        add_section_20(draft, child)
    add_allegations(draft, ids)
    return draft.rows


def _add_where_care_goes(draft: Draft, ids: list[str], in_care: list[str]) -> None:
    """Moves from home to home, ways out of care and back, and children who are held."""
    add_moves(draft, len(ids) // 2)
    add_children_who_left(draft, len(ids) // 3)
    for child in in_care:
        add_coming_back(draft, child)
        add_detentions(draft, child)
        add_registrations(draft, child)
        add_orders(draft, child)
        add_home_with_parents(draft, child)
        add_immigration(draft, child)
        add_section_20(draft, child)
        add_permanence_decisions(draft, child)
    add_ways_to_adoption(draft)


def write_council(tables: Tables, folder: Path) -> None:
    """Write each table as TABLE.csv into an existing folder."""
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, DRAWN[table], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
