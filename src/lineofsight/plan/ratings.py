"""Ratings: the letter, colour or word that a plan prints, as a level of its own scheme."""

import re

from lineofsight.plan.lookalikes import latin
from lineofsight.plan.model import Rating

_LEVELS = {
    "b": "BLUE", "blue": "BLUE", "complete": "BLUE", "completed": "BLUE", "closed": "BLUE",
    "done": "BLUE", "delivered": "BLUE", "embedded": "BLUE", "completed and embedded": "BLUE",
    "complete and evidenced": "BLUE", "delivered and checked": "BLUE", "delivered checked": "BLUE",
    "g": "GREEN", "green": "GREEN", "on track": "GREEN", "on target": "GREEN",
    "a": "AMBER", "amber": "AMBER", "yellow": "AMBER", "at risk": "AMBER",
    "on schedule": "GREEN", "progressing as planned": "GREEN", "slipping": "AMBER",
    "minor delay": "AMBER", "some delay": "AMBER", "behind schedule": "AMBER",
    "significant delay": "RED", "serious delay": "RED", "not on track": "RED",
    "r": "RED", "red": "RED", "off track": "RED", "overdue": "RED", "delayed": "RED",
    "gr": "GREY", "grey": "GREY", "gray": "GREY", "not started": "GREY", "not yet due": "GREY",
    "not yet started": "GREY", "white": "GREY", "on hold": "GREY", "paused": "GREY",
    "fully achieved": "FULLY", "fully met": "FULLY", "achieved": "FULLY", "fully": "FULLY",
    "partially achieved": "PARTIALLY", "partially met": "PARTIALLY", "partially": "PARTIALLY",
    "partly met": "PARTIALLY", "partly achieved": "PARTIALLY", "partially complete": "PARTIALLY",
    "achieved in full": "FULLY", "met": "FULLY", "not achieved": "STILL_ISSUES",
    "continues to improve": "CONTINUES", "continuing to improve": "CONTINUES",
    "limited progress": "LIMITED", "limited change": "LIMITED", "limited improvement": "LIMITED",
    "limited": "LIMITED",
    "still issues": "STILL_ISSUES", "still has issues": "STILL_ISSUES", "not met": "STILL_ISSUES",
    "continues": "CONTINUES", "work continues": "CONTINUES",
}  # fmt: skip


# Words of any sentence: a rating only where nothing else is said.
_ONLY_ALONE = frozenset(["done", "delivered", "embedded", "met", "paused", "slipping"])
_LEADING = re.compile(r"\s*(?P<grade>[A-Za-z][A-Za-z ]{2,30}?)\s*[.,:;(–—-]\s*\S")


def graded(text: str) -> str | None:
    """The level of ``text``, or of the grade that it begins with ("Partially - in new cases")."""
    leading = _LEADING.match(text)
    return level_of(text) or (level_of(leading["grade"]) if leading else None)


def level_of(text: str) -> str | None:
    """The level that ``text`` names, or None."""
    words = " ".join(re.findall(r"[a-z]+", latin(text).lower()))
    if words in _LEVELS:
        return _LEVELS[words]
    # "Amber (A)", "Green - on track": the colour decides when only one is named
    said = [word for word in words.split() if len(word) > 2 and word not in _ONLY_ALONE]
    named = {_LEVELS[word] for word in said if word in _LEVELS}
    return named.pop() if len(named) == 1 and len(words) < 40 else None


# What a key's words come to, where no colour says it; the first that fits.
_MEANS = tuple(
    (re.compile(words, re.I), level)
    for words, level in (
        (r"\bnot (?:yet )?(?:started|due|begun|commenced)\b|\bon hold\b|\bpaused\b", "GREY"),
        (r"\bnot (?:on track|progressing)\b|\boff track\b|\boverdue\b|\bserious"
         r"|\bsignificant(?:ly)? (?:delay|behind|off)|\bfailed\b|\bno progress\b"
         r"|\bwill not be\b|\bcritical\b", "RED"),
        (r"\bat risk\b|\bdelay|\bbehind\b|\bslip|\bsome (?:issues|concerns?|risks?)\b|\bminor\b",
         "AMBER"),
        (r"\bon (?:track|target|schedule|course)\b|\bas (?:planned|expected)\b|\bin time\b",
         "GREEN"),
        (r"^\W*(?:action )?(?:is |fully )?(?:complete|done|closed|delivered|embedded|finished)",
         "BLUE"),
    )
)  # fmt: skip


def level_of_meaning(meaning: str) -> str | None:
    """The level that the words of a key come to, or None."""
    usual = level_of(meaning)
    return usual or next((level for words, level in _MEANS if words.search(meaning)), None)


def read_rating(text: str) -> Rating:
    """The rating of a cell; ``text`` keeps what is printed."""
    text = " ".join(text.split())
    return Rating(text, graded(text)) if text else Rating()
