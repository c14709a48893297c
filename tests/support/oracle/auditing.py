"""Audits of practice: whether they were done, what they found, and what became of it."""

from collections.abc import Callable
from functools import partial

from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_begun,
    counted_when_due,
)
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_working_days
from tests.support.oracle.naming import NO_CHILD, Counted, Groups

WORST_FIRST = ("INADEQUATE", "REQUIRES_IMPROVEMENT", "GOOD", "OUTSTANDING")
MOST_OF_A_LINE = 999

Grade = Callable[[Row], str]


def auditors_grade(row: Row) -> str:
    return row["grade"]


def moderators_grade(row: Row) -> str:
    return row["moderated_grade"]


def last_grade(row: Row) -> str:
    """The moderator's where there is one, and otherwise the auditor's."""
    return row["moderated_grade"] or row["grade"]


def _completed(council: Council, period: Period) -> list[Row]:
    return [row for row in council.rows("audits") if period.holds(day(row["audited_on"]))]


def _case(row: Row, *, met: bool) -> Case:
    on = day(row["audited_on"])
    assert on is not None
    return Case(row["person_id"], row["audit_id"], row["team"], row["worker_id"], on, met)


def audits_graded(
    council: Council,
    period: Period,
    grades: tuple[str, ...],
    by: Grade = auditors_grade,
    *,
    random: bool = False,
) -> Count:
    """Audits completed in the period that have this grade; met where it is one of these."""
    return Count(
        [
            _case(row, met=by(row) in grades)
            for row in _completed(council, period)
            if by(row) and (not random or row["selection"] == "RANDOM")
        ]
    )


def audits_moderated(council: Council, period: Period) -> Count:
    """Audits completed in the period; met where there is a day of moderation."""
    return Count([_case(row, met=row["moderated_on"] != "") for row in _completed(council, period)])


def audits_regraded(council: Council, period: Period, *, lowered: bool = False) -> Count:
    """Audits completed in the period with both grades; met where they differ, or where the
    moderator's is the worse."""
    counted = []
    for row in _completed(council, period):
        if row["grade"] and row["moderated_grade"]:
            first = WORST_FIRST.index(row["grade"])
            then = WORST_FIRST.index(row["moderated_grade"])
            counted.append(_case(row, met=then < first if lowered else then != first))
    return Count(counted)


def audits_with(council: Council, period: Period, flag: str) -> Count:
    """Audits completed in the period; met where a flag says that somebody took part."""
    return Count([_case(row, met=is_yes(row[flag])) for row in _completed(council, period)])


def audits_in_time(council: Council, period: Period) -> Count:
    """Audits due in the period; met where done by then.  They are the auditor's to do."""
    return counted_when_due(
        council,
        period,
        [
            Thing(
                row["person_id"],
                row["audit_id"],
                Clock(due, due, day(row["audited_on"])),
                always(row["team"], row["auditor_id"]),
            )
            for row in council.rows("audits")
            if (due := day(row["due_on"])) is not None
        ],
    )


def audits_against_programme(council: Council, period: Period) -> Count:
    """Each audit that a line asks for by a day in the period; met where the line's first, second,
    third audit was done by that day."""
    counted = []
    for line in council.rows("audit_programme"):
        due = day(line["due_on"])
        if due is None or not period.holds(due) or line["audits_due"] == "":
            continue
        done = sorted(
            (row["audited_on"], row["audit_id"])
            for row in council.rows("audits")
            if row["audit_programme_id"] == line["audit_programme_id"] and row["audited_on"]
        )
        for number in range(1, min(int(line["audits_due"]), MOST_OF_A_LINE) + 1):
            on = day(done[number - 1][0]) if number <= len(done) else None
            record = f"{line['audit_programme_id']}:{number}"
            met = on is not None and on <= due
            auditor = line["auditor_id"]
            counted.append(Case(auditor, record, line["team"], auditor, due, met))
    return Count(counted)


def _action(row: Row, clock: Clock) -> Thing:
    held_by = always(row["team"], row["owner_id"])
    return Thing(row["person_id"], row["audit_action_id"], clock, held_by)


def audit_actions_20_working_days(council: Council, period: Period, days: int = 20) -> Count:
    """Actions set in the period that have had so many working days; met where done within them.

    Younger ones are too recent, also where they are done.
    """
    return counted_when_begun(
        council,
        period,
        [
            _action(row, Clock(start, add_working_days(start, days), day(row["done_on"])))
            for row in council.rows("audit_actions")
            if (start := day(row["set_on"])) is not None
        ],
    )


def audit_actions_by_due_day(council: Council, period: Period) -> Count:
    """Actions set in the period whose own day has come; met where done by then."""
    return counted_when_begun(
        council,
        period,
        [
            _action(row, Clock(start, due, day(row["done_on"])))
            for row in council.rows("audit_actions")
            if (start := day(row["set_on"])) is not None and (due := day(row["due_on"])) is not None
        ],
    )


def audit_actions_checked(council: Council, period: Period) -> Count:
    """Actions set in the period that were done; met where somebody else saw it."""
    return Count(
        [
            Case(
                row["person_id"],
                row["audit_action_id"],
                row["team"],
                row["owner_id"],
                on,
                row["checked_on"] != "",
            )
            for row in council.rows("audit_actions")
            if (on := day(row["set_on"])) is not None and period.holds(on) and row["done_on"]
        ]
    )


_good = partial(audits_graded, grades=("GOOD", "OUTSTANDING"))
_inadequate = partial(audits_graded, grades=("INADEQUATE",))

COUNTED: Counted = {
    "audits_good_or_better": _good,
    "audits_good_or_better:moderated": partial(_good, by=moderators_grade),
    "audits_good_or_better:after_moderation": partial(_good, by=last_grade),
    "audits_good_or_better:random": partial(_good, random=True),
    "audits_inadequate": _inadequate,
    "audits_inadequate:moderated": partial(_inadequate, by=moderators_grade),
    "audits_inadequate:random": partial(_inadequate, random=True),
    "audits_moderated": audits_moderated,
    "audits_regraded": audits_regraded,
    "audits_regraded:lowered": partial(audits_regraded, lowered=True),
    "audits_with_practitioner": partial(audits_with, flag="practitioner_present"),
    "audits_with_practitioner:family_asked": partial(audits_with, flag="family_asked"),
    "audits_in_time": audits_in_time,
    "audits_against_programme": audits_against_programme,
    "audit_actions_20_working_days": audit_actions_20_working_days,
    "audit_actions_20_working_days:by_due_day": audit_actions_by_due_day,
    "audit_actions_checked": audit_actions_checked,
}

GROUPS: Groups = {
    "audits_against_programme": NO_CHILD,
}
