"""Drawn early help: its episodes, and steps up to social care and down from it."""

from datetime import timedelta

from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months


def add_early_help(draft: Draft, child: str) -> None:
    """Episodes, some a year old to the day, and the steps that ended or began them."""
    for _ in range(draft.one_of((0, 1, 1, 2))):
        episode = draft.new_id("ssd_early_help_episodes", "EE")
        a_year_old = add_months(draft.one_of(JUDGED_DAYS), -draft.one_of((6, 12)))
        near = a_year_old + timedelta(days=draft.one_of((-1, 0, 1)))
        start = draft.one_of((near, draft.day()))
        end = draft.one_of((None, draft.day_from(start), draft.day_from(start)))
        draft.add(
            "ssd_early_help_episodes",
            earl_episode_id=episode,
            earl_person_id=draft.known(child),
            earl_episode_start_date=draft.date_known(start),
            earl_episode_end_date=text(end),
            earl_episode_worker_id=draft.worker(),
        )
        _add_step(draft, child, episode)


def _add_step(draft: Draft, child: str, episode: str) -> None:
    for _ in range(draft.one_of((0, 1, 1, 2))):
        requested = draft.day()
        decided = draft.one_of((requested, requested, draft.day_from(requested), None))
        began = draft.done_by(decided, draft.one_of((5, 10))) if decided else None
        draft.add(
            "early_help_steps",
            early_help_step_id=draft.new_id("early_help_steps", "ES"),
            person_id=draft.known(child),
            direction=draft.known(draft.one_of(("UP", "DOWN", "DOWN"))),
            requested_on=draft.date_known(requested),
            decided_on=text(decided),
            accepted=draft.flag(0.7),
            began_on=text(began),
            early_help_episode_id=draft.known(episode, unless=0.1),
            team=draft.team(),
        )
