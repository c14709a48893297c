"""Our own templates hold the extension tables whole."""

from tests.support.sources.journeys import Expected, Journeys

EXTENSIONS = (
    "absences", "adopters", "advocacy", "allegations", "appraisals", "assessment_details",
    "audit_actions", "audit_answers", "audit_programme", "audits", "care_leaver_contacts",
    "care_proceedings", "case_allocations", "case_supervisions", "chronology_updates",
    "complaints", "contact_decisions", "core_groups", "court_documents", "court_hearings",
    "deprivation_of_liberty_reviews", "deprivations_of_liberty", "detentions",
    "early_help_steps", "escalations", "family_group_meetings", "family_help_assessments",
    "family_help_plans", "feedback_answers", "health_assessments", "homeless_presentations",
    "independent_visitors", "lead_practitioners", "life_story_work", "management_oversight",
    "pathway_plans", "permanence_decisions", "personal_education_plans", "placement_checks",
    "placement_notifications", "placement_registrations", "plan_reviews", "posts",
    "practice_tools", "pre_proceedings_reviews", "private_fostering_arrangements",
    "private_fostering_visits", "probation_reviews", "record_entries", "referral_decisions",
    "restricted", "return_interviews", "section_20_arrangements", "shared_documents",
    "staff_supervisions", "staying_put_arrangements", "strategy_discussions", "surveys",
    "training_attendances", "training_ratings", "training_requirements", "visit_details",
    "visit_requirements", "worker_contracts",
)  # fmt: skip


def templates(council: Journeys) -> Expected:
    """Every row of every extension table."""
    return {name: council.rows(name) for name in EXTENSIONS if council.rows(name)}
