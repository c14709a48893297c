"""The course of a family's case, drawn before it is entered child by child."""

from dataclasses import dataclass

from lineofsight.sample import assessment, need, protection
from lineofsight.sample.codes import NEED
from lineofsight.sample.family import Family, Setting
from lineofsight.sample.workforce import (
    ASSESSMENT,
    FAMILY_SUPPORT,
    MANAGER,
    REVIEWING,
    SAFEGUARDING,
    Stint,
    Team,
)

_ENQUIRY = 0.31
_ENQUIRY_AFTER_PLAN = 0.80
_ENQUIRY_IN_NEED = 0.15
_ELSEWHERE = 0.004
_TRANSFER_IN = 0.005
_STEP_DOWN = 0.72
_CLOSED_AFTER_ASSESSMENT = 0.27
_EARLY_HELP_AFTER_ASSESSMENT = 0.15
_HELPER = "Family Support Worker"
_CHAIR = "Child Protection Chair"
_HELPED = 0.55
_INTO_CARE_AT_ONCE = 0.034
_INTO_CARE_FROM_PLAN = 0.22
_INTO_CARE_FROM_NEED = 0.045


@dataclass(frozen=True)
class Course:
    """What a family's case goes through; any of its days may lie ahead.

    ``stints`` are the case workers' while the children are at home, ``others`` those of other
    roles, by role; ``closed`` and ``reason`` hold for children who stay.
    """

    referred: int
    outcome: str
    need_code: str
    assessed: assessment.Assessment
    child_seen: float
    enquiries: tuple[protection.Enquiry, ...]
    transfer: protection.Conference | None
    protected: protection.Plan | None
    in_need: tuple[need.Plan, ...]
    visits: list[int]
    enters_care: int | None
    closed: int
    reason: str
    stints: list[Stint]
    others: list[tuple[str, list[Stint]]]


def draw(setting: Setting, family: Family, day: int, planned: bool) -> Course:
    """The course of a case that opens on a working day and is assessed.

    ``planned``: the family had a child protection plan before, so another is likelier.
    """
    random, days, workforce = setting.random, setting.days, setting.workforce
    first_team = workforce.team(ASSESSMENT, family.area)
    safe_team = workforce.team(SAFEGUARDING, family.area)
    start, authorised = assessment.draw_days(setting, first_team, day)
    outcome, enquiries, transfer, protected = _draw_protection(
        setting, first_team, safe_team, day, planned
    )
    in_need: list[need.Plan] = []
    found = "PROV_OF_SERVICES_FLAG"
    reason = "RC7"
    if protected is None:
        choice = random.random()
        if any(enquiry.conference for enquiry in enquiries):
            choice = 1.0
        if choice < _CLOSED_AFTER_ASSESSMENT:
            found, reason = "NFA_FLAG", "RC8"
        elif choice < _CLOSED_AFTER_ASSESSMENT + _EARLY_HELP_AFTER_ASSESSMENT:
            found, reason = "REFERRAL_TO_OTHER_AGENCY_FLAG", "RC9"
        else:
            plan = _draw_need(setting, safe_team, days.after(authorised, random.randint(1, 5)))
            enquiry = _draw_later_enquiry(setting, safe_team, plan)
            if enquiry is not None:
                enquiries = (*enquiries, enquiry)
                if enquiry.conference is not None and enquiry.conference.agreed:
                    protected = protection.draw_plan(setting, safe_team, enquiry.conference.held)
                    plan = need.Plan(plan.start, protected.start, plan.team)
            in_need.append(plan)
    if protected is not None and not protected.elsewhere and random.random() < _STEP_DOWN:
        in_need.append(_draw_need(setting, safe_team, protected.end))
    ends = [authorised, *(enquiry.end for enquiry in enquiries), *(plan.end for plan in in_need)]
    if protected is not None:
        ends.append(protected.end)
    closed = days.after(max(ends), random.randint(1, 6))
    starts = [plan.start for plan in in_need] + ([protected.start] if protected else [])
    moved = min(starts, default=closed)
    stints = _draw_workers(setting, family, day, moved, closed)
    author = assessment.worker_on(stints, min(authorised, setting.last))
    return Course(
        referred=day,
        outcome=outcome,
        need_code=NEED.at(random.random()),
        assessed=assessment.Assessment(author.team, author.worker, start, authorised, found),
        child_seen=first_team.practice.child_seen,
        enquiries=enquiries,
        transfer=transfer,
        protected=protected,
        in_need=tuple(in_need),
        visits=_draw_visits(setting, start, authorised, protected, in_need),
        enters_care=_draw_care(setting, day, protected, in_need),
        closed=closed,
        reason=reason,
        stints=stints,
        others=_draw_others(setting, family, day, moved, closed, protected),
    )


_Protection = tuple[
    str,
    tuple[protection.Enquiry, ...],
    protection.Conference | None,
    protection.Plan | None,
]


