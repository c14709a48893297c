"""Drawn times in care: their episodes, legal statuses and placements, on days that are hard."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.support.councils.days import JUDGED_DAYS, working_days_before, years_before
from tests.support.councils.dice import Draft, text
from tests.support.councils.protection import A_WHILE_AGO, add_allocations
from tests.support.oracle.dates import add_months, add_working_days

AGES = (4, 5, 16, 17)
MONTHS_AGO = (6, 12, 12, 24, 30)
DAYS_AGO = (7, 7, 42)
WORKING_DAYS_AGO = (5, 20, 20)
LEGAL = (
    *(("V2",), ("V2",), ("C1",), ("C1", "C2"), ("C1", "C2"), ("V2", "C1", "C2"), ("C2", "E1")),
    *(("V3",), ("V4",), ("V3", "V2"), ("V2", "V4"), ("L1", "C1"), ("J1",)),
)
HOMES = (
    *("U1", "U1", "U3", "U4", "U4", "U5", "U6", "K2", "K2", "K1", "P3", "R1", "S1", "Z1"),
    *("P1", "P1", "P1", "A3", "A4", "A5", "A6"),
)
FOR_A_TIME = ("T0", "T1", "T2", "T3", "T4")
MILES = ("0", "3.5", "19.9", "20", "20.1", "44")
PROVIDERS = ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5")
CHANGES = ("CARPL", "ALLEG", "CREQB", "LAREQ", "OTHER")
LEAVING = ("E11", "E41", "E46", "E4A", "E8", "E9")


@dataclass(frozen=True)
class TimeInCare:
    """A period of care as it was drawn: its number and its days."""

    number: str
    child: str
    begins: date
    ends: date | None


def add_children_in_care(draft: Draft, children: int) -> list[str]:
    """Children who are of an age that limits ask for on a judged day, or a day off it."""
    ids = [f"K{number}" for number in range(1, children + 1)]
    for child in ids:
        born = years_before(draft.one_of(JUDGED_DAYS), draft.one_of(AGES)) + _a_day_off(draft)
        draft.add(
            "ssd_person",
            pers_person_id=child,
            pers_sex=draft.one_of(("F", "M")),
            pers_ethnicity="WBRI",
            pers_dob=draft.date_known(born),
        )
        add_allocations(draft, child)
    return ids


def add_care(draft: Draft, child: str) -> list[TimeInCare]:
    """Times in care one after another, some while another is open, with all that goes with them."""
    times = []
    begins = _a_start(draft)
    for _ in range(draft.one_of((0, 1, 1, 1, 2, 2))):
        judged = draft.one_of(JUDGED_DAYS)
        first_due = add_working_days(begins, draft.one_of(WORKING_DAYS_AGO))
        ends = draft.one_of(
            (None, None, None, None, draft.day_from(begins), max(judged, begins), first_due)
        )
        time = TimeInCare(f"PC{len(draft.rows['ssd_cla_episodes']) + 1}", child, begins, ends)
        placements = _add_placements(draft, time)
        _add_legal_statuses(draft, time)
        _add_episodes(draft, time, placements)
        times.append(time)
        last = ends or begins
        begins = draft.one_of((last, last + timedelta(days=1), draft.day_from(last)))
    return times


def _a_start(draft: Draft) -> date:
    """As long before a judged day as a limit, a day more or less, or any day."""
    judged = draft.one_of(JUDGED_DAYS)
    return draft.one_of(
        (
            A_WHILE_AGO,
            draft.day(),
            add_months(judged, -draft.one_of(MONTHS_AGO)) + _a_day_off(draft),
            add_months(judged, -draft.one_of(MONTHS_AGO)) + _a_day_off(draft),
            working_days_before(judged, draft.one_of(WORKING_DAYS_AGO)) + _a_day_off(draft),
            judged - timedelta(days=draft.one_of(DAYS_AGO)) + _a_day_off(draft),
        )
    )


def _a_day_off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))


def _parts(draft: Draft, time: TimeInCare, number: int) -> list[tuple[date, date | None]]:
    """A time in care cut in so many pieces, some of no length at all."""
    cuts = sorted(_within(draft, time) for _ in range(number - 1))
    return list(zip([time.begins, *cuts], [*cuts, time.ends], strict=True))


def _within(draft: Draft, time: TimeInCare) -> date:
    """A day of a time in care, mostly as long before a judged day as a limit."""
    judged = draft.one_of(JUDGED_DAYS)
    day = draft.one_of(
        (
            draft.day(),
            judged - timedelta(days=draft.one_of(DAYS_AGO)) + _a_day_off(draft),
            add_months(judged, -draft.one_of(MONTHS_AGO)) + _a_day_off(draft),
        )
    )
    return max(time.begins, min(day, time.ends or day))


def _add_episodes(draft: Draft, time: TimeInCare, placements: list[tuple[date, str]]) -> None:
    """The spells of a time in care; now and then one begins a day late, or has no number."""
    parts = _parts(draft, time, draft.one_of((1, 1, 2, 3)))
    for part, (begins, ends) in enumerate(parts):
        is_last = part == len(parts) - 1
        in_place = [number for since, number in placements if since <= begins]
        late = timedelta(days=1 if part and draft.flaw() and ends != begins else 0)
        reason = draft.one_of(LEAVING) if is_last else "X1"
        draft.add(
            "ssd_cla_episodes",
            clae_cla_episode_id=draft.new_id("ssd_cla_episodes", "CE"),
            clae_person_id=draft.known(time.child, unless=0.03),
            clae_cla_episode_start_date=draft.date_known(begins + late, unless=0.03),
            clae_cla_episode_start_reason="S" if part == 0 else draft.one_of(("L", "P", "B", "U")),
            clae_cla_episode_ceased_date=text(ends),
            clae_cla_episode_ceased_reason=reason if ends else "",
            clae_cla_id=draft.known(time.number, unless=0.03),
            clae_cla_placement_id=draft.known(in_place[-1] if in_place else ""),
            clae_entered_care_date=draft.date_known(time.begins),
        )


def _add_legal_statuses(draft: Draft, time: TimeInCare) -> None:
    """Statuses one after another; some are not ended when the next begins, or a day too late."""
    if draft.flaw(0.1):
        return
    codes = draft.one_of(LEGAL)
    for code, (begins, ends) in zip(codes, _parts(draft, time, len(codes)), strict=True):
        if draft.flaw(0.1):
            ends = draft.one_of((None, None if ends is None else ends + timedelta(days=1)))
        draft.add(
            "ssd_legal_status",
            lega_legal_status_id=draft.new_id("ssd_legal_status", "LS"),
            lega_person_id=draft.known(time.child, unless=0.03),
            lega_legal_status=draft.known(code, unless=0.03),
            lega_legal_status_start_date=draft.date_known(begins, unless=0.03),
            lega_legal_status_end_date=text(ends),
        )


def _add_placements(draft: Draft, time: TimeInCare) -> list[tuple[date, str]]:
    """Homes one after another, and stays elsewhere beside them; each with its first day."""
    if draft.flaw():
        return []
    placed = []
    for begins, ends in _parts(draft, time, draft.one_of((1, 1, 2, 2, 3, 4))):
        if draft.flaw():
            ends = draft.one_of((None, begins - timedelta(days=1)))
        placed.append((begins, _add_placement(draft, time, draft.one_of(HOMES), begins, ends)))
    if draft.chance(0.25):
        begins = _within(draft, time)
        back = draft.one_of((begins, begins + timedelta(days=1), draft.day_from(begins), None))
        if time.ends is not None:
            back = min(back or time.ends, time.ends)
        _add_placement(draft, time, draft.one_of(FOR_A_TIME), begins, back)
    return placed


def _add_placement(
    draft: Draft, time: TimeInCare, kind: str, begins: date, ends: date | None
) -> str:
    number = draft.new_id("ssd_cla_placement", "PL")
    draft.add(
        "ssd_cla_placement",
        clap_cla_placement_id=number,
        clap_cla_placement_start_date=draft.date_known(begins, unless=0.03),
        clap_cla_placement_type=draft.known(kind),
        clap_cla_placement_distance=draft.known(draft.one_of(MILES)),
        clap_cla_id=draft.known(time.number),
        clap_cla_placement_provider=draft.one_of(PROVIDERS),
        clap_cla_placement_end_date=text(ends),
        clap_cla_placement_change_reason=draft.one_of(CHANGES) if ends else "",
        clap_person_id=draft.known(time.child),
    )
    return number
