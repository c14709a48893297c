"""Drawn children who leave care and come back: the same day, as late as it counts, a day after."""

from datetime import date, timedelta

from tests.support.councils.days import AS_AT_DAYS, FIRST_DAY
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months

A_DAY = timedelta(days=1)
REASONS = ("E4A", "E4A", "E4A", "E4A", "E4B", "E4B", "E13", "E12")


def add_children_who_left(draft: Draft, children: int) -> None:
    """Children with nothing but times in care, the first of which ended over a year ago."""
    for number in range(1, children + 1):
        child = f"L{number}"
        draft.add("ssd_person", pers_person_id=child, pers_sex="M", pers_dob="2014-02-28")
        add_coming_back(draft, child, FIRST_DAY + timedelta(days=draft.rng.randrange(130)))


def add_coming_back(draft: Draft, child: str, left: date | None = None) -> None:
    """A time in care that ended, and mostly another about six or twelve months on."""
    ended = left or draft.one_of((draft.day(), _months_before_as_at(draft)))
    first = _add_period(draft, child, ended - timedelta(days=draft.one_of((0, 1, 90, 400))), ended)
    if draft.chance(0.25):
        return
    again = draft.one_of(
        (
            ended,
            ended - A_DAY,
            ended + A_DAY,
            add_months(ended, 6) + _off(draft),
            add_months(ended, 12) + _off(draft),
            draft.day_from(ended),
        )
    )
    if draft.clean:
        again = max(again, ended)
    over_again = draft.one_of((None, again, draft.day_from(again)))
    _add_period(draft, child, again, over_again)
    for begun, over in ((first, ended), (again, over_again)):
        if draft.chance(0.15):
            _add_short_breaks(draft, child, begun, over)


def _months_before_as_at(draft: Draft) -> date:
    """A day after which six or twelve months are up on the day the council is judged, or nearly."""
    return add_months(draft.one_of(AS_AT_DAYS), -draft.one_of((6, 6, 12))) + _off(draft)


def _off(draft: Draft) -> timedelta:
    return draft.one_of((-A_DAY, timedelta(), timedelta(), A_DAY))


def _add_period(draft: Draft, child: str, begun: date, ended: date | None) -> date:
    """A time in care in one or two episodes, at times two begun on one day; its first day."""
    number = draft.new_id("ssd_cla_episodes", "PB")
    middle = draft.one_of((None, begun, ended))
    parts = [(begun, ended)] if middle is None else [(begun, middle), (middle, ended)]
    for at, (since, until) in enumerate(parts):
        is_last = at == len(parts) - 1
        draft.add(
            "ssd_cla_episodes",
            clae_cla_episode_id=draft.new_id("ssd_cla_episodes", "BE"),
            clae_person_id=child,
            clae_cla_episode_start_date=text(since),
            clae_cla_episode_ceased_date=text(until),
            clae_cla_episode_ceased_reason=(
                "" if until is None else draft.known(draft.one_of(REASONS) if is_last else "X1")
            ),
            clae_cla_id=number,
            clae_entered_care_date=draft.date_known(begun, unless=0.2),
        )
    return begun


def _add_short_breaks(draft: Draft, child: str, begun: date, over: date | None) -> None:
    """Short breaks from the day care began, or from the day after."""
    begins = begun + draft.one_of((timedelta(), timedelta(), A_DAY))
    if over is not None and over < begins:
        over = begins
    draft.add(
        "ssd_legal_status",
        lega_legal_status_id=draft.new_id("ssd_legal_status", "BL"),
        lega_person_id=child,
        lega_legal_status=draft.one_of(("V3", "V4", "V4", "V2")),
        lega_legal_status_start_date=text(begins),
        lega_legal_status_end_date=text(over),
    )
