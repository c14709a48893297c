"""Levels of the invented council, counted in plain Python: near England's, and as planted."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

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

RECENT = date(2024, 11, 20)


@pytest.fixture(scope="module")
def made() -> Council:
    return council(3000, 5)


def _contacts_no_further_action(made: Council) -> float:
    outcomes = [row["cont_contact_outcome_json"] for row in made["ssd_contacts"]]
    return share(['"NFA_FLAG": "Y"' in outcome for outcome in outcomes])


def _referrals_no_further_action(made: Council) -> float:
    return share([row["cine_referral_nfa"] == "Y" for row in made["ssd_cin_episodes"]])


def _rereferrals(made: Council) -> float:
    flags = []
    for found in grouped(made["ssd_cin_episodes"], "cine_person_id").values():
        days = [day(row["cine_referral_date"]) for row in found]
        for one in days:
            if one > RECENT:
                flags.append(any(one - timedelta(365) <= other < one for other in days))
    return share(flags)


def _ours(made: Council) -> list[Row]:
    return [row for row in made["ssd_initial_cp_conference"] if _held_here(row)]


def _held_here(row: Row) -> bool:
    return row["icpc_icpc_transfer_in"] == "N" and row["icpc_icpc_date"] != ""


def _conferences_in_time(made: Council) -> float:
    starts = {
        (row["s47e_s47_enquiry_id"], row["s47e_person_id"]): day(row["s47e_s47_start_date"])
        for row in made["ssd_s47_enquiry"]
    }
    return share(
        [
            working_days(
                starts[row["icpc_s47_enquiry_id"], row["icpc_person_id"]],
                day(row["icpc_icpc_date"]),
            )
            <= 15
            for row in _ours(made)
        ]
    )


def _conferences_to_plan(made: Council) -> float:
    return share([row["icpc_icpc_outcome_cp_flag"] == "Y" for row in _ours(made)])


def _plans(made: Council) -> list[Row]:
    return [row for row in made["ssd_cp_plans"] if row["cppl_cp_plan_ola"] == "N"]


def _repeat_plans(made: Council) -> float:
    flags = []
    for found in grouped(_plans(made), "cppl_person_id").values():
        days = [day(row["cppl_cp_plan_start_date"]) for row in found]
        flags += [any(other < one for other in days) for one in days if one > RECENT]
    return share(flags)


def _long_plans(made: Council) -> float:
    flags = []
    for back in range(12):
        on = AS_AT - timedelta(61 * back)
        for row in _plans(made):
            start, end = day(row["cppl_cp_plan_start_date"]), row["cppl_cp_plan_end_date"]
            if start <= on and (not end or day(end) > on):
                flags.append((on - start).days > 547)
    return share(flags)


def _held_by_due(made: Council, table: str, due: str, held: str) -> float:
    return share([row[held] <= row[due] for row in made[table] if row[held]])


def _reviews_in_time(made: Council) -> float:
    return _held_by_due(made, "ssd_cp_reviews", "cppr_cp_review_due", "cppr_cp_review_date")


def _care_reviews_in_time(made: Council) -> float:
    columns = ("clar_cla_review_due_date", "clar_cla_review_date")
    return _held_by_due(made, "ssd_cla_reviews", *columns)


@pytest.mark.parametrize(
    ("level", "least", "most"),
    [
        (_contacts_no_further_action, 0.42, 0.48),
        (_referrals_no_further_action, 0.055, 0.09),
        (_rereferrals, 0.19, 0.28),
        (_conferences_in_time, 0.72, 0.84),
        (_conferences_to_plan, 0.75, 0.86),
        (_repeat_plans, 0.15, 0.32),
        (_long_plans, 0.03, 0.13),
        (_reviews_in_time, 0.86, 0.94),
        (_care_reviews_in_time, 0.86, 0.94),
    ],
)
def test_levels_are_near_england_s(
    made: Council, level: Callable[[Council], float], least: float, most: float
) -> None:
    assert least <= level(made) <= most


def test_caseloads_are_about_seventeen(made: Council) -> None:
    held = Counter(
        row["invo_professional_id"]
        for row in made["ssd_involvements"]
        if row["invo_professional_role_id"] == "Allocated Case Worker"
        and not row["invo_involvement_end_date"]
    )
    mean = sum(held.values()) / len(held)
    assert 13 <= mean <= 21
    assert 0.1 <= sum(load > 18 for load in held.values()) / len(held) <= 0.7
    assert max(held.values()) <= 45


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
                team = next(
                    teams[row["invo_professional_team"]]
                    for row in held[plan["cppl_person_id"],]
                    if row["invo_involvement_start_date"] <= latest
                    and latest < (row["invo_involvement_end_date"] or "9999")
                )
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
