"""A few children of two teams for whom something is coming, for tests of alerts."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from tests.support.stores import load

# The day of the load, and the day after it on which people work.
LOADED, TODAY = date(2026, 3, 31), date(2026, 4, 1)
Told = Callable[..., Path]
CHOSEN = (
    "cp_plans_over_18_months",
    "cp_plans_over_18_months:over_12_months",
    "cp_plans_over_18_months:over_15_months",
    "cp_reviews_in_time",
)
# W1 of the North holds P1 and P3, whose records are restricted, W3 of it P4; W2 of the South P2,
# for whom W9 chairs.
INVOLVED = (
    "invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_role_id,"
    "invo_professional_team,invo_involvement_start_date,invo_involvement_end_date\n"
    "I1,P1,W1,Allocated Case Worker,T1,2024-01-01,\n"
    "I2,P2,W2,Allocated Case Worker,T2,2024-01-01,\n"
    "I3,P3,W1,Allocated Case Worker,T1,2024-01-01,\n"
    "I4,P4,W3,Allocated Case Worker,T1,2024-01-01,\n"
    "I6,P2,W9,Independent Reviewing Officer,T9,2024-01-01,\n"
)
TEAMS = "dept_team_id,dept_team_name\nT1,North\nT2,South\n"
RESTRICTED = "person_id,restricted_from,restricted_until,reason_code\nP3,2024-01-01,,C\n"
PLAN = (
    "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
    "cppl_cp_plan_ola\n"
)
REVIEW = "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date\n"


def plans(day: date) -> str:
    """Plans of P1 and P3 that soon are a year old, of P2 of 18 months, of P4 in between."""
    ages = {"L1": 355, "L2": 528, "L3": 353, "L4": 400}
    lines = (f"{plan},P{plan[1]},{day - timedelta(days=age)},,N\n" for plan, age in ages.items())
    return PLAN + "".join(lines)


def reviews(day: date, held: str = "") -> str:
    """A review of P1 that is due nine days after a day, held where one says so; one long late."""
    due, late = day + timedelta(days=9), day - timedelta(days=39)
    return f"{REVIEW}V1,P1,L1,{due},{held}\nV4,P4,L4,{late},\n"


def loaded(store: Path, as_at: date, **others: str) -> Path:
    """The tables of a day, some of them other ones, with the figures of alerts."""
    tables: Mapping[str, str] = {
        "ssd_involvements": INVOLVED,
        "ssd_department": TEAMS,
        "restricted": RESTRICTED,
        "ssd_cp_plans": plans(as_at),
        "ssd_cp_reviews": reviews(as_at),
        **others,
    }
    load(store, as_at, **tables)
    known = catalogue()
    make_results(store, {each: known[each] for each in CHOSEN})
    return store


@pytest.fixture(scope="session")
def first_load(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that most tests begin with, made once: copying it is quicker."""
    return loaded(tmp_path_factory.mktemp("alerts") / "store", LOADED)


@pytest.fixture
def told(store: Path, first_load: Path) -> Told:
    """Loads the tables of a day, some of them other ones, and makes the figures of alerts."""

    def made(as_at: date = LOADED, **others: str) -> Path:
        if as_at == LOADED and not others and not store.exists():
            shutil.copytree(first_load, store, symlinks=True)
            return store
        return loaded(store, as_at, **others)

    return made
