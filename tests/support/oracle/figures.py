"""Figures and lists: the indicators by name, counted month by month and group by group."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Literal

from tests.support.oracle.assessing import (
    assessments_open_over_45_working_days,
    assessments_seen_alone,
    assessments_views_recorded,
    documents_shared_in_time,
    pre_birth_assessments_in_time,
)
from tests.support.oracle.assessments import (
    assessments_45_working_days,
    assessments_45_working_days_from_referral,
    assessments_child_seen,
    conferences_15_working_days,
)
from tests.support.oracle.caseload import caseload_18_or_fewer
from tests.support.oracle.cases import Case, Count, Period, period_of
from tests.support.oracle.council import Council, Tables
from tests.support.oracle.decisions import (
    contact_decisions_authorised,
    contacts_decided_1_working_day,
    contacts_decided_24_hours,
    contacts_decided_same_day,
    referral_decisions_authorised,
    referrals_decided_1_working_day,
    referrals_decided_same_day,
    referrer_reply_1_working_day,
    referrer_reply_48_hours,
)
from tests.support.oracle.early_help import (
    early_help_begun_after_step_down,
    early_help_over_12_months,
    early_help_stepped_up,
    early_help_steps_accepted,
)
from tests.support.oracle.enquiries import (
    s47_no_further_action,
    s47_to_conference,
    s47_within_15_working_days,
    strategy_discussions_attended,
)
from tests.support.oracle.family_help import (
    family_group_meeting_before_application,
    family_group_meetings_accepted,
    family_group_meetings_held,
    family_help_assessments_in_time,
    family_help_plan_after_assessment,
    family_help_plans_over_12_months,
)
from tests.support.oracle.front_door import (
    contacts_no_further_action,
    neglect_tool_at_referral,
    referrals_assessed,
    referrals_no_further_action,
    rereferrals_12_months,
    rereferrals_by_child,
)
from tests.support.oracle.groups import group_value
from tests.support.oracle.missing import (
    return_interviews_72_hours,
    return_interviews_hours_taken,
)
from tests.support.oracle.need import (
    cin_plan_reviews_in_time,
    cin_plans_over_9_months,
    cin_visits_20_working_days,
    cin_visits_seen_alone,
)
from tests.support.oracle.open_cases import (
    cases_looked_at,
    chronologies_in_date,
    cin_plan_in_place,
)
from tests.support.oracle.protecting import (
    core_groups_in_time,
    cp_plans_ended_after,
    cp_plans_ended_under_3_months,
    cp_visits_seen_alone,
    cp_visits_views_recorded,
    graded_care_profile_by_first_review,
)
from tests.support.oracle.protection import (
    cp_plans_over_18_months,
    cp_plans_repeat,
    cp_plans_repeat_neglect,
    cp_plans_repeat_within_2_years,
    cp_visits_10_working_days,
)
from tests.support.oracle.reviews import cla_reviews_in_time, cp_reviews_in_time
from tests.support.oracle.values import (
    assessments_mean_days,
    assessments_median_working_days,
    protection_plan_months,
    protection_plans_open_number,
)

Statistic = Literal["median", "mean", "sum", "count"]

_supervised = partial(cases_looked_at, table="case_supervisions", column="held_on")
_overseen = partial(cases_looked_at, table="management_oversight", column="recorded_on")

_COUNTED_BY: Mapping[str, Callable[[Council, Period], Count]] = {
    "contacts_no_further_action": contacts_no_further_action,
    "rereferrals_12_months": rereferrals_12_months,
    "referrals_no_further_action": referrals_no_further_action,
    "rereferrals_by_child": rereferrals_by_child,
    "referrals_assessed": referrals_assessed,
    "neglect_tool_at_referral": neglect_tool_at_referral,
    "contacts_decided_1_working_day": contacts_decided_1_working_day,
    "contacts_decided_1_working_day:same_day": contacts_decided_same_day,
    "contacts_decided_1_working_day:24_hours": contacts_decided_24_hours,
    "referrer_reply_1_working_day": referrer_reply_1_working_day,
    "referrer_reply_1_working_day:48_hours": referrer_reply_48_hours,
    "s47_to_conference": s47_to_conference,
    "s47_no_further_action": s47_no_further_action,
    "contact_decisions_authorised": contact_decisions_authorised,
    "referrals_decided_same_day": referrals_decided_same_day,
    "referrals_decided_same_day:within_1_working_day": referrals_decided_1_working_day,
    "referral_decisions_authorised": referral_decisions_authorised,
    "early_help_steps_up_accepted": partial(early_help_steps_accepted, direction="UP"),
    "early_help_steps_down_accepted": partial(early_help_steps_accepted, direction="DOWN"),
    "early_help_begun_after_step_down": early_help_begun_after_step_down,
    "early_help_begun_after_step_down:5_working_days": partial(
        early_help_begun_after_step_down, days=5
    ),
    "early_help_stepped_up": early_help_stepped_up,
    "early_help_over_12_months": early_help_over_12_months,
    "early_help_over_12_months:over_6_months": partial(early_help_over_12_months, months=6),
    "assessments_open_over_45_working_days": assessments_open_over_45_working_days,
    "assessments_open_over_45_working_days:from_referral": partial(
        assessments_open_over_45_working_days, from_referral=True
    ),
    "assessments_seen_alone": assessments_seen_alone,
    "assessments_seen_alone:aged_4_or_over": partial(assessments_seen_alone, years=4),
    "assessments_views_recorded": assessments_views_recorded,
    "pre_birth_assessments_in_time": pre_birth_assessments_in_time,
    "assessments_shared_in_time": partial(documents_shared_in_time, kinds={"ASSESSMENT"}),
    "plans_shared_in_time": partial(
        documents_shared_in_time,
        kinds={"CHILD_IN_NEED_PLAN", "PROTECTION_PLAN", "FAMILY_HELP_PLAN"},
    ),
    "plans_shared_in_time:child_in_need": partial(
        documents_shared_in_time, kinds={"CHILD_IN_NEED_PLAN"}
    ),
    "plans_shared_in_time:child_protection": partial(
        documents_shared_in_time, kinds={"PROTECTION_PLAN"}
    ),
    "strategy_discussions_police_and_health": partial(
        strategy_discussions_attended, by=("police", "health")
    ),
    "strategy_discussions_police_and_health:police": partial(
        strategy_discussions_attended, by=("police",)
    ),
    "strategy_discussions_police_and_health:health": partial(
        strategy_discussions_attended, by=("health",)
    ),
    "strategy_discussions_police_and_health:with_referrer_or_school": partial(
        strategy_discussions_attended, by=("police", "health"), by_one_of=("education", "referrer")
    ),
    "cp_visits_seen_alone": cp_visits_seen_alone,
    "cp_visits_seen_alone:aged_4_or_over": partial(cp_visits_seen_alone, years=4),
    "cp_visits_views_recorded": cp_visits_views_recorded,
    "core_groups_in_time": core_groups_in_time,
    "core_groups_in_time:first": partial(core_groups_in_time, first=True),
    "cp_plans_ended_over_24_months": partial(cp_plans_ended_after, months=24),
    "cp_plans_ended_over_24_months:over_12_months": partial(cp_plans_ended_after, months=12),
    "cp_plans_ended_over_24_months:over_18_months": partial(cp_plans_ended_after, months=18),
    "cp_plans_ended_under_3_months": cp_plans_ended_under_3_months,
    "graded_care_profile_by_first_review": graded_care_profile_by_first_review,
    "graded_care_profile_by_first_review:repeat_plans": partial(
        graded_care_profile_by_first_review, repeat_plans=True
    ),
    "cin_visits_20_working_days": cin_visits_20_working_days,
    "cin_visits_20_working_days:10_working_days": partial(cin_visits_20_working_days, days=10),
    "cin_visits_20_working_days:30_working_days": partial(cin_visits_20_working_days, days=30),
    "cin_visits_seen_alone": cin_visits_seen_alone,
    "cin_visits_seen_alone:aged_4_or_over": partial(cin_visits_seen_alone, years=4),
    "cin_plan_in_place": cin_plan_in_place,
    "cin_plan_reviews_in_time": cin_plan_reviews_in_time,
    "cin_plans_over_9_months": cin_plans_over_9_months,
    "cin_plans_over_9_months:over_6_months": partial(cin_plans_over_9_months, months=6),
    "cin_plans_over_9_months:over_12_months": partial(cin_plans_over_9_months, months=12),
    "cin_plans_over_9_months:over_24_months": partial(cin_plans_over_9_months, months=24),
    "chronologies_in_date": chronologies_in_date,
    "chronologies_in_date:3_months": partial(chronologies_in_date, months=3),
    "cases_supervised_6_weeks": _supervised,
    "cases_supervised_6_weeks:4_weeks": partial(_supervised, days=28),
    "cases_supervised_6_weeks:neglect_4_weeks": partial(_supervised, days=28, neglect=True),
    "management_oversight_6_weeks": _overseen,
    "management_oversight_6_weeks:4_weeks": partial(_overseen, days=28),
    "management_oversight_6_weeks:neglect_4_weeks": partial(_overseen, days=28, neglect=True),
    "family_help_assessments_in_time": family_help_assessments_in_time,
    "family_help_plan_after_assessment": family_help_plan_after_assessment,
    "family_help_plans_over_12_months": family_help_plans_over_12_months,
    "family_help_plans_over_12_months:over_6_months": partial(
        family_help_plans_over_12_months, months=6
    ),
    "family_group_meeting_offered_before_application": family_group_meeting_before_application,
    "family_group_meeting_offered_before_application:accepted": partial(
        family_group_meeting_before_application, accepted=True
    ),
    "family_group_meetings_accepted": family_group_meetings_accepted,
    "family_group_meetings_held": family_group_meetings_held,
    "family_group_meetings_held:20_working_days": partial(family_group_meetings_held, days=20),
    "s47_within_15_working_days": s47_within_15_working_days,
    "s47_within_15_working_days:10_working_days": partial(s47_within_15_working_days, days=10),
    "s47_within_15_working_days:20_working_days": partial(s47_within_15_working_days, days=20),
    "return_interviews_72_hours": return_interviews_72_hours,
    "return_interviews_72_hours:offered": partial(return_interviews_72_hours, done="offered_at"),
    "return_interviews_72_hours:from_care": partial(return_interviews_72_hours, from_care=True),
    "return_interviews_72_hours:independent": partial(return_interviews_72_hours, independent=True),
    "assessments_45_working_days": assessments_45_working_days,
    "assessments_45_working_days:from_referral": assessments_45_working_days_from_referral,
    "assessments_child_seen": assessments_child_seen,
    "conferences_15_working_days": conferences_15_working_days,
    "cp_visits_10_working_days": cp_visits_10_working_days,
    "cp_visits_10_working_days:15_working_days": partial(cp_visits_10_working_days, days=15),
    "cp_visits_10_working_days:20_working_days": partial(cp_visits_10_working_days, days=20),
    "cp_reviews_in_time": cp_reviews_in_time,
    "cp_plans_over_18_months": cp_plans_over_18_months,
    "cp_plans_over_18_months:over_12_months": partial(cp_plans_over_18_months, months=12),
    "cp_plans_over_18_months:over_24_months": partial(cp_plans_over_18_months, months=24),
    "cp_plans_repeat": cp_plans_repeat,
    "cp_plans_repeat:neglect": cp_plans_repeat_neglect,
    "cp_plans_repeat:within_2_years": cp_plans_repeat_within_2_years,
    "cla_reviews_in_time": cla_reviews_in_time,
    "caseload_18_or_fewer": caseload_18_or_fewer,
    "caseload_18_or_fewer:20_or_fewer": partial(caseload_18_or_fewer, children=20),
    "caseload_18_or_fewer:25_or_fewer": partial(caseload_18_or_fewer, children=25),
}

INDICATORS: tuple[str, ...] = tuple(_COUNTED_BY)
"""Every indicator that is a percentage, `id` or `id:variant`."""

_MEASURED_BY: Mapping[str, tuple[Statistic, Callable[[Council, Period], Count]]] = {
    "return_interviews_hours_taken": ("median", return_interviews_hours_taken),
    "assessments_median_working_days": ("median", assessments_median_working_days),
    "assessments_mean_days": ("mean", assessments_mean_days),
    "protection_plans_open_number": ("count", protection_plans_open_number),
    "protection_plan_months": ("sum", protection_plan_months),
}

VALUES: tuple[str, ...] = tuple(_MEASURED_BY)
"""Every indicator that is a median, mean, sum or count; the last four are those of the tests."""

_CHILD_GROUPS = ("sex", "ethnicity", "age_band", "disability", "unaccompanied")
_WORKED_GROUPS = ("team", "worker", "locality")
_WITHOUT_TEAM = ("contacts_no_further_action", "rereferrals_by_child")
_TEAM_ALONE = (
    "early_help_steps_up_accepted",
    "early_help_steps_down_accepted",
    "early_help_begun_after_step_down",
)
_WORKER_ALONE = (
    "early_help_stepped_up",
    "early_help_over_12_months",
    "cp_visits_views_recorded",
    "family_group_meetings_accepted",
    "family_group_meetings_held",
)


@dataclass(frozen=True)
class Cell:
    """A figure's counts; `open_overdue` is None where the indicator has no clock."""

    numerator: int
    denominator: int
    open_overdue: int | None
    too_recent: int