def _draw_protection(
    setting: Setting, first_team: Team, safe_team: Team, day: int, planned: bool
) -> _Protection:
    """The referral's outcome, and the enquiry, conference and plan that follow from it."""
    random, days = setting.random, setting.days
    kind = random.random()
    if kind < _ELSEWHERE:
        plan = protection.draw_plan(setting, safe_team, days.after(day, 3), elsewhere=True)
        return "OTHER_OUTCOMES_EXIST_FLAG", (), None, plan
    if kind < _ELSEWHERE + _TRANSFER_IN:
        held = days.after(day, random.randint(8, 16))
        transfer = protection.Conference(setting.ledger.mint("M"), None, held, agreed=True)
        return "CP_TRANSFER_IN_FLAG", (), transfer, protection.draw_plan(setting, safe_team, held)
    if random.random() >= (_ENQUIRY_AFTER_PLAN if planned else _ENQUIRY):
        return "SINGLE_ASSESSMENT_FLAG", (), None, None
    start = day if random.random() < 0.4 else days.after(day, random.randint(1, 8))
    enquiry = protection.draw_enquiry(setting, first_team, start)
    agreed = enquiry.conference is not None and enquiry.conference.agreed
    plan_start = enquiry.conference.held if enquiry.conference is not None else start
    drawn = protection.draw_plan(setting, safe_team, plan_start) if agreed else None
    return "STRATEGY_DISCUSSION_FLAG", (enquiry,), None, drawn


def _draw_need(setting: Setting, team: Team, start: int) -> need.Plan:
    length = 45 + setting.random.expovariate(1 / (205 * team.practice.drift))
    return need.Plan(start, setting.days.opening(start + int(length)), team.id)


def _draw_later_enquiry(setting: Setting, team: Team, plan: need.Plan) -> protection.Enquiry | None:
    random = setting.random
    if random.random() >= _ENQUIRY_IN_NEED:
        return None
    start = setting.days.opening(plan.start + int(random.random() * (plan.end - plan.start)))
    return protection.draw_enquiry(setting, team, start)


def _draw_visits(
    setting: Setting,
    start: int,
    authorised: int,
    protected: protection.Plan | None,
    in_need: list[need.Plan],
) -> list[int]:
    """Visits in assessment, until a child protection plan has visits of its own, and in need."""
    until = authorised if protected is None else min(authorised, protected.start)
    visits = need.draw_visits(setting, start, until, (4, 9))
    for plan in in_need:
        visits += need.draw_visits(setting, plan.start, plan.end, (5, 9))
    return visits


def _draw_workers(
    setting: Setting, family: Family, day: int, moved: int, closed: int
) -> list[Stint]:
    """The case workers: those who assess, and from ``moved`` on those who safeguard."""
    workforce, children = setting.workforce, len(family.children)
    stints = workforce.stints(
        workforce.team(ASSESSMENT, family.area), children, day, moved, "FCONTA"
    )
    if moved < closed:
        stints += workforce.stints(
            workforce.team(SAFEGUARDING, family.area), children, moved, closed
        )
    return stints


def _draw_others(
    setting: Setting,
    family: Family,
    day: int,
    moved: int,
    closed: int,
    protected: protection.Plan | None,
) -> list[tuple[str, list[Stint]]]:
    workforce, children = setting.workforce, len(family.children)
    managers = [workforce.managed(workforce.team(ASSESSMENT, family.area), day, moved)]
    others: list[tuple[str, list[Stint]]] = [(MANAGER, managers)]
    if moved < closed:
        managers.append(workforce.managed(workforce.team(SAFEGUARDING, family.area), moved, closed))
        if setting.random.random() < _HELPED:
            team = workforce.team(FAMILY_SUPPORT, family.area)
            others.append((_HELPER, workforce.stints(team, children, moved, closed)))
    if protected is not None and not protected.elsewhere:
        team = workforce.team(REVIEWING, family.area)
        others.append((_CHAIR, workforce.stints(team, children, protected.start, protected.end)))
    return others


def _draw_care(
    setting: Setting,
    day: int,
    protected: protection.Plan | None,
    in_need: list[need.Plan],
) -> int | None:
    """The day on which children of the family enter care, if they do."""
    random, days = setting.random, setting.days
    if random.random() < _INTO_CARE_AT_ONCE:
        return days.after(day, random.randint(1, 20))
    if protected is not None and not protected.elsewhere:
        chance, plan = _INTO_CARE_FROM_PLAN, (protected.start, protected.end)
    elif in_need:
        chance, plan = _INTO_CARE_FROM_NEED, (in_need[0].start, in_need[0].end)
    else:
        return None
    if random.random() >= chance:
        return None
    return days.opening(plan[0] + 10 + int(random.random() * (plan[1] - plan[0])))
