"""What the document prints beside several actions without saying whose it is."""

import re

from lineofsight.plan.model import Action

# The reader's doubts on pairing open with what could not be paired.
_DATES = re.compile(r"\d+ dates?\b")
_LEADS = re.compile(r"The leads\b")


def dates_in_doubt(action: Action) -> bool:
    """Whether dates are printed for the action, or for it and others, that nobody could pair."""
    return any(
        doubt.kind == "date" or (doubt.kind == "pairing" and _DATES.match(doubt.message))
        for doubt in action.doubts
    )


def leads_in_doubt(action: Action) -> bool:
    """Whether leads are printed for the action and others that nobody could pair."""
    return any(doubt.kind == "pairing" and _LEADS.match(doubt.message) for doubt in action.doubts)
