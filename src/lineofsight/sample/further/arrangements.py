"""Children fostered privately, and young people of sixteen and seventeen who come as homeless."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe
from lineofsight.sample.workforce import ASSESSMENT

_PRIVATE, _HOMELESS = 0.012, 0.09
_YEAR = 365.25
_SIXTEEN = int(16 * _YEAR)
_FIRST_VISIT, _ASSESSED_IN = 7, 42
_SIX_WEEKS, _TWELVE_WEEKS = 42, 84
_NOTIFIED_BY = Mix(
    {"SCHOOL": 34, "CARER": 22, "PARENT": 10, "HEALTH": 12, "COUNCIL": 14, "OTHER": 8}
)
_ENDS = Mix({"RETURNED": 52, "TURNED_SIXTEEN": 26, "LOOKED_AFTER": 8, "MOVED": 10, "OTHER": 4})
_LIVED = Mix(
    {"HOME": 30, "FAMILY_OR_FRIENDS": 22, "SECTION_20": 26, "HOUSING": 14, "SECTION_17": 8}
)


def follow(setting: Setting, history: History) -> None:
    """Enter a private arrangement or a presentation as homeless of one child, if there is any."""
    for row in history["ssd_cin_episodes"]:
        scribe = Scribe(setting, "arrangements", row["cine_referral_id"])
        opened = scribe.read(row["cine_referral_date"])
        age = opened - history.child.born
        if age >= _SIXTEEN:
            if scribe.chance(_HOMELESS):
                _enter_presentation(scribe, history, row)
        elif age >= 0 and not history["ssd_cla_episodes"] and scribe.chance(_PRIVATE):
            _enter_private_fostering(scribe, history, row)


def _enter_private_fostering(scribe: Scribe, history: History, row: Cells) -> None:
    notified = scribe.read(row["cine_referral_date"])
    begun = max(scribe.setting.first, notified - scribe.between(1, 90))
    sixteen = scribe.days.opening(history.child.born + _SIXTEEN)
    ends = min(scribe.days.opening(notified + scribe.between(60, 700)), sixteen)
    over = notified < ends <= scribe.last
    team = scribe.setting.workforce.team(ASSESSMENT, history.area)
    due = scribe.days.opening(notified + _ASSESSED_IN)
    assessed = scribe.done(due, 0.75)
    come = assessed <= scribe.last and assessed < ends
    reason = "TURNED_SIXTEEN" if ends == sixteen else scribe.one_of(_ENDS)
    worker = scribe.someone(team, notified)
    arrangement = scribe.id("PF")
    scribe.enter(
        "private_fostering_arrangements",
        private_fostering_id=arrangement,
        person_id=history.child.id,
        notified_on=scribe.on(notified),
        notified_by=scribe.one_of(_NOTIFIED_BY),
        started_on=scribe.on(begun),
        assessment_due_on=scribe.due(due),
        assessment_completed_on=scribe.on(assessed) if come else "",
        suitable=scribe.flag(0.93) if come else "",
        ended_on=scribe.on(ends) if over else "",
        end_reason=reason if over else "",
        worker_id=worker,
        team=team.id,
    )
    due = scribe.days.after(notified, _FIRST_VISIT)
    day = scribe.done(due, 0.82, (0, 4))
    while day < min(ends, scribe.last + 1):
        scribe.enter(
            "private_fostering_visits",
            private_fostering_visit_id=scribe.id("PB"),
            private_fostering_id=arrangement,
            person_id=history.child.id,
            visited_on=scribe.on(day),
            child_seen=scribe.flag(0.95),
            child_seen_alone=scribe.flag(0.8),
            carer_seen=scribe.flag(0.93),
            worker_id=worker,
        )
        every = _SIX_WEEKS if day - begun < _YEAR else _TWELVE_WEEKS
        day = scribe.done(scribe.days.opening(day + every), 0.8, (0, 14))


def _enter_presentation(scribe: Scribe, history: History, row: Cells) -> None:
    came = scribe.read(row["cine_referral_date"])
    starts = came if scribe.chance(0.7) else scribe.after(came, 1, 4)
    due = scribe.days.after(came, 10)
    done = max(starts, scribe.done(due, 0.7))
    over = done <= scribe.last
    explained, advised = scribe.after(came, 1, 5), scribe.after(came, 1, 8)
    asked = scribe.after(came, 1, 5)
    home = scribe.one_of(_LIVED)
    team = row["cine_referral_team"]
    offered = scribe.on(asked) if scribe.chance(0.78) else ""
    scribe.enter(
        "homeless_presentations",
        homeless_presentation_id=scribe.id("HP"),
        person_id=history.child.id,
        presented_on=scribe.on(came),
        presented_to="HOUSING" if scribe.chance(0.3) else "SOCIAL_CARE",
        options_explained_on=scribe.on(explained) if scribe.chance(0.8) else "",
        advocacy_offered_on=scribe.on(advised) if scribe.chance(0.7) else "",
        assessment_started_on=scribe.on(starts),
        assessment_due_on=scribe.due(due),
        assessment_completed_on=scribe.on(done),
        joint_with_housing=scribe.flag_once(done, 0.72),
        section_20_offered_on=offered,
        section_20_accepted=("Y" if home == "SECTION_20" else "N") if offered else "",
        outcome=home if over else "",
        bed_and_breakfast_nights=str(scribe.any_of((0,) * 19 + (3,))),
        worker_id=row["cine_referral_worker_id"],
        team=team,
    )
