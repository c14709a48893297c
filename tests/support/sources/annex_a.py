"""Ofsted's lists: six or twelve months, and of a case the latest."""

import json
from collections.abc import Iterable, Iterator

from tests.support.sources.annex_a_summaries import Latest, summaries
from tests.support.sources.journeys import (
    Expected,
    Journeys,
    Row,
    Value,
    by,
    latest,
    text,
    told,
)

ALLOCATED = "Allocated Case Worker"


def annex_a(council: Journeys) -> Expected:
    """What the eleven lists tell."""
    on = Lists(council)
    return {
        "ssd_contacts": on.contacts,
        "ssd_early_help_episodes": on.early_help,
        "ssd_cin_episodes": list(on.episodes()),
        "ssd_cin_assessments": on.assessments,
        "ssd_s47_enquiry": [_enquiry(row) for row in on.enquiries],
        "ssd_initial_cp_conference": on.conferences,
        "ssd_cp_plans": [_plan(row) for row in on.latest.plans],
        "ssd_cp_visits": list(on.protection_visits()),
        "ssd_cp_reviews": list(on.protection_reviews()),
        "ssd_cla_episodes": list(on.care()),
        "ssd_cla_placement": list(on.placements()),
        "ssd_legal_status": list(on.legal_statuses()),
        "ssd_cla_reviews": list(on.care_reviews()),
        "ssd_cla_visits": list(on.care_visits()),
        "ssd_cla_health": list(on.health()),
        "ssd_care_leavers": [_leaver(row) for row in on.latest.leavers],
        "ssd_permanence": list(on.permanence()),
        "adopters": list(on.adopters()),
        "ssd_person": list(on.persons()),
        "ssd_disability": list(on.disabilities()),
        "child_summaries": summaries(council, on.latest),
        **on.workers(),
    }


def _enquiry(row: Row) -> Row:
    outcome = json.loads(text(row, "s47e_s47_outcome_json") or "{}").get("CP_CONFERENCE_FLAG")
    return told(
        row, "s47e_s47_enquiry_id", "s47e_person_id", "s47e_s47_start_date",
        "s47e_s47_completed_by_worker_id", "s47e_s47_completed_by_team",
        s47e_s47_outcome_json=json.dumps({"CP_CONFERENCE_FLAG": outcome}) if outcome else None,
    )  # fmt: skip


def _plan(row: Row) -> Row:
    return told(
        row, "cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date",
        "cppl_cp_plan_end_date", "cppl_cp_plan_initial_category", "cppl_cp_plan_latest_category",
        cppl_cp_plan_ola="N",
    )  # fmt: skip


def _leaver(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "clea_table_id"}


