"""Young people of 16 and 17 who came as homeless: assessed, offered care, and where they went."""

from dataclasses import replace
from datetime import date
from functools import partial

from tests.support.oracle.cases import Case, Clock, Count, Period, Thing, always, counted_when_due
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.naming import Counted

PRESENTATIONS = "homeless_presentations"


def homeless_young_people_assessed(
    council: Council, period: Period, *, however_late: bool = False, jointly: bool = False
) -> Count:
    """Assessments due in the period; met where completed by then.

    However late: where completed at all.  Jointly: in time, and together with housing.
    """
    things, joint = [], set()
    for row in council.rows(PRESENTATIONS):
        due = day(row["assessment_due_on"])
        if due is None:
            continue
        clock = Clock(day(row["presented_on"]), due, day(row["assessment_completed_on"]))
        held_by = always(row["team"], row["worker_id"])
        things.append(Thing(row["person_id"], row["homeless_presentation_id"], clock, held_by))
        if is_yes(row["joint_with_housing"]):
            joint.add(row["homeless_presentation_id"])

    def is_met(case: Case) -> bool:
        if however_late:
            return case.clock is not None and case.clock.done is not None
        return case.met and (not jointly or case.record in joint)

    found = counted_when_due(council, period, things)
    return replace(found, counted=[replace(case, met=is_met(case)) for case in found.counted])


def homeless_young_people_in_bed_and_breakfast(council: Council, period: Period) -> Count:
    """Times a young person came in the period; met where a night or more is recorded."""
    return Count(
        [
            _case(row, on, int(row["bed_and_breakfast_nights"] or 0) > 0)
            for row, on in _on(council, period, "presented_on")
        ]
    )


def homeless_young_people_given(council: Council, period: Period, on: str) -> Count:
    """Times a young person came in the period; met where it is known when something was given."""
    return Count(
        [_case(row, came, row[on] != "") for row, came in _on(council, period, "presented_on")]
    )


def homeless_young_people_then(council: Council, period: Period, outcome: str) -> Count:
    """Assessments completed in the period; met where this came of it."""
    return Count(
        [
            _case(row, completed, row["outcome"] == outcome)
            for row, completed in _on(council, period, "assessment_completed_on")
        ]
    )


def _on(council: Council, period: Period, column: str) -> list[tuple[Row, date]]:
    return [
        (row, on)
        for row in council.rows(PRESENTATIONS)
        if (on := day(row[column])) is not None and period.holds(on)
    ]


def _case(row: Row, on: date, met: bool) -> Case:
    child, record = row["person_id"], row["homeless_presentation_id"]
    return Case(child, record, row["team"], row["worker_id"], on, met)


_given, _then = homeless_young_people_given, homeless_young_people_then

COUNTED: Counted = {
    "homeless_young_people_assessed": homeless_young_people_assessed,
    "homeless_young_people_assessed:completed": partial(
        homeless_young_people_assessed, however_late=True
    ),
    "homeless_young_people_assessed:jointly": partial(homeless_young_people_assessed, jointly=True),
    "homeless_young_people_bed_and_breakfast": homeless_young_people_in_bed_and_breakfast,
    "homeless_young_people_section_20": partial(_then, outcome="SECTION_20"),
    "homeless_young_people_section_20:section_17": partial(_then, outcome="SECTION_17"),
    "homeless_young_people_section_20:home": partial(_then, outcome="HOME"),
    "homeless_young_people_section_20:family_or_friends": partial(
        _then, outcome="FAMILY_OR_FRIENDS"
    ),
    "homeless_young_people_section_20:housing": partial(_then, outcome="HOUSING"),
    "homeless_young_people_section_20_offered": partial(_given, on="section_20_offered_on"),
    "homeless_young_people_section_20_offered:advocate": partial(_given, on="advocacy_offered_on"),
    "homeless_young_people_section_20_offered:options_explained": partial(
        _given, on="options_explained_on"
    ),
}
