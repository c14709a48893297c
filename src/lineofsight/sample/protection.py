"""Section 47 enquiries, conferences and child protection plans."""

from dataclasses import dataclass
from random import Random

from lineofsight.sample import need
from lineofsight.sample.codes import ABUSE, CONFERENCE_OUTCOME, PARTICIPATION, S47_OUTCOME
from lineofsight.sample.family import Child, Setting
from lineofsight.sample.workforce import Stint, Team

_TO_CONFERENCE = 0.53
_TO_PLAN = 0.80
# Working days from the strategy discussion to the conference.
_CONFERENCE_IN_TIME = (8, 9, 10, 11, 12, 12, 13, 13, 14, 14, 14, 15, 15, 15, 15)
_CONFERENCE_LATE = (16, 16, 17, 17, 18, 19, 20, 21, 23, 26, 30)
# Working days from one visit to the next, and from one that failed to the one tried after it.
_VISIT_DUE = 10
_VISIT_IN_TIME = (3, 4, 4, 5, 5, 5, 5, 6, 7, 8, 9, 9, 9, 10, 10, 10, 10, 10)
_TRIED_AGAIN = (5, 6, 7, 8)
_REVIEW_LATE = (1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 15, 20)
# The share of plans that end at their first, second, ... review; the last share repeats.
_ENDS_AT_REVIEW = (0.26, 0.52, 0.62, 0.66)


@dataclass(frozen=True)
class Conference:
    """An initial conference; ``held`` may lie ahead, ``target`` is None for a transfer in."""

    meeting: str
    target: int | None
    held: int
    agreed: bool


@dataclass(frozen=True)
class Enquiry:
    """A section 47 enquiry of a family; siblings share its id."""

    id: str
    start: int
    end: int
    outcome: str
    conference: Conference | None


@dataclass(frozen=True)
class Review:
    """A review conference: the day due, and the day held (which may lie ahead)."""

    meeting: str
    due: int
    held: int
    goes_on: bool


@dataclass(frozen=True)
class Plan:
    """A child protection plan of a family; ``end`` may lie ahead."""

    start: int
    end: int
    category: str
    latest_category: str
    elsewhere: bool
    reviews: list[Review]
    visits: list[int]


def draw_enquiry(setting: Setting, team: Team, start: int) -> Enquiry:
    """An enquiry that starts on a working day, and the conference it may lead to."""
    random, days, mint = setting.random, setting.days, setting.ledger.mint
    if random.random() >= _TO_CONFERENCE:
        end = days.after(start, random.randint(4, 14))
        outcome = random.choices(
            ("NFA_FLAG", "NFA_CONTINUE_SINGLE_FLAG", "PROV_OF_SERVICES_FLAG"), (28, 52, 20)
        )[0]
        return Enquiry(mint("Q"), start, end, outcome, None)
    in_time = random.random() < team.practice.conferences_in_time
    length = random.choice(_CONFERENCE_IN_TIME if in_time else _CONFERENCE_LATE)
    held = days.after(start, length)
    end = days.before(held, random.randint(2, 5))
    conference = Conference(mint("M"), days.after(start, 15), held, random.random() < _TO_PLAN)
    return Enquiry(mint("Q"), start, end, "CP_CONFERENCE_FLAG", conference)


def draw_plan(setting: Setting, team: Team, start: int, elsewhere: bool = False) -> Plan:
    """A plan from its start, with the reviews and visits of the team that works with it.

    A plan of another authority (``elsewhere``) is short and is reviewed there.
    """
    random, days = setting.random, setting.days
    category = ABUSE.at(random.random())
    latest = category if random.random() < 0.9 else ABUSE.at(random.random())
    if elsewhere:
        end = days.opening(start + 40 + int(random.random() * 160))
        reviews: list[Review] = []
    else:
        reviews = _draw_reviews(setting, team, start)
        end = reviews[-1].held
    visits = _draw_visits(setting, team, start, end)
    return Plan(start, end, category, latest, elsewhere, reviews, visits)


def _draw_reviews(setting: Setting, team: Team, start: int) -> list[Review]:
    random, days, mint = setting.random, setting.days, setting.ledger.mint
    reviews: list[Review] = []
    last_held, months = start, 3
    while True:
        due = days.months_after(last_held, months)
        if random.random() < team.practice.reviews_in_time:
            held = days.closing(due - int(random.random() ** 2 * 18))
        else:
            held = days.after(due, random.choice(_REVIEW_LATE))
        ends = _ENDS_AT_REVIEW[min(len(reviews), len(_ENDS_AT_REVIEW) - 1)] / team.practice.drift
        goes_on = random.random() >= ends and held <= setting.last
        reviews.append(Review(mint("M"), due, held, goes_on))
        if not goes_on:
            return reviews
        last_held, months = held, 6


