"""Young people leaving care: pathway plans, keeping in touch, homes, work, and staying put."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.further.periods import FOSTERED, Period, periods
from lineofsight.sample.scribe import History, Scribe
from lineofsight.sample.workforce import CARE

_YEAR = 365.25
_SIXTEEN, _FOURTEEN = int(16 * _YEAR), int(14 * _YEAR)
_THIRTEEN_WEEKS = 91
_OLDEST = int(22 * _YEAR)
_IN_TOUCH = Mix({"YES": 92, "NO": 4, "REFU": 2, "NREQ": 2})
_HOME = Mix(
    {"B": 12, "D": 20, "E": 8, "K": 6, "T": 4, "U": 34, "V": 2, "W": 1, "X": 1.5, "Y": 2, "Z": 8}
)
_YOUNGER_HOME = Mix({"D": 40, "E": 14, "K": 10, "B": 12, "Z": 14, "U": 10, "W": 1, "X": 1})
_POOR_HOMES = ("V", "W", "X")
_SUITABLE = 0.955
_ACTIVITY = Mix(
    {"F1": 8, "P1": 1, "F2": 15, "P2": 4, "F4": 4, "F5": 20, "P5": 6, "G4": 14, "G5": 21, "G6": 7}
)
_CONTACT = Mix({"VISIT": 40, "MEETING": 16, "CALL": 24, "MESSAGE": 18, "LETTER": 2})
_PLAN_DUE = 90
_SIX_MONTHS = 182


def follow(setting: Setting, history: History) -> None:
    """Enter what one young person is owed who was in care at sixteen."""
    if not history["ssd_cla_episodes"] or history.child.born + _SIXTEEN > setting.last:
        return
    scribe = Scribe(setting, "leaving care", history.child.id)
    owed = [period for period in periods(scribe, history) if _counts(history, period)]
    if not owed:
        return
    latest = owed[-1]
    begins = max(latest.entered, history.child.born + _SIXTEEN)
    until = min(scribe.last + 1, history.child.born + _OLDEST)
    touch = scribe.one_of(_IN_TOUCH)
    plans = _enter_pathway_plans(scribe, history, begins, until)
    contacts = _enter_contacts(scribe, history, max(begins, min(latest.until, until)), until, touch)
    if latest.left and latest.until >= history.child.final:
        _enter_staying_put(scribe, history, latest)
    if until > scribe.last:
        _enter_status(scribe, history, latest, touch, plans, contacts)


def _counts(history: History, period: Period) -> bool:
    """Thirteen weeks in care since fourteen, some of them at sixteen."""
    since = max(period.entered, history.child.born + _FOURTEEN)
    at_sixteen = period.until > history.child.born + _SIXTEEN
    return at_sixteen and period.until - since >= _THIRTEEN_WEEKS


def _enter_pathway_plans(scribe: Scribe, history: History, begins: int, until: int) -> list[int]:
    """A plan within three months of sixteen, renewed every six months; the days of each."""
    due, found = scribe.days.opening(begins + _PLAN_DUE), list[int]()
    _, team = history.worker_on(scribe.due(min(begins, scribe.last)))
    days: list[tuple[int, int]] = []
    while due < until + _SIX_MONTHS:
        done = scribe.done(
            due, scribe.share(0.74, team, min(due, scribe.last)), (0, 25), (5, 10, 20, 40, 60)
        )
        days.append((due, done))
        if done >= until:
            break
        found.append(done)
        due = scribe.days.opening(done + _SIX_MONTHS)
    for n, (day_due, done) in enumerate(days):
        come = done < until
        if not come and until <= scribe.last:
            break
        following = days[n + 1][1] if n + 1 < len(days) else until
        worker, team = history.worker_on(scribe.due(min(done, scribe.last)))
        scribe.enter(
            "pathway_plans",
            pathway_plan_id=scribe.id("PW"),
            person_id=history.child.id,
            needs_assessed_on=scribe.on(max(begins, scribe.days.closing(done - 14)))
            if come
            else "",
            due_on=scribe.due(day_due),
            completed_on=scribe.on(done) if come else "",
            ended_on=scribe.on(min(following, until)) if come else "",
            young_person_took_part=scribe.flag(0.83) if come else "",
            signed_by_young_person=scribe.flag(0.66) if come else "",
            worker_id=worker,
            team=team,
        )
    return found


def _enter_contacts(
    scribe: Scribe, history: History, begins: int, until: int, touch: str
) -> list[int]:
    """Contacts from leaving on, most within eight weeks of the last; the days of those reached."""
    team = scribe.setting.workforce.team(CARE, history.area)
    stops = until if touch == "YES" else begins + scribe.between(60, 400)
    day, found = scribe.after(begins, 2, 10), list[int]()
    while day < min(until, stops):
        kind = scribe.one_of(_CONTACT)
        reached = scribe.chance(0.9)
        scribe.enter(
            "care_leaver_contacts",
            care_leaver_contact_id=scribe.id("LC"),
            person_id=history.child.id,
            contacted_on=scribe.on(day),
            contact_kind=kind,
            reached="Y" if reached else "N",
            accommodation_seen=scribe.flag(0.8) if kind == "VISIT" and reached else "N",
            worker_id=scribe.someone(team, day),
        )
        if reached:
            found.append(day)
        in_time = scribe.chance(scribe.share(0.88, team.id, day))
        day = scribe.after(day, *((15, 38) if in_time else (41, 75)))
    return found


def _enter_staying_put(scribe: Scribe, history: History, period: Period) -> None:
    last = period.placements[-1]
    if last["clap_cla_placement_type"] not in FOSTERED:
        return
    offered = max(period.entered, scribe.days.closing(period.until - scribe.between(60, 300)))
    stays = scribe.chance(0.62)
    ends = scribe.days.opening(period.until + scribe.between(60, 1090))
    over = stays and ends <= scribe.last
    reason = scribe.any_of(("MOVED_ON", "MOVED_ON", "CARER_ENDED", "BROKE_DOWN"))
    scribe.enter(
        "staying_put_arrangements",
        staying_put_id=scribe.id("SP"),
        person_id=history.child.id,
        placement_id=last["clap_cla_placement_id"],
        offered_on=scribe.on(offered),
        planned="Y" if stays else "N",
        started_on=period.left if stays else "",
        ended_on=scribe.on(ends) if stays else "",
        end_reason=reason if over else "",
    )


def _enter_status(
    scribe: Scribe,
    history: History,
    period: Period,
    touch: str,
    plans: list[int],
    contacts: list[int],
) -> None:
    """How things stand at the end: what ``ssd_care_leavers`` holds one row of."""
    adult = history.child.final < scribe.last
    status = "Former Relevant" if adult else "Relevant" if period.left else "Eligible"
    home = scribe.one_of(_HOME if adult else _YOUNGER_HOME)
    good = home not in _POOR_HOMES and scribe.chance(_SUITABLE)
    team = scribe.setting.workforce.team(CARE, history.area)
    worker = scribe.someone(team, scribe.last)
    known = touch == "YES" and bool(contacts or not period.left)
    latest = contacts[-1] if contacts else scribe.days.closing(scribe.last - scribe.between(5, 40))
    activity = scribe.one_of(_ACTIVITY)
    cells = {
        "clea_care_leaver_accommodation": home,
        "clea_care_leaver_accom_suitable": "1" if good else "2",
        "clea_care_leaver_activity": activity,
    }
    scribe.enter(
        "ssd_care_leavers",
        clea_table_id=scribe.id("LE"),
        clea_person_id=history.child.id,
        clea_care_leaver_eligibility=status,
        clea_care_leaver_in_touch=touch if known or touch != "YES" else "NO",
        clea_care_leaver_latest_contact=scribe.on(max(latest, scribe.setting.first))
        if known
        else "",
        clea_pathway_plan_review_date=scribe.on(plans[-1]) if plans else "",
        clea_care_leaver_personal_advisor=scribe.someone(team, scribe.last),
        clea_care_leaver_allocated_team=team.id,
        clea_care_leaver_worker_id=worker,
        **(cells if known else {}),
    )
