"""Children who go missing, from home or care, and the interviews after they are back."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import DAY, History, Scribe

_TEN = 10 * 365
_FROM_CARE, _FROM_HOME = 0.5, 0.035
_IN_TIME = 0.72
_DISCUSSED, _SCREENED = 0.35, 0.3
_SCREENED_BY = Mix({"SOCIAL_CARE": 70, "POLICE": 18, "SCHOOL": 7, "HEALTH": 5})
_RISK = Mix({"LOW": 34, "MEDIUM": 42, "HIGH": 24})
_LENGTH = Mix({0: 46, 1: 38, 2: 8, 3: 4, 7: 3, 20: 1})
_NOT_HELD = Mix(
    {"REFUSED": 62, "NOT_FOUND": 12, "MISSING_AGAIN": 12, "OTHER_COUNCIL": 4, "OTHER": 10}
)
_INTERVIEWER = Mix(
    {"INDEPENDENT_PROVIDER": 58, "COUNCIL": 27, "CHILDS_OWN_WORKER": 12, "PLACEMENT": 3}
)
_INDEPENDENT = ("INDEPENDENT_PROVIDER", "COUNCIL")


def follow(setting: Setting, history: History) -> None:
    """Enter one child's missing episodes, in care and in open cases."""
    scribe = Scribe(setting, "missing", history.child.id)
    begins = history.child.born + _TEN
    for row in history["ssd_cla_episodes"]:
        if row["clae_cla_episode_start_reason"] == "S":
            entered = max(scribe.read(row["clae_entered_care_date"]), begins)
            left = _left(scribe, history, row["clae_cla_id"])
            if left > entered and scribe.chance(_FROM_CARE):
                _enter_spells(scribe, history, entered, left, "CARE")
    if not history["ssd_cla_episodes"]:
        for row in history["ssd_cin_episodes"]:
            opened = max(scribe.read(row["cine_referral_date"]), begins)
            closed = min(scribe.until(row["cine_close_date"]), history.child.final)
            if closed > opened and scribe.chance(_FROM_HOME):
                _enter_spells(scribe, history, opened, closed, "HOME")


def _left(scribe: Scribe, history: History, care: str) -> int:
    """The day a period of care ended, or the day after the last."""
    rows = [row for row in history["ssd_cla_episodes"] if row["clae_cla_id"] == care]
    return scribe.until(rows[-1]["clae_cla_episode_ceased_date"])


def _enter_spells(scribe: Scribe, history: History, start: int, until: int, place: str) -> None:
    """Some go missing once, a few again and again."""
    until = min(until, scribe.last + 1)
    often = scribe.chance(0.2)
    day = start + scribe.between(3, 400)
    while day < until:
        back = day + scribe.one_of(_LENGTH)
        if back >= until and until <= scribe.last:
            return
        _enter_spell(scribe, history, day, back, place)
        if not (often or scribe.chance(0.35)):
            return
        day = back + 3 + int(scribe.random.expovariate(1 / (25 if often else 130)))


def _enter_spell(scribe: Scribe, history: History, day: int, back: int, place: str) -> None:
    episode = scribe.id("ME")
    away = scribe.chance(0.12)
    here = back <= scribe.last
    interview = _draw_interview(scribe, history, day, back) if here and not away else None
    offered = accepted = "NA" if here else ""
    if interview is not None:
        offered = "Y" if interview["offered_at"] else "N"
        accepted = interview["accepted"] or "N"
    scribe.enter(
        "ssd_missing",
        miss_table_id=episode,
        miss_person_id=history.child.id,
        miss_missing_episode_start_date=scribe.on(day),
        miss_missing_episode_type="Away" if away else "Missing",
        miss_missing_episode_end_date=scribe.on(back),
        miss_missing_rhi_offered=offered,
        miss_missing_rhi_accepted=accepted,
    )
    if interview is not None:
        scribe.enter(
            "return_interviews",
            return_interview_id=scribe.id("RI"),
            missing_episode_id=episode,
            person_id=history.child.id,
            missing_from=place,
            **interview,
        )
    if scribe.chance(_DISCUSSED):
        _enter_discussion(scribe, history, episode, day)
    if here and scribe.chance(_SCREENED):
        _enter_screening(scribe, history, back)


