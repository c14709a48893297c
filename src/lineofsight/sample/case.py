"""One case of a family, from referral to closure, entered child by child."""

from dataclasses import dataclass

from lineofsight.sample import assessment, care, course, need, protection
from lineofsight.sample.codes import NEED, REFERRAL_OUTCOME
from lineofsight.sample.family import Child, Family, Setting
from lineofsight.sample.involvement import involve
from lineofsight.sample.workforce import CARE, FRONT_DOOR, MANAGER, REVIEWING, Stint

_NO_FURTHER_ACTION = 0.068
_ENTERS_CARE_TOO = 0.8
_STAYS_AT_LEAST = 60
_DUTY = "Duty Social Worker"
_REVIEWING_OFFICER = "Independent Reviewing Officer"


@dataclass(frozen=True)
class Case:
    """When a case closed (a day after the last one: still open), and if it held a CP plan.

    ``adopted`` are the children who left it by adoption.
    """

    closed: int
    planned: bool
    adopted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Referral:
    """What the referral rows of siblings share."""

    need: str
    source: tuple[str, str]
    outcome: str
    taken: Stint


def follow_case(
    setting: Setting,
    family: Family,
    day: int,
    source: tuple[str, str],
    planned: bool,
) -> Case:
    """Enter everything of a case that opens on a working day.

    ``planned``: the family had a child protection plan before, so another is likelier.
    """
    workforce = setting.workforce
    taken = workforce.answering(workforce.team(FRONT_DOOR, family.area), day)
    if setting.random.random() < _NO_FURTHER_ACTION:
        code = NEED.at(setting.random.random())
        refused = _Referral(code, source, "NFA_FLAG", taken)
        closed = setting.days.after(day, 1)
        for child in family.children:
            _enter(setting, child, setting.ledger.mint("B"), refused, closed, "RC7")
        return Case(closed, planned=False)
    drawn = course.draw(setting, family, day, planned)
    referral = _Referral(drawn.need_code, source, drawn.outcome, taken)
    closed, adopted = day, set()
    for child in family.children:
        own, reason = _follow_child(setting, family, child, drawn, referral)
        closed = max(closed, own)
        if reason == care.ADOPTED:
            adopted.add(child.id)
    protected = drawn.protected is not None and drawn.protected.start <= setting.last
    return Case(closed, protected, frozenset(adopted))


def _follow_child(
    setting: Setting, family: Family, child: Child, drawn: course.Course, referral: _Referral
) -> tuple[int, str]:
    """Enter one child's part of a case; the day on which it closes, and why."""
    last = setting.last
    row = setting.ledger.mint("B")
    entered = drawn.enters_care
    if entered is not None and entered < child.born:
        # Who is not born yet when brothers and sisters enter care follows them after the birth.
        entered = setting.days.opening(child.born)
    if entered is not None and (
        entered >= min(drawn.closed, child.final - _STAYS_AT_LEAST, last + 1)
        or setting.random.random() >= _ENTERS_CARE_TOO
    ):
        entered = None
    at_home = min(drawn.closed, child.final) if entered is None else entered
    assessment.enter(setting, child, row, drawn.assessed, drawn.child_seen)
    _enter_protection(setting, child, row, drawn, at_home)
    for plan in drawn.in_need:
        worker = assessment.worker_on(drawn.stints, plan.start)
        need.enter_plan(setting, child, row, plan, worker, at_home)
    need.enter_visits(setting, child, drawn.visits, at_home)
    involve(setting, child, row, drawn.stints, at_home)
    for role, stints in drawn.others:
        involve(setting, child, row, stints, at_home, role)
    closed, reason = at_home, drawn.reason if drawn.closed <= child.final else "RC7"
    if entered is not None:
        closed, reason = _follow_into_care(setting, family, child, row, drawn, entered)
    _enter(setting, child, row, referral, closed, reason)
    return closed, reason


def _enter_protection(
    setting: Setting, child: Child, row: str, drawn: course.Course, until: int
) -> None:
    last, plan = setting.last, drawn.protected
    if plan is not None and plan.start >= min(until, last + 1):
        plan = None
    plan_row = "" if plan is None else setting.ledger.mint("H")
    conference_row = ""
    conferences: list[tuple[str, protection.Conference]] = []
    for enquiry in drawn.enquiries:
        worker = assessment.worker_on(drawn.stints, min(enquiry.end, last))
        ended = protection.enter_enquiry(setting, child, row, enquiry, worker, until)
        if ended and enquiry.conference is not None and enquiry.conference.held < until:
            conferences.append((enquiry.id, enquiry.conference))
    if drawn.transfer is not None and drawn.transfer.held < until:
        conferences.append(("", drawn.transfer))
    for enquiry_id, conference in conferences:
        worker = assessment.worker_on(drawn.stints, min(conference.held, last))
        led_to = plan_row if conference.agreed else ""
        conference_row = protection.enter_conference(
            setting, child, row, enquiry_id, conference, led_to, worker
        )
    if plan is not None:
        protection.enter_plan(setting, child, row, conference_row, plan, plan_row, until)


def _follow_into_care(
    setting: Setting, family: Family, child: Child, row: str, drawn: course.Course, entered: int
) -> tuple[int, str]:
    """Enter a child's time in care; the day on which the case closes after it, and why.

    The case of a child who went home and comes back into care stays open in between.
    """
    workforce = setting.workforce
    team = workforce.team(CARE, family.area)
    reviewing = workforce.team(REVIEWING, family.area)
    while True:
        period = care.follow(setting, child, row, team, entered, drawn.need_code)
        back = care.comes_back(setting, child, period)
        settled = max(setting.days.after(period.left, 2), drawn.assessed.authorised)
        closed = min(settled if back is None else max(settled, back), child.final)
        involve(setting, child, row, workforce.stints(team, 1, entered, closed), closed)
        involve(setting, child, row, [workforce.managed(team, entered, closed)], closed, MANAGER)
        officers = workforce.stints(reviewing, 1, entered, period.left)
        involve(setting, child, row, officers, period.left, _REVIEWING_OFFICER)
        if back is None or closed >= min(setting.last + 1, child.final - _STAYS_AT_LEAST):
            return closed, period.closes
        entered = closed


def _enter(
    setting: Setting, child: Child, row: str, referral: _Referral, closed: int, reason: str
) -> None:
    over = closed <= setting.last
    taken = referral.taken
    involve(setting, child, row, (taken,), taken.start, _DUTY)
    setting.ledger.rows["ssd_cin_episodes"].append(
        (
            row, child.id, setting.days.iso[taken.start], referral.need, *referral.source,
            REFERRAL_OUTCOME[referral.outcome], "Y" if referral.outcome == "NFA_FLAG" else "N",
            reason if over else "", setting.days.iso[closed] if over else "", taken.team,
            taken.worker,
        )
    )  # fmt: skip
