"""Figures of an invented council, counted with SQL over its files, and the bands they lie in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.tables.definition import table_definitions

AS_AT = date(2026, 11, 20)

_IN_CARE_A_YEAR = """(
    select clae_person_id as child from ssd_cla_episodes
    group by clae_cla_id, clae_person_id
    having bool_or(clae_cla_episode_ceased_date is null)
    and min(clae_entered_care_date) <= date '2025-11-20')"""
_CHECKED = """exists(select 1 from ssd_cla_health where clah_person_id = child
    and clah_health_check_status = 'Completed' and clah_health_check_date > date '2025-11-20'
    and contains(clah_health_check_type, '{}'))"""
_LEAVERS = "ssd_care_leavers where clea_care_leaver_eligibility = 'Former Relevant'"
_OPEN = """ssd_involvements where invo_professional_role_id = 'Allocated Case Worker'
    and invo_involvement_end_date is null and invo_involvement_start_date <= date '2026-10-09'"""
_IN_POST = """(select * from worker_contracts where post_id is not null
    and started_on <= date '2026-09-30'
    and coalesce(ended_on, date '2099-01-01') > date '2026-09-30')"""


@dataclass(frozen=True)
class Level:
    """A figure in percent (unless its title says otherwise) and its band."""

    title: str
    sql: str
    least: float
    most: float


def _in_time(title: str, table: str, done: str, due: str, band: tuple[float, float]) -> Level:
    share = f"100 * avg(cast({done} <= {due} as int))"
    return Level(title, f"select {share} from {table} where {done} is not null", *band)


def _says(title: str, source: str, told: str, band: tuple[float, float]) -> Level:
    return Level(
        title, f"select 100 * avg(cast(coalesce({told}, false) as int)) from {source}", *band
    )


WORK = (
    _says(
        "Contacts decided within 24 hours of being received",
        "contact_decisions where decided_at is not null",
        "decided_at <= received_at + interval 24 hour",
        (64, 82),
    ),
    _says(
        "Decisions on contacts authorised by a manager",
        "contact_decisions where decided_at is not null",
        "authorised_by_manager = 'Y'",
        (85, 95),
    ),
    _says(
        "Referrers told within 48 hours",
        "contact_decisions where reply_wanted = 'Y'",
        "replied_at <= received_at + interval 48 hour",
        (55, 80),
    ),
    _says(
        "Referrals decided on the same day",
        "referral_decisions",
        "cast(decided_at as date) = cast(received_at as date)",
        (82, 96),
    ),
    _says(
        "Cases with a worker within 24 hours",
        "case_allocations",
        "allocated_at <= received_at + interval 24 hour",
        (74, 92),
    ),
    _says(
        "Views recorded in assessments",
        "assessment_details where completed_on is not null",
        "views_recorded = 'Y'",
        (64, 84),
    ),
    _says(
        "Strategy discussions with police and health",
        "strategy_discussions where about = 'PROTECTION'",
        "police_attended = 'Y' and health_attended = 'Y'",
        (65, 85),
    ),
    _in_time("Strategy discussions in time", "strategy_discussions", "held_on", "due_on", (70, 90)),
    _in_time("Core groups in time", "core_groups", "held_on", "due_on", (70, 88)),
    _says(
        "Views recorded at child protection visits",
        "visit_details where visit_kind = 'CHILD_PROTECTION'",
        "views_recorded = 'Y'",
        (60, 80),
    ),
    _in_time(
        "Reviews of child in need plans in time", "plan_reviews", "held_on", "due_on", (60, 82)
    ),
    _says(
        "Child in need plans shared with the family",
        "shared_documents where document_kind = 'CHILD_IN_NEED_PLAN'",
        "shared_on is not null",
        (80, 95),
    ),
    _says(
        "Open cases supervised in six weeks",
        _OPEN,
        "exists(select 1 from case_supervisions where person_id = invo_person_id "
        "and held_on > date '2026-10-09')",
        (80, 98),
    ),
    _says(
        "Open cases with oversight in six weeks",
        _OPEN,
        "exists(select 1 from management_oversight where person_id = invo_person_id "
        "and recorded_on > date '2026-10-09')",
        (74, 95),
    ),
    _says(
        "Visits entered within two days",
        "record_entries where record_kind = 'VISIT'",
        "cast(entered_at as date) - happened_on <= 2",
        (64, 84),
    ),
    _in_time("Staff supervisions in time", "staff_supervisions", "held_on", "due_on", (70, 88)),
    _says(
        "Audits graded good or outstanding", "audits", "grade in ('GOOD', 'OUTSTANDING')", (35, 60)
    ),
    _says("Audits with the practitioner", "audits", "practitioner_present = 'Y'", (56, 80)),
    _in_time("Audit actions in 20 working days", "audit_actions", "done_on", "due_on", (58, 85)),
    _says("Positive answers of families and staff", "feedback_answers", "positive = 'Y'", (58, 75)),
    _says("Family group meetings accepted", "family_group_meetings", "accepted = 'Y'", (50, 74)),
    _in_time(
        "Family help assessments in time",
        "family_help_assessments",
        "completed_on",
        "due_on",
        (70, 92),
    ),
)
"""What a council of a few thousand children shows already."""

CARE = (
    _says(
        "Three or more placements in twelve months",
        """(
            select clap_person_id, count(*) as placements from ssd_cla_placement
            where clap_person_id in (select clae_person_id from ssd_cla_episodes
                group by clae_cla_id, clae_person_id
                having bool_or(clae_cla_episode_ceased_date is null))
            and coalesce(clap_cla_placement_end_date, date '2099-01-01') > date '2025-11-20'
            group by all)""",
        "placements >= 3",
        (6, 14),
    ),
    _says("Dental checks in twelve months", _IN_CARE_A_YEAR, _CHECKED.format("Dental"), (70, 84)),
    _says(
        "Health assessments in twelve months", _IN_CARE_A_YEAR, _CHECKED.format("Health"), (85, 98)
    ),
    _says(
        "Immunisations up to date",
        f"{_IN_CARE_A_YEAR} join ssd_cla_immunisations on clai_person_id = child",
        "clai_immunisations_status = 'Y'",
        (75, 88),
    ),
    _says("Questionnaires with a score", "ssd_sdq_scores", "csdq_sdq_score is not null", (72, 83)),
    Level(
        "Mean score of questionnaires (points)",
        "select avg(csdq_sdq_score) from ssd_sdq_scores",
        12.5,
        15,
    ),
    _in_time(
        "Initial health assessments in 20 working days",
        "health_assessments",
        "held_on",
        "due_on",
        (50, 80),
    ),
    _in_time(
        "Personal education plans in time",
        "personal_education_plans",
        "completed_on",
        "due_on",
        (78, 92),
    ),
    _says(
        "Return interviews held within 72 hours, of those held",
        "return_interviews where held_at is not null",
        "held_at <= returned_at + interval 72 hour",
        (60, 82),
    ),
    _says("Return interviews offered", "return_interviews", "offered_at is not null", (88, 98)),
    _says("Care leavers in touch", _LEAVERS, "clea_care_leaver_in_touch = 'YES'", (85, 98)),
    _says(
        "Care leavers in suitable accommodation",
        _LEAVERS,
        "clea_care_leaver_accom_suitable = '1'",
        (78, 95),
    ),
    _says(
        "Care leavers in education, employment or training",
        _LEAVERS,
        "left(clea_care_leaver_activity, 1) in ('F', 'P')",
        (44, 66),
    ),
    _says(
        "Care proceedings concluded in 26 weeks",
        "care_proceedings where concluded_on is not null",
        "concluded_on - applied_on <= 182",
        (35, 60),
    ),
    Level(
        "Pre-proceedings (median weeks)",
        "select median((prep_agree_stepdown_issue_date - prep_pre_pro_decision_date) / 7) "
        "from ssd_pre_proceedings",
        12,
        20,
    ),
    Level(
        "Vacant posts",
        f"select 100 - 100 * (select sum(fte) from {_IN_POST}) / sum(fte) from posts "
        "where started_on <= date '2026-09-30'",
        10,
        22,
    ),
    _says("Agency workers", _IN_POST, "agency_worker = 'Y'", (11, 22)),
    _in_time(
        "Education, health and care assessments in 20 weeks",
        "ssd_ehcp_assessment join ssd_ehcp_requests on ehcr_ehcp_request_id = ehca_ehcp_request_id",
        "ehca_ehcp_assessment_outcome_date",
        "ehcr_ehcp_req_date + 140",
        (40, 60),
    ),
)
"""What needs a county to show: there are few children in care and few workers in a small one."""


def figure(folder: Path, level: Level) -> float:
    """The level's figure in a council's CSV files."""
    with duckdb.connect() as connection:
        for name, definition in table_definitions().items():
            path = folder / f"{name}.csv"
            if name in level.sql and path.exists():
                columns = ", ".join(
                    f"cast({column.name} as {column.sql_type}) as {column.name}"
                    for column in definition.columns
                )
                connection.execute(
                    f"create view {name} as select {columns} "
                    f"from read_csv('{path}', header = true, all_varchar = true)"
                )
        found = connection.execute(level.sql).fetchone()
    assert found is not None
    return float(found[0])
