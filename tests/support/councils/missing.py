"""Drawn returns from missing, and what else is known of a child: disabilities, asylum."""

from datetime import datetime, time, timedelta

from tests.support.councils.dice import Draft, text

CODES = ("NONE", "MOB", "LD", "AUT")
STATUSES = ("Unaccompanied Asylum Seeking Child", "UASC", "Settled status")
SEVENTY_TWO = timedelta(hours=72)


def add_returns(draft: Draft, child: str) -> None:
    """Returns whose interview came in time to the minute, a minute late, long after, or not yet."""
    for _ in range(draft.rng.randrange(4)):
        back = datetime.combine(draft.day(), time(draft.rng.randrange(24), draft.rng.randrange(60)))
        offered, held = _moment(draft, back), _moment(draft, back)
        draft.add(
            "return_interviews",
            return_interview_id=draft.new_id("return_interviews", "RI"),
            person_id=draft.known(child),
            missing_from=draft.known(draft.one_of(("HOME", "CARE"))),
            returned_at=draft.known(back.isoformat()),
            offered_at="" if offered is None else offered.isoformat(),
            held_at="" if held is None else held.isoformat(),
            independent=draft.flag(0.7),
        )


def _moment(draft: Draft, back: datetime) -> datetime | None:
    minute = timedelta(minutes=1)
    return draft.one_of(
        (
            back + SEVENTY_TWO,
            back + SEVENTY_TWO + minute,
            back + SEVENTY_TWO - minute,
            back + timedelta(minutes=draft.rng.randrange(6000)),
            datetime.combine(draft.day_from(back.date()), time(23, 59)),
            None,
        )
    )


def add_what_is_known(draft: Draft, child: str) -> None:
    """Disabilities, or that there is none; and whether a child seeks asylum alone, for a time."""
    for code in {draft.one_of(CODES) for _ in range(draft.rng.randrange(3))}:
        draft.add(
            "ssd_disability",
            disa_table_id=draft.new_id("ssd_disability", "DI"),
            disa_person_id=child,
            disa_disability_code=code,
        )
    for status in {draft.one_of(STATUSES) for _ in range(draft.rng.randrange(3))}:
        began = draft.day()
        ended = draft.day_from(began) if draft.chance(0.5) else None
        draft.add(
            "ssd_immigration_status",
            immi_immigration_status_id=draft.new_id("ssd_immigration_status", "IM"),
            immi_person_id=child,
            immi_immigration_status=status,
            immi_immigration_status_start_date=draft.date_known(began),
            immi_immigration_status_end_date=text(ended),
        )
