"""What others say of the work with one child: escalations, complaints, allegations, feedback."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe

_ABOUT = Mix(
    {
        "COMMUNICATION": 30,
        "STAFF": 18,
        "DECISION": 18,
        "QUALITY": 14,
        "DELAY": 10,
        "RECORD": 6,
        "FAMILY_TIME": 4,
    }
)
_UPHELD = Mix({"UPHELD": 18, "PARTLY_UPHELD": 38, "NOT_UPHELD": 38, "WITHDRAWN": 6})
_ESCALATED = Mix({"DRIFT": 30, "PLAN": 22, "VISITS": 14, "DELAY": 16, "VOICE": 8, "PLACEMENT": 10})
_MADE_BY = Mix({"PARENT": 62, "RELATIVE": 12, "CARER": 8, "CHILD": 8, "ADVOCATE": 10})
_ANSWERS = ("STRONGLY_AGREE", "AGREE", "NEITHER", "DISAGREE", "STRONGLY_DISAGREE")
_ANSWER = Mix({0: 27, 1: 41, 2: 15, 3: 11, 4: 6})
_ASKED = ("listened_to", "plan_understood", "things_are_better")
_SECTOR = Mix(
    {
        "SCHOOL": 36,
        "FOSTERING": 16,
        "RESIDENTIAL": 12,
        "EARLY_YEARS": 12,
        "HEALTH": 6,
        "SPORT": 6,
        "TRANSPORT": 6,
        "OTHER": 6,
    }
)
_FOUND = Mix(
    {"SUBSTANTIATED": 34, "UNSUBSTANTIATED": 38, "UNFOUNDED": 18, "FALSE": 8, "MALICIOUS": 2}
)
_VOICE = Mix({"Y": 70, "N": 14, "": 16})
_OLD_ENOUGH = 7 * 365
_SETTLED_AT_ONCE = 0.5


def follow(setting: Setting, history: History) -> None:
    """Enter what others said of the work with one child."""
    scribe = Scribe(setting, "quality", history.child.id)
    for stint in history.stints:
        start = scribe.read(stint["invo_involvement_start_date"])
        until = min(scribe.until(stint["invo_involvement_end_date"]), scribe.last + 1)
        if until - start < 30:
            continue
        if scribe.chance(0.012):
            _enter_complaint(scribe, history, stint, scribe.after(start, 5, 60))
        if scribe.chance(0.10):
            _enter_feedback(scribe, history, stint, min(until, scribe.last))
    if scribe.chance(0.004):
        _enter_allegation(scribe, history)
    reviewed = [
        (row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"], "CONFERENCE_CHAIR")
        for row in history["ssd_cp_plans"]
    ] + [
        (
            row["clap_cla_placement_start_date"],
            row["clap_cla_placement_end_date"],
            "REVIEWING_OFFICER",
        )
        for row in history["ssd_cla_placement"]
    ]
    for start_text, end, by in reviewed:
        if scribe.chance(0.16):
            _enter_escalation(scribe, history, start_text, end, by)
    if (
        history["ssd_cp_plans"]
        and scribe.last - history.child.born > _OLD_ENOUGH
        and scribe.chance(0.5)
    ):
        _enter_voice(scribe, history)


def survey_id(kind: str, day: str) -> str:
    """The survey of a kind of people in the quarter of an ISO day."""
    return f"SV{kind}{day[:4]}Q{(int(day[5:7]) + 2) // 3}"


def _enter_complaint(scribe: Scribe, history: History, stint: Cells, day: int) -> None:
    """A compliment, or a complaint that may go on to a second stage."""
    if day > scribe.last:
        return
    matter, team = scribe.id("MA"), stint["invo_professional_team"]
    who, about = scribe.one_of(_MADE_BY), scribe.one_of(_ABOUT)
    if scribe.chance(0.35):
        scribe.enter(
            "complaints",
            complaint_id=scribe.id("CO"),
            matter_id=matter,
            feedback_kind="COMPLIMENT",
            person_id=history.child.id,
            made_by=who,
            about="STAFF",
            received_on=scribe.on(day),
            team=team,
        )
        return
    stages = ((1, 10, 0.66), (2, 25, 0.5)) if scribe.chance(0.12) else ((1, 10, 0.66),)
    for stage, within, share in stages:
        due = scribe.days.after(day, within)
        answered = max(day, scribe.done(due, share, (0, 8)))
        come = answered <= scribe.last
        scribe.enter(
            "complaints",
            complaint_id=scribe.id("CO"),
            matter_id=matter,
            feedback_kind="COMPLAINT",
            stage=str(stage),
            person_id=history.child.id,
            made_by=who,
            about=about,
            received_on=scribe.on(day),
            due_on=scribe.due(due),
            answered_on=scribe.on(answered),
            outcome=scribe.one_of(_UPHELD) if come else "",
            learning_recorded=scribe.flag(0.6) if come else "",
            team=team,
        )
        day = scribe.after(answered, 3, 20)
        if day > scribe.last:
            return


def _enter_escalation(scribe: Scribe, history: History, start: str, end: str, by: str) -> None:
    """A concern of a chair or reviewing officer; one in five goes on to the next level."""
    day = scribe.after(scribe.read(start), 20, 150)
    until = min(scribe.until(end), scribe.last + 1)
    concern, theme = scribe.id("CC"), scribe.one_of(_ESCALATED)
    for level, within in ((1, 5), (2, 10), (3, 10)):
        if day >= until:
            return
        _, team = history.worker_on(scribe.due(day))
        due = scribe.days.after(day, within)
        answered = max(day, scribe.done(due, scribe.share(0.7, team, day), (0, 4)))
        come, goes_on = answered <= scribe.last, scribe.chance(0.2) and level < 3
        resolved = answered if scribe.chance(_SETTLED_AT_ONCE) else scribe.after(answered, 1, 15)
        outcome = (
            "ESCALATED"
            if goes_on
            else scribe.any_of(("AGREED", "AGREED", "PARTLY_AGREED", "NOT_AGREED"))
        )
        scribe.enter(
            "escalations",
            escalation_id=scribe.id("ES"),
            concern_id=concern,
            person_id=history.child.id,
            level=str(level),
            raised_on=scribe.on(day),
            raised_by=by,
            about="SOCIAL_CARE",
            theme=theme,
            due_on=scribe.due(due),
            answered_on=scribe.on(answered),
            resolved_on="" if goes_on else scribe.on(resolved),
            outcome=outcome if come else "",
            team=team,
        )
        if not goes_on:
            return
        day = scribe.after(answered, 1, 5)


def _enter_feedback(scribe: Scribe, history: History, stint: Cells, day: int) -> None:
    parent = scribe.chance(0.6) or day - history.child.born < _OLD_ENOUGH
    kind, who = "PARENT" if parent else "CHILD", scribe.id("FR")
    survey = survey_id(kind, scribe.due(day))
    scribe.setting.answered[survey] += 1
    for question in _ASKED:
        answer = scribe.one_of(_ANSWER)
        scribe.enter(
            "feedback_answers",
            feedback_answer_id=scribe.id("FB"),
            survey_id=survey,
            respondent_id=who,
            respondent_kind=kind,
            question=question,
            answered_on=scribe.on(day),
            answer=_ANSWERS[answer],
            positive="Y" if answer < 2 else "N",
            person_id=history.child.id,
            team=stint["invo_professional_team"],
        )


def _enter_allegation(scribe: Scribe, history: History) -> None:
    known = scribe.days.opening(scribe.read(history["ssd_contacts"][-1]["cont_contact_date"]))
    if known > scribe.last:
        return
    referred = scribe.done(scribe.days.after(known, 1), 0.85, (0, 0))
    due = scribe.days.months_after(referred, 3)
    ends = scribe.days.opening(referred + scribe.any_of((14, 21, 28, 40, 60, 75, 90, 120, 200)))
    met = scribe.after(referred, 1, 8)
    advice = scribe.chance(0.3)
    scribe.enter(
        "allegations",
        allegation_id=scribe.id("AL"),
        known_on=scribe.on(known),
        referred_on=scribe.on(referred),
        referred_by="EMPLOYER" if scribe.chance(0.7) else "SOCIAL_CARE",
        sector=scribe.one_of(_SECTOR),
        person_id=history.child.id,
        consultation_only="Y" if advice else "N",
        meeting_held_on="" if advice or met > ends else scribe.on(met),
        due_on=scribe.due(due),
        concluded_on=scribe.on(ends),
        outcome="" if advice or ends > scribe.last else scribe.one_of(_FOUND),
        officer_id=scribe.setting.managers[0],
    )


def _enter_voice(scribe: Scribe, history: History) -> None:
    scribe.enter(
        "ssd_voice_of_child",
        voch_table_id=scribe.id("VC"),
        voch_person_id=history.child.id,
        voch_explained_worries=scribe.one_of(_VOICE),
        voch_story_help_understand=scribe.one_of(_VOICE),
        voch_agree_worker=scribe.one_of(_VOICE),
        voch_plan_safe=scribe.one_of(_VOICE),
        voch_tablet_help_explain=scribe.one_of(_VOICE),
    )