def _draw_visits(setting: Setting, team: Team, start: int, end: int) -> list[int]:
    random, days, practice = setting.random, setting.days, team.practice
    until = min(end, setting.last)
    found: list[int] = []
    day = start
    while True:
        day = days.after(day, _next_visit(random, practice.visits_protected_in_time(day)))
        if day > until:
            return found
        found.append(day)


def _next_visit(random: Random, in_time: float) -> int:
    """Working days to the next visit: one that fails is tried again, and may fail again."""
    length = random.choice(_VISIT_IN_TIME)
    if random.random() < in_time:
        return length
    length = max(_VISIT_DUE + 1, length + random.choice(_TRIED_AGAIN))
    while random.random() >= in_time:
        length += random.choice(_TRIED_AGAIN)
    return length


def enter_enquiry(
    setting: Setting, child: Child, referral: str, enquiry: Enquiry, worker: Stint, until: int
) -> bool:
    """Enter an enquiry about one child; whether its conference could be held under ``until``.

    A child who by then is in care, or grown up, gets help and no conference.
    """
    iso, last = setting.days.iso, setting.last
    if enquiry.start >= min(until, last + 1):
        return False
    ended = min(enquiry.end, until)
    done = ended <= last
    outcome = enquiry.outcome
    if enquiry.conference is not None and enquiry.conference.held >= until:
        outcome = "PROV_OF_SERVICES_FLAG"
    setting.ledger.rows["ssd_s47_enquiry"].append(
        (
            enquiry.id, referral, child.id, iso[enquiry.start], iso[ended] if done else "",
            ("Y" if outcome.startswith("NFA") else "N") if done else "",
            S47_OUTCOME[outcome] if done else "", worker.worker, worker.team,
        )
    )  # fmt: skip
    return done and enquiry.end < until


def enter_conference(
    setting: Setting,
    child: Child,
    referral: str,
    enquiry: str,
    conference: Conference,
    plan: str,
    worker: Stint,
) -> str:
    """Enter a conference about one child; the row's id.  One that lies ahead has no date yet."""
    iso, held = setting.days.iso, conference.held <= setting.last
    row = setting.ledger.mint("F")
    outcome = "CP_FLAG" if conference.agreed else "PROV_OF_SERVICES_FLAG"
    setting.ledger.rows["ssd_initial_cp_conference"].append(
        (
            row, conference.meeting, enquiry, child.id, plan, referral,
            "Y" if conference.target is None else "N",
            "" if conference.target is None else iso[conference.target],
            iso[conference.held] if held else "",
            ("Y" if conference.agreed else "N") if held else "",
            CONFERENCE_OUTCOME[outcome] if held else "", worker.team, worker.worker,
        )
    )  # fmt: skip
    return row


def enter_plan(
    setting: Setting,
    child: Child,
    referral: str,
    conference: str,
    plan: Plan,
    row: str,
    until: int,
) -> None:
    """Enter a plan of one child with its reviews and visits, ended at ``until`` at the latest."""
    iso, last, mint = setting.days.iso, setting.last, setting.ledger.mint
    end = min(plan.end, until)
    setting.ledger.rows["ssd_cp_plans"].append(
        (
            row, referral, conference, child.id, iso[plan.start], iso[end] if end <= last else "",
            plan.category, "Y" if plan.elsewhere else "N", plan.latest_category,
        )
    )  # fmt: skip
    _enter_reviews(setting, child, plan, row, end)
    visits = setting.ledger.rows["ssd_cp_visits"]
    for day in plan.visits:
        if day > end:
            return
        visits.append((mint("X"), child.id, row, iso[day], *need.flags(setting, child, day)))


def _enter_reviews(setting: Setting, child: Child, plan: Plan, row: str, end: int) -> None:
    iso, last, mint = setting.days.iso, setting.last, setting.ledger.mint
    rows = setting.ledger.rows["ssd_cp_reviews"]
    for review in plan.reviews:
        held = review.held <= min(last, end)
        if not held and end <= last:
            return
        goes_on = quorate = participation = ""
        if held:
            goes_on = "Y" if review.goes_on else "N"
            quorate = "Y" if setting.random.random() < 0.96 else "N"
            young = review.held - child.born < 4 * 365
            participation = "PN0" if young else PARTICIPATION.at(setting.random.random())
        rows.append(
            (
                mint("R"), child.id, row, iso[review.due], iso[review.held] if held else "",
                review.meeting, goes_on, quorate, participation,
            )
        )  # fmt: skip
        if not held:
            return
