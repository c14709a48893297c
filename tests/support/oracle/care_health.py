"""Health of children in care: dental checks, immunisations, assessments, and how they feel."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from tests.support.oracle.care_now import InCare, children_in_care, judged_on_a_day
from tests.support.oracle.cases import Clock, Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted, Measured

DENTAL = ("dental", "dentist", "teeth")


def checks_done(council: Council, child: str, words: tuple[str, ...]) -> list[date]:
    """The days of a child's completed checks whose type says one of the words."""
    return [
        on
        for row in council.rows("ssd_cla_health")
        if row["clah_person_id"] == child
        and row["clah_health_check_status"].strip().lower() == "completed"
        and any(word in row["clah_health_check_type"].lower() for word in words)
        and (on := day(row["clah_health_check_date"])) is not None
    ]


def cla_dental_checks(council: Council, period: Period, months_in_care: int = 12) -> Count:
    """Children in care for so long; met where a dentist saw them in the last 12 months."""
    counted = []
    for child in children_in_care(council, period.judged):
        if child.for_months(months_in_care):
            seen = checks_done(council, child.child, DENTAL)
            met = any(on <= period.judged <= add_months(on, 12) for on in seen)
            counted.append(child.case(met=met))
    return Count(counted)


def immunisations_up_to_date(council: Council, period: Period, months_in_care: int = 12) -> Count:
    """Children in care for so long whose status was not changed after the judged day; met where
    it says that they had all."""
    status = {row["clai_person_id"]: row for row in council.rows("ssd_cla_immunisations")}
    counted = []
    for child in children_in_care(council, period.judged):
        row = status.get(child.child)
        changed = day(row["clai_immunisations_status_date"]) if row else None
        if child.for_months(months_in_care) and (changed is None or changed <= period.judged):
            met = row is not None and is_yes(row["clai_immunisations_status"])
            counted.append(child.case(met=met))
    return Count(counted)


def review_health_assessments(council: Council, period: Period, *, in_the_year: bool) -> Count:
    """Children in care for 12 months; met where the last assessment since they came is not older
    than 6 months (under 5) or 12, or where one was done in the year, and two of a child under 5.
    """
    judged = period.judged
    counted = []
    for child in children_in_care(council, judged):
        if not child.for_months(12):
            continue
        done = {
            on
            for on in checks_done(council, child.child, ("health assessment",))
            if child.began <= on <= judged
        }
        is_young = child.aged(-5, 5)
        since = max(done, default=child.began)
        clock = Clock(since, add_months(since, 6 if is_young else 12), None)
        met = add_months(since, 6 if is_young else 12) >= judged
        if in_the_year:
            in_year = [on for on in done if add_months(on, 12) >= judged]
            met = len(in_year) >= (2 if is_young else 1)
        counted.append(child.case(met=met, clock=clock))
    return judged_on_a_day(counted, [], judged)


def sdq_completed(council: Council, period: Period) -> Count:
    """Children of 4 to 16 in care for 12 months; met where they have a score from the last 12."""
    return Count([child.case(met=last is not None) for child, last in _asked(council, period)])


def sdq_mean_score(council: Council, period: Period) -> Count:
    """The last score of each of those who have one."""
    return Count(
        [
            replace(child.case(met=True), value=Fraction(int(last["csdq_sdq_score"])))
            for child, last in _asked(council, period)
            if last is not None
        ]
    )


def _asked(council: Council, period: Period) -> list[tuple[InCare, Row | None]]:
    """The children to be asked, each with the last score that is not over a year old."""
    found: list[tuple[InCare, Row | None]] = []
    for child in children_in_care(council, period.judged):
        if child.for_months(12) and child.aged(4, 17):
            scored = [
                (on, row["csdq_table_id"], row)
                for row in council.rows("ssd_sdq_scores")
                if row["csdq_person_id"] == child.child
                and row["csdq_sdq_score"] != ""
                and (on := day(row["csdq_sdq_completed_date"])) is not None
                and on <= period.judged <= add_months(on, 12)
            ]
            last = max(scored, key=lambda found: found[:2])[2] if scored else None
            found.append((child, last))
    return found


COUNTED: Counted = {
    "cla_dental_checks": cla_dental_checks,
    "cla_dental_checks:all_in_care": partial(cla_dental_checks, months_in_care=0),
    "immunisations_up_to_date": immunisations_up_to_date,
    "immunisations_up_to_date:all_in_care": partial(immunisations_up_to_date, months_in_care=0),
    "review_health_assessments_in_date": partial(review_health_assessments, in_the_year=False),
    "review_health_assessments_in_date:in_the_year": partial(
        review_health_assessments, in_the_year=True
    ),
    "sdq_completed": sdq_completed,
}

MEASURED: Measured = {"sdq_mean_score": ("mean", sdq_mean_score)}