class Lists:
    """Who is on which list."""

    def __init__(self, council: Journeys) -> None:
        self.council = council
        self.as_at = council.as_at
        self.six, self.twelve = council.since(6), council.since(12)
        self.latest = Latest(council)
        self.contacts = [
            told(row, "cont_person_id", "cont_contact_date", "cont_contact_source_code")
            for row in self._within("ssd_contacts", "cont_contact_date")
        ]
        self.early_help = [
            told(row, "earl_person_id", "earl_episode_start_date", "earl_episode_end_date",
                 "earl_episode_organisation")
            for row in self._going_on(
                "ssd_early_help_episodes", "earl_episode_start_date", "earl_episode_end_date"
            )
        ]  # fmt: skip
        self.referrals = list(self._within("ssd_cin_episodes", "cine_referral_date"))
        self.assessments = [
            told(row, "cina_assessment_id", "cina_person_id", "cina_assessment_start_date",
                 "cina_assessment_child_seen", "cina_assessment_auth_date",
                 "cina_assessment_outcome_nfa", "cina_assessment_team", "cina_assessment_worker_id")
            for row in self._going_on(
                "ssd_cin_assessments", "cina_assessment_start_date", "cina_assessment_auth_date"
            )
        ]  # fmt: skip
        self.enquiries = list(self._within("ssd_s47_enquiry", "s47e_s47_start_date"))
        begun = {(row["s47e_s47_enquiry_id"], row["s47e_person_id"]) for row in self.enquiries}
        self.conferences = [
            told(row, "icpc_icpc_id", "icpc_s47_enquiry_id", "icpc_person_id", "icpc_icpc_date",
                 "icpc_icpc_outcome_cp_flag", icpc_icpc_transfer_in="N")
            for row in council.rows("ssd_initial_cp_conference")
            if (row["icpc_s47_enquiry_id"], row["icpc_person_id"]) in begun
            and "" < text(row, "icpc_icpc_date") <= self.as_at
        ]  # fmt: skip

    def _within(self, table: str, day: str) -> Iterator[Row]:
        rows = self.council.rows(table)
        return (row for row in rows if self.six <= text(row, day) <= self.as_at)

    def _going_on(self, table: str, start: str, end: str) -> Iterator[Row]:
        for row in self.council.rows(table):
            if text(row, start) <= self.as_at and (row[end] or self.as_at) >= self.six:
                yield row

    def episodes(self) -> Iterator[Row]:
        """Referrals, and what is told of a child's latest episode of need."""
        need = {row["cine_referral_id"]: row for row in self.latest.need}
        more = ("cine_cin_primary_need_code", "cine_close_date", "cine_close_reason")
        for row in self.referrals:
            nothing = dict.fromkeys(more)
            known = need.pop(row["cine_referral_id"], nothing)
            yield {
                **told(row, "cine_referral_id", "cine_person_id", "cine_referral_date",
                       "cine_referral_source_code", "cine_referral_nfa", "cine_referral_team",
                       "cine_referral_worker_id"),
                **told(known, *more),
            }  # fmt: skip
        for row in need.values():
            yield told(row, "cine_referral_id", "cine_person_id", "cine_referral_date", *more)

    def protection_visits(self) -> Iterator[Row]:
        """The last visit of a plan that is told."""
        visits = by(self.council.rows("ssd_cp_visits"), "cppv_cp_plan_id")
        for plan in self.latest.plans:
            own = visits.get(text(plan, "cppl_cp_plan_id"), [])
            row = latest(own, "cppv_cp_visit_date", self.as_at)
            if row is not None:
                yield told(row, "cppv_person_id", "cppv_cp_plan_id", "cppv_cp_visit_date",
                           "cppv_cp_visit_seen_alone")  # fmt: skip

    def protection_reviews(self) -> Iterator[Row]:
        """The last review of a plan that is told."""
        reviews = by(self.council.rows("ssd_cp_reviews"), "cppr_cp_plan_id")
        for plan in self.latest.plans:
            own = reviews.get(text(plan, "cppl_cp_plan_id"), [])
            row = latest(own, "cppr_cp_review_date", self.as_at)
            if row is not None:
                yield told(row, "cppr_person_id", "cppr_cp_plan_id", "cppr_cp_review_date")

    def care(self) -> Iterator[Row]:
        """The last episode of the latest period of care."""
        for period in self.latest.periods:
            row = max(period, key=lambda row: text(row, "clae_cla_episode_start_date"))
            ceased = all(each["clae_cla_episode_ceased_date"] for each in period)
            reason = row["clae_cla_episode_ceased_reason"] if ceased else None
            yield told(
                row, "clae_person_id", "clae_cla_episode_start_date", "clae_cla_primary_need_code",
                "clae_cla_episode_ceased_date", "clae_cla_id", "clae_cla_placement_id",
                "clae_entered_care_date", "clae_cla_last_iro_contact_date",
                clae_cla_episode_ceased_reason=reason,
            )  # fmt: skip

    def placements(self) -> Iterator[Row]:
        """The last placement of that period."""
        placed = by(self.council.rows("ssd_cla_placement"), "clap_cla_id")
        for period in self.latest.periods:
            own = placed.get(text(period[0], "clae_cla_id"), [])
            row = latest(own, "clap_cla_placement_start_date", self.as_at)
            if row is not None:
                yield {
                    name: value
                    for name, value in row.items()
                    if name
                    not in {"clap_cla_placement_distance", "clap_cla_placement_change_reason"}
                }

    def legal_statuses(self) -> Iterator[Row]:
        """The latest legal status of a child in care."""
        statuses = by(self.council.rows("ssd_legal_status"), "lega_person_id")
        for period in self.latest.periods:
            own = statuses.get(text(period[0], "clae_person_id"), [])
            row = latest(own, "lega_legal_status_start_date", self.as_at)
            if row is not None:
                yield told(
                    row, "lega_person_id", "lega_legal_status", "lega_legal_status_start_date",
                    "lega_legal_status_end_date",
                )  # fmt: skip

    def care_reviews(self) -> Iterator[Row]:
        """The last review of that period which was held."""
        reviews = by(self.council.rows("ssd_cla_reviews"), "clar_cla_id")
        for period in self.latest.periods:
            own = reviews.get(text(period[0], "clae_cla_id"), [])
            held = [row for row in own if row["clar_cla_review_cancelled"] != "Y"]
            row = latest(held, "clar_cla_review_date", self.as_at)
            if row is not None:
                yield told(row, "clar_cla_person_id", "clar_cla_id", "clar_cla_review_date")

    def care_visits(self) -> Iterator[Row]:
        """The last visit of that period."""
        visits = by(self.council.rows("ssd_cla_visits"), "clav_cla_id")
        for period in self.latest.periods:
            own = visits.get(text(period[0], "clae_cla_id"), [])
            row = latest(own, "clav_cla_visit_date", self.as_at)
            if row is not None:
                yield told(row, "clav_person_id", "clav_cla_id", "clav_cla_visit_date")

    def health(self) -> Iterator[Row]:
        """The last health assessment and the last dental check that were done."""
        checks = by(self.council.rows("ssd_cla_health"), "clah_person_id")
        for period in self.latest.periods:
            own = [
                row
                for row in checks.get(text(period[0], "clae_person_id"), [])
                if row["clah_health_check_status"] == "Completed"
            ]
            for kind in ("Health Assessment", "Dental Check"):
                alike = [row for row in own if text(row, "clah_health_check_type").endswith(kind)]
                row = latest(alike, "clah_health_check_date", self.as_at)
                if row is not None:
                    yield told(row, "clah_person_id", "clah_health_check_date",
                               "clah_health_check_status", clah_health_check_type=kind)  # fmt: skip

    def permanence(self) -> Iterator[Row]:
        """The latest decision for adoption that waited, was carried out or reversed in a year."""
        names = (
            "perm_person_id", "perm_cla_id", "perm_adm_decision_date", "perm_placement_order_date",
            "perm_placed_for_adoption_date", "perm_matched_date", "perm_placed_ffa_cp_date",
            "perm_decision_reversed_date", "perm_decision_reversed_reason",
        )  # fmt: skip
        for row in self.latest.decisions:
            adopted = row["perm_permanence_order_type"] == "Adoption"
            yield told(
                row, *names,
                perm_permanence_order_date=row["perm_permanence_order_date"] if adopted else None,
                perm_permanence_order_type="Adoption" if adopted else None,
            )  # fmt: skip

    def adopters(self) -> Iterator[Row]:
        """People whose way to adoption went on in the year."""
        for row in self.council.rows("adopters"):
            begun = row["stage_1_started_on"] or row["applied_on"]
            ended = row["adopted_on"] or row["left_on"] or self.as_at
            if begun and begun <= self.as_at and ended >= self.twelve:
                yield row

    def _children(self, *numbers: int) -> set[str]:
        own: dict[int, Iterable[Value]] = {
            1: (row["cont_person_id"] for row in self.contacts),
            2: (row["earl_person_id"] for row in self.early_help),
            3: (row["cine_person_id"] for row in self.referrals),
            4: (row["cina_person_id"] for row in self.assessments),
            5: (row["s47e_person_id"] for row in self.enquiries),
            6: (row["cine_person_id"] for row in self.latest.need),
            7: (row["cppl_person_id"] for row in self.latest.plans),
            8: (period[0]["clae_person_id"] for period in self.latest.periods),
            9: (row["clea_person_id"] for row in self.latest.leavers),
            10: (row["perm_person_id"] for row in self.latest.decisions),
        }
        return {child for number in numbers for child in own[number] if child}

    def persons(self) -> Iterator[Row]:
        """Every child on a list."""
        for child in self._children(*range(1, 11)):
            row = self.council.persons[child]
            born = row["pers_dob"] or row["pers_expected_dob"]
            unborn = born is not None and born > self.as_at
            yield told(
                row, "pers_person_id", "pers_gender", "pers_ethnicity",
                pers_dob=None if unborn else born, pers_expected_dob=born if unborn else None,
            )  # fmt: skip

    def disabilities(self) -> Iterator[Row]:
        """That there is a disability, or none, of children on the lists that ask."""
        known = by(self.council.rows("ssd_disability"), "disa_person_id")
        for child in self._children(*range(4, 11)) & set(known):
            codes = {row["disa_disability_code"] for row in known[child]}
            yield {
                "disa_person_id": child,
                "disa_disability_code": "NONE" if codes == {"NONE"} else "DDA",
            }

    def workers(self) -> Expected:
        """The workers and teams that the lists name, and whose worker each open case has."""
        worker_of: dict[str, Row] = {}
        for child, own in by(self.council.rows("ssd_involvements"), "invo_person_id").items():
            case = [row for row in own if row["invo_professional_role_id"] == ALLOCATED]
            if case:
                worker_of[child] = max(case, key=lambda row: (
                    row["invo_involvement_end_date"] is None,
                    text(row, "invo_involvement_start_date"),
                    text(row, "invo_involvements_id"),
                ))  # fmt: skip
        workers = {row["cine_referral_worker_id"] for row in self.referrals}
        workers |= {row["cina_assessment_worker_id"] for row in self.assessments}
        workers |= {row["s47e_s47_completed_by_worker_id"] for row in self.enquiries}
        teams = {row["cine_referral_team"] for row in self.referrals}
        teams |= {row["cina_assessment_team"] for row in self.assessments}
        teams |= {row["s47e_s47_completed_by_team"] for row in self.enquiries}
        open_cases = {
            row["cine_person_id"] for row in self.latest.need if not row["cine_close_date"]
        }
        open_cases |= {
            row["cppl_person_id"] for row in self.latest.plans if not row["cppl_cp_plan_end_date"]
        }
        open_cases |= {
            period[0]["clae_person_id"]
            for period in self.latest.periods
            if not all(row["clae_cla_episode_ceased_date"] for row in period)
        }
        involved: set[tuple[Value, Value, str, Value]] = set()
        for child in self._children(6, 7, 8):
            if child in worker_of:
                worker = worker_of[child]["invo_professional_id"]
                team = worker_of[child]["invo_professional_team"]
                workers.add(worker)
                teams.add(team)
                if child in open_cases:
                    involved.add((child, worker, ALLOCATED, team))
        for row in self.latest.leavers:
            worker, adviser = (
                row["clea_care_leaver_worker_id"],
                row["clea_care_leaver_personal_advisor"],
            )
            team = row["clea_care_leaver_allocated_team"]
            workers |= {worker, adviser}
            teams.add(team)
            involved.add((row["clea_person_id"], worker, ALLOCATED, team))
            involved.add((row["clea_person_id"], adviser, "Personal Advisor", None))
        return {
            "ssd_professionals": [{"prof_professional_id": each} for each in workers if each],
            "ssd_department": [{"dept_team_id": e, "dept_team_name": e} for e in teams if e],
            "ssd_involvements": [
                {
                    "invo_person_id": child,
                    "invo_professional_id": worker,
                    "invo_professional_role_id": role,
                    "invo_professional_team": team,
                }
                for child, worker, role, team in involved
                if worker
            ],
        }
