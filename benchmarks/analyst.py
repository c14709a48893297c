"""Eleven indicators as a good analyst writes them in pandas, from what each says in words.

A peer for the product's own measuring: it shares no line with it, not even the working days.  Each
function gives one row a case, with its month, its team and whether it met the standard.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from govuk_bank_holidays.bank_holidays import BankHolidays

from benchmarks.frames import County

_HOLIDAYS = np.array(
    [
        day["date"]
        for day in BankHolidays(use_cached_holidays=True).get_holidays(
            BankHolidays.ENGLAND_AND_WALES
        )
    ],
    dtype="datetime64[D]",
)


def measure(county: County) -> pd.DataFrame:
    """Numerator and denominator by indicator, month and team; team ``all`` is the total."""
    counted = []
    for name, cases_of in INDICATORS.items():
        cases = cases_of(county)
        cases["team"] = cases["team"].fillna("unknown")
        for by in (["month", "team"], ["month"]):
            counts = cases.groupby(by, as_index=False).agg(
                numerator=("met", "sum"), denominator=("met", "size")
            )
            counted.append(counts.assign(indicator=name))
    return pd.concat(counted, ignore_index=True).fillna({"team": "all"})


def rereferrals_12_months(county: County) -> pd.DataFrame:
    """A referral is met when the child was referred on an earlier day of the year before it."""
    referrals = county.tables["referrals"]
    days = referrals[["child", "referred"]].dropna().drop_duplicates().sort_values("referred")
    days["before"] = days.groupby("child")["referred"].shift()
    cases = _counted_on(
        county, referrals.merge(days, on=["child", "referred"], how="left"), "referred"
    )
    cases["met"] = cases["before"] >= cases["referred"] - pd.DateOffset(months=12)
    return cases


def referrals_no_further_action(county: County) -> pd.DataFrame:
    """A referral is met when it led to no further action."""
    cases = _counted_on(county, county.tables["referrals"], "referred")
    cases["met"] = _yes(cases["no_further_action"])
    return cases


def assessments_45_working_days(county: County) -> pd.DataFrame:
    """An assessment is met when it was authorised within 45 working days of its start."""
    cases = _assessments_completed(county)
    cases["met"] = cases["authorised"] <= _working_days_after(cases["started"], 45)
    return cases


def assessments_child_seen(county: County) -> pd.DataFrame:
    """An assessment is met when the child was seen."""
    cases = _assessments_completed(county)
    cases["met"] = _yes(cases["child_seen"])
    return cases


def conferences_15_working_days(county: County) -> pd.DataFrame:
    """A conference is met when it was held within 15 working days of the child's enquiry."""
    conferences = county.tables["conferences"]
    enquiries = county.tables["enquiries"].dropna()
    here = conferences[~_yes(conferences["transfer_in"])]
    cases = _counted_on(county, here.merge(enquiries, on=["enquiry", "child"]), "held")
    cases["met"] = cases["held"] <= _working_days_after(cases["started"], 15)
    return cases


def cp_visits_10_working_days(county: County) -> pd.DataFrame:
    """An open plan is met when the child was seen in the ten working days before the month's end.

    Plans younger than ten working days are left out.
    """
    plans = _open_at_months_ends(county, _own_plans(county))
    plans = plans[_working_days_after(plans["started"], 10) < plans["judged_on"]]
    visits = county.tables["visits"].dropna()
    seen = visits[_yes(visits["seen"])].sort_values("visited")
    cases = pd.merge_asof(
        plans.sort_values("judged_on"),
        seen[["plan", "visited"]],
        left_on="judged_on",
        right_on="visited",
        by="plan",
    )
    due = _working_days_after(cases["visited"].fillna(cases["started"]), 10)
    cases["met"] = due >= cases["judged_on"]
    return _with_allocated_team(county, cases, "judged_on")


def cp_reviews_in_time(county: County) -> pd.DataFrame:
    """A child is met when every protection review due in the month was held by its day."""
    plans = county.tables["plans"]
    elsewhere = plans.loc[_yes(plans["other_authority"]), "plan"]
    reviews = county.tables["protection_reviews"]
    return _children_reviewed(county, reviews[~reviews["plan"].isin(elsewhere)])


def cp_plans_over_18_months(county: County) -> pd.DataFrame:
    """An open plan is met when it has lasted 18 months."""
    cases = _open_at_months_ends(county, _own_plans(county))
    cases["met"] = cases["started"] + pd.DateOffset(months=18) <= cases["judged_on"]
    return _with_allocated_team(county, cases, "judged_on")


