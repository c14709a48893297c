"""Drawn moves from home to home: on the days that a year of them begins and ends, and ties."""

from datetime import date, timedelta

from tests.support.councils.days import JUDGED_DAYS, years_before
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months

HOMES = ("U1", "U3", "U5", "U6", "K1", "K2", "K3", "H5", "R5", "P1")
ADOPTERS = ("A3", "A4", "A5", "A6")
FOR_A_TIME = ("T0", "T2", "T4")
MILES = ("0", "19.9", "20", "20.1", "44", "998.9", "999", "999.9")
LONG = (24, 30)


def add_moves(draft: Draft, children: int) -> None:
    """Children with nothing but a time in care and the homes they had in it."""
    for number in range(1, children + 1):
        child, judged = f"M{number}", draft.one_of(JUDGED_DAYS)
        born = years_before(judged, draft.one_of((3, 15, 16))) + _off(draft)
        draft.add(
            "ssd_person",
            pers_person_id=child,
            pers_sex=draft.one_of(("F", "M")),
            pers_ethnicity="WBRI",
            pers_dob=draft.date_known(born),
        )
        since = add_months(judged, -30) + _off(draft)
        _add_period(draft, child, since)
        if draft.chance(0.5):
            _add_year_of_moves(draft, child, judged, since)
        else:
            _add_long_home(draft, child, judged, since)


def _off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))


def _add_period(draft: Draft, child: str, since: date) -> None:
    """A time in care of one or two episodes; where two, the day it began may stand on one alone."""
    number = draft.new_id("ssd_cla_episodes", "PM")
    begins: list[date] = sorted({since, draft.one_of((since, draft.day_from(since)))})
    ends = [*begins[1:], draft.one_of((None, None, None, draft.day_from(begins[-1])))]
    for begun, ended in zip(begins, ends, strict=True):
        draft.add(
            "ssd_cla_episodes",
            clae_cla_episode_id=draft.new_id("ssd_cla_episodes", "ME"),
            clae_person_id=child,
            clae_cla_episode_start_date=text(begun),
            clae_cla_episode_ceased_date=text(ended),
            clae_cla_episode_ceased_reason="X1" if ended else "",
            clae_cla_id=number,
            clae_entered_care_date=draft.date_known(_entered(draft, since), unless=0.3),
        )


def _entered(draft: Draft, since: date) -> date:
    """The day of coming into care as it is entered: now and then some days too late."""
    return since + timedelta(days=3 if draft.flaw(0.1) else 0)


def _add_year_of_moves(draft: Draft, child: str, judged: date, since: date) -> None:
    """Homes that end and begin about the first and the last of the 12 months to a judged day."""
    first = add_months(judged + timedelta(days=1), -12)
    a_day = timedelta(days=1)
    days = [
        draft.one_of((first - a_day, first, first, first + a_day)),
        *(
            draft.one_of((first + timedelta(days=draft.rng.randrange(300)), judged + _off(draft)))
            for _ in range(draft.one_of((1, 2, 2, 3)))
        ),
    ]
    begins = sorted(max(day, since) for day in days)
    for begun, ended in zip([since, *begins], [*begins, None], strict=True):
        add_home(draft, child, _kind(draft), begun, ended)
    if draft.chance(0.3):
        # Two homes begun the same day: which was the last, their numbers say.
        add_home(draft, child, _kind(draft), begins[-1], None)


def _add_long_home(draft: Draft, child: str, judged: date, since: date) -> None:
    """A home of about two years, and at times one with those who adopt after it."""
    moved = max(since, add_months(judged, -draft.one_of(LONG)) + _off(draft))
    last = draft.day_from(moved)
    add_home(draft, child, draft.one_of(HOMES), since, moved)
    if draft.chance(0.3):
        add_home(draft, child, draft.one_of(HOMES), moved, None)
        return
    add_home(draft, child, draft.one_of(HOMES), moved, last)
    gap = timedelta(days=draft.one_of((0, 0, 14)))
    if gap:
        add_home(draft, child, draft.one_of(FOR_A_TIME), last, last + gap)
    if draft.chance(0.8):
        add_home(draft, child, draft.one_of(ADOPTERS), last + gap, None)


def _kind(draft: Draft) -> str:
    return draft.one_of(draft.one_of((HOMES, HOMES, HOMES, ADOPTERS, FOR_A_TIME)))


def add_home(draft: Draft, child: str, kind: str, begun: date, ended: date | None) -> str:
    """A placement; its number."""
    number = draft.new_id("ssd_cla_placement", "HO")
    draft.add(
        "ssd_cla_placement",
        clap_cla_placement_id=number,
        clap_cla_placement_start_date=text(begun),
        clap_cla_placement_type=kind,
        clap_cla_placement_distance=draft.known(draft.one_of(MILES), unless=0.2),
        clap_cla_placement_end_date=text(ended),
        clap_person_id=child,
    )
    return number
