"""Every kind of early alert, in one table: what it says, which indicator tells it, how long ahead.

An alert is about a child.  What no indicator tells is no kind here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

How = Literal["list", "turning", "met"]


@dataclass(frozen=True)
class AlertKind:
    """A kind of alert: its words, the indicator that tells it, and from how many days ahead.

    ``how`` says what of the indicator tells it: its due ``list``; the day on which its condition
    begins to hold, for a plan whose age is ``turning``; or that its condition is ``met``, where no
    day is told and the next move may come on any.  ``one`` and ``many`` are for counts of them.
    """

    key: str
    title: str
    indicator: str
    how: How
    days_ahead: int
    one: str
    many: str


KINDS: tuple[AlertKind, ...] = (
    AlertKind(
        "third_placement",
        "The next move makes a third placement",
        "cla_two_moves",
        "met",
        0,
        "child one move from a third placement",
        "children one move from a third placement",
    ),
    AlertKind(
        "protection_12_months",
        "A protection plan reaches 12 months",
        "cp_plans_over_18_months:over_12_months",
        "turning",
        28,
        "protection plan that reaches 12 months",
        "protection plans that reach 12 months",
    ),
    AlertKind(
        "protection_15_months",
        "A protection plan reaches 15 months",
        "cp_plans_over_18_months:over_15_months",
        "turning",
        28,
        "protection plan that reaches 15 months",
        "protection plans that reach 15 months",
    ),
    AlertKind(
        "protection_18_months",
        "A protection plan reaches 18 months",
        "cp_plans_over_18_months",
        "turning",
        28,
        "protection plan that reaches 18 months",
        "protection plans that reach 18 months",
    ),
    AlertKind(
        "need_9_months",
        "A child in need plan reaches 9 months",
        "cin_plans_over_9_months",
        "turning",
        28,
        "child in need plan that reaches 9 months",
        "child in need plans that reach 9 months",
    ),
    AlertKind(
        "need_12_months",
        "A child in need plan reaches 12 months",
        "cin_plans_over_9_months:over_12_months",
        "turning",
        28,
        "child in need plan that reaches 12 months",
        "child in need plans that reach 12 months",
    ),
    AlertKind(
        "initial_conference",
        "An initial conference is due",
        "conferences_15_working_days",
        "list",
        10,
        "initial conference due",
        "initial conferences due",
    ),
    AlertKind(
        "review_conference",
        "A review conference is due",
        "cp_reviews_in_time",
        "list",
        14,
        "review conference due",
        "review conferences due",
    ),
    AlertKind(
        "proceedings_26_weeks",
        "Care proceedings reach 26 weeks",
        "care_proceedings_26_weeks:by_child",
        "list",
        42,
        "child whose proceedings reach 26 weeks",
        "children whose proceedings reach 26 weeks",
    ),
    AlertKind(
        "initial_health_assessment",
        "An initial health assessment is due",
        "initial_health_assessments_in_time",
        "list",
        14,
        "initial health assessment due",
        "initial health assessments due",
    ),
    AlertKind(
        "review_health_assessment",
        "A review health assessment is due",
        "review_health_assessments_in_date",
        "list",
        28,
        "review health assessment due",
        "review health assessments due",
    ),
    AlertKind(
        "protection_visit",
        "A protection plan visit is due",
        "cp_visits_10_working_days",
        "list",
        7,
        "protection plan visit due",
        "protection plan visits due",
    ),
    AlertKind(
        "need_visit",
        "A child in need visit is due",
        "cin_visits_20_working_days",
        "list",
        7,
        "child in need visit due",
        "child in need visits due",
    ),
    AlertKind(
        "care_visit",
        "A visit to a child in care is due",
        "cla_visits_in_time",
        "list",
        7,
        "visit to a child in care due",
        "visits to children in care due",
    ),
    AlertKind(
        "supervision",
        "Supervision of the case lapses",
        "cases_supervised_6_weeks",
        "list",
        7,
        "case whose supervision lapses",
        "cases whose supervision lapses",
    ),
)
BY_KEY: Mapping[str, AlertKind] = {each.key: each for each in KINDS}