def cp_plans_repeat(county: County) -> pd.DataFrame:
    """A plan is met when the child had another that started on an earlier day."""
    plans = _own_plans(county)
    first = plans.groupby("child")["started"].transform("min")
    cases = _counted_on(county, plans.assign(met=plans["started"] > first), "started")
    return _with_allocated_team(county, cases, "started")


def cla_reviews_in_time(county: County) -> pd.DataFrame:
    """A child is met when every care review due in the month was held by its day."""
    reviews = county.tables["care_reviews"]
    return _children_reviewed(county, reviews[~_yes(reviews["cancelled"])])


def caseload_18_or_fewer(county: County) -> pd.DataFrame:
    """A worker is met when they hold 18 children or fewer."""
    in_order = county.tables["allocations"].sort_values(["started", "allocation"])
    held = _open_at_months_ends(county, in_order)
    held_by = held.groupby(["month", "worker"], as_index=False)
    children = held_by.agg(children=("child", "nunique"))
    latest = held.drop_duplicates(["month", "worker"], keep="last")[["month", "worker", "team"]]
    cases = children.merge(latest, on=["month", "worker"])
    cases["met"] = cases["children"] <= 18
    return cases


def _yes(flags: "pd.Series[str]") -> "pd.Series[bool]":
    return flags.str.strip().str.upper().isin({"Y", "YES", "1", "TRUE", "T"})


def _working_days_after(starts: "pd.Series[pd.Timestamp]", days: int) -> "pd.Series[pd.Timestamp]":
    due = np.busday_offset(
        starts.to_numpy().astype("datetime64[D]"), days, roll="backward", holidays=_HOLIDAYS
    )
    return pd.Series(due.astype("datetime64[us]"), index=starts.index)


def _counted_on(county: County, rows: pd.DataFrame, date: str) -> pd.DataFrame:
    rows = rows[rows[date] >= county.months[0].first_day].copy()
    rows["month"] = rows[date].dt.to_period("M").dt.to_timestamp()
    return rows


def _assessments_completed(county: County) -> pd.DataFrame:
    begun = county.tables["assessments"].dropna(subset=["started"])
    return _counted_on(county, begun, "authorised")


def _own_plans(county: County) -> pd.DataFrame:
    plans = county.tables["plans"]
    return plans[~_yes(plans["other_authority"])]


def _open_at_months_ends(county: County, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that were open at each month's end, once a month."""
    at_ends = []
    for month in county.months:
        here = (rows["started"] <= month.judged_on) & ~(rows["ended"] <= month.judged_on)
        at_ends.append(rows[here].assign(month=month.first_day, judged_on=month.judged_on))
    return pd.concat(at_ends, ignore_index=True)


def _children_reviewed(county: County, reviews: pd.DataFrame) -> pd.DataFrame:
    """A row a month and child with reviews due in it by the day on which the county stands."""
    reviews = reviews[reviews["due"] <= county.as_at].dropna(subset=["child"])
    due = _counted_on(county, reviews, "due")
    due["in_time"] = due["held"] <= due["due"]
    cases = due.groupby(["month", "child"], as_index=False).agg(
        met=("in_time", "all"), last_due=("due", "max")
    )
    return _with_allocated_team(county, cases, "last_due")


def _with_allocated_team(county: County, cases: pd.DataFrame, day: str) -> pd.DataFrame:
    """The cases with the team of the worker to whom the child was allocated on a day."""
    cases = cases.rename(columns={day: "on"})
    held = cases[["child", "on"]].drop_duplicates().merge(county.tables["allocations"], on="child")
    held = held[(held["started"] <= held["on"]) & ~(held["ended"] <= held["on"])]
    latest = held.sort_values(["started", "allocation"]).drop_duplicates(
        ["child", "on"], keep="last"
    )
    return cases.merge(latest[["child", "on", "team"]], on=["child", "on"], how="left")


INDICATORS: Mapping[str, Callable[[County], pd.DataFrame]] = {
    cases_of.__name__: cases_of
    for cases_of in (
        rereferrals_12_months,
        referrals_no_further_action,
        assessments_45_working_days,
        assessments_child_seen,
        conferences_15_working_days,
        cp_visits_10_working_days,
        cp_reviews_in_time,
        cp_plans_over_18_months,
        cp_plans_repeat,
        cla_reviews_in_time,
        caseload_18_or_fewer,
    )
}
