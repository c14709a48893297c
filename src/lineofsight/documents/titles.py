"""Lines without cells, within a table of text, that are titles of their own."""

import re

_NUMBER = r"(?:\d{1,2}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)"
_THEME = re.compile(
    r"(?:theme|priority|objective|area|goal|aim|strand|work ?stream|recommendation|outcome"
    rf"|finding|chapter|section|part|phase|standard)\s+{_NUMBER}\b.*",
    re.I,
)
_BAND = re.compile(
    r"(?:immediate(?:ly)?|urgent|(?:short|medium|longer|long)(?:[ -]to[ -]\w+)?[ -]?term"
    r"|within\s+(?:the\s+)?(?:next\s+|first\s+)?\w+\s+(?:days?|weeks?|months?|years?)"
    r"|(?:the\s+)?(?:first|next)\s+\w+\s+(?:days?|weeks?|months?)"
    r"|\w+\s*(?:-|–|to)\s*\w+\s+(?:days?|weeks?|months?)"
    r"|\d+\s+(?:days?|weeks?|months?)"
    r"|by\s+(?:the\s+)?(?:end\s+of\s+)?(?:[A-Z][a-z]+\s+)?20\d\d)\b.*",
    re.I | re.S,
)
_WORDS = 14


def is_theme(text: str) -> bool:
    """Whether a line is named and numbered as a part of a plan ("Priority 2: ...")."""
    return len(text.split()) <= _WORDS and _THEME.fullmatch(text) is not None


def is_band(text: str) -> bool:
    """Whether a line begins as a time in which all below it is to be done ("Within 3 months")."""
    ends = text.rstrip().endswith((".", ";", ","))
    return len(text.split()) <= _WORDS and not ends and _BAND.fullmatch(text) is not None
