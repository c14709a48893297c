"""Posts, and what becomes of those who hold them: contracts, absence, supervision."""

from collections.abc import Iterator
from dataclasses import replace

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.further.quality import survey_id
from lineofsight.sample.further.training import Job, enter_training
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import Scribe
from lineofsight.sample.workforce import FAMILY_SUPPORT, MANAGER, REVIEWING, Service, Team

_ROLES = {
    MANAGER: "TEAM_MANAGER",
    "Senior Social Worker": "SENIOR_PRACTITIONER",
    FAMILY_SUPPORT.title: "FAMILY_HELP_WORKER",
    REVIEWING.title: "REVIEWING_OFFICER",
}
_NEWLY_QUALIFIED = "Newly Qualified Social Worker"
_VACANT = 0.07
_LEFT = Mix({"LEFT_COUNCIL": 50, "MOVED_WITHIN": 20, "PROMOTED": 16, "RETIRED": 6, "OTHER": 8})
_AGENCY_LEFT = Mix({"AGENCY_ENDED": 86, "AGENCY_TO_PERMANENT": 14})
_GONE = Mix({"LEFT_COUNCIL": 80, "RETIRED": 10, "OTHER": 10})
_STAYS = ("MOVED_WITHIN", "PROMOTED", "AGENCY_TO_PERMANENT")
_AWAY = Mix({"SICKNESS": 94, "PARENTAL": 3, "OTHER": 3})
_SPELL = Mix({1: 30, 2: 22, 3: 16, 5: 14, 8: 8, 15: 6, 40: 4})
_SUPERVISED, _APPRAISED, _PROBATION = 0.80, 0.62, 0.82
_APPRAISED_LATE = (20, 40, 60, 90, 130)
_DAYS_BETWEEN_ABSENCES = 150
_STAFF_ASKED = ("manageable_workload", "well_supervised", "would_recommend")
_ANSWERS = ("STRONGLY_AGREE", "AGREE", "NEITHER", "DISAGREE", "STRONGLY_DISAGREE")
_ANSWER = Mix({0: 16, 1: 40, 2: 20, 3: 16, 4: 8})
_MONTH, _YEAR = 28, 365


def write_staff(setting: Setting) -> None:
    """Enter the posts of every team and the working lives of all who held them."""
    for service, teams in setting.workforce.teams.items():
        for team in teams:
            for job in _jobs(setting, service, team):
                scribe = Scribe(setting, "staff", job.person.id)
                if job.start <= scribe.last:
                    # Who stays in the team without cases is supervised and appraised on.
                    job = replace(job, until=_enter_contract(scribe, job))
                    _enter_absences(scribe, job)
                    _enter_supervisions(scribe, job)
                    _enter_yearly(scribe, job)
                    enter_training(scribe, job)


def _jobs(setting: Setting, service: Service, team: Team) -> Iterator[Job]:
    """Enter a team's posts, some of them vacant; the jobs of those who held the others."""
    people, end = setting.workforce.people, setting.last + 1
    scribe = Scribe(setting, "posts", team.id)
    post = _enter_post(scribe, team, "TEAM_MANAGER", 1.0, setting.first)
    yield Job(people[team.manager], team, post, setting.first, end)
    for n, place in enumerate(team.posts):
        # Whoever is to come first to a team holds what reaches it before they do.
        opens = place.opens if n else setting.first
        starts = [opens, *place.starts[1:]]
        role = _ROLES.get(service.title, "SOCIAL_WORKER")
        post = _enter_post(scribe, team, role, place.hours, opens)
        ends = [*starts[1:], end]
        for holder, start, until in zip(place.holders, starts, ends, strict=True):
            yield Job(people[holder], team, post, start, until)
        if scribe.chance(_VACANT):
            _enter_post(scribe, team, role, 1.0, place.opens + scribe.between(0, 200))


def _enter_post(scribe: Scribe, team: Team, role: str, hours: float, start: int) -> str:
    post = scribe.id("PO")
    if start <= scribe.last:
        scribe.enter(
            "posts",
            post_id=post,
            team=team.id,
            role=role,
            fte=str(hours),
            needs_qualified="N" if role == "FAMILY_HELP_WORKER" else "Y",
            key_post="Y" if role == "TEAM_MANAGER" else "N",
            beyond_establishment="N",
            started_on=scribe.on(start),
        )
    return post


