"""Levels of the invented council, counted in plain Python: through the year, and as planted."""

from collections import Counter
from datetime import date

import pytest

from lineofsight.sample import planted
from tests.unit.sample.reading import (
    AS_AT,
    Council,
    Row,
    council,
    day,
    grouped,
    share,
    working_days,
)


@pytest.fixture(scope="module")
def made() -> Council:
    return council(3000, 5)


def _plans(made: Council) -> list[Row]:
    return [row for row in made["ssd_cp_plans"] if row["cppl_cp_plan_ola"] == "N"]


def test_caseloads_of_september_are_those_that_the_involvements_show(made: Council) -> None:
    on = "2026-09-30"
    held = Counter(
        row["invo_professional_id"]
        for row in made["ssd_involvements"]
        if row["invo_professional_role_id"] == "Allocated Case Worker"
        and row["invo_involvement_start_date"] <= on
        and (row["invo_involvement_end_date"] or "9999") > on
    )
    told = {
        row["prof_professional_id"]: int(row["prof_professional_caseload"])
        for row in made["ssd_professionals"]
    }
    assert sum(held.values()) > 100
    assert told == {worker: held[worker] for worker in told}


def test_fewer_referrals_come_in_august_and_at_christmas(made: Council) -> None:
    months = Counter(row["cine_referral_date"][5:7] for row in made["ssd_cin_episodes"])
    usual = sum(months[month] for month in ("03", "06", "10", "11")) / 4
    assert months["08"] < 0.95 * usual
    assert months["12"] < 0.95 * usual


def test_assessments_improve_as_planted(made: Council) -> None:
    better = planted(5, AS_AT)[0]
    flags: dict[bool, list[bool]] = {True: [], False: []}
    for row in made["ssd_cin_assessments"]:
        if row["cina_assessment_auth_date"]:
            done = day(row["cina_assessment_auth_date"])
            in_time = working_days(day(row["cina_assessment_start_date"]), done) <= 45
            if done < better.starts and done > date(2023, 3, 1):
                flags[False].append(in_time)
            elif done >= better.settles:
                flags[True].append(in_time)
    assert share(flags[False]) == pytest.approx(better.before, abs=0.04)
    assert share(flags[True]) == pytest.approx(better.after, abs=0.05)


def test_visits_decline_as_planted_in_one_team_only(made: Council) -> None:
    worse = planted(5, AS_AT)[1]
    teams = {row["dept_team_id"]: row["dept_team_name"] for row in made["ssd_department"]}
    held = grouped(
        [
            row
            for row in made["ssd_involvements"]
            if row["invo_professional_role_id"] == "Allocated Case Worker"
        ],
        "invo_person_id",
    )
    visits = grouped(made["ssd_cp_visits"], "cppv_cp_plan_id")
    flags: dict[tuple[bool, bool], list[bool]] = {
        (ours, later): [] for ours in (True, False) for later in (True, False)
    }
    for plan in _plans(made):
        latest = plan["cppl_cp_plan_start_date"]
        waits = [row["cppv_cp_visit_date"] for row in visits.get((plan["cppl_cp_plan_id"],), [])]
        if not plan["cppl_cp_plan_end_date"]:
            waits.append(AS_AT.isoformat())
        for seen_on in waits:
            start, done = day(latest), day(seen_on)
            in_time = working_days(start, done) <= 10
            waits_still = seen_on == AS_AT.isoformat() and in_time
            if not worse.starts <= start < worse.settles and not waits_still:
                # The worker who held the case last: on some days between two nobody does.
                _, by = max(
                    (row["invo_involvement_start_date"], row["invo_professional_team"])
                    for row in held[plan["cppl_person_id"],]
                    if row["invo_involvement_start_date"] <= latest
                )
                team = teams[by]
                flags[team == worse.team, start >= worse.settles].append(in_time)
            latest = seen_on
    assert share(flags[True, False]) == pytest.approx(worse.before, abs=0.06)
    assert share(flags[True, True]) == pytest.approx(worse.after, abs=0.10)
    assert share(flags[False, False]) == pytest.approx(0.88, abs=0.05)
    assert share(flags[False, True]) == pytest.approx(0.88, abs=0.06)


@pytest.mark.long
def test_a_county_is_made_in_thirty_seconds() -> None:
    """30,000 children over five years are well over a million rows of the standard's tables, and
    nearly three with all others."""
    made = council(30_000, 5).made.rows
    standard = sum(rows for table, rows in made.items() if table.startswith("ssd_"))
    assert 1_300_000 <= standard <= 1_700_000
    assert 2_500_000 <= sum(made.values()) <= 3_200_000
