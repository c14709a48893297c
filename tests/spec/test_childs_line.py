"""A child's line: what happened to one child, the statuses they had, and when they were visited."""

from datetime import date
from pathlib import Path

import pytest

from lineofsight.measuring.chronology import Chronology, Spell, chronology
from lineofsight.measuring.visiting import Gap, Visit, gaps, visits_to
from lineofsight.tables.snapshots import Snapshot, open_snapshot
from tests.support.stores import MARCH, load

TABLES = {
    "ssd_cin_episodes": "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,"
    "cine_referral_nfa\n"
    "R1,P1,2024-01-08,2024-04-02,N\nR2,P1,2025-09-01,,N\nR3,P1,2025-03-03,2025-03-04,Y\n"
    "R4,P2,2025-01-06,,N\n",
    "ssd_cla_episodes": "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,"
    "clae_cla_episode_ceased_date\n"
    "E1,P1,2025-10-06,2025-12-01\nE2,P1,2025-12-01,2026-02-02\n",
    "ssd_care_leavers": "clea_table_id,clea_person_id,clea_care_leaver_eligibility\n"
    "L1,P1,Relevant\nL2,P2,Former Relevant\n",
    "ssd_cin_visits": "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n"
    "V1,P1,2025-09-22,Y\nV2,P1,2025-10-02,N\n",
    "ssd_cla_visits": "clav_cla_visit_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen\n"
    "V3,P1,2025-10-13,Y\n",
    "allegations": "allegation_id,person_id,known_on\nA1,P1,2025-11-03\n",
}


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    load(tmp_path / "store", MARCH, **TABLES)
    return open_snapshot(tmp_path / "store")


@pytest.fixture
def line(snapshot: Snapshot) -> Chronology:
    return chronology(snapshot, "", "P1")


def test_every_day_on_which_something_happened_is_told_in_order(line: Chronology) -> None:
    """By the dates of every table that names the child, each with its table and column."""
    told = [(each.day, each.table.name) for each in line.happenings]
    assert told == [
        (date(2024, 1, 8), "ssd_cin_episodes"),
        (date(2024, 4, 2), "ssd_cin_episodes"),
        (date(2025, 3, 3), "ssd_cin_episodes"),
        (date(2025, 3, 4), "ssd_cin_episodes"),
        (date(2025, 9, 1), "ssd_cin_episodes"),
        (date(2025, 9, 22), "ssd_cin_visits"),
        (date(2025, 10, 2), "ssd_cin_visits"),
        (date(2025, 10, 6), "ssd_cla_episodes"),
        (date(2025, 10, 13), "ssd_cla_visits"),
        (date(2025, 12, 1), "ssd_cla_episodes"),
        (date(2025, 12, 1), "ssd_cla_episodes"),
        (date(2026, 2, 2), "ssd_cla_episodes"),
    ]
    first = line.happenings[0]
    assert first.table.column(first.column).means == "the day of the referral"


def test_an_allegation_is_about_somebody_else(line: Chronology) -> None:
    """It names the child and tells of a person who works with children, so it is left out."""
    assert "allegations" not in {each.table.name for each in line.happenings}


def test_statuses_are_times_that_run_on(line: Chronology) -> None:
    """Two episodes that touch are one time in care; a referral with no further action gives none.

    Who left care is a care leaver since then.
    """
    assert line.of("need") == (
        Spell("need", date(2024, 1, 8), date(2024, 4, 2)),
        Spell("need", date(2025, 9, 1), None),
    )
    assert line.of("care") == (Spell("care", date(2025, 10, 6), date(2026, 2, 2)),)
    assert line.of("leaver") == (Spell("leaver", date(2026, 2, 2), None),)
    assert not line.leaver_since_unknown


def test_since_when_somebody_is_a_care_leaver_can_be_unknown(snapshot: Snapshot) -> None:
    """Where no table tells when they left care, no day is made up."""
    line = chronology(snapshot, "", "P2")
    assert line.of("leaver") == ()
    assert line.leaver_since_unknown


def test_visits_of_all_statuses_are_one_order_and_the_gap_over_a_change_is_told(
    snapshot: Snapshot, line: Chronology
) -> None:
    """A visit that did not see the child does not end a gap."""
    visits = visits_to(snapshot, {("", "P1")})["", "P1"]
    assert visits == [
        Visit(date(2025, 9, 22), "need", "Y"),
        Visit(date(2025, 10, 2), "need", "N"),
        Visit(date(2025, 10, 13), "care", "Y"),
    ]
    assert gaps(visits, line.spells, MARCH) == [
        Gap(date(2025, 9, 22), date(2025, 10, 13), 21, date(2025, 10, 6), "care"),
        Gap(date(2025, 10, 13), None, 169, date(2026, 2, 2), "need"),
    ]
