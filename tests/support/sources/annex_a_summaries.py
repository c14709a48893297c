"""Of which cases the lists tell the latest, and what they sum up of a child."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tests.support.sources.journeys import (
    Journeys,
    Row,
    Value,
    by,
    latest,
    latest_of_each,
    months_before,
    text,
)

PLANS = (
    ("ADOPTION", ("ADOPTION",)),
    ("FOSTERING", ("LTRELFR", "LTFOST18")),
    ("RESIDENTIAL", ("RESPLMT",)),
    ("SUPPORTED_LIVING", ("SUPPLIV",)),
    ("OTHER", ("OTHERPLN",)),
    ("RETURN_TO_FAMILY", ("REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV")),
)


class Latest:
    """Of each child the latest episode of need, plan, period of care and decision for adoption."""

    def __init__(self, council: Journeys) -> None:
        as_at, six = council.as_at, council.since(6)
        needed = [r for r in council.rows("ssd_cin_episodes") if r["cine_referral_nfa"] != "Y"]
        self.need = [
            row
            for row in latest_of_each(needed, "cine_person_id", "cine_referral_date", as_at)
            if (row["cine_close_date"] or as_at) >= six
        ]
        self.plans = [
            row
            for row in latest_of_each(
                council.own_plans, "cppl_person_id", "cppl_cp_plan_start_date", as_at
            )
            if (row["cppl_cp_plan_end_date"] or as_at) >= six
        ]
        self.all_periods = _periods(council)
        self.periods = [
            period
            for own in self.all_periods.values()
            for period in [max(own, key=lambda each: text(each[0], "clae_entered_care_date"))]
            if (ended_on(period) or as_at) >= six
        ]
        self.leavers = [
            row
            for row in council.rows("ssd_care_leavers")
            if row["clea_care_leaver_eligibility"]
            and row["clea_care_leaver_eligibility"] != "No Current Eligibility"
        ]
        going_on = [
            row
            for row in council.rows("ssd_permanence")
            if "" < text(row, "perm_adm_decision_date") <= as_at
            and (row["perm_permanence_order_date"] or row["perm_decision_reversed_date"] or as_at)
            >= council.since(12)
        ]
        self.decisions = list(
            latest_of_each(going_on, "perm_person_id", "perm_adm_decision_date", as_at)
        )


def ended_on(period: Iterable[Row]) -> Value:
    """When a period of care ended, where it has."""
    days = [row["clae_cla_episode_ceased_date"] for row in period]
    return None if None in days else max(day for day in days if day)


def _periods(council: Journeys) -> Mapping[str, list[list[Row]]]:
    """The periods of care of each child, without series of short breaks."""
    breaks = {
        (row["lega_person_id"], row["lega_legal_status_start_date"])
        for row in council.rows("ssd_legal_status")
        if row["lega_legal_status"] in {"V3", "V4"}
    }
    by_period: dict[str, list[Row]] = defaultdict(list)
    for row in council.rows("ssd_cla_episodes"):
        if (row["clae_person_id"], row["clae_cla_episode_start_date"]) not in breaks:
            by_period[text(row, "clae_cla_id")].append(row)
    by_child: dict[str, list[list[Row]]] = defaultdict(list)
    for period in by_period.values():
        by_child[text(period[0], "clae_person_id")].append(period)
    return by_child


def summaries(council: Journeys, of: Latest) -> list[Row]:
    """What the lists say of a child without the events behind it."""
    found: dict[str, dict[str, Value]] = defaultdict(dict)
    _before_the_latest(council, found)
    _need(council, of, found)
    _protection(council, of, found)
    _care(council, of, found)
    formerly = _unaccompanied(council)
    for row in of.leavers:
        child = text(row, "clea_person_id")
        now_or_formerly = "Y" if child in formerly else "N"
        before = found[child].get("unaccompanied")
        found[child]["unaccompanied"] = "Y" if before == "Y" else now_or_formerly
    return [{"person_id": child, "as_on": council.as_at, **row} for child, row in found.items()]


def _before_the_latest(council: Journeys, found: dict[str, dict[str, Value]]) -> None:
    """How many there were in the twelve months before a child's latest, where that is told of."""
    six, as_at = council.since(6), council.as_at
    referred = by(council.rows("ssd_cin_episodes"), "cine_person_id")
    enquired = by(council.rows("ssd_s47_enquiry"), "s47e_person_id")
    met = by(council.rows("ssd_initial_cp_conference"), "icpc_person_id")
    for rows, day, counts in (
        (referred, "cine_referral_date", [("referrals_12_months", referred, "cine_referral_date")]),
        (
            enquired,
            "s47e_s47_start_date",
            [
                ("enquiries_12_months", enquired, "s47e_s47_start_date"),
                ("conferences_12_months", met, "icpc_icpc_date"),
            ],
        ),
    ):
        for child, own in rows.items():
            row = latest(own, day, as_at)
            if row is None or text(row, day) < six:
                continue
            last = text(row, day)
            year_before = months_before(date.fromisoformat(last), 12).isoformat()
            for name, counted, counted_on in counts:
                days = [text(each, counted_on) for each in counted.get(child, [])]
                found[child][name] = str(sum(year_before <= each < last for each in days))


