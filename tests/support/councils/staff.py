"""Drawn workers: their contracts and posts, supervision, appraisals, probation and absences."""

from datetime import date, timedelta

from tests.support.councils.days import AHEAD, JUDGED_DAYS, MONTH_ENDS
from tests.support.councils.dice import TEAMS, Draft, text
from tests.support.councils.protection import A_WHILE_AGO, add_busy_worker
from tests.support.oracle.dates import add_months

HOURS = (
    "1",
    "1.0",
    "0.5",
    "0.6",
    "0.8",
    "0.1",
    "0.3333",
    "0.66667",
    "0.00015",
    "0.00004",
    "0",
    "-1",
)
ROLES = ("SOCIAL_WORKER", "SOCIAL_WORKER", "SENIOR_PRACTITIONER", "FAMILY_HELP_WORKER", "OTHER")
DAYS_LOST = ("1", "0.5", "2.5", "7.25", "0.1", "0.2", "1.00015", "120")
NEWLY_QUALIFIED = (12, 13, 15, 16)
"""How many children somebody newly qualified holds: as many as a limit allows, and one more."""
NO_SUCH_POST = "R-NONE"
A_DAY = timedelta(days=1)


def add_contracts(draft: Draft, workers: int) -> None:
    """Posts, workers beside those who hold children, and what each is employed as."""
    for number in draft.rng.sample(NEWLY_QUALIFIED, draft.one_of((0, 1, 1))):
        add_busy_worker(draft, number)
    for number in range(1, workers + 1):
        draft.add("ssd_professionals", prof_professional_id=f"E{number}")
        _add_post(draft, f"R{number}")
    for row in draft.rows["ssd_professionals"]:
        row["prof_full_time_equivalency"] = draft.known(draft.one_of(HOURS), unless=0.2)
        _add_contracts_of(draft, row["prof_professional_id"])


def _add_post(draft: Draft, post: str) -> None:
    """A post; some change once, with or without the end of what they were."""
    began = draft.one_of((A_WHILE_AGO, draft.day()))
    changed = draft.day_from(began + A_DAY) if draft.chance(0.4) else None
    ended = draft.one_of((None, None, changed or draft.day_from(began)))
    for start, end in ((began, ended), (changed, None)):
        if start is not None:
            draft.add(
                "posts",
                post_id=post,
                team=draft.team(),
                fte=draft.known(draft.one_of(HOURS), unless=0.1),
                needs_qualified=draft.flag(0.8),
                key_post=draft.flag(0.5),
                beyond_establishment=draft.flag(0.15),
                started_on=text(start),
                ended_on=text(end),
            )


def _came(draft: Draft) -> date:
    """A day that is three or twelve months before a judged day, or nearly."""
    judged = draft.one_of(JUDGED_DAYS)
    return draft.one_of(
        (
            A_WHILE_AGO,
            add_months(judged, -12) + timedelta(days=draft.one_of((-1, 0, 1))),
            add_months(judged + A_DAY, -3) + timedelta(days=draft.one_of((-1, 0, 1))),
            draft.day(),
        )
    )


def _add_contracts_of(draft: Draft, worker: str) -> None:
    """One contract after another: on one day, the day after, with a break, begun together."""
    began = _came(draft)
    for _ in range(draft.one_of((1, 1, 2, 2, 3))):
        ended = draft.one_of(
            (None, None, None, draft.one_of(MONTH_ENDS), draft.day_from(began), AHEAD[0])
        )
        if ended is not None and ended < began and (draft.clean or not draft.flaw()):
            ended = None
        _add_contract(draft, worker, began, ended)
        later = draft.day_from(began)
        began = draft.one_of(
            (began, *((ended or later) + timedelta(days=n) for n in (-5, -1, 0, 1, 1, 2)))
        )


