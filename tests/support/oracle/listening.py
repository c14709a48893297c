"""What families and others say: complaints, compliments and answers to surveys."""

from collections.abc import Collection
from datetime import date
from functools import partial

from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_begun,
)
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_working_days
from tests.support.oracle.naming import OF_A_TEAM, Counted, Groups, Measured

CHILDREN, FAMILIES = ("CHILD", "CARE_LEAVER"), ("PARENT", "CARER")
ABOUT = (
    *("staff", "communication", "delay", "decision", "quality", "record", "placement"),
    *("family_time", "money"),
)
FOUND = ("UPHELD", "PARTLY_UPHELD", "NOT_UPHELD")


def _stage(row: Row) -> int:
    """The stage of a complaint; the first where it is not recorded."""
    return int(row["stage"] or 1)


def _complaints(council: Council, stage: int | None) -> list[Row]:
    return [
        row
        for row in council.rows("complaints")
        if row["feedback_kind"] == "COMPLAINT" and (stage is None or _stage(row) == stage)
    ]


def complaints_answered_in_time(
    council: Council, period: Period, stage: int | None = 1, days: int | None = 10
) -> Count:
    """Complaints received in the period at a stage whose working days have passed; met where
    answered within them.  Without days it is the recorded day that counts; withdrawn ones do not.
    """
    things = []
    for row in _complaints(council, stage):
        start, due = day(row["received_on"]), day(row["due_on"])
        if start is None or row["outcome"] == "WITHDRAWN" or (days is None and due is None):
            continue
        due = due if days is None else add_working_days(start, days)
        clock = Clock(start, due, day(row["answered_on"]))
        things.append(Thing(row["person_id"], row["complaint_id"], clock, always(row["team"])))
    return counted_when_begun(council, period, things)


def complaints_received(
    council: Council,
    period: Period,
    stage: int = 1,
    made_by: Collection[str] = (),
    about: str = "",
) -> Count:
    """Complaints received in the period at a stage, withdrawn or not."""
    return Count(
        [
            _complaint(row, on, met=True)
            for row in _complaints(council, stage)
            if (on := day(row["received_on"])) is not None
            and period.holds(on)
            and (not made_by or row["made_by"] in made_by)
            and about in ("", row["about"])
        ]
    )


def complaints_upheld(council: Council, period: Period, stage: int = 1) -> Count:
    """Complaints answered in the period at a stage with a finding; met where upheld or partly."""
    return Count(
        [
            _complaint(row, on, met=row["outcome"] in FOUND[:2])
            for row in _complaints(council, stage)
            if row["outcome"] in FOUND
            and (on := day(row["answered_on"])) is not None
            and period.holds(on)
        ]
    )


def compliments_received(council: Council, period: Period) -> Count:
    """Compliments received in the period."""
    return Count(
        [
            _complaint(row, on, met=True)
            for row in council.rows("complaints")
            if row["feedback_kind"] == "COMPLIMENT"
            and (on := day(row["received_on"])) is not None
            and period.holds(on)
        ]
    )


def _complaint(row: Row, on: date, *, met: bool) -> Case:
    return Case(row["person_id"], row["complaint_id"], row["team"], "", on, met)


def feedback_positive(
    council: Council, period: Period, of: Collection[str] = (*CHILDREN, *FAMILIES)
) -> Count:
    """Answers of the period that these people gave to a question that applied; met where good."""
    return Count(
        [
            Case(
                row["person_id"],
                row["feedback_answer_id"],
                row["team"],
                "",
                on,
                is_yes(row["positive"]),
            )
            for row in council.rows("feedback_answers")
            if row["respondent_kind"] in of
            and row["answer"] != "NOT_APPLICABLE"
            and (on := day(row["answered_on"])) is not None
            and period.holds(on)
        ]
    )


_in_time = complaints_answered_in_time
_good = feedback_positive

COUNTED: Counted = {
    "complaints_answered_in_time": _in_time,
    "complaints_answered_in_time:stage_1_20_working_days": partial(_in_time, days=20),
    "complaints_answered_in_time:stage_2_25_working_days": partial(_in_time, stage=2, days=25),
    "complaints_answered_in_time:stage_2_65_working_days": partial(_in_time, stage=2, days=65),
    "complaints_answered_in_time:by_due_day": partial(_in_time, stage=None, days=None),
    "complaints_upheld": complaints_upheld,
    "complaints_upheld:stage_2": partial(complaints_upheld, stage=2),
    "feedback_positive": _good,
    "feedback_positive:children": partial(_good, of=CHILDREN),
    "feedback_positive:families": partial(_good, of=FAMILIES),
    "feedback_positive:practitioners": partial(_good, of=("STAFF",)),
    "feedback_positive:foster_carers": partial(_good, of=("FOSTER_CARER",)),
    "feedback_positive:partners": partial(_good, of=("REFERRER", "PARTNER")),
}

MEASURED: Measured = {
    "complaints_received": ("count", complaints_received),
    "complaints_received:stage_2": ("count", partial(complaints_received, stage=2)),
    "complaints_received:stage_3": ("count", partial(complaints_received, stage=3)),
    "complaints_received:by_children": (
        "count",
        partial(complaints_received, made_by=(*CHILDREN, "ADVOCATE")),
    ),
    **{
        f"complaints_received:about_{about}": (
            "count",
            partial(complaints_received, about=about.upper()),
        )
        for about in ABOUT
    },
    "compliments_received": ("count", compliments_received),
}

GROUPS: Groups = {
    "complaints_answered_in_time": OF_A_TEAM,
    "complaints_upheld": OF_A_TEAM,
    "complaints_received": OF_A_TEAM,
    "compliments_received": OF_A_TEAM,
    "feedback_positive": OF_A_TEAM,
}
