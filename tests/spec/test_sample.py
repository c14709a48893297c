"""The invented council: what its tables hold, and what they never hold."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.sample import generate, planted
from lineofsight.tables.definition import table_definitions
from tests.support.ssd_columns import COLUMNS
from tests.unit.sample.reading import (
    AS_AT,
    Council,
    council,
    day,
    grouped,
    rows,
    share,
    working_days,
    works,
)

AHEAD = {
    "pers_expected_dob",
    "icpc_icpc_target_date",
    "cppr_cp_review_due",
    "clar_cla_review_due_date",
}
IN_OFFICE_HOURS = """
ssd_cin_episodes.cine_referral_date ssd_cin_episodes.cine_close_date
ssd_cin_assessments.cina_assessment_start_date ssd_cin_assessments.cina_assessment_auth_date
ssd_s47_enquiry.s47e_s47_start_date ssd_s47_enquiry.s47e_s47_end_date
ssd_initial_cp_conference.icpc_icpc_date ssd_initial_cp_conference.icpc_icpc_target_date
ssd_cp_plans.cppl_cp_plan_start_date ssd_cp_plans.cppl_cp_plan_end_date
ssd_cp_visits.cppv_cp_visit_date ssd_cp_reviews.cppr_cp_review_date
ssd_cin_visits.cinv_cin_visit_date ssd_cla_reviews.clar_cla_review_date
ssd_cla_visits.clav_cla_visit_date ssd_involvements.invo_involvement_start_date
"""


@pytest.fixture(scope="module")
def made() -> Council:
    return council(3000, 5)


def test_columns_are_the_dataset_s(tmp_path: Path) -> None:
    """Each table is one file, headed exactly as the Standard Safeguarding Dataset has it."""
    generate(5, 1, 1, AS_AT, tmp_path / "out")
    headers = {
        path.stem: tuple(path.read_text(encoding="utf-8").split("\n", 1)[0].split(","))
        for path in (tmp_path / "out").iterdir()
    }
    assert set(COLUMNS) <= set(headers)
    assert {table: headers[table] for table in COLUMNS} == dict(COLUMNS)


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    """A council can be made again anywhere; another seed gives another council."""
    for name, seed in (("one", 7), ("again", 7), ("other", 8)):
        generate(60, 2, seed, AS_AT, tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    read = {
        name: [(tmp_path / name / file).read_bytes() for file in files]
        for name in ("one", "again", "other")
    }
    assert read["one"] == read["again"]
    assert read["one"] != read["other"]


def test_children_are_rows_of_person(made: Council) -> None:
    """There are as many persons as asked for, each known by a contact, and rows are counted."""
    assert len(made["ssd_person"]) == 3000
    known = {row["cont_person_id"] for row in made["ssd_contacts"]}
    assert known == {row["pers_person_id"] for row in made["ssd_person"]}
    assert dict(made.made.rows) == {table: len(found) for table, found in made.tables.items()}


def test_a_key_is_held_once(made: Council) -> None:
    """No two rows of a table have the same key; an enquiry is shared by brothers and sisters."""
    for table, found in made.tables.items():
        key = table_definitions()[table].key
        keys = {tuple(row[column] for column in key) for row in found}
        assert len(keys) == len(found), table
    enquiries = grouped(made["ssd_s47_enquiry"], "s47e_s47_enquiry_id")
    assert any(len(children) > 1 for children in enquiries.values())


def test_every_reference_leads_somewhere(made: Council) -> None:
    """A row that names another row's id names one that is there."""
    for table, found in made.tables.items():
        for column in table_definitions()[table].columns:
            if column.references is None:
                continue
            target, key = column.references
            there = {row[key] for row in made[target]}
            named = {row[column.name] for row in found} - {""}
            assert named, f"{table}.{column.name}"
            assert named <= there, f"{table}.{column.name}"