def _need(council: Journeys, of: Latest, found: dict[str, dict[str, Value]]) -> None:
    seen: dict[str, str] = {}
    for table, start in (
        ("ssd_cin_visits", "cinv_cin_visit"),
        ("ssd_cp_visits", "cppv_cp_visit"),
        ("ssd_cla_visits", "clav_cla_visit"),
    ):
        for row in council.rows(table):
            child, day = text(row, f"{start[:4]}_person_id"), text(row, f"{start}_date")
            if row[f"{start}_seen"] == "Y" and day <= council.as_at:
                seen[child] = max(day, seen.get(child, ""))
    in_care = {child for child, own in of.all_periods.items() if None in map(ended_on, own)}

    def having(table: str, child: str, end: str) -> set[Value]:
        return {row[child] for row in council.rows(table) if not row[end]}

    statuses = (
        ("LOOKED_AFTER", in_care),
        ("PROTECTION_PLAN", having("ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_end_date")),
        ("NEED_PLAN", having("ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_end_date")),
        (
            "OPEN_ASSESSMENT",
            having("ssd_cin_assessments", "cina_person_id", "cina_assessment_auth_date"),
        ),
    )
    for row in of.need:
        child = text(row, "cine_person_id")
        own = ["CLOSED"] if row["cine_close_date"] else [n for n, of_ in statuses if child in of_]
        found[child]["case_status"] = next(iter(own), None)
        found[child]["last_seen_on"] = seen.get(child)


def _protection(council: Journeys, of: Latest, found: dict[str, dict[str, Value]]) -> None:
    six, as_at = council.since(6), council.as_at
    plans = by(council.own_plans, "cppl_person_id")
    emergency = {
        row["lega_person_id"]
        for row in council.rows("ssd_legal_status")
        if row["lega_legal_status"] in {"L1", "L2"}
        and text(row, "lega_legal_status_start_date") <= as_at
        and (row["lega_legal_status_end_date"] or as_at) >= six
    }
    for row in of.plans:
        child, start = text(row, "cppl_person_id"), text(row, "cppl_cp_plan_start_date")
        earlier = sum(text(each, "cppl_cp_plan_start_date") < start for each in plans[child])
        found[child]["previous_plans"] = str(earlier)
        found[child]["emergency_protection_6_months"] = "Y" if child in emergency else "N"


def _unaccompanied(council: Journeys, since: str = "") -> set[Value]:
    return {
        row["immi_person_id"]
        for row in council.rows("ssd_immigration_status")
        if row["immi_immigration_status"] == "Unaccompanied Asylum Seeking Child"
        and text(row, "immi_immigration_status_start_date") <= council.as_at
        and (row["immi_immigration_status_end_date"] or council.as_at) >= since
    }


def _care(council: Journeys, of: Latest, found: dict[str, dict[str, Value]]) -> None:
    year, as_at = council.since(12), council.as_at
    placed = by(council.rows("ssd_cla_placement"), "clap_person_id")
    plans = by(council.rows("ssd_cla_care_plan"), "lacp_person_id")
    away = by(council.rows("ssd_missing"), "miss_person_id")
    unaccompanied = _unaccompanied(council, year)
    for period in of.periods:
        child = text(period[0], "clae_person_id")
        own = found[child]
        own["unaccompanied"] = "Y" if child in unaccompanied else "N"
        began = text(period[0], "clae_entered_care_date")
        before = [each for each in of.all_periods[child] if each is not period]
        own["second_period_12_months"] = (
            "Y" if any((ended_on(each) or "") >= year for each in before) else "N"
        )
        own["placements_12_months"] = str(
            sum(
                text(row, "clap_cla_placement_start_date") <= as_at
                and (row["clap_cla_placement_end_date"] or as_at) >= year
                for row in placed.get(child, [])
            )
        )
        plan = latest(plans.get(child, []), "lacp_cla_care_plan_start_date", "9")
        flags = json.loads(text(plan, "lacp_cla_care_plan_json") or "{}") if plan else {}
        own["permanence_plan"] = next(
            (name for name, keys in PLANS if any(flags.get(key) == "Y" for key in keys)), None
        )
        gone = [
            row
            for row in away.get(child, [])
            if began <= text(row, "miss_missing_episode_start_date") <= as_at
        ]
        for name, kind in (("missing_12_months", "Missing"), ("absent_12_months", "Away")):
            own[name] = str(
                sum(
                    row["miss_missing_episode_type"] == kind
                    and text(row, "miss_missing_episode_start_date") >= year
                    for row in gone
                )
            )
        missing = [row for row in gone if row["miss_missing_episode_type"] == "Missing"]
        last = latest(missing, "miss_missing_episode_start_date", as_at)
        offered = last["miss_missing_rhi_offered"] if last else None
        accepted = last["miss_missing_rhi_accepted"] if last else None
        own["interview_offered"] = offered if offered in {"Y", "N"} else None
        own["interview_accepted"] = accepted if offered == "Y" and accepted in {"Y", "N"} else None
