"""The plans of children in care: for permanence, for education, and for knowing their story."""

import json

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.further.periods import FOSTERED, Period, periods
from lineofsight.sample.scribe import History, Scribe

_YEAR = 365
_SCHOOL = 4 * _YEAR
_PLANS = ("REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV", "LTRELFR", "LTFOST18", "RESPLMT",
          "SUPPLIV", "ADOPTION", "OTHERPLN")  # fmt: skip
_PERMANENCE = {
    "RETURN6M": "RETURN_HOME", "LTRELFR": "FAMILY_OR_FRIENDS", "ADOPTION": "ADOPTION",
    "LTFOST18": "LONG_TERM_FOSTERING", "RESPLMT": "RESIDENTIAL", "SUPPLIV": "INDEPENDENCE",
}  # fmt: skip
_YOUNG = Mix({"RETURN6M": 34, "LTRELFR": 24, "ADOPTION": 26, "LTFOST18": 16})
_OLD = Mix({"RETURN6M": 26, "LTRELFR": 14, "LTFOST18": 46, "RESPLMT": 14})
_GROWN = Mix({"SUPPLIV": 62, "LTFOST18": 24, "RETURN6M": 14})
_QUALITY = Mix({"OUTSTANDING": 10, "GOOD": 60, "REQUIRES_IMPROVEMENT": 25, "INADEQUATE": 5})
_EDUCATED = Mix({"FULL_TIME": 91, "PART_TIME": 5, "NONE": 4})
_FIRST_PEP, _PEP, _PEP_LATE = 20, 85, (3, 6, 10, 15, 20, 30, 40)
_NO_PLAN_AT_FIRST = 0.05
_SECTION_20 = "V2"
_ENDS = {
    "E4A": "HOME_TO_PARENTS", "E13": "HOME_TO_PARENTS", "E4B": "FAMILY_OR_FRIENDS",
    "E45": "SPECIAL_GUARDIANSHIP", "E47": "SPECIAL_GUARDIANSHIP", "E41": "CHILD_ARRANGEMENTS",
    "E11": "ADOPTION", "E12": "ADOPTION", "E17": "TURNED_EIGHTEEN",
}  # fmt: skip


def follow(setting: Setting, history: History) -> None:
    """Enter the plans of one child while in care."""
    if not history["ssd_cla_episodes"]:
        return
    scribe = Scribe(setting, "care", history.child.id)
    for period in periods(scribe, history):
        _enter_plans(scribe, history, period)
        _enter_education(scribe, history, period)
        _enter_section_20(scribe, history, period)
        _enter_story(scribe, history, period)
        _enter_visitor(scribe, history, period)


def _enter_plans(scribe: Scribe, history: History, period: Period) -> None:
    """A care plan from the first days on, and a decision on permanence at later reviews."""
    end = min(period.until, scribe.last + 1)
    age = (period.entered - history.child.born) // _YEAR
    aims = _GROWN if age >= 16 else _OLD if age >= 6 else _YOUNG
    late = scribe.chance(_NO_PLAN_AT_FIRST)
    first = scribe.after(period.entered, *((80, 110) if late else (3, 10)))
    starts = [(first, "REVIEW")]
    for n, day in enumerate(period.reviewed[1:]):
        if n == 0 or scribe.chance(0.25):
            starts.append((day, "SECOND_REVIEW" if n == 0 else "REVIEW"))
    starts = sorted((day, at) for day, at in starts if day < end)
    for n, (day, at) in enumerate(starts):
        following = starts[n + 1][0] if n + 1 < len(starts) else period.until
        aim, beside = scribe.one_of(aims), scribe.one_of(aims)
        parallel = beside != aim and scribe.chance(0.5)
        scribe.enter(
            "ssd_cla_care_plan",
            lacp_table_id=scribe.id("CL"),
            lacp_person_id=history.child.id,
            lacp_cla_care_plan_start_date=scribe.on(day),
            lacp_cla_care_plan_end_date=scribe.on(following),
            lacp_cla_care_plan_json=json.dumps(
                {plan: "Y" if plan == aim else "N" for plan in _PLANS}
            ),
        )
        if n and scribe.chance(0.94):
            scribe.enter(
                "permanence_decisions",
                permanence_decision_id=scribe.id("PD"),
                person_id=history.child.id,
                decided_on=scribe.on(day),
                decided_at=at,
                permanence_plan=_PERMANENCE[aim],
                parallel_plan=_PERMANENCE[beside] if parallel else "",
                early_permanence=scribe.flag(0.3) if aim == "ADOPTION" else "N",
                ended_on=scribe.on(following),
            )


