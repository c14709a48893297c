"""Checks of tables computed twice: by the definitions' SQL and by plain Python from their words.

The rows are an invented council's, spoiled at random.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import duckdb
import pytest

from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.council import Council
from tests.support.spoiled import AS_AT, Row, spoil

Rows = dict[str, list[Row]]
Found = Iterator[Row]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def days(number: int) -> timedelta:
    return timedelta(days=number)


def at_once(
    rows: list[Row], person: str, key: str, starts: str, ends: str, same: str | None = None
) -> Found:
    """Rows that begin while an earlier one of the person is open: of one day, by their keys."""
    for row in rows:
        begun = day(row[starts])
        if row[person] and begun:
            for other in rows:
                before = day(other[starts])
                if other[person] != row[person] or other[key] == row[key] or before is None:
                    continue
                if same and (other[same] == "Y") != (row[same] == "Y"):
                    continue
                is_earlier = (before, other[key]) < (begun, row[key])
                if is_earlier and (day(other[ends]) or AS_AT) > begun:
                    yield row
                    break


def plans_at_once(tables: Rows) -> Found:
    return at_once(
        tables["ssd_cp_plans"],
        "cppl_person_id",
        "cppl_cp_plan_id",
        "cppl_cp_plan_start_date",
        "cppl_cp_plan_end_date",
        "cppl_cp_plan_ola",
    )


def placements_at_once(tables: Rows) -> Found:
    lasting = [
        row
        for row in tables["ssd_cla_placement"]
        if row["clap_cla_placement_type"] not in ("T0", "T1", "T2", "T3", "T4")
    ]
    return at_once(
        lasting,
        "clap_person_id",
        "clap_cla_placement_id",
        "clap_cla_placement_start_date",
        "clap_cla_placement_end_date",
    )


def care_episodes_at_once(tables: Rows) -> Found:
    return at_once(
        tables["ssd_cla_episodes"],
        "clae_person_id",
        "clae_cla_episode_id",
        "clae_cla_episode_start_date",
        "clae_cla_episode_ceased_date",
    )


def legal_statuses_at_once(tables: Rows) -> Found:
    return at_once(
        tables["ssd_legal_status"],
        "lega_person_id",
        "lega_legal_status_id",
        "lega_legal_status_start_date",
        "lega_legal_status_end_date",
    )


def referral_while_open(tables: Rows) -> Found:
    working = [row for row in tables["ssd_cin_episodes"] if row["cine_referral_nfa"] != "Y"]
    for row in working:
        begun = day(row["cine_referral_date"])
        for other in working:
            before = day(other["cine_referral_date"])
            if (
                begun
                and before
                and before < begun
                and row["cine_person_id"]
                and other["cine_person_id"] == row["cine_person_id"]
                and (day(other["cine_close_date"]) or AS_AT) > begun
            ):
                yield row
                break


def assessment_before_referral(tables: Rows) -> Found:
    referred = {
        r["cine_referral_id"]: day(r["cine_referral_date"]) for r in tables["ssd_cin_episodes"]
    }
    for row in tables["ssd_cin_assessments"]:
        start, referral = (
            day(row["cina_assessment_start_date"]),
            referred.get(row["cina_referral_id"]),
        )
        if start and referral and referral > start:
            yield row


def assessment_of_another_child(tables: Rows) -> Found:
    child = {row["cine_referral_id"]: row["cine_person_id"] for row in tables["ssd_cin_episodes"]}
    for row in tables["ssd_cin_assessments"]:
        other = child.get(row["cina_referral_id"], "")
        if other and row["cina_person_id"] and other != row["cina_person_id"]:
            yield row


def open_case_without_worker(tables: Rows) -> Found:
    held = {
        row["invo_person_id"]
        for row in tables["ssd_involvements"]
        if row["invo_professional_role_id"].strip().upper() == "ALLOCATED CASE WORKER"
        and (day(row["invo_involvement_end_date"]) or AS_AT + days(1)) > AS_AT
    } - {""}
    for row in tables["ssd_cin_episodes"]:
        begun = day(row["cine_referral_date"])
        is_open = not row["cine_close_date"] and row["cine_referral_nfa"] != "Y"
        if is_open and begun and begun < AS_AT - days(14) and row["cine_person_id"] not in held:
            yield row


def conference_without_plan(tables: Rows) -> Found:
    for row in tables["ssd_initial_cp_conference"]:
        held = day(row["icpc_icpc_date"])
        if row["icpc_icpc_outcome_cp_flag"] != "Y" or not held or held >= AS_AT - days(14):
            continue
        near = [
            plan
            for plan in tables["ssd_cp_plans"]
            if row["icpc_person_id"]
            and plan["cppl_person_id"] == row["icpc_person_id"]
            and plan["cppl_cp_plan_start_date"]
            and abs(date.fromisoformat(plan["cppl_cp_plan_start_date"]) - held) <= days(14)
        ]
        if not near:
            yield row


def plan_without_conference(tables: Rows) -> Found:
    conferences = tables["ssd_initial_cp_conference"]
    ids = {row["icpc_icpc_id"] for row in conferences}
    for row in tables["ssd_cp_plans"]:
        begun = day(row["cppl_cp_plan_start_date"])
        near = [
            each
            for each in conferences
            if begun
            and row["cppl_person_id"]
            and each["icpc_person_id"] == row["cppl_person_id"]
            and each["icpc_icpc_date"]
            and abs(date.fromisoformat(each["icpc_icpc_date"]) - begun) <= days(14)
        ]
        if row["cppl_cp_plan_ola"] != "Y" and not near and row["cppl_icpc_id"] not in ids:
            yield row


def enquiry_without_conference(tables: Rows) -> Found:
    for row in tables["ssd_s47_enquiry"]:
        begun = day(row["s47e_s47_start_date"])
        outcome = json.loads(row["s47e_s47_outcome_json"] or "{}")
        if outcome.get("CP_CONFERENCE_FLAG") != "Y" or not begun or begun >= AS_AT - days(60):
            continue
        if not any(
            each["icpc_person_id"] == row["s47e_person_id"]
            and each["icpc_icpc_date"]
            and days(0) <= date.fromisoformat(each["icpc_icpc_date"]) - begun <= days(60)
            for each in tables["ssd_initial_cp_conference"]
        ):
            yield row


def plan_visit_before_plan(tables: Rows) -> Found:
    plans = {row["cppl_cp_plan_id"]: row for row in tables["ssd_cp_plans"]}
    for row in tables["ssd_cp_visits"]:
        plan, made = plans.get(row["cppv_cp_plan_id"]), day(row["cppv_cp_visit_date"])
        begun = day(plan["cppl_cp_plan_start_date"]) if plan else None
        if made and begun and made < begun:
            yield row


def plan_visit_after_plan(tables: Rows) -> Found:
    plans = {row["cppl_cp_plan_id"]: row for row in tables["ssd_cp_plans"]}
    for row in tables["ssd_cp_visits"]:
        plan, made = plans.get(row["cppv_cp_plan_id"]), day(row["cppv_cp_visit_date"])
        ended = day(plan["cppl_cp_plan_end_date"]) if plan else None
        if made and ended and made > ended:
            yield row


def plan_over_18(tables: Rows) -> Found:
    born = {row["pers_person_id"]: day(row["pers_dob"]) for row in tables["ssd_person"]}
    for row in tables["ssd_cp_plans"]:
        birth = born.get(row["cppl_person_id"])
        if birth and not row["cppl_cp_plan_end_date"]:
            # Who was born on 29 February is of age on the 28th where the year has no 29th.
            clamped = (
                min(birth.day, 28) if birth.month == 2 and (birth.year + 18) % 4 else birth.day
            )
            if date(birth.year + 18, birth.month, clamped) <= AS_AT:
                yield row


def care_without_placement(tables: Rows) -> Found:
    for row in tables["ssd_cla_episodes"]:
        placed = [
            each
            for each in tables["ssd_cla_placement"]
            if row["clae_person_id"]
            and each["clap_person_id"] == row["clae_person_id"]
            and each["clap_cla_placement_start_date"]
            and date.fromisoformat(each["clap_cla_placement_start_date"]) <= AS_AT
            and (day(each["clap_cla_placement_end_date"]) or AS_AT + days(1)) > AS_AT
        ]
        if not row["clae_cla_episode_ceased_date"] and not placed:
            yield row


def placement_without_legal_status(tables: Rows) -> Found:
    for row in tables["ssd_cla_placement"]:
        begun = day(row["clap_cla_placement_start_date"])
        in_force = [
            each
            for each in tables["ssd_legal_status"]
            if begun
            and row["clap_person_id"]
            and each["lega_person_id"] == row["clap_person_id"]
            and each["lega_legal_status_start_date"]
            and date.fromisoformat(each["lega_legal_status_start_date"]) <= begun
            and (day(each["lega_legal_status_end_date"]) or begun) >= begun
        ]
        if begun and not in_force:
            yield row


def care_visit_outside_care(tables: Rows) -> Found:
    for row in tables["ssd_cla_visits"]:
        made = day(row["clav_cla_visit_date"])
        within = [
            each
            for each in tables["ssd_cla_episodes"]
            if made
            and row["clav_person_id"]
            and each["clae_person_id"] == row["clav_person_id"]
            and (each["clae_entered_care_date"] or each["clae_cla_episode_start_date"])
            and (day(each["clae_entered_care_date"] or each["clae_cla_episode_start_date"]) or made)
            <= made
            and (day(each["clae_cla_episode_ceased_date"]) or made) >= made
        ]
        if made and not within:
            yield row


def contact_twice(tables: Rows) -> Found:
    first: dict[tuple[str, ...], str] = {}
    for row in sorted(tables["ssd_contacts"], key=lambda row: row["cont_contact_id"]):
        same = (row["cont_person_id"], row["cont_contact_date"], row["cont_contact_source_code"])
        if all(same) and same in first:
            yield row
        first.setdefault(same, row["cont_contact_id"])


def two_allocated_workers(tables: Rows) -> Found:
    held = [
        row
        for row in tables["ssd_involvements"]
        if row["invo_professional_role_id"].strip().upper() == "ALLOCATED CASE WORKER"
        and (day(row["invo_involvement_end_date"]) or AS_AT + days(1)) > AS_AT
        and row["invo_person_id"]
        and row["invo_professional_id"]
        and row["invo_involvement_start_date"]
    ]
    for row in held:
        if any(
            other["invo_person_id"] == row["invo_person_id"]
            and other["invo_professional_id"] != row["invo_professional_id"]
            and other["invo_involvement_start_date"] > row["invo_involvement_start_date"]
            for other in held
        ):
            yield row


ORACLES: dict[Callable[[Rows], Found], str] = {
    plans_at_once: "cppl_cp_plan_id",
    placements_at_once: "clap_cla_placement_id",
    care_episodes_at_once: "clae_cla_episode_id",
    legal_statuses_at_once: "lega_legal_status_id",
    referral_while_open: "cine_referral_id",
    assessment_before_referral: "cina_assessment_id",
    assessment_of_another_child: "cina_assessment_id",
    open_case_without_worker: "cine_referral_id",
    conference_without_plan: "icpc_icpc_id",
    plan_without_conference: "cppl_cp_plan_id",
    enquiry_without_conference: "s47e_s47_enquiry_id",
    plan_visit_before_plan: "cppv_cp_visit_id",
    plan_visit_after_plan: "cppv_cp_visit_id",
    plan_over_18: "cppl_cp_plan_id",
    care_without_placement: "clae_cla_episode_id",
    placement_without_legal_status: "clap_cla_placement_id",
    care_visit_outside_care: "clav_cla_visit_id",
    contact_twice: "cont_contact_id",
    two_allocated_workers: "invo_involvements_id",
}


@pytest.fixture(
    scope="module", params=[1, 2, *(pytest.param(n, marks=pytest.mark.long) for n in range(3, 12))]
)
def spoiled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Rows, duckdb.DuckDBPyConnection]]:
    folder = tmp_path_factory.mktemp("spoiled")
    spoil(folder / "extract", request.param)
    load_tables([folder / "extract"], folder / "store", AS_AT)
    snapshot = open_snapshot(folder / "store")
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        yield {name: as_text(connection, name) for name in snapshot.tables}, connection


def as_text(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    """The rows of a table as they were loaded; empty texts where there is nothing."""
    found = connection.execute(f"select cast(columns(*) as varchar) from {table}")
    names = [column[0] for column in found.description]
    return [
        {name: value or "" for name, value in zip(names, row, strict=True)}
        for row in found.fetchall()
    ]


def test_checks_agree_with_plain_python(
    spoiled: tuple[Rows, duckdb.DuckDBPyConnection],
) -> None:
    """Each finds the same records, and nearly all find some."""
    tables, connection = spoiled
    silent = []
    for oracle, key in ORACLES.items():
        listed = connection.execute(
            "select record_id from check_results where check_id = ?", [oracle.__name__]
        ).fetchall()
        expected = sorted(row[key] for row in oracle(tables))
        assert sorted(str(record).partition("/")[0] for (record,) in listed) == expected, oracle
        silent += [] if expected else [oracle.__name__]
    assert len(silent) <= 2, silent


def test_the_team_of_a_row_agrees_with_plain_python(
    spoiled: tuple[Rows, duckdb.DuckDBPyConnection],
) -> None:
    """It is that of the allocated worker on the row's day, as indicators have it."""
    tables, connection = spoiled
    council = Council(tables, AS_AT)
    rows = {row["cinv_cin_visit_id"]: row for row in tables["ssd_cin_visits"]}
    listed = connection.execute(
        "select record_id, team, worker from check_results where table_name = 'ssd_cin_visits'"
    ).fetchall()
    assert listed
    for record, team, worker in listed:
        row = rows[str(record)]
        on = day(row["cinv_cin_visit_date"]) or AS_AT
        held = allocated_team_and_worker(council, row["cinv_person_id"], on)
        assert (team or "", worker or "") == held


def test_completeness_agrees_with_plain_python(
    spoiled: tuple[Rows, duckdb.DuckDBPyConnection],
) -> None:
    """Over all teams, every column of every table holds as many values as its rows."""
    tables, connection = spoiled
    told = connection.execute(
        'select table_name, column_name, sum("rows")::int, sum(filled)::int from completeness '
        "group by all"
    ).fetchall()
    assert len(told) > 100
    for table, column, rows, filled in told:
        assert rows == len(tables[table])
        assert filled == sum(row[column] != "" for row in tables[table]), (table, column)
