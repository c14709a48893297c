"""Drawn missing episodes, and the screenings and discussions that follow them."""

from datetime import date, timedelta

from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import EXTRACT_DAY, add_months, add_working_days

KINDS = (*("Missing",) * 8, "Away", "")
ANSWERS = ("Y", "Y", "N", "NA", "")
TOOLS = (*("EXPLOITATION_SCREENING", "EXPLOITATION_ASSESSMENT") * 2, "NEGLECT_SCREENING")
COMPLETED_BY = ("SOCIAL_CARE", "EARLY_HELP", "POLICE", "POLICE", "SCHOOL", "HEALTH", "OTHER", "")
GAPS = ((0, 1, 20), (1, 20), (45,), (45, 46), (20, 90, 91))
RISKS = ("LOW", "MEDIUM", "HIGH", "")
ABOUT = ("MISSING", "MISSING", "EXPLOITATION", "PROTECTION", "")
NO_SUCH_EPISODE = "ME-NONE"


def add_missing_episodes(draft: Draft, child: str) -> None:
    """Episodes of no day, two, three or many; one after another, on the same day, 90 or 91 days
    apart, and about a year before a judged day."""
    start = draft.one_of((draft.day(), EXTRACT_DAY - timedelta(days=draft.one_of((4, 6, 9, 90)))))
    gaps = draft.one_of(GAPS)
    for _ in range(draft.one_of((0, 1, 2, 4, 6, 7))):
        if draft.chance(0.1):
            start = add_months(draft.one_of(JUDGED_DAYS), -12) - timedelta(days=4)
        end = draft.one_of((0, 0, 1, 2, 3, 4, 4, 30, None))
        _add_episode(draft, child, start, None if end is None else start + timedelta(days=end))
        start += timedelta(days=draft.one_of(gaps))


def _add_episode(draft: Draft, child: str, start: date, end: date | None) -> None:
    episode = draft.new_id("ssd_missing", "ME")
    offered = draft.one_of(ANSWERS)
    draft.add(
        "ssd_missing",
        miss_table_id=episode,
        miss_person_id=draft.known(child),
        miss_missing_episode_start_date=draft.date_known(start),
        miss_missing_episode_type=draft.one_of(KINDS),
        miss_missing_episode_end_date=text(end),
        miss_missing_rhi_offered=offered,
        miss_missing_rhi_accepted=draft.one_of(ANSWERS)
        if offered == "Y" or draft.flaw(0.2)
        else "",
    )
    if draft.chance(0.6):
        _add_discussion(draft, child, episode, start)
    if draft.chance(0.5):
        _add_tool(draft, child, start)


def _add_discussion(draft: Draft, child: str, episode: str, start: date) -> None:
    """About the episode or what it points to; held on the fifth working day, a day later, before
    the child went, or not yet."""
    before = start - timedelta(days=1)
    last = add_working_days(start, 5)
    held = draft.one_of((last, last, start, before, draft.done_by(start, 5)))
    draft.add(
        "strategy_discussions",
        strategy_discussion_id=draft.new_id("strategy_discussions", "SM"),
        person_id=draft.known(child),
        missing_episode_id=draft.one_of((episode, episode, "", NO_SUCH_EPISODE)),
        about=draft.one_of(ABOUT),
        held_on=text(held),
    )


def _add_tool(draft: Draft, child: str, start: date) -> None:
    """A tool completed six months before a judged day, or nearly, at any time, or not."""
    half_a_year_ago = add_months(draft.one_of(JUDGED_DAYS), -6)
    near = half_a_year_ago + timedelta(days=draft.one_of((-1, 0, 0, 1)))
    completed = draft.one_of((near, start, draft.day(), draft.day(), None))
    begun = (completed or start) - timedelta(days=draft.one_of((0, 7)))
    draft.add(
        "practice_tools",
        practice_tool_id=draft.new_id("practice_tools", "PT"),
        person_id=draft.known(child),
        tool=draft.one_of(TOOLS),
        started_on=draft.date_known(begun),
        completed_on=text(completed),
        completed_by_kind="" if completed is None else draft.one_of(COMPLETED_BY),
        risk="" if completed is None else draft.one_of(RISKS),
    )


def answer_offers(draft: Draft) -> None:
    """Say of interviews that were offered whether the child wanted them."""
    for interview in draft.rows["return_interviews"]:
        if interview["offered_at"]:
            interview["accepted"] = draft.flag(0.7)