def test_a_child_s_records_are_the_child_s_own(made: Council) -> None:
    """What hangs on a referral, a plan or a period of care is about the same child as it."""
    owners = {
        "referral": {
            row["cine_referral_id"]: row["cine_person_id"] for row in made["ssd_cin_episodes"]
        },
        "plan": {row["cppl_cp_plan_id"]: row["cppl_person_id"] for row in made["ssd_cp_plans"]},
        "care": {row["clae_cla_id"]: row["clae_person_id"] for row in made["ssd_cla_episodes"]},
    }
    for table, key, person, kind in (
        ("ssd_cin_assessments", "cina_referral_id", "cina_person_id", "referral"),
        ("ssd_cin_plans", "cinp_referral_id", "cinp_person_id", "referral"),
        ("ssd_s47_enquiry", "s47e_referral_id", "s47e_person_id", "referral"),
        ("ssd_involvements", "invo_referral_id", "invo_person_id", "referral"),
        ("ssd_cp_visits", "cppv_cp_plan_id", "cppv_person_id", "plan"),
        ("ssd_cp_reviews", "cppr_cp_plan_id", "cppr_person_id", "plan"),
        ("ssd_initial_cp_conference", "icpc_cp_plan_id", "icpc_person_id", "plan"),
        ("ssd_cla_placement", "clap_cla_id", "clap_person_id", "care"),
        ("ssd_cla_reviews", "clar_cla_id", "clar_cla_person_id", "care"),
        ("ssd_cla_visits", "clav_cla_id", "clav_person_id", "care"),
    ):
        for row in made[table]:
            if row[key]:
                assert owners[kind][row[key]] == row[person], table


def test_nothing_lies_outside_the_history(made: Council) -> None:
    """No day is later than the date asked for, but what is due or expected; none is earlier than
    the first day, but births."""
    first, last = made.made.first_day, made.made.as_at
    assert (first, last) == (date(2021, 11, 21), AS_AT)
    seen_ahead = set()
    for table, found in made.tables.items():
        for column in table_definitions()[table].columns:
            if column.type not in ("date", "time") or column.name == "pers_dob":
                continue
            days = {day(row[column.name][:10]) for row in found if row[column.name]}
            assert all(on >= first for on in days), column.name
            if column.happens:
                assert all(on <= last for on in days), column.name
            elif any(on > last for on in days):
                seen_ahead.add(column.name)
    assert seen_ahead > AHEAD


def test_ends_follow_starts(made: Council) -> None:
    """What has ended ended on or after the day it started, and so for all that has an order."""
    for table, definition in table_definitions().items():
        for first, second in definition.in_order if table in made.tables else ():
            both = [row for row in made[table] if row[first] and row[second]]
            assert all(row[first] <= row[second] for row in both), f"{table}.{second}"


