"""How many working days assessments take."""

from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council, day
from tests.support.oracle.dates import CALENDAR_FIRST, CALENDAR_LAST, is_working_day
from tests.support.oracle.naming import Measured


def assessments_working_days_taken(
    council: Council, period: Period, *, from_referral: bool = False
) -> Count:
    """Assessments authorised in the period: the working days after their start, or their
    referral's day, to authorisation.  Those authorised before that day are left out."""
    referred = {
        row["cine_referral_id"]: day(row["cine_referral_date"])
        for row in council.rows("ssd_cin_episodes")
    }
    counted = []
    for row in council.rows("ssd_cin_assessments"):
        start, done = day(row["cina_assessment_start_date"]), day(row["cina_assessment_auth_date"])
        if start is None or done is None or not period.holds(done):
            continue
        begun = referred.get(row["cina_referral_id"]) if from_referral else start
        taken = None if begun is None else _working_days(begun, done)
        if taken is None:
            continue
        counted.append(
            Case(
                row["cina_person_id"],
                row["cina_assessment_id"],
                row["cina_assessment_team"],
                row["cina_assessment_worker_id"],
                done,
                True,
                value=taken,
            )
        )
    return Count(counted)


def _working_days(start: date, end: date) -> Fraction | None:
    """How many came after a day, up to another; None where no calendar tells, or it is earlier."""
    if start < CALENDAR_FIRST or end > CALENDAR_LAST or end < start:
        return None
    after = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return Fraction(sum(map(is_working_day, after)))


MEASURED: Measured = {
    "assessments_working_days_taken": ("median", assessments_working_days_taken),
    "assessments_working_days_taken:from_referral": (
        "median",
        partial(assessments_working_days_taken, from_referral=True),
    ),
}
