"""Ratings: the letter, colour or word that a plan prints, as a level of its own scheme."""

import re

from lineofsight.plan.lookalikes import latin
from lineofsight.plan.model import Rating

_LEVELS = {
    "b": "BLUE", "blue": "BLUE", "complete": "BLUE", "completed": "BLUE", "closed": "BLUE",
    "g": "GREEN", "green": "GREEN", "on track": "GREEN", "on target": "GREEN",
    "a": "AMBER", "amber": "AMBER", "yellow": "AMBER", "at risk": "AMBER",
    "r": "RED", "red": "RED", "off track": "RED", "overdue": "RED", "delayed": "RED",
    "gr": "GREY", "grey": "GREY", "gray": "GREY", "not started": "GREY", "not yet due": "GREY",
    "not yet started": "GREY", "white": "GREY",
    "fully achieved": "FULLY", "fully met": "FULLY", "achieved": "FULLY", "fully": "FULLY",
    "partially achieved": "PARTIALLY", "partially met": "PARTIALLY", "partially": "PARTIALLY",
    "partly met": "PARTIALLY", "partly achieved": "PARTIALLY",
    "limited progress": "LIMITED", "limited": "LIMITED",
    "still issues": "STILL_ISSUES", "still has issues": "STILL_ISSUES", "not met": "STILL_ISSUES",
    "continues": "CONTINUES", "work continues": "CONTINUES",
}  # fmt: skip


def level_of(text: str) -> str | None:
    """The level that ``text`` names, or None."""
    words = " ".join(re.findall(r"[a-z]+", latin(text).lower()))
    if words in _LEVELS:
        return _LEVELS[words]
    # "Amber (A)", "Green - on track": the colour decides when only one is named
    named = {_LEVELS[word] for word in words.split() if word in _LEVELS and len(word) > 2}
    return named.pop() if len(named) == 1 and len(words) < 40 else None


def read_rating(text: str) -> Rating:
    """The rating of a cell; ``text`` keeps what is printed."""
    text = " ".join(text.split())
    return Rating(text, level_of(text)) if text else Rating()