def _enter_education(scribe: Scribe, history: History, period: Period) -> None:
    """Personal education plans from school age on: the first within 20 school days, then termly."""
    begins = max(period.entered, history.child.born + _SCHOOL)
    if begins >= min(period.until, scribe.last + 1):
        return
    kind, due = "INITIAL", scribe.days.after(begins, _FIRST_PEP)
    while True:
        done = scribe.done(due, 0.66, (0, 8), _PEP_LATE)
        come = done < min(period.until, scribe.last + 1)
        if not come and not period.goes_on:
            return
        signed = scribe.after(done, 2, 15)
        here = signed <= scribe.last and come
        scribe.enter(
            "personal_education_plans",
            personal_education_plan_id=scribe.id("EP"),
            person_id=history.child.id,
            plan_kind=kind,
            due_on=scribe.due(due),
            completed_on=scribe.on(done) if come else "",
            child_took_part=scribe.flag(0.84) if come else "",
            signed_off_on=scribe.on(signed) if come else "",
            quality=scribe.one_of(_QUALITY) if here else "",
            in_education=scribe.one_of(_EDUCATED) if come else "",
        )
        if not come:
            return
        kind, due = "REVIEW", scribe.days.after(done, _PEP)


def _enter_section_20(scribe: Scribe, history: History, period: Period) -> None:
    for row in period.statuses:
        if row["lega_legal_status"] != _SECTION_20:
            continue
        start, end = (
            scribe.read(row["lega_legal_status_start_date"]),
            row["lega_legal_status_end_date"],
        )
        proceedings = end != period.left
        reason = "CARE_PROCEEDINGS" if proceedings else _ENDS.get(period.reason, "OTHER")
        consent = scribe.days.opening(start) if scribe.chance(0.8) else scribe.after(start, 1, 15)
        reviewed = [day for day in period.reviewed if start < day < scribe.until(end)]
        scribe.enter(
            "section_20_arrangements",
            section_20_id=scribe.id("ST"),
            person_id=history.child.id,
            started_on=row["lega_legal_status_start_date"],
            consent_recorded_on=scribe.on(consent) if scribe.chance(0.92) else "",
            reviewed_on=scribe.on(reviewed[-1]) if reviewed else "",
            ended_on=end,
            end_reason=reason if end else "",
        )


def _enter_story(scribe: Scribe, history: History, period: Period) -> None:
    """Life-story work with children who stay in foster care for longer, and with the adopted."""
    begins = scribe.after(period.entered, 100, 250)
    fostered = any(row["clap_cla_placement_type"] in FOSTERED for row in period.placements)
    end = min(period.until, scribe.last + 1)
    if begins >= end or not fostered or not scribe.chance(0.62):
        return
    due = scribe.days.opening(begins + 180)
    done = scribe.done(due, 0.55, (0, 60), (5, 15, 30, 60, 90))
    come = done < end
    updated = scribe.days.closing(min(done, end - 1))
    worker, _ = history.worker_on(scribe.due(begins))
    scribe.enter(
        "life_story_work",
        life_story_work_id=scribe.id("LS"),
        person_id=history.child.id,
        work_kind="LIFE_STORY_BOOK" if scribe.chance(0.7) else "DIRECT_WORK",
        due_on=scribe.due(due),
        started_on=scribe.on(begins),
        updated_on=scribe.on(max(updated, begins)),
        completed_on=scribe.on(done) if come else "",
        quality=scribe.one_of(_QUALITY) if come else "",
        worker_id=worker,
    )


def _enter_visitor(scribe: Scribe, history: History, period: Period) -> None:
    offered = scribe.after(period.entered, 40, 200)
    end = min(period.until, scribe.last + 1)
    if offered >= end or offered - history.child.born < 7 * _YEAR or not scribe.chance(0.5):
        return
    wanted = scribe.chance(0.22)
    matched = scribe.after(offered, 20, 120)
    come = wanted and matched < end
    scribe.enter(
        "independent_visitors",
        independent_visitor_id=scribe.id("IV"),
        person_id=history.child.id,
        offered_on=scribe.on(offered),
        wanted="Y" if wanted else "N",
        matched_on=scribe.on(matched) if come else "",
        ended_on=period.left if come else "",
    )
