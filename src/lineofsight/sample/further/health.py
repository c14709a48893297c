"""The health of children in care: assessments, dental checks, immunisations and questionnaires."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.further.periods import Period, periods
from lineofsight.sample.scribe import History, Scribe

_YEAR = 365
_FIVE, _FOUR, _SEVENTEEN = 5 * _YEAR, 4 * _YEAR, 17 * _YEAR
_INITIAL, _INITIAL_DUE = 0.58, 20
_REVIEW = 0.74
# Working days after the due date.
_INITIAL_LATE = (2, 4, 6, 9, 12, 16, 22, 30, 45)
_REVIEW_LATE = (5, 10, 20, 40, 80, 120, 160)
_DENTAL = 0.69
_IMMUNISED = 0.82
_QUESTIONED = 0.77
_NOT_HELD = Mix({"REFUSED": 45, "NOT_ATTENDED": 25, "NO_APPOINTMENT": 20, "OTHER": 10})
_QUALITY = Mix({"OUTSTANDING": 8, "GOOD": 58, "REQUIRES_IMPROVEMENT": 28, "INADEQUATE": 6})
_NO_SCORE = Mix({"SDQ2": 30, "SDQ3": 10, "SDQ4": 40, "SDQ5": 20})
_MISUSED = Mix({"Cannabis": 70, "Alcohol": 20, "Other": 10})
_OFFENCES = Mix({"Theft": 35, "Criminal damage": 30, "Assault": 35})


def follow(setting: Setting, history: History) -> None:
    """Enter the health of one child while in care."""
    if not history["ssd_cla_episodes"]:
        return
    scribe = Scribe(setting, "health", history.child.id)
    latest = setting.first
    for period in periods(scribe, history):
        latest = min(period.until, scribe.last)
        _enter_assessments(scribe, history, period)
        _enter_dental(scribe, history, period)
        _enter_questionnaires(scribe, history, period)
        _enter_harms(scribe, history, period)
    entered = scribe.read(history["ssd_cla_episodes"][0]["clae_entered_care_date"])
    scribe.enter(
        "ssd_cla_immunisations",
        clai_person_id=history.child.id,
        clai_immunisations_status=scribe.flag(_IMMUNISED),
        clai_immunisations_status_date=scribe.on(max(entered, latest - scribe.between(0, 300))),
    )


def _enter_assessments(scribe: Scribe, history: History, period: Period) -> None:
    """The initial assessment, then one every six months under five and every year from five."""
    kind, share = "INITIAL", _INITIAL
    late: tuple[int, ...] = _INITIAL_LATE
    due = scribe.days.after(period.entered, _INITIAL_DUE)
    requested: int | None = scribe.after(period.entered, 1, 8)
    while True:
        held = scribe.done(due, share, (0, 6), late)
        come = held < min(period.until, scribe.last + 1)
        if not come and not period.goes_on:
            return
        received = scribe.after(held, 5, 25)
        refused = scribe.one_of(_NOT_HELD) if not come and due <= scribe.last else ""
        scribe.enter(
            "health_assessments",
            health_assessment_id=scribe.id("HA"),
            person_id=history.child.id,
            assessment_kind=kind,
            consent_given_on=scribe.on(requested) if requested else "",
            requested_on=scribe.on(requested) if requested else "",
            due_on=scribe.due(due),
            held_on=scribe.on(held) if come else "",
            report_received_on=scribe.on(received) if come else "",
            not_held_reason=refused,
            quality=scribe.one_of(_QUALITY) if come and received <= scribe.last else "",
        )
        if not come:
            return
        _enter_check(scribe, history, f"{kind.capitalize()} Health Assessment", held)
        months = 6 if held - history.child.born < _FIVE else 12
        due, kind = scribe.days.months_after(held, months), "REVIEW"
        share, late = _REVIEW, _REVIEW_LATE
        requested = None


def _enter_dental(scribe: Scribe, history: History, period: Period) -> None:
    day = period.entered + scribe.between(20, 260)
    while day < min(period.until, scribe.last + 1):
        done = scribe.days.opening(day)
        if done < min(period.until, scribe.last + 1):
            _enter_check(scribe, history, "Dental Check", done)
        usual = scribe.chance(_DENTAL)
        day += scribe.between(150, 330) if usual else scribe.between(380, 900)


def _enter_check(scribe: Scribe, history: History, kind: str, day: int) -> None:
    scribe.enter(
        "ssd_cla_health",
        clah_health_check_id=scribe.id("HC"),
        clah_person_id=history.child.id,
        clah_health_check_type=kind,
        clah_health_check_date=scribe.on(day),
        clah_health_check_status="Completed",
    )
    if scribe.chance(0.04):
        scribe.enter(
            "ssd_cla_health",
            clah_health_check_id=scribe.id("HC"),
            clah_person_id=history.child.id,
            clah_health_check_type=kind,
            clah_health_check_date=scribe.on(
                max(scribe.days.closing(day - 20), scribe.setting.first)
            ),
            clah_health_check_status=scribe.any_of(("Refused", "Cancelled")),
        )


def _enter_questionnaires(scribe: Scribe, history: History, period: Period) -> None:
    """One a year from a year in care on, of children of four to sixteen."""
    day = period.entered + 300 + scribe.between(0, 60)
    while day < min(period.until, scribe.last + 1):
        if _FOUR <= day - history.child.born < _SEVENTEEN:
            answered = scribe.chance(_QUESTIONED)
            score = min(40, max(0, round(scribe.random.gauss(13.7, 7))))
            scribe.enter(
                "ssd_sdq_scores",
                csdq_table_id=scribe.id("SQ"),
                csdq_person_id=history.child.id,
                csdq_sdq_completed_date=scribe.on(day),
                csdq_sdq_reason="" if answered else scribe.one_of(_NO_SCORE),
                csdq_sdq_score=str(score) if answered else "",
            )
        day += scribe.between(330, 380)


def _enter_harms(scribe: Scribe, history: History, period: Period) -> None:
    """Misused substances and offences, of the few of ten and over whom they concern."""
    begins = max(period.entered + 1, history.child.born + 11 * _YEAR)
    length = min(period.until, scribe.last + 1) - begins
    if length < 2:
        return
    if scribe.chance(0.05):
        scribe.enter(
            "ssd_cla_substance_misuse",
            clas_substance_misuse_id=scribe.id("SU"),
            clas_person_id=history.child.id,
            clas_substance_misuse_date=scribe.on(begins + scribe.between(0, length - 1)),
            clas_substance_misused=scribe.one_of(_MISUSED),
            clas_intervention_received=scribe.flag(0.6),
        )
    if scribe.chance(0.05):
        scribe.enter(
            "ssd_cla_convictions",
            clac_cla_conviction_id=scribe.id("CV"),
            clac_person_id=history.child.id,
            clac_cla_conviction_date=scribe.on(begins + scribe.between(0, length - 1)),
            clac_cla_conviction_offence=scribe.one_of(_OFFENCES),
        )
