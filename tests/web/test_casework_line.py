"""A child's line and the statutory visits of a team, on the site."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import key_of
from lineofsight.web.events.models import Look
from tests.support.stores import MARCH, load
from tests.web.caseworked import TABLES, who  # noqa: F401
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Who = Callable[..., Account]

NEED, PLAN, CARE = "cin_visits_20_working_days", "cp_visits_10_working_days", "cla_visits_in_time"
# P1 was in need, then on a plan from 2 March, and last seen before that; P4 is in need and was
# seen on 27 March.  P3's records are restricted.
VISITED = {
    **TABLES,
    "ssd_cin_episodes": "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,"
    "cine_referral_nfa\n"
    "R1,P1,2025-12-01,,N\nR3,P3,2025-12-01,,N\nR4,P4,2025-12-01,,N\nR6,P6,2024-02-05,2024-06-05,N\n"
    "R7,P4,2023-02-05,2023-02-06,Y\n",
    "ssd_cin_plans": "cinp_cin_plan_id,cinp_person_id,cinp_referral_id,cinp_cin_plan_start_date,"
    "cinp_cin_plan_end_date,cinp_cin_plan_team,cinp_cin_plan_worker_id\n"
    "N1,P1,R1,2026-01-05,2026-03-02,T1,W1\nN4,P4,R4,2026-01-05,,T1,W3\n",
    "ssd_cin_visits": "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n"
    "V1,P1,2026-02-02,Y\nV2,P1,2026-02-20,N\nV4,P4,2026-03-27,Y\n",
    "ssd_cp_plans": "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
    "cppl_cp_plan_ola\n"
    "C1,P1,2026-03-02,,N\n",
    "ssd_cp_visits": "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,"
    "cppv_cp_visit_seen\n",
    "ssd_missing": "miss_table_id,miss_person_id,miss_missing_episode_start_date\n"
    "M1,P1,2026-02-10\n",
    "allegations": "allegation_id,person_id,known_on\nL1,P1,2026-02-11\n",
}


@pytest.fixture
def visited(store: Path) -> Path:
    load(store, MARCH, **VISITED)
    known = catalogue()
    make_results(store, {name: known[name] for name in (NEED, PLAN, CARE)})
    return store


@pytest.fixture
def manager(who: Who, as_person: AsPerson, visited: Path) -> CheckingClient:  # noqa: F811
    return as_person(who("team_manager", team="T1"))


def line_of(child: str) -> str:
    return f"/casework/children/{key_of(('', child))}/"


def test_a_childs_line_is_in_order_of_days_from_every_table_that_names_them(
    manager: CheckingClient,
) -> None:
    page = manager.get(line_of("P1"))
    told = [(each.day, each.table.name) for each, _, _ in page.context["happenings"]]
    assert told == [
        (date(2026, 3, 2), "ssd_cp_plans"),
        (date(2026, 3, 2), "ssd_cin_plans"),
        (date(2026, 3, 2), "ssd_cin_assessments"),
        (date(2026, 2, 20), "ssd_cin_visits"),
        (date(2026, 2, 10), "ssd_missing"),
        (date(2026, 2, 2), "ssd_cin_visits"),
        (date(2026, 1, 12), "ssd_cin_assessments"),
        (date(2026, 1, 5), "ssd_cin_plans"),
        (date(2026, 1, 5), "ssd_cin_assessments"),
        (date(2025, 12, 1), "ssd_involvements"),
        (date(2025, 12, 1), "ssd_cin_episodes"),
    ]
    text = " ".join(page.content.decode().split())
    assert "<title>A child’s line – Line of Sight</title>" in text
    assert "In need: from 1 December 2025, still." in text
    assert "On a protection plan: from 2 March 2026, still." in text
    assert "Visits: 2, the first on 2 February 2026, the last on 20 February 2026." in text
    assert "A visit to a child in need" in text
    assert Look.objects.get().what == f"Child {key_of(('', 'P1'))}: their line"


def test_an_allegation_against_a_worker_is_not_in_the_line_of_the_child(
    manager: CheckingClient,
) -> None:
    assert "llegation" not in manager.get(line_of("P1")).content.decode()


def test_a_change_of_status_shows_the_time_without_a_visit_that_saw_the_child(
    manager: CheckingClient,
) -> None:
    text = " ".join(manager.get(line_of("P1")).content.decode().split())
    assert (
        "Not seen for 57 days, since 2 February 2026. On 2 March 2026 the status changed to: on a "
        "protection plan."
    ) in text
    assert "A visit was due on 16 March 2026: overdue or not yet recorded." in text
    assert "2 visits in the order of days" in text
    text = " ".join(manager.get(line_of("P4")).content.decode().split())
    assert "the status changed" not in text
    assert "The next visit is due on 28 April 2026." in text


def test_a_team_sees_its_visits_by_the_day_they_are_due_whatever_the_status(
    manager: CheckingClient,
) -> None:
    """A status that began without a visit since says so, with when the child was last seen."""
    page = manager.get("/casework/teams/T1/visits/")
    assert [
        (each.row.about, status, each.last.day, each.began, each.row.late)
        for each, status, _ in page.context["rows"]
    ] == [
        ("P1", "On a protection plan", date(2026, 2, 2), date(2026, 3, 2), True),
        ("P4", "In need", date(2026, 3, 27), None, False),
    ]
    text = " ".join(page.content.decode().split())
    assert "1 overdue or not yet recorded, 1 due, as at 31 March 2026." in text
    assert "Since 2 March 2026, not seen since then" in text
    assert "Visits to children in care in time: the tables lack" in text
    assert Look.objects.get().what == "Visits of team T1"
    assert manager.get("/casework/teams/T2/visits/").status_code == 403


def test_nothing_after_the_day_of_the_tables_is_told(
    who: Who,  # noqa: F811
    as_person: AsPerson,
    store: Path,
) -> None:
    late = f"V5,P1,{MARCH + timedelta(days=3)},Y\n"
    visits = VISITED["ssd_cin_visits"] + late
    load(store, MARCH, **{**VISITED, "ssd_cin_visits": visits})
    page = as_person(who("analyst")).get(line_of("P1"))
    assert max(each.day for each, _, _ in page.context["happenings"]) <= MARCH
    assert max(each.day for each, _, _ in page.context["visits"]) <= MARCH