def _add_contract(draft: Draft, worker: str, began: date, ended: date | None) -> None:
    ends = draft.one_of((None, draft.one_of(JUDGED_DAYS), AHEAD[-1], draft.day()))
    year_ends = None if ends is None else ends + timedelta(days=draft.one_of((-1, 0)))
    draft.add(
        "worker_contracts",
        worker_contract_id=draft.new_id("worker_contracts", "K"),
        worker_id=draft.known(worker),
        post_id=draft.one_of((f"R{draft.rng.randrange(1, 9)}", _no_post(draft))),
        team=draft.team(),
        role=draft.known(draft.one_of(ROLES)),
        qualified=draft.flag(0.75),
        newly_qualified_until=text(year_ends),
        agency_worker=draft.flag(0.25),
        fte=draft.known(draft.one_of(HOURS), unless=0.15),
        holds_cases=draft.flag(0.7),
        started_on=draft.date_known(began),
        ended_on=text(ended),
    )


def _no_post(draft: Draft) -> str:
    return NO_SUCH_POST if draft.flaw() else ""


def add_what_is_held_of_workers(draft: Draft) -> None:
    """Supervision on the first and last days of three months, appraisals that are a year old to
    the day, probation reviews about the day on which a worker left, sickness about a year ago."""
    for worker in [row["prof_professional_id"] for row in draft.rows["ssd_professionals"]]:
        if draft.chance(0.8):
            _add_supervisions(draft, worker)
        for _ in range(draft.rng.randrange(3)):
            _add_appraisal(draft, worker)
        for _ in range(draft.rng.randrange(3)):
            _add_probation_review(draft, worker)
        for _ in range(draft.rng.randrange(4)):
            _add_absence(draft, worker)


def _add_supervisions(draft: Draft, worker: str) -> None:
    judged = draft.one_of(JUDGED_DAYS)
    for months in (1, 2, 3):
        first = add_months(judged + A_DAY, -months)
        last = add_months(judged + A_DAY, 1 - months) - A_DAY
        held = draft.one_of((*(first, last) * 4, first - A_DAY, last + A_DAY, None))
        draft.add(
            "staff_supervisions",
            staff_supervision_id=draft.new_id("staff_supervisions", "SV"),
            worker_id=draft.known(worker),
            supervision_kind=draft.known(
                draft.one_of((*("INDIVIDUAL",) * 10, "GROUP", "OBSERVATION"))
            ),
            held_on=text(held),
            team=draft.team(),
        )


def _a_year_ago(draft: Draft) -> date:
    about = add_months(draft.one_of(JUDGED_DAYS), -12)
    return draft.one_of((about + timedelta(days=draft.one_of((-1, 0, 1))), draft.day()))


def _add_appraisal(draft: Draft, worker: str) -> None:
    draft.add(
        "appraisals",
        appraisal_id=draft.new_id("appraisals", "AP"),
        worker_id=draft.known(worker),
        due_on=text(draft.day()),
        held_on=text(draft.one_of((_a_year_ago(draft), _a_year_ago(draft), None))),
        team=draft.team(),
    )


def _add_probation_review(draft: Draft, worker: str) -> None:
    ends = [
        date.fromisoformat(row["ended_on"])
        for row in draft.rows["worker_contracts"]
        if row["worker_id"] == worker and row["ended_on"]
    ]
    about = max(ends, default=draft.day()) + timedelta(days=draft.one_of((-1, 0, 1)))
    due = draft.one_of((about, draft.one_of(JUDGED_DAYS), draft.day()))
    draft.add(
        "probation_reviews",
        probation_review_id=draft.new_id("probation_reviews", "PB"),
        worker_id=draft.known(worker),
        decides_on_staying=draft.flag(0.5),
        due_on=draft.date_known(due),
        held_on=text(draft.held(due)),
        team=draft.known(draft.one_of(TEAMS), unless=0.12),
    )


def _add_absence(draft: Draft, worker: str) -> None:
    ended = draft.one_of((_a_year_ago(draft), draft.one_of(JUDGED_DAYS), AHEAD[0], None))
    began = (ended or draft.day()) - timedelta(days=draft.rng.randrange(30))
    draft.add(
        "absences",
        absence_id=draft.new_id("absences", "AB"),
        worker_id=draft.known(worker),
        absence_kind=draft.known(draft.one_of(("SICKNESS",) * 4 + ("PARENTAL", "OTHER"))),
        started_on=draft.date_known(began),
        ended_on=text(ended),
        working_days_lost=draft.known(draft.one_of(DAYS_LOST), unless=0.1),
    )
