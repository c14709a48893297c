"""What the tables hold beside the journeys themselves, entered when a family's is complete."""

from collections.abc import Callable

from lineofsight.sample.family import Family, Setting
from lineofsight.sample.further import (
    adoption,
    arrangements,
    assessments,
    audits,
    care,
    court,
    decisions,
    early_help,
    education,
    entries,
    health,
    leaving_care,
    missing,
    need,
    oversight,
    people,
    placements,
    protection,
    quality,
    visits,
)
from lineofsight.sample.further.adopters import write_enquiries
from lineofsight.sample.further.programmes import write_programmes
from lineofsight.sample.further.staff import write_staff
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History

# The tables of the journeys that something follows from, with whom a row is about.
_PERSONS = {
    "ssd_person": "pers_person_id",
    "ssd_contacts": "cont_person_id",
    "ssd_cin_episodes": "cine_person_id",
    "ssd_cin_assessments": "cina_person_id",
    "ssd_cin_plans": "cinp_person_id",
    "ssd_s47_enquiry": "s47e_person_id",
    "ssd_initial_cp_conference": "icpc_person_id",
    "ssd_cp_plans": "cppl_person_id",
    "ssd_cp_visits": "cppv_person_id",
    "ssd_cp_reviews": "cppr_person_id",
    "ssd_cla_episodes": "clae_person_id",
    "ssd_cla_placement": "clap_person_id",
    "ssd_cla_reviews": "clar_cla_person_id",
    "ssd_cla_visits": "clav_person_id",
    "ssd_legal_status": "lega_person_id",
    "ssd_involvements": "invo_person_id",
}

_SUBJECTS: tuple[Callable[[Setting, History], None], ...] = (
    decisions.follow,
    early_help.follow,
    assessments.follow,
    protection.follow,
    need.follow,
    visits.follow,
    oversight.follow,
    court.follow,
    care.follow,
    health.follow,
    placements.follow,
    adoption.follow,
    leaving_care.follow,
    missing.follow,
    arrangements.follow,
    audits.follow,
    quality.follow,
    entries.follow,
)


def enter_further(setting: Setting, family: Family, counted: dict[str, int]) -> None:
    """Enter what follows from a family's journey: the rows of the ledger since ``counted``."""
    recorded = _by_child(setting.ledger.since(counted, _PERSONS))
    persons = {child.id: recorded[child.id]["ssd_person"][0] for child in family.children}
    named = f"F{family.children[0].id[1:]}"
    mothers = people.mothers(
        setting, family, {child: row["pers_sex"] for child, row in persons.items()}
    )
    alone = len(family.children) == 1
    start = counted["ssd_person"]
    number = setting.first_child + setting.ledger.counts["ssd_person"] + start
    for n, child in enumerate(family.children):
        history = History(child, named, family.area, alone, recorded[child.id])
        person = persons[child.id]
        gained = people.follow(setting, history, number + n)
        flagged = person["pers_send_flag"] == "Y"
        plan = education.follow(setting, history, flagged, gained.get("pers_upn", ""))
        gained["pers_send_flag"] = "Y" if plan else "N"
        gained["pers_is_mother"] = "Y" if child.id in mothers else "N"
        setting.ledger.rows["ssd_person"][start + n] = tuple((person | gained).values())
        for follow in _SUBJECTS:
            follow(setting, history)


def enter_council(setting: Setting, children: int) -> None:
    """Enter what is not about one child: staff, the audit programme, surveys and adopters."""
    write_staff(setting)
    write_programmes(setting)
    write_enquiries(setting, children)


def _by_child(tables: dict[str, list[Cells]]) -> dict[str, dict[str, list[Cells]]]:
    """Rows by the child whom they are about, then by table."""
    found: dict[str, dict[str, list[Cells]]] = {}
    for table, rows in tables.items():
        column = _PERSONS[table]
        for row in rows:
            found.setdefault(row[column], {}).setdefault(table, []).append(row)
    return found