@dataclass(frozen=True)
class Record:
    """A row behind a figure. An empty `subject` is a row that names no child."""

    subject: str
    record: str
    team: str | None
    worker: str | None
    start: date | datetime | None
    due: date | datetime | None
    done: date | datetime | None
    state: str


def groups_of(indicator: str) -> tuple[str, ...]:
    """The groups by which an indicator can be split."""
    default = indicator.partition(":")[0]
    if default in _WITHOUT_TEAM:
        return _CHILD_GROUPS
    if default in _WORKER_ALONE:
        return ("worker", *_CHILD_GROUPS)
    if default in _TEAM_ALONE:
        return ("team", "locality", *_CHILD_GROUPS)
    return (
        _WORKED_GROUPS if indicator.startswith("caseload_") else (*_WORKED_GROUPS, *_CHILD_GROUPS)
    )


def measure(
    tables: Tables,
    indicator: str,
    months: Sequence[str],
    as_at: date,
    by: Sequence[str] = (),
    window: str = "period",
    kind: str = "month",
) -> dict[tuple[str, ...], Cell]:
    """The cells of an indicator, by (month, value of each group in the order of `by`).

    `kind` is what the periods are, where they are not months.

    A group that is not split is `all`, a missing value `unknown`.  Cells in which nothing is
    counted, overdue or too recent are left out.  `window` is `period`, `12m` or `ytd`.
    ValueError for a group that the indicator does not have.
    """
    if not set(by) <= set(groups_of(indicator)):
        raise ValueError(f"{indicator} cannot be split by {', '.join(by)}")
    council = Council(tables, as_at)
    cells: dict[tuple[str, ...], Cell] = {}
    for month in months:
        period = period_of(month, as_at, window, kind)
        if period is None:
            continue
        count = _as_far_as_the_calendar(_COUNTED_BY[indicator](council, period))
        overdue = [case for case in count.open or () if case.state(period.judged) == "overdue"]

        met_in = _tally(council, month, by, [case for case in count.counted if case.met])
        counted_in = _tally(council, month, by, count.counted)
        overdue_in = _tally(council, month, by, overdue)
        too_recent_in = _tally(council, month, by, count.too_recent)
        for key in {*counted_in, *overdue_in, *too_recent_in}:
            cells[key] = Cell(
                numerator=met_in[key],
                denominator=counted_in[key],
                open_overdue=None if count.open is None else overdue_in[key],
                too_recent=too_recent_in[key],
            )
    return cells