def test_work_follows_the_referral_and_precedes_the_closure(made: Council) -> None:
    """Assessments, plans and enquiries stand between a referral and the end of its case."""
    cases = {row["cine_referral_id"]: row for row in made["ssd_cin_episodes"]}
    for table, referral, start, end in (
        ("ssd_cin_assessments", "cina_referral_id", "cina_assessment_start_date",
         "cina_assessment_auth_date"),
        ("ssd_cin_plans", "cinp_referral_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
        ("ssd_s47_enquiry", "s47e_referral_id", "s47e_s47_start_date", "s47e_s47_end_date"),
        ("ssd_cp_plans", "cppl_referral_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        ("ssd_cla_episodes", "clae_referral_id", "clae_cla_episode_start_date",
         "clae_cla_episode_ceased_date"),
        ("ssd_involvements", "invo_referral_id", "invo_involvement_start_date",
         "invo_involvement_end_date"),
    ):  # fmt: skip
        for row in made[table]:
            case = cases[row[referral]]
            assert case["cine_referral_date"] <= row[start], table
            if case["cine_close_date"]:
                assert row[end], f"{table}: open in a closed case"
                assert row[end] <= case["cine_close_date"], table


def test_visits_and_reviews_stand_within_their_plan(made: Council) -> None:
    """No visit or review is held before its plan begins or after it ends."""
    plans = {row["cppl_cp_plan_id"]: row for row in made["ssd_cp_plans"]}
    for table, plan, held in (
        ("ssd_cp_visits", "cppv_cp_plan_id", "cppv_cp_visit_date"),
        ("ssd_cp_reviews", "cppr_cp_plan_id", "cppr_cp_review_date"),
    ):
        for row in made[table]:
            if row[held]:
                start = plans[row[plan]]["cppl_cp_plan_start_date"]
                end = plans[row[plan]]["cppl_cp_plan_end_date"] or "9999"
                assert start <= row[held] <= end, table


def test_an_open_plan_has_its_next_review_waiting(made: Council) -> None:
    """A plan in force has one review without a date, due later or overdue; an ended one none."""
    waiting = Counter(
        row["cppr_cp_plan_id"] for row in made["ssd_cp_reviews"] if not row["cppr_cp_review_date"]
    )
    for row in made["ssd_cp_plans"]:
        ours = row["cppl_cp_plan_ola"] == "N"
        expected = int(ours and not row["cppl_cp_plan_end_date"])
        assert waiting[row["cppl_cp_plan_id"]] == expected


def test_an_open_assessment_has_no_answers_yet(made: Council) -> None:
    """Without a day of authorisation there is no outcome, and nobody has said who was seen."""
    still_open = [
        row for row in made["ssd_cin_assessments"] if not row["cina_assessment_auth_date"]
    ]
    assert still_open
    for row in still_open:
        assert not row["cina_assessment_child_seen"]
        assert not row["cina_assessment_outcome_json"]
        assert not row["cina_assessment_outcome_nfa"]


def test_a_conference_that_lies_ahead_has_a_target_and_no_outcome(made: Council) -> None:
    """Agreed by an enquiry but not yet held, a conference is a row without a day; so a due list
    can show it."""
    ahead = [row for row in made["ssd_initial_cp_conference"] if not row["icpc_icpc_date"]]
    assert ahead
    for row in ahead:
        assert row["icpc_icpc_transfer_in"] == "Y" or row["icpc_icpc_target_date"]
        assert not row["icpc_icpc_outcome_cp_flag"]
        assert not row["icpc_cp_plan_id"]


def test_offices_are_closed_on_days_off(made: Council) -> None:
    """Referrals, authorisations, conferences and visits fall on working days; contacts need not."""
    for name in IN_OFFICE_HOURS.split():
        table, column = name.split(".")
        days = {day(row[column]) for row in made[table] if row[column]}
        assert days, name
        off = {found for found in days if not works(found)}
        if column == "invo_involvement_start_date":
            off -= {day(row["clae_entered_care_date"]) for row in made["ssd_cla_episodes"]}
        assert not off, name
    assert any(not works(day(row["cont_contact_date"])) for row in made["ssd_contacts"])


def test_one_worker_at_a_time_has_the_case(made: Council) -> None:
    """A referral's allocated workers follow one another to the closure; a case that reaches a team
    waits for its worker for up to six working days, and most do not wait."""
    cases = {row["cine_referral_id"]: row for row in made["ssd_cin_episodes"]}
    held = grouped(
        [
            row
            for row in made["ssd_involvements"]
            if row["invo_professional_role_id"] == "Allocated Case Worker"
        ],
        "invo_referral_id",
    )
    waits = []
    for (referral,), stints in held.items():
        came = cases[referral]["cine_referral_date"]
        for stint in stints:
            waits.append(working_days(day(came), day(stint["invo_involvement_start_date"])))
            came = stint["invo_involvement_end_date"]
        assert came == cases[referral]["cine_close_date"]
    assert 0 <= min(waits) <= max(waits) <= 6
    assert 0.05 <= share([wait > 0 for wait in waits]) <= 0.25
    assert {row["invo_worker_change_reason"] for row in made["ssd_involvements"]} >= {
        "FCONTA", "LEFTRL", "TSPROC", "MANAGE",
    }  # fmt: skip


def test_care_is_unbroken_from_entry_to_leaving(made: Council) -> None:
    """Episodes and placements of a period of care follow one another on the same day."""
    for table, care, start, end in (
        ("ssd_cla_episodes", "clae_cla_id", "clae_cla_episode_start_date",
         "clae_cla_episode_ceased_date"),
        ("ssd_cla_placement", "clap_cla_id", "clap_cla_placement_start_date",
         "clap_cla_placement_end_date"),
    ):  # fmt: skip
        for found in grouped(made[table], care).values():
            for earlier, later in pairwise(found):
                assert earlier[end] == later[start], table
    for found in grouped(made["ssd_cla_episodes"], "clae_cla_id").values():
        assert found[0]["clae_cla_episode_start_date"] == found[0]["clae_entered_care_date"]
        assert [row["clae_cla_episode_start_reason"] == "S" for row in found] == [
            True, *[False] * (len(found) - 1),
        ]  # fmt: skip
    assert any(row["clar_cla_review_cancelled"] == "Y" for row in made["ssd_cla_reviews"])


def test_nobody_is_a_case_as_an_adult(made: Council) -> None:
    """A case is closed by the child's eighteenth birthday."""
    born = {row["pers_person_id"]: row["pers_dob"] for row in made["ssd_person"]}
    for row in made["ssd_cin_episodes"]:
        birth = born[row["cine_person_id"]]
        if birth:
            until = row["cine_close_date"] or AS_AT.isoformat()
            adult = f"{int(birth[:4]) + 18}{birth[4:]}"
            assert until <= adult


def test_small_councils_are_whole(tmp_path: Path) -> None:
    """One child, five or fifty, in a single year, are a council like any other."""
    for children in (1, 5, 50):
        for seed in range(4):
            out = tmp_path / f"{children}-{seed}"
            generate(children, 1, seed, AS_AT, out)
            assert len(rows(out / "ssd_person.csv")) == children
            assert len(rows(out / "ssd_contacts.csv")) >= children


def test_a_region_has_a_folder_for_each_authority(tmp_path: Path) -> None:
    """Each authority has children of its own, as many as asked for, and shares no id."""
    made = generate(20, 1, 1, AS_AT, tmp_path / "region", authorities=3, name="Fernshire")
    assert made.authorities[0] == "Fernshire"
    assert made.rows["ssd_person"] == 60
    found: set[str] = set()
    for authority in made.authorities:
        persons = rows(tmp_path / "region" / authority / "ssd_person.csv")
        found |= {row["pers_person_id"] for row in persons}
    assert len(found) == 60


@pytest.mark.parametrize(
    ("children", "years", "authorities", "named"),
    [(0, 5, 1, "0 children"), (500_001, 5, 1, "500001 children"), (5, 0, 1, "0 years"),
     (5, 16, 1, "16 years"), (5, 1, 0, "0 authorities"), (5, 1, 999, "999 authorities")],
)  # fmt: skip
def test_sizes_out_of_range_are_refused(
    tmp_path: Path, children: int, years: int, authorities: int, named: str
) -> None:
    """1 to 500,000 children, 1 to 15 years; nothing is left behind by a refusal."""
    with pytest.raises(UnusableInput, match=named):
        generate(children, years, 1, AS_AT, tmp_path / "out", authorities=authorities)
    assert not list(tmp_path.iterdir())


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    """Nothing is written beside or over what is there; an empty folder is filled."""
    full, empty = tmp_path / "full", tmp_path / "empty"
    full.mkdir()
    empty.mkdir()
    (full / "notes.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(UnusableInput, match="already holds files"):
        generate(5, 1, 1, AS_AT, full)
    assert [path.name for path in full.iterdir()] == ["notes.txt"]
    generate(5, 1, 1, AS_AT, empty)
    assert rows(empty / "ssd_person.csv")


def test_what_is_planted_can_be_asked_without_making_it() -> None:
    """An improvement over the last 18 months everywhere, a decline over 9 in one team."""
    better, worse = planted(5, AS_AT)
    assert (better.subject, better.team) == ("assessments_45_working_days", None)
    assert (better.starts, better.settles) == (date(2025, 5, 1), date(2026, 5, 1))
    assert (worse.subject, worse.team) == ("cp_visits_10_working_days", "Safeguarding North")
    assert (worse.starts, worse.settles) == (date(2026, 2, 1), date(2026, 5, 1))
    assert better.before < better.after
    assert worse.before > worse.after
    assert all(change.starts > date(2025, 11, 21) for change in planted(1, AS_AT))
