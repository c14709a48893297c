"""A county's CSV files as pandas frames, as they stood at the end of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd


@dataclass(frozen=True)
class Month:
    """A month, and the day on which it is judged: its last or, where earlier, the day itself."""

    first_day: pd.Timestamp
    judged_on: pd.Timestamp


@dataclass(frozen=True)
class County:
    """A county's tables as they stood at the end of a day, and the months to count."""

    tables: Mapping[str, pd.DataFrame]
    as_at: pd.Timestamp
    months: tuple[Month, ...]


@dataclass(frozen=True)
class _Source:
    """Where a frame comes from: its file, its columns renamed, and which of them are dates.

    A row begins with the date named; the dates of what happened are empty until they come, and a
    value in ``known`` until its own date comes.
    """

    file: str
    columns: Mapping[str, str]
    begins: str | None = None
    happened: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)


_SOURCES = {
    "referrals": _Source(
        "ssd_cin_episodes",
        {
            "cine_person_id": "child",
            "cine_referral_date": "referred",
            "cine_referral_team": "team",
            "cine_referral_nfa": "no_further_action",
        },
        begins="referred",
    ),
    "assessments": _Source(
        "ssd_cin_assessments",
        {
            "cina_assessment_start_date": "started",
            "cina_assessment_auth_date": "authorised",
            "cina_assessment_team": "team",
            "cina_assessment_child_seen": "child_seen",
        },
        begins="started",
        happened=("authorised",),
        known={"child_seen": "authorised"},
    ),
    "enquiries": _Source(
        "ssd_s47_enquiry",
        {
            "s47e_s47_enquiry_id": "enquiry",
            "s47e_person_id": "child",
            "s47e_s47_start_date": "started",
        },
        begins="started",
    ),
    "conferences": _Source(
        "ssd_initial_cp_conference",
        {
            "icpc_s47_enquiry_id": "enquiry",
            "icpc_person_id": "child",
            "icpc_icpc_transfer_in": "transfer_in",
            "icpc_icpc_date": "held",
            "icpc_icpc_team": "team",
        },
        happened=("held",),
    ),
    "plans": _Source(
        "ssd_cp_plans",
        {
            "cppl_cp_plan_id": "plan",
            "cppl_person_id": "child",
            "cppl_cp_plan_start_date": "started",
            "cppl_cp_plan_end_date": "ended",
            "cppl_cp_plan_ola": "other_authority",
        },
        begins="started",
        happened=("ended",),
    ),
    "visits": _Source(
        "ssd_cp_visits",
        {
            "cppv_cp_plan_id": "plan",
            "cppv_cp_visit_date": "visited",
            "cppv_cp_visit_seen": "seen",
        },
        begins="visited",
    ),
    "protection_reviews": _Source(
        "ssd_cp_reviews",
        {
            "cppr_person_id": "child",
            "cppr_cp_plan_id": "plan",
            "cppr_cp_review_due": "due",
            "cppr_cp_review_date": "held",
        },
        happened=("held",),
        due=("due",),
    ),
    "care_reviews": _Source(
        "ssd_cla_reviews",
        {
            "clar_cla_person_id": "child",
            "clar_cla_review_due_date": "due",
            "clar_cla_review_date": "held",
            "clar_cla_review_cancelled": "cancelled",
        },
        happened=("held",),
        due=("due",),
    ),
    "allocations": _Source(
        "ssd_involvements",
        {
            "invo_involvements_id": "allocation",
            "invo_person_id": "child",
            "invo_professional_id": "worker",
            "invo_professional_role_id": "role",
            "invo_professional_team": "team",
            "invo_involvement_start_date": "started",
            "invo_involvement_end_date": "ended",
        },
        begins="started",
        happened=("ended",),
    ),
}


def read_county(folder: Path, as_at: str, months: int) -> County:
    """The frames of a folder of CSV files as at a day, for the months up to the one it lies in."""
    day = pd.Timestamp(as_at).as_unit("us")
    tables = {name: _read(folder, source, day) for name, source in _SOURCES.items()}
    held = tables["allocations"]
    caseworker = held["role"].str.strip().str.upper() == "ALLOCATED CASE WORKER"
    tables["allocations"] = held[caseworker].dropna(subset=["child", "worker", "started"])
    counted = [
        Month(month.start_time.as_unit("us"), min(month.end_time.normalize().as_unit("us"), day))
        for month in pd.period_range(end=day.to_period("M"), periods=months, freq="M")
    ]
    return County(tables, day, tuple(counted))


def _read(folder: Path, source: _Source, day: pd.Timestamp) -> pd.DataFrame:
    frame = pd.read_csv(
        folder / f"{source.file}.csv",
        usecols=list(source.columns),
        dtype=str,
        keep_default_na=False,
        na_values=[""],
    ).rename(columns=dict(source.columns))
    begins = [source.begins] if source.begins else []
    for name in (*begins, *source.happened, *source.due):
        frame[name] = pd.to_datetime(frame[name]).dt.as_unit("us")
    for name in begins:
        frame = frame[~(frame[name] > day)]
    for name, date in {**source.known, **{name: name for name in source.happened}}.items():
        frame[name] = frame[name].mask(frame[date] > day)
    return frame