def values(
    tables: Tables,
    indicator: str,
    months: Sequence[str],
    as_at: date,
    by: Sequence[str] = (),
    window: str = "period",
    kind: str = "month",
) -> dict[tuple[str, ...], tuple[int, Fraction]]:
    """How many rows an indicator of values counts in a cell, and its figure; empty cells apart."""
    council = Council(tables, as_at)
    statistic, counted_by = _MEASURED_BY[indicator]
    found: dict[tuple[str, ...], list[Fraction]] = {}
    for month in months:
        period = period_of(month, as_at, window, kind)
        if period is None:
            continue
        for case in counted_by(council, period).counted:
            for key in _keys(council, case, month, by):
                found.setdefault(key, []).append(case.value or Fraction(0))
    return {key: (len(own), _figure(statistic, own)) for key, own in found.items()}


def _figure(statistic: Statistic, values: list[Fraction]) -> Fraction:
    if statistic == "count":
        return Fraction(len(values))
    if statistic == "sum":
        return sum(values, Fraction(0))
    if statistic == "mean":
        return sum(values, Fraction(0)) / len(values)
    in_order, middle = sorted(values), len(values) // 2
    if len(values) % 2:
        return in_order[middle]
    return (in_order[middle - 1] + in_order[middle]) / 2


def _as_far_as_the_calendar(count: Count) -> Count:
    """Without what was done and nobody can say when it was due, as no calendar goes so far."""

    def is_told(case: Case) -> bool:
        clock = case.clock
        return clock is None or clock.start is None or clock.due is not None

    return replace(count, counted=[case for case in count.counted if is_told(case)])


