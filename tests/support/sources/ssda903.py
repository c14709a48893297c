"""The SSDA903 return: children in care in its years, and care leavers in the last."""

from collections.abc import Iterator

from tests.support.sources.journeys import (
    Expected,
    Journeys,
    Row,
    Value,
    age_on,
    by,
    collection_year,
    latest,
    text,
    told,
)

WORKERS_ASKED_FROM = 2023
LIBERTY_ASKED_FROM = 2026
UNKNOWN_SEX_FROM = 2025
ADOPTION_PLACEMENTS = ("A3", "A4", "A5", "A6")
SHORT_BREAKS = ("V3", "V4")


def ssda903(council: Journeys) -> Expected:
    """What the returns of all years tell together."""
    return Returns(council).expected()


class Returns:
    """The returns of a council's collection years."""

    def __init__(self, council: Journeys) -> None:
        self.council = council
        self.episodes = [
            row
            for row in council.rows("ssd_cla_episodes")
            if text(row, "clae_cla_episode_start_date") <= council.as_at
        ]
        self.care = by(self.episodes, "clae_person_id")
        self.leavers = [row for row in council.rows("ssd_care_leavers") if self._is_asked(row)]

    def expected(self) -> Expected:
        """Every table."""
        council = self.council
        children = {*self.care, *(text(row, "clea_person_id") for row in self.leavers)}
        return {
            "ssd_person": [
                told(council.persons[child], "pers_person_id", "pers_ethnicity", "pers_dob",
                     "pers_upn", "pers_upn_unknown", "pers_is_mother", pers_sex=self._sex(child))
                for child in children
            ],
            "ssd_mother": list(self._mothers(children)),
            "ssd_cla_episodes": [
                {name: value for name, value in row.items()
                 if name not in {"clae_referral_id", "clae_cla_last_iro_contact_date"}}
                for row in self.episodes
            ],
            "ssd_cla_placement": [
                {name: value for name, value in row.items()
                 if name != "clap_cla_placement_distance"}
                for row in self._so_far("ssd_cla_placement", "clap_cla_placement_start_date")
            ],
            "ssd_legal_status": list(
                self._so_far("ssd_legal_status", "lega_legal_status_start_date")
            ),
            "ssd_cla_reviews": [
                told(row, "clar_cla_person_id", "clar_cla_id", "clar_cla_review_date",
                     "clar_cla_review_participation")
                for row in self._so_far("ssd_cla_reviews", "clar_cla_review_date")
                if row["clar_cla_review_cancelled"] != "Y"
            ],
            "ssd_immigration_status": list(self._unaccompanied()),
            **self._outcomes(),
            "ssd_care_leavers": list(self._care_leavers()),
            "ssd_permanence": list(self._permanence()),
            "ssd_cla_previous_permanence": [
                {name: value for name, value in row.items() if name != "lapp_table_id"}
                for row in council.rows("ssd_cla_previous_permanence")
                if text(row, "lapp_person_id") in self.care
            ],
            "ssd_missing": list(self._missing()),
            **self._workers(),
            "deprivations_of_liberty": list(self._liberty()),
        }  # fmt: skip

    def _so_far(self, table: str, day: str) -> Iterator[Row]:
        return (r for r in self.council.rows(table) if "" < text(r, day) <= self.council.as_at)

    def _is_asked(self, leaver: Row) -> bool:
        """Whether the last return asks for a young person who has left care."""
        born = self.council.persons[text(leaver, "clea_person_id")]["pers_dob"]
        return (
            leaver["clea_care_leaver_eligibility"] in {"Relevant", "Former Relevant"}
            and born is not None
            and 17 <= age_on(born, self.council.as_at) <= 21
        )

    def _in_care_within(self, child: str, first: str, last: str) -> bool:
        return any(
            text(row, "clae_cla_episode_start_date") <= last
            and (row["clae_cla_episode_ceased_date"] or last) >= first
            for row in self.care.get(child, [])
        )

    def _years_told(self, row: Row, child: str, start: str, end: str) -> Iterator[tuple[str, str]]:
        """The years in which something went on, and its child is in the return."""
        leavers = {text(each, "clea_person_id") for each in self.leavers}
        for year in self.council.years:
            first, last = self.council.year_days(year)
            went_on = text(row, start) <= last and (row[end] or last) >= first
            own = text(row, child)
            is_asked = last == self.council.as_at and own in leavers
            if went_on and (is_asked or self._in_care_within(own, first, last)):
                yield first, last

    def _sex(self, child: str) -> Value:
        """As the last return says that tells of the child: before 2025-26 male or female alone."""
        days = [self.council.year_days(year) for year in self.council.years]
        told_on = [last for first, last in days if self._in_care_within(child, first, last)]
        is_leaver = any(row["clea_person_id"] == child for row in self.leavers)
        year = collection_year(self.council.as_at if is_leaver else told_on[-1])
        sex = self.council.persons[child]["pers_sex"]
        return sex if year >= UNKNOWN_SEX_FROM or sex in {"M", "F"} else None

    def _mothers(self, children: set[str]) -> Iterator[Row]:
        for child, own in by(self.council.rows("ssd_mother"), "moth_person_id").items():
            born = [text(row, "moth_childs_dob") for row in own if row["moth_childs_dob"]]
            come = [day for day in born if day <= self.council.as_at]
            if child in children and come:
                yield {"moth_person_id": child, "moth_childs_dob": min(come)}

    def _unaccompanied(self) -> Iterator[Row]:
        for row in self.council.rows("ssd_immigration_status"):
            years = list(
                self._years_told(
                    row, "immi_person_id", "immi_immigration_status_start_date",
                    "immi_immigration_status_end_date",
                )
            )  # fmt: skip
            if row["immi_immigration_status"] != "Unaccompanied Asylum Seeking Child" or not years:
                continue
            # Who has left care is not told of again, so that what ends later stays open.
            end = row["immi_immigration_status_end_date"]
            _, told_until = years[-1]
            yield told(
                row, "immi_person_id",
                immi_immigration_status="Unaccompanied asylum-seeking child",
                immi_immigration_status_end_date=end if end and end <= told_until else None,
            )  # fmt: skip

    def _outcomes(self) -> Expected:
        """Of every child who on a 31 March had been in care for a year."""
        found: dict[str, list[Row]] = {
            name: [] for name in (
                "ssd_cla_health", "ssd_cla_immunisations", "ssd_cla_substance_misuse",
                "ssd_sdq_scores", "care_year_outcomes",
            )
        }  # fmt: skip
        immunised: dict[str, Row] = {}
        for year in self.council.years:
            first, last = self.council.year_days(year)
            for child in self.care:
                if last.endswith("-03-31") and self._for_a_year(child, last):
                    row = self._outcome(child, first, last)
                    found["care_year_outcomes"].append(row)
                    for kind, name in (
                        ("Health Assessment", "health_assessed"), ("Dental Check", "teeth_checked")
                    ):  # fmt: skip
                        if row[name] == "Y":
                            found["ssd_cla_health"].append({
                                "clah_person_id": child, "clah_health_check_type": kind,
                                "clah_health_check_status": "Completed",
                            })  # fmt: skip
                    immunised[child] = {
                        "clai_person_id": child, "clai_immunisations_status": row["immunised"],
                        "clai_immunisations_status_date": last,
                    }  # fmt: skip
                    if row["substance_misused"] == "Y":
                        found["ssd_cla_substance_misuse"].append({
                            "clas_person_id": child,
                            "clas_intervention_received": row["intervention_received"],
                        })  # fmt: skip
                    if row["sdq_score"] or row["sdq_reason"]:
                        found["ssd_sdq_scores"].append({
                            "csdq_person_id": child, "csdq_sdq_score": row["sdq_score"],
                            "csdq_sdq_reason": row["sdq_reason"],
                        })  # fmt: skip
        found["ssd_cla_immunisations"] = list(immunised.values())
        return found

    def _for_a_year(self, child: str, last: str) -> bool:
        year, month, day = map(int, last.split("-"))
        before = f"{year - 1}-{month:02}-{day:02}"
        statuses = self.council.rows("ssd_legal_status")
        for row in self.care[child]:
            start = text(row, "clae_cla_episode_start_date")
            if (
                text(row, "clae_entered_care_date") <= before
                and start <= last < (row["clae_cla_episode_ceased_date"] or "9")
            ):  # fmt: skip
                own = [each for each in statuses if each["lega_person_id"] == child]
                status = latest(own, "lega_legal_status_start_date", start)
                if status is not None and status["lega_legal_status"] not in SHORT_BREAKS:
                    return True
        return False

    def _outcome(self, child: str, first: str, last: str) -> Row:
        def own(table: str, person: str, day: str, begin: str = first) -> list[Row]:
            rows = self.council.rows(table)
            return [r for r in rows if r[person] == child and begin <= text(r, day) <= last]

        checks = [
            text(row, "clah_health_check_type")
            for row in own("ssd_cla_health", "clah_person_id", "clah_health_check_date")
            if row["clah_health_check_status"] == "Completed"
        ]
        immunised = [
            row
            for row in own("ssd_cla_immunisations", "clai_person_id",
                           "clai_immunisations_status_date", "1")
            if row["clai_immunisations_status"] == "Y"
        ]  # fmt: skip
        misuse = own("ssd_cla_substance_misuse", "clas_person_id", "clas_substance_misuse_date")
        scores = own("ssd_sdq_scores", "csdq_person_id", "csdq_sdq_completed_date")
        score = latest(scores, "csdq_sdq_completed_date", last)
        convicted = own("ssd_cla_convictions", "clac_person_id", "clac_cla_conviction_date")
        received = any(row["clas_intervention_received"] == "Y" for row in misuse)
        assessed = any(kind.endswith("Health Assessment") for kind in checks)
        age = age_on(text(self.council.persons[child], "pers_dob"), last)
        return {
            "person_id": child,
            "year_ended_on": last,
            "sdq_score": score["csdq_sdq_score"] if score else None,
            "sdq_reason": score["csdq_sdq_reason"] if score else None,
            "convicted": yes_no(convicted) if age >= 10 else None,
            "development_checked": yes_no(assessed) if age < 5 else None,
            "immunised": yes_no(immunised),
            "teeth_checked": yes_no("Dental Check" in checks),
            "health_assessed": yes_no(assessed),
            "substance_misused": yes_no(misuse),
            "intervention_received": yes_no(received) if misuse else None,
            "intervention_offered": None,
        }

    def _care_leavers(self) -> Iterator[Row]:
        for row in self.leavers:
            in_touch = row["clea_care_leaver_in_touch"] == "YES"

            def known(name: str, row: Row = row, in_touch: bool = in_touch) -> Value:
                return row[f"clea_care_leaver_{name}"] if in_touch else None

            yield told(
                row, "clea_person_id", "clea_care_leaver_in_touch",
                clea_care_leaver_activity=known("activity"),
                clea_care_leaver_accommodation=known("accommodation"),
                clea_care_leaver_accom_suitable=known("accom_suitable"),
            )  # fmt: skip

    def _permanence(self) -> Iterator[Row]:
        """Decisions for adoption, and every period of care that ended with a permanent order."""
        placed = by(self.council.rows("ssd_cla_placement"), "clap_cla_id")
        for row in self.council.rows("ssd_permanence"):
            decided = row["perm_adm_decision_date"]
            adopted = row["perm_permanence_order_type"] == "Adoption"
            if (decided or row["perm_permanence_order_date"] or "9") > self.council.as_at:
                continue
            for_adoption = [
                text(each, "clap_cla_placement_start_date")
                for each in placed.get(text(row, "perm_cla_id"), [])
                if each["clap_cla_placement_type"] in ADOPTION_PLACEMENTS
                and decided and text(each, "clap_cla_placement_start_date") >= decided
            ]  # fmt: skip

            def asked(name: str, row: Row = row, adopted: bool = adopted) -> Value:
                return row[name] if adopted else None

            yield told(
                row, "perm_person_id", "perm_cla_id", "perm_adm_decision_date",
                "perm_decision_reversed_date", "perm_decision_reversed_reason",
                "perm_permanence_order_date", "perm_permanence_order_type",
                perm_matched_date=asked("perm_matched_date"),
                perm_placed_for_adoption_date=min(for_adoption, default=None),
                perm_adopted_by_carer_flag=asked("perm_adopted_by_carer_flag"),
                perm_number_of_adopters=asked("perm_number_of_adopters"),
                perm_adopter_sex=asked("perm_adopter_sex"),
                perm_adopter_legal_status=asked("perm_adopter_legal_status"),
            )  # fmt: skip

    def _missing(self) -> Iterator[Row]:
        """Times missing that began in an episode of care."""
        for row in self._so_far("ssd_missing", "miss_missing_episode_start_date"):
            start = text(row, "miss_missing_episode_start_date")
            if any(
                text(each, "clae_cla_episode_start_date")
                <= start
                <= (each["clae_cla_episode_ceased_date"] or self.council.as_at)
                for each in self.care.get(text(row, "miss_person_id"), [])
            ):
                yield told(
                    row, "miss_person_id", "miss_missing_episode_start_date",
                    "miss_missing_episode_type", "miss_missing_episode_end_date",
                )  # fmt: skip

    def _workers(self) -> Expected:
        """The social workers of children while in care, by their registration numbers."""
        number_of: dict[Value, Value] = {
            row["prof_professional_id"]: row["prof_social_worker_registration_no"]
            for row in self.council.rows("ssd_professionals")
        }
        involved = []
        for row in self.council.rows("ssd_involvements"):
            child, start = text(row, "invo_person_id"), text(row, "invo_involvement_start_date")
            end = row["invo_involvement_end_date"]
            told_until = [
                self.council.year_days(year)[1]
                for year in self.council.years
                if year >= WORKERS_ASKED_FROM and self._knew_in_care(child, start, end, year)
            ]
            if row["invo_professional_role_id"] == "Allocated Case Worker" and told_until:
                # The return of a year after the child left care does not tell when it ended.
                has_ended = end is not None and end <= told_until[-1]
                involved.append(told(
                    row, "invo_person_id", "invo_professional_role_id",
                    "invo_involvement_start_date", "invo_worker_change_reason",
                    invo_involvement_end_date=end if has_ended else None,
                    invo_professional_id=number_of[row["invo_professional_id"]],
                ))  # fmt: skip
        return {
            "ssd_involvements": [row for row in involved if row["invo_professional_id"]],
            "ssd_professionals": [
                {"prof_professional_id": each, "prof_social_worker_registration_no": each}
                for each in {row["invo_professional_id"] for row in involved}
                if each
            ],
        }

    def _knew_in_care(self, child: str, start: str, end: Value, year: int) -> bool:
        first, last = self.council.year_days(year)
        entered = [
            text(row, "clae_entered_care_date")
            for row in self.care.get(child, [])
            if text(row, "clae_cla_episode_start_date") <= last
            and (row["clae_cla_episode_ceased_date"] or last) >= first
        ]
        return bool(entered) and start <= last and (end or last) >= max(first, min(entered))

    def _liberty(self) -> Iterator[Row]:
        """Orders in force since the return asks for them, each with the placement it began in."""
        placed = by(self.council.rows("ssd_cla_placement"), "clap_person_id")
        for row in self.council.rows("deprivations_of_liberty"):
            years = self._years_told(row, "person_id", "started_on", "ended_on")
            if any(collection_year(last) >= LIBERTY_ASKED_FROM for _, last in years):
                start = text(row, "started_on")
                own = [
                    each
                    for each in placed.get(text(row, "person_id"), [])
                    if start < (each["clap_cla_placement_end_date"] or "9")
                ]
                placement = latest(own, "clap_cla_placement_start_date", start)
                yield told(
                    row, "person_id", "started_on", "ended_on",
                    placement_id=placement["clap_cla_placement_id"] if placement else None,
                )  # fmt: skip


def yes_no(said: object) -> str:
    """A flag."""
    return "Y" if said else "N"