def _enter_screening(scribe: Scribe, history: History, back: int) -> None:
    """What is asked about exploitation once a child is back."""
    started = scribe.after(back, 1, 4)
    done = scribe.after(started, 1, 12)
    if started > scribe.last:
        return
    worker, _ = history.worker_on(scribe.due(started))
    by = scribe.one_of(_SCREENED_BY)
    come = done <= scribe.last
    scribe.enter(
        "practice_tools",
        practice_tool_id=scribe.id("PT"),
        person_id=history.child.id,
        tool="EXPLOITATION_ASSESSMENT" if scribe.chance(0.2) else "EXPLOITATION_SCREENING",
        occasion="ROUTINE",
        started_on=scribe.on(started),
        completed_on=scribe.on(done),
        completed_by_kind=by if come else "",
        risk=scribe.one_of(_RISK) if come else "",
        with_family=scribe.flag_once(done, 0.6),
        worker_id=worker if come and by == "SOCIAL_CARE" else "",
    )


def _draw_interview(scribe: Scribe, history: History, day: int, back: int) -> Cells:
    """When an interview was offered and held after a return; times that lie ahead are empty."""
    returned = back * DAY + (scribe.between(8 * 60, 23 * 60) if back > day else 23 * 60 + 30)
    worker, team = history.worker_on(scribe.due(back))
    cells = {"returned_at": scribe.at(returned)}
    if not scribe.chance(0.94):
        return cells | {"offered_at": "", "accepted": "", "not_held_reason": "NOT_OFFERED"}
    offered = returned + scribe.between(60, 40 * 60)
    told = scribe.at(offered)
    wanted = scribe.chance(0.74)
    cells |= {"offered_at": told, "accepted": ("Y" if wanted else "N") if told else ""}
    if not wanted:
        return cells | {"not_held_reason": scribe.one_of(_NOT_HELD) if told else ""}
    if scribe.chance(scribe.share(_IN_TIME, team, back)):
        held = scribe.between(offered - returned + 30, 71 * 60)
    else:
        held = scribe.between(73 * 60, 260 * 60)
    by = scribe.one_of(_INTERVIEWER)
    when = scribe.at(returned + held)
    if when:
        cells |= {
            "held_at": when,
            "interviewer_kind": by,
            "independent": "Y" if by in _INDEPENDENT else "N",
            "used_in_plan": scribe.flag(0.55),
            "worker_id": worker if by == "CHILDS_OWN_WORKER" else "",
        }
    return cells


def _enter_discussion(scribe: Scribe, history: History, episode: str, day: int) -> None:
    """A strategy discussion about a child who is missing, while the case is open."""
    needed = scribe.days.opening(day)
    _, team = history.worker_on(scribe.due(day))
    held = scribe.done(scribe.days.after(needed, 1), 0.7, (0, 1))
    if not team or held > scribe.last:
        return
    scribe.enter(
        "strategy_discussions",
        strategy_discussion_id=scribe.id("SM"),
        meeting_id=f"SM{episode}",
        person_id=history.child.id,
        missing_episode_id=episode,
        about="MISSING",
        follows_earlier="N",
        needed_on=scribe.on(needed),
        due_on=scribe.due(scribe.days.after(needed, 1)),
        held_on=scribe.on(held),
        chaired_by_id=scribe.manager(team),
        police_attended=scribe.flag(0.95),
        health_attended=scribe.flag(0.6),
        education_attended=scribe.flag(0.5),
        referrer_attended="N",
        other_attended=scribe.flag(0.3),
        outcome="SINGLE_ENQUIRY" if scribe.chance(0.1) else "ASSESSMENT",
        authorised_on=scribe.on(scribe.after(held, 1, 4)),
        team=team,
    )