def _tally(
    council: Council, month: str, by: Sequence[str], cases: Sequence[Case]
) -> Counter[tuple[str, ...]]:
    """How many of the cases each cell holds."""
    return Counter(key for case in cases for key in _keys(council, case, month, by))


def _keys(council: Council, case: Case, month: str, by: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells that a case is part of: the total, each group alone, and their cross."""
    for values in product(*(("all", group_value(council, case, group)) for group in by)):
        yield (month, *values)


def records(
    tables: Tables, indicator: str, month: str, as_at: date, state: str | None = None
) -> list[Record]:
    """The rows behind a month's figure, by record id; with a state, the rows in that state.

    For `due` and `overdue` these are the rows open on the judged day, whenever they began.
    """
    period = period_of(month, as_at, "period")
    if period is None:
        return []
    count = _as_far_as_the_calendar(_COUNTED_BY[indicator](Council(tables, as_at), period))
    if state in ("due", "overdue"):
        cases = count.open or ()
    else:
        cases = count.counted if count.listed is None else count.listed
    found = [_record(case, period.judged) for case in cases]
    return sorted(
        (record for record in found if state in (None, record.state)),
        key=lambda record: (record.record, record.subject),
    )


def _record(case: Case, judged: date) -> Record:
    clock = case.clock
    return Record(
        subject=case.subject,
        record=case.record,
        team=case.team or None,
        worker=case.worker or None,
        start=clock.start if clock else None,
        due=clock.due if clock else None,
        done=clock.done if clock else None,
        state=case.state(judged),
    )
