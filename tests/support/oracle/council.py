"""A council's tables as text, and the same tables as they stood at the end of a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]

BEGINS = {
    "ssd_contacts": "cont_contact_date",
    "ssd_cin_episodes": "cine_referral_date",
    "ssd_cin_assessments": "cina_assessment_start_date",
    "ssd_s47_enquiry": "s47e_s47_start_date",
    "ssd_cp_plans": "cppl_cp_plan_start_date",
    "ssd_cp_visits": "cppv_cp_visit_date",
    "ssd_involvements": "invo_involvement_start_date",
    "ssd_early_help_episodes": "earl_episode_start_date",
    "ssd_cin_plans": "cinp_cin_plan_start_date",
    "ssd_cin_visits": "cinv_cin_visit_date",
    "ssd_cla_episodes": "clae_cla_episode_start_date",
    "contact_decisions": "received_at",
    "referral_decisions": "received_at",
    "early_help_steps": "requested_on",
    "assessment_details": "started_on",
    "practice_tools": "started_on",
    "visit_details": "visited_on",
    "chronology_updates": "updated_on",
    "management_oversight": "recorded_on",
    "case_supervisions": "held_on",
    "family_help_assessments": "started_on",
    "family_help_plans": "started_on",
    "family_group_meetings": "offered_on",
    "return_interviews": "returned_at",
    "ssd_immigration_status": "immi_immigration_status_start_date",
    "care_proceedings": "applied_on",
    "absences": "started_on",
    "allegations": "known_on",
    "audit_actions": "set_on",
    "care_leaver_contacts": "contacted_on",
    "case_allocations": "received_at",
    "complaints": "received_on",
    "detentions": "started_at",
    "escalations": "raised_on",
    "feedback_answers": "answered_on",
    "homeless_presentations": "presented_on",
    "lead_practitioners": "started_on",
    "permanence_decisions": "decided_on",
    "placement_registrations": "started_on",
    "posts": "started_on",
    "private_fostering_arrangements": "notified_on",
    "private_fostering_visits": "visited_on",
    "record_entries": "entered_at",
    "section_20_arrangements": "started_on",
    "ssd_cla_care_plan": "lacp_cla_care_plan_start_date",
    "ssd_cla_convictions": "clac_cla_conviction_date",
    "ssd_cla_health": "clah_health_check_date",
    "ssd_cla_immunisations": "clai_immunisations_status_date",
    "ssd_cla_placement": "clap_cla_placement_start_date",
    "ssd_cla_visits": "clav_cla_visit_date",
    "ssd_legal_status": "lega_legal_status_start_date",
    "ssd_missing": "miss_missing_episode_start_date",
    "ssd_pre_proceedings": "prep_pre_pro_decision_date",
    "ssd_sdq_scores": "csdq_sdq_completed_date",
    "surveys": "opened_on",
    "training_attendances": "attended_on",
    "training_requirements": "started_on",
    "visit_requirements": "started_on",
    "worker_contracts": "started_on",
}
"""The date from which a row exists. What is booked, such as a conference, has none."""

HAPPENED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "absences": {"ended_on": ("working_days_lost",)},
    "adopters": {
        "enquired_on": (),
        "stage_1_started_on": (),
        "stage_1_ended_on": (),
        "stage_2_started_on": (),
        "stage_2_ended_on": (),
        "applied_on": (),
        "approved_on": (),
        "matched_on": (),
        "placed_on": ("children_placed",),
        "adopted_on": (),
        "left_on": ("left_reason",),
    },
    "advocacy": {"offered_on": ("accepted",), "started_on": (), "ended_on": ()},
    "allegations": {"referred_on": (), "meeting_held_on": (), "concluded_on": ("outcome",)},
    "appraisals": {"held_on": ()},
    "assessment_details": {
        "midpoint_checked_on": (),
        "completed_on": (
            "seen_alone",
            "not_seen_reason",
            "views_recorded",
        ),
    },
    "audit_actions": {"done_on": (), "checked_on": ()},
    "audit_answers": {
        "answered_on": (
            "answer",
            "grade",
        )
    },
    "audits": {
        "audited_on": (
            "grade",
            "practitioner_present",
            "family_asked",
        ),
        "moderated_on": (
            "moderator_id",
            "moderated_grade",
        ),
    },
    "care_proceedings": {"extended_on": ("extended_to",), "concluded_on": ("outcome",)},
    "case_allocations": {"allocated_at": ("worker_id",), "handover_held_on": ()},
    "chronology_updates": {"covers_to": (), "checked_on": ()},
    "complaints": {
        "answered_on": (
            "outcome",
            "learning_recorded",
        )
    },
    "contact_decisions": {
        "decided_at": (
            "decision",
            "decided_by_id",
        ),
        "authorised_at": (
            "authorised_by_id",
            "authorised_by_manager",
        ),
        "replied_at": (),
    },
    "core_groups": {
        "held_on": (
            "members_attended",
            "parent_attended",
            "child_took_part",
            "health_attended",
            "education_attended",
        ),
        "record_sent_on": (),
    },
    "court_documents": {"filed_on": ()},
    "court_hearings": {"held_on": ("outcome",)},
    "deprivation_of_liberty_reviews": {"held_on": ("decision",)},
    "deprivations_of_liberty": {"applied_on": (), "started_on": (), "ended_on": ()},
    "detentions": {"ended_at": (), "appropriate_adult_at": (), "visited_on": ()},
    "early_help_steps": {"decided_on": ("accepted",), "began_on": ()},
    "escalations": {"answered_on": ("outcome",), "resolved_on": ()},
    "family_group_meetings": {
        "answered_on": ("accepted",),
        "held_on": (
            "plan_agreed",
            "child_took_part",
        ),
    },
    "family_help_assessments": {
        "completed_on": (
            "child_seen",
            "outcome",
        )
    },
    "family_help_plans": {"ended_on": ("end_reason",)},
    "health_assessments": {
        "consent_given_on": (),
        "requested_on": (),
        "held_on": (),
        "report_received_on": ("quality",),
    },
    "homeless_presentations": {
        "options_explained_on": (),
        "advocacy_offered_on": (),
        "assessment_started_on": (),
        "assessment_completed_on": (
            "joint_with_housing",
            "outcome",
        ),
        "section_20_offered_on": ("section_20_accepted",),
    },
    "independent_visitors": {"offered_on": ("wanted",), "matched_on": (), "ended_on": ()},
    "lead_practitioners": {"ended_on": ()},
    "life_story_work": {"started_on": (), "updated_on": (), "completed_on": ("quality",)},
    "pathway_plans": {
        "needs_assessed_on": (),
        "completed_on": (
            "young_person_took_part",
            "signed_by_young_person",
        ),
        "ended_on": (),
    },
    "permanence_decisions": {"ended_on": ()},
    "personal_education_plans": {
        "completed_on": (
            "child_took_part",
            "in_education",
        ),
        "signed_off_on": ("quality",),
    },
    "placement_checks": {"checked_on": ("satisfactory",)},
    "placement_notifications": {"moved_on": (), "told_on": ()},
    "placement_registrations": {
        "ended_on": (),
        "approved_on": (),
        "inspectorate_told_on": (),
        "registration_applied_on": (),
    },
    "plan_reviews": {
        "held_on": (
            "decision",
            "child_took_part",
        )
    },
    "posts": {"ended_on": ()},
    "practice_tools": {
        "completed_on": (
            "completed_by_kind",
            "risk",
            "with_family",
        )
    },
    "pre_proceedings_reviews": {
        "held_on": (
            "decision",
            "extended_to",
        )
    },
    "private_fostering_arrangements": {
        "started_on": (),
        "assessment_completed_on": ("suitable",),
        "ended_on": ("end_reason",),
    },
    "probation_reviews": {"held_on": ("outcome",)},
    "record_entries": {"happened_on": ()},
    "referral_decisions": {
        "decided_at": (
            "decision",
            "decided_by_id",
        ),
        "authorised_at": (
            "authorised_by_id",
            "authorised_by_manager",
        ),
        "replied_at": (),
    },
    "return_interviews": {
        "offered_at": ("accepted",),
        "held_at": (
            "interviewer_kind",
            "independent",
            "used_in_plan",
        ),
    },
    "section_20_arrangements": {
        "consent_recorded_on": (),
        "reviewed_on": (),
        "ended_on": ("end_reason",),
    },
    "shared_documents": {"completed_on": (), "shared_on": ("explained",)},
    "ssd_care_leavers": {
        "clea_care_leaver_latest_contact": (
            "clea_care_leaver_in_touch",
            "clea_care_leaver_accommodation",
            "clea_care_leaver_accom_suitable",
            "clea_care_leaver_activity",
        ),
        "clea_pathway_plan_review_date": (),
    },
    "ssd_cin_assessments": {
        "cina_assessment_auth_date": (
            "cina_assessment_child_seen",
            "cina_assessment_outcome_json",
            "cina_assessment_outcome_nfa",
        )
    },
    "ssd_cin_episodes": {"cine_close_date": ("cine_close_reason",)},
    "ssd_cin_plans": {"cinp_cin_plan_end_date": ()},
    "ssd_cla_care_plan": {"lacp_cla_care_plan_end_date": ()},
    "ssd_cla_episodes": {
        "clae_cla_episode_ceased_date": ("clae_cla_episode_ceased_reason",),
        "clae_entered_care_date": (),
        "clae_cla_last_iro_contact_date": (),
    },
    "ssd_cla_placement": {"clap_cla_placement_end_date": ("clap_cla_placement_change_reason",)},
    "ssd_cla_reviews": {"clar_cla_review_date": ("clar_cla_review_participation",)},
    "ssd_cp_plans": {"cppl_cp_plan_end_date": ()},
    "ssd_cp_reviews": {
        "cppr_cp_review_date": (
            "cppr_cp_review_outcome_continue_cp",
            "cppr_cp_review_quorate",
            "cppr_cp_review_participation",
        )
    },
    "ssd_early_help_episodes": {"earl_episode_end_date": ("earl_episode_end_reason",)},
    "ssd_ehcp_active_plans": {"ehcp_active_ehcp_last_review_date": ()},
    "ssd_immigration_status": {"immi_immigration_status_end_date": ()},
    "ssd_initial_cp_conference": {
        "icpc_icpc_date": (
            "icpc_icpc_outcome_cp_flag",
            "icpc_icpc_outcome_json",
        )
    },
    "ssd_involvements": {"invo_involvement_end_date": ("invo_worker_change_reason",)},
    "ssd_legal_status": {"lega_legal_status_end_date": ()},
    "ssd_missing": {
        "miss_missing_episode_end_date": (
            "miss_missing_rhi_offered",
            "miss_missing_rhi_accepted",
        )
    },
    "ssd_permanence": {
        "perm_adm_decision_date": (
            "perm_part_of_sibling_group",
            "perm_siblings_placed_together",
            "perm_siblings_placed_apart",
        ),
        "perm_ffa_cp_decision_date": (),
        "perm_placement_order_date": (),
        "perm_placed_for_adoption_date": ("perm_placement_provider_urn",),
        "perm_matched_date": (
            "perm_adopter_sex",
            "perm_adopter_legal_status",
            "perm_number_of_adopters",
        ),
        "perm_placed_ffa_cp_date": (),
        "perm_decision_reversed_date": ("perm_decision_reversed_reason",),
        "perm_placed_foster_carer_date": (),
        "perm_permanence_order_date": (
            "perm_adopted_by_carer_flag",
            "perm_permanence_order_type",
        ),
    },
    "ssd_person": {"pers_death_date": ()},
    "ssd_pre_proceedings": {
        "prep_initial_pre_pro_meeting_date": ("prep_pre_pro_meetings_num",),
        "prep_agree_stepdown_issue_date": ("prep_pre_pro_outcome",),
        "prep_pre_pro_letter_date": (),
        "prep_care_pro_letter_date": (),
    },
    "ssd_s47_enquiry": {
        "s47e_s47_end_date": (
            "s47e_s47_nfa",
            "s47e_s47_outcome_json",
        )
    },
    "staff_supervisions": {
        "held_on": (
            "training_discussed",
            "wellbeing_discussed",
        )
    },
    "staying_put_arrangements": {"offered_on": (), "started_on": (), "ended_on": ("end_reason",)},
    "strategy_discussions": {
        "needed_on": (),
        "held_on": (
            "police_attended",
            "health_attended",
            "education_attended",
            "referrer_attended",
            "other_attended",
            "outcome",
        ),
        "authorised_on": (),
        "record_sent_on": (),
    },
    "surveys": {"closed_on": ()},
    "training_ratings": {"rated_on": ("useful",)},
    "training_requirements": {"ended_on": ()},
    "visit_requirements": {"ended_on": ()},
    "worker_contracts": {"ended_on": ("end_reason",)},
}
"""The later dates of a row, and what is known only once each has come."""


def day(text: str) -> date | None:
    """The date of a text such as 2024-02-29 or 2024-02-29T13:05:00; None for an empty text."""
    return date.fromisoformat(text[:10]) if text else None


def moment(text: str) -> datetime | None:
    """The day and time that a text such as 2024-02-29T21:30:00 stands for; None for none."""
    return datetime.fromisoformat(text) if text else None


def is_yes(text: str) -> bool:
    """Whether a flag says yes, in any of its spellings."""
    return text.strip().lower() in ("y", "yes", "1", "true", "t")


def is_no(text: str) -> bool:
    """Whether a flag says no, in any of its spellings; an empty one says neither."""
    return text.strip().lower() in ("n", "no", "0", "false", "f")


class Council:
    """The tables as they stood at the end of `as_at`: nothing dated later is in them."""

    def __init__(self, tables: Tables, as_at: date) -> None:
        self.as_at = as_at
        self._tables = {
            table: list(_as_they_stood(table, rows, as_at)) for table, rows in tables.items()
        }
        self._people = {row["pers_person_id"]: row for row in self.rows("ssd_person")}

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table; none where the council has no such table."""
        return self._tables.get(table, [])

    def person(self, person_id: str) -> Row | None:
        """The row of a person; None where there is none."""
        return self._people.get(person_id)


def _as_they_stood(table: str, rows: Sequence[Row], as_at: date) -> Iterator[Row]:
    for row in rows:
        begins = day(row[BEGINS[table]]) if table in BEGINS else None
        if begins is not None and begins > as_at:
            continue
        still_to_come = {
            name
            for column, known_from_it in HAPPENED.get(table, {}).items()
            if (happened := day(row[column])) is not None and happened > as_at
            for name in (column, *known_from_it)
        }
        yield {**row, **dict.fromkeys(still_to_come, "")}
