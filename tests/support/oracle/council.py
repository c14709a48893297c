"""A council's tables as text, and the same tables as they stood at the end of a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

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
}
"""The date from which a row exists. Conferences and reviews are booked: they have none."""

HAPPENED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ssd_cin_assessments": ("cina_assessment_auth_date", ("cina_assessment_child_seen",)),
    "ssd_initial_cp_conference": ("icpc_icpc_date", ()),
    "ssd_cp_plans": ("cppl_cp_plan_end_date", ()),
    "ssd_cp_reviews": ("cppr_cp_review_date", ()),
    "ssd_cla_reviews": ("clar_cla_review_date", ()),
    "ssd_involvements": ("invo_involvement_end_date", ()),
}
"""The later date of a row, and what is known only once that date has come."""


def day(text: str) -> date | None:
    """The date that a text such as 2024-02-29 stands for; None for an empty text."""
    return date.fromisoformat(text) if text else None


def is_yes(text: str) -> bool:
    """Whether a flag says yes, in any of its spellings."""
    return text.strip().lower() in ("y", "yes", "1", "true", "t")


class Council:
    """The tables as they stood at the end of `as_at`: nothing dated later is in them."""

    def __init__(self, tables: Tables, as_at: date) -> None:
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
        if table in HAPPENED:
            column, known_from_it = HAPPENED[table]
            happened = day(row[column])
            if happened is not None and happened > as_at:
                yield {**row, column: "", **dict.fromkeys(known_from_it, "")}
                continue
        yield row
