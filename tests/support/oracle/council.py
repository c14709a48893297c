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
}
"""The date from which a row exists. What is booked, such as a conference, has none."""

HAPPENED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "return_interviews": {"offered_at": (), "held_at": ("independent",)},
    "ssd_immigration_status": {"immi_immigration_status_end_date": ()},
    "ssd_cin_episodes": {"cine_close_date": ()},
    "ssd_cin_assessments": {"cina_assessment_auth_date": ("cina_assessment_child_seen",)},
    "ssd_s47_enquiry": {"s47e_s47_end_date": ("s47e_s47_nfa",)},
    "ssd_initial_cp_conference": {"icpc_icpc_date": ()},
    "ssd_cp_plans": {"cppl_cp_plan_end_date": ()},
    "ssd_cp_reviews": {"cppr_cp_review_date": ()},
    "ssd_cla_episodes": {"clae_cla_episode_ceased_date": ()},
    "ssd_cla_reviews": {"clar_cla_review_date": ()},
    "ssd_involvements": {"invo_involvement_end_date": ()},
    "ssd_early_help_episodes": {"earl_episode_end_date": ()},
    "ssd_cin_plans": {"cinp_cin_plan_end_date": ()},
    "contact_decisions": {
        "decided_at": ("decision", "decided_by_id"),
        "authorised_at": ("authorised_by_manager",),
        "replied_at": (),
    },
    "referral_decisions": {
        "decided_at": ("decision", "decided_by_id"),
        "authorised_at": ("authorised_by_manager",),
    },
    "early_help_steps": {"decided_on": ("accepted",), "began_on": ()},
    "assessment_details": {"completed_on": ("seen_alone", "not_seen_reason", "views_recorded")},
    "practice_tools": {"completed_on": ()},
    "shared_documents": {"completed_on": (), "shared_on": ()},
    "strategy_discussions": {
        "held_on": (
            "police_attended",
            "health_attended",
            "education_attended",
            "referrer_attended",
        )
    },
    "core_groups": {"held_on": ()},
    "plan_reviews": {"held_on": ()},
    "family_help_assessments": {"completed_on": ("outcome",)},
    "family_help_plans": {"ended_on": ()},
    "family_group_meetings": {"answered_on": ("accepted",), "held_on": ()},
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
