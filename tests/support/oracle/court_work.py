"""What a council owes in pre-proceedings and in court: documents, and reviews."""

from collections.abc import Collection
from datetime import date
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import Clock, Count, Period, Thing, counted_when_due
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.naming import Counted

ASSESSMENTS = ("PARENTING_ASSESSMENT", "KINSHIP_ASSESSMENT", "EXPERT_ASSESSMENT")


def court_documents_in_time(
    council: Council,
    period: Period,
    *,
    kinds: Collection[str] = (),
    in_care_proceedings: bool = False,
) -> Count:
    """Documents due in the period; met where filed by then.

    Left out are those due after the care proceedings that they name were concluded, and of those
    that name none, those due after their pre-proceedings ended.  They are owed from the day on
    which the proceedings were issued, or pre-proceedings decided on.
    """
    things = []
    for row in council.rows("court_documents"):
        if kinds and row["document_kind"] not in kinds:
            continue
        if in_care_proceedings and not row["care_proceedings_id"]:
            continue
        if row["due_on"] and not _is_due_after_the_end(council, row):
            clock = Clock(_owed_since(council, row), day(row["due_on"]), day(row["filed_on"]))
            things.append(_of_a_child(council, row, row["court_document_id"], clock))
    return counted_when_due(council, period, things)


def _is_due_after_the_end(council: Council, document: Row) -> bool:
    if document["care_proceedings_id"]:
        ended = _found(
            council, "care_proceedings", "care_proceedings_id", document["care_proceedings_id"]
        ).get("concluded_on", "")
    else:
        ended = _found(
            council, "ssd_pre_proceedings", "prep_table_id", document["pre_proceedings_id"]
        ).get("prep_agree_stepdown_issue_date", "")
    return ended != "" and document["due_on"] > ended


def _owed_since(council: Council, document: Row) -> date | None:
    court = _found(
        council, "care_proceedings", "care_proceedings_id", document["care_proceedings_id"]
    )
    before = _found(council, "ssd_pre_proceedings", "prep_table_id", document["pre_proceedings_id"])
    known = court.get("applied_on", "") or before.get("prep_pre_pro_decision_date", "")
    return day(min(known or document["due_on"], document["due_on"]))


def _found(council: Council, table: str, key: str, value: str) -> Row:
    """The row of a table with that id; an empty one where there is none."""
    return next((row for row in council.rows(table) if row[key] == value != ""), {})


def _of_a_child(council: Council, row: Row, record: str, clock: Clock) -> Thing:
    child = row["person_id"]
    return Thing(child, record, clock, partial(allocated_team_and_worker, council, child))


def pre_proceedings_reviews_in_time(council: Council, period: Period) -> Count:
    """Reviews due in the period, not after their pre-proceedings ended; met where held by then.

    They are waited for from the decision to begin, where that is known.
    """
    things = []
    for row in council.rows("pre_proceedings_reviews"):
        times = _found(council, "ssd_pre_proceedings", "prep_table_id", row["pre_proceedings_id"])
        ended = times.get("prep_agree_stepdown_issue_date", "")
        if not row["due_on"] or (ended and row["due_on"] > ended):
            continue
        start = day(times.get("prep_pre_pro_decision_date", ""))
        clock = Clock(start, day(row["due_on"]), day(row["held_on"]))
        things.append(_of_a_child(council, row, row["pre_proceedings_review_id"], clock))
    return counted_when_due(council, period, things)


COUNTED: Counted = {
    "court_documents_in_time": court_documents_in_time,
    "court_documents_in_time:in_care_proceedings": partial(
        court_documents_in_time, in_care_proceedings=True
    ),
    "court_documents_in_time:assessments": partial(court_documents_in_time, kinds=ASSESSMENTS),
    "pre_proceedings_reviews_in_time": pre_proceedings_reviews_in_time,
}
