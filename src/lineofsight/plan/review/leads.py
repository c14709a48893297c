"""Gaps of who answers for an action."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from lineofsight.plan.model import Action, Plan
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.pairings import leads_in_doubt
from lineofsight.plan.review.people import one_name_each
from lineofsight.plan.review.telling import gap_of, gap_of_plan, listed, refs_of

# "Ida Moss (lead)", "Accountable: Ida Moss", a star; a Lead Member or Lead Nurse holds a post.
_ACCOUNTABLE = re.compile(
    r"\([^()]*\b(?:lead|accountable|sponsor|owner)\b[^()]*\)|\*|\bsupported by\b"
    r"|^(?:lead|accountable|sponsor|owner)\s?[:–-]|\s[–-]\s?(?:lead|accountable|sponsor|owner)$",
    re.I,
)
_NOT_IN_POST = re.compile(
    r"\bto be (?:appointed|recruited|confirmed|agreed|identified|decided)\b|\bvacan(?:t|cy)\b"
    r"|\bt\.?b\.?[acd]\b|\bonce (?:appointed|in post)\b"
    r"|^new (?:head|director|manager|lead|chair|principal|post|service manager|team manager)\b",
    re.I,
)
# In post, and not for the length of a plan.
_FOR_A_TIME = re.compile(r"\b(?:interim|acting|temporary|locum|agency|seconded)\b", re.I)
# Each open action wants evidence and a word every month.  Eight are two a week, which a lead can
# do beside a service; more than a quarter of the plan on one lead makes its pace theirs alone.
MOST_ON_ONE_LEAD = 8
LARGEST_SHARE_ON_ONE_LEAD = 0.25


def no_lead(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action for which nobody answers.

    Not told where the document names leads that could not be paired: that is a doubt.
    """
    for action in plan.actions:
        if not action.leads and not leads_in_doubt(action):
            yield gap_of(
                action, "no_lead", "high", "has no lead: name one person who answers for it."
            )


def no_accountable_lead(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action with several leads of whom none is marked as the one who answers."""
    for action in plan.actions:
        if len(action.leads) > 1 and not any(_ACCOUNTABLE.search(lead) for lead in action.leads):
            yield gap_of(
                action,
                "no_accountable_lead",
                "medium",
                f"has {len(action.leads)} leads ({listed(action.leads)}) and does not say which of "
                "them answers for it: mark one.",
            )


def lead_not_in_post(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action led by a post that nobody holds yet, or that somebody holds for a time."""
    for action in plan.actions:
        for lead in action.leads:
            if _FOR_A_TIME.search(lead) and not _NOT_IN_POST.search(lead):
                yield gap_of(
                    action,
                    "lead_not_in_post",
                    "low",
                    f"is led by somebody in post for a time ({lead}): say who takes it over.",
                )
            elif _NOT_IN_POST.search(lead):
                yield gap_of(
                    action,
                    "lead_not_in_post",
                    "medium",
                    f"is led by somebody who may not be in post ({lead}): say who answers until "
                    "then.",
                )


def too_many_on_one_lead(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """More than eight actions, and more than a quarter of the plan, on one lead."""
    names = one_name_each(lead for action in plan.actions for lead in action.leads)
    led: dict[str, dict[str, Action]] = defaultdict(dict)
    for action in plan.actions:
        for lead in action.leads:
            led[names[lead]][action.id] = action
    for name, actions in led.items():
        share = len(actions) / len(plan.actions)
        if len(actions) > MOST_ON_ONE_LEAD and share > LARGEST_SHARE_ON_ONE_LEAD:
            yield gap_of_plan(
                "too_many_on_one_lead",
                "medium",
                f"{name} leads {len(actions)} of the plan's {len(plan.actions)} actions "
                f"({refs_of(list(actions.values()))}): share them, or say what gives way.",
                actions,
            )