def _enter_contract(scribe: Scribe, job: Job) -> int:
    """Enter a worker's contract, and another if they stay; the day on which they are gone."""
    person = job.person
    over = job.until <= scribe.last
    agency = person.agency == "Y"
    reason = scribe.one_of(_AGENCY_LEFT if agency else _LEFT)
    new = person.title == _NEWLY_QUALIFIED
    cells: Cells = {
        "worker_id": person.id,
        "team": job.team.id,
        "role": _ROLES.get(person.title, "SOCIAL_WORKER"),
        "line_manager_id": "" if person.title == MANAGER else job.team.manager,
        "qualified": "Y" if person.registration else "N",
        "agency_worker": person.agency,
        "fte": person.hours,
    }
    scribe.enter(
        "worker_contracts",
        worker_contract_id=scribe.id("WC"),
        post_id=job.post,
        newly_qualified_until=scribe.due(job.start + _YEAR) if new else "",
        holds_cases="N" if person.title == MANAGER else "Y",
        started_on=scribe.on(job.start),
        ended_on=scribe.on(job.until),
        end_reason=reason if over else "",
        **cells,
    )
    if not over or reason not in _STAYS:
        return job.until
    gone = scribe.days.opening(job.until + 200 + int(scribe.random.expovariate(1 / 500)))
    cells |= {"agency_worker": "N", "role": "OTHER"}
    scribe.enter(
        "worker_contracts",
        worker_contract_id=scribe.id("WC"),
        holds_cases="N",
        started_on=scribe.on(job.until),
        ended_on=scribe.on(gone),
        end_reason=scribe.one_of(_GONE) if gone <= scribe.last else "",
        **cells,
    )
    return min(gone, scribe.last + 1)


def _enter_absences(scribe: Scribe, job: Job) -> None:
    day = job.start + int(scribe.random.expovariate(1 / _DAYS_BETWEEN_ABSENCES))
    while day < min(job.until, scribe.last + 1):
        starts = scribe.days.opening(day)
        length = scribe.one_of(_SPELL)
        ends = scribe.days.after(starts, length - 1) if length > 1 else starts
        kind = scribe.one_of(_AWAY)
        if ends >= job.until or starts > scribe.last:
            return
        over = ends <= scribe.last
        scribe.enter(
            "absences",
            absence_id=scribe.id("AB"),
            worker_id=job.person.id,
            absence_kind=kind,
            started_on=scribe.on(starts),
            ended_on=scribe.on(ends),
            working_days_lost=str(round(length * float(job.person.hours), 1)) if over else "",
        )
        day = ends + 5 + int(scribe.random.expovariate(1 / _DAYS_BETWEEN_ABSENCES))


def _enter_supervisions(scribe: Scribe, job: Job) -> None:
    """One every four weeks, most in time, and the next that is due."""
    if job.person.title == MANAGER:
        return
    due = scribe.days.opening(job.start + _MONTH)
    while due < job.until:
        share = scribe.share(_SUPERVISED, job.team.id, min(due, scribe.last))
        held = scribe.done(due, share, (0, 6), (2, 4, 6, 9, 12, 20))
        come = held < min(job.until, scribe.last + 1)
        scribe.enter(
            "staff_supervisions",
            staff_supervision_id=scribe.id("SS"),
            worker_id=job.person.id,
            supervisor_id=job.team.manager,
            supervision_kind="INDIVIDUAL",
            due_on=scribe.due(due),
            held_on=scribe.on(held) if come else "",
            training_discussed=scribe.flag(0.4) if come else "",
            wellbeing_discussed=scribe.flag(0.8) if come else "",
            team=job.team.id,
        )
        if not come:
            return
        due = scribe.days.opening(held + _MONTH)


def _enter_yearly(scribe: Scribe, job: Job) -> None:
    """Probation after three and six months, an appraisal each year, and the staff survey."""
    for months, decides in ((3, "N"), (6, "Y")):
        due = scribe.days.months_after(job.start, months)
        if due >= job.until or job.person.agency == "Y":
            break
        held = scribe.done(due, _PROBATION, (0, 10))
        come = held < min(job.until, scribe.last + 1)
        outcome = "PASSED" if scribe.chance(0.93) else "EXTENDED"
        scribe.enter(
            "probation_reviews",
            probation_review_id=scribe.id("PQ"),
            worker_id=job.person.id,
            decides_on_staying=decides,
            due_on=scribe.due(due),
            held_on=scribe.on(held) if come else "",
            outcome=(outcome if decides == "Y" else "CONTINUES") if come else "",
            team=job.team.id,
        )
    due = scribe.days.months_after(job.start, 12)
    while due < job.until:
        held = scribe.done(
            due,
            scribe.share(_APPRAISED, job.team.id, min(due, scribe.last)),
            (0, 30),
            _APPRAISED_LATE,
        )
        come = held < min(job.until, scribe.last + 1)
        scribe.enter(
            "appraisals",
            appraisal_id=scribe.id("AP"),
            worker_id=job.person.id,
            due_on=scribe.due(due),
            held_on=scribe.on(held) if come else "",
            team=job.team.id,
        )
        if scribe.chance(0.6) and come:
            _answer_survey(scribe, job, held)
        due = scribe.days.months_after(due, 12)


def _answer_survey(scribe: Scribe, job: Job, day: int) -> None:
    who, survey = scribe.id("FR"), survey_id("STAFF", scribe.due(day))
    scribe.setting.answered[survey] += 1
    for question in _STAFF_ASKED:
        answer = scribe.one_of(_ANSWER)
        scribe.enter(
            "feedback_answers",
            feedback_answer_id=scribe.id("FB"),
            survey_id=survey,
            respondent_id=who,
            respondent_kind="STAFF",
            question=question,
            answered_on=scribe.on(day),
            answer=_ANSWERS[answer],
            positive="Y" if answer < 2 else "N",
            team=job.team.id,
        )
