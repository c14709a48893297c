"""Invented councils, drawn so that the hard cases of every indicator are common in them.

No child in them is real.  They live through `MONTHS` and are judged on one of `AS_AT_DAYS`,
so that every council holds rows dated later than the day it is judged on.
"""

import csv
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from tests.support.councils.assessing import (
    add_assessment_details,
    add_documents,
    add_strategy_discussions,
    end_enquiries,
)
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
from tests.support.councils.help import add_early_help
from tests.support.councils.missing import add_returns, add_what_is_known
from tests.support.councils.need import (
    add_assessed_children,
    add_case_records,
    add_need_plans,
    add_need_visits,
    add_plan_reviews,
    end_care,
    open_cases,
)
from tests.support.councils.protecting import add_core_groups, add_profiles, add_visit_details
from tests.support.councils.protection import (
    add_allocations,
    add_busy_worker,
    add_care_reviews,
    add_plans,
    add_staff,
)
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
    """Small awkward councils that Hypothesis draws, and shrinks when one of them fails."""
    return st.builds(
        _draw,
        st.randoms(use_true_random=False),
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
    add_assessed_children(draft)
    turn_four(draft)
    for child in ids:
        add_returns(draft, child)
        add_what_is_known(draft, child)
    return draft.rows


def write_council(tables: Tables, folder: Path) -> None:
    """Write each table as TABLE.csv into an existing folder."""
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, DRAWN[table], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
