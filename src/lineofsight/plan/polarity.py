"""Which way is better, as far as a measure's own words tell."""

import re
from functools import lru_cache

from lineofsight.plan.model import Direction

_LOWER = re.compile(
    r"\bre-?\s?referr|\brepeat|\blonger than\b|\bmore than\b|\bover \d|\bvacanc|\bagency\b"
    r"|\bturnover\b|\bno further action\b|\bnfa\b|\bcomplaints?\b|\bsickness\b|\babsence"
    r"|\boverdue\b|\bunallocated\b|\bre-?registr|\bplacement (?:moves|breakdowns?|changes)"
    r"|\bsecond or subsequent\b|\bprevious plan\b|\bagain\b|\bwaiting\b|\bdelays?\b|\bwithout\b"
    r"|\bmissing (?:from|episodes|incidents)|\bcaseloads?\b|\blower\b|\breduc|\bdecrease|\bfewer\b",
    re.I,
)
_HIGHER = re.compile(
    r"\bcomplet|\bin[ -]time\b|\btimescales?\b|\bwithin\b|\boffered\b|\bseen\b|\bgood\b"
    r"|\bin place\b|\bor (?:less|fewer|below|under)\b|\bup[ -]to[ -]date\b"
    r"|\breturn(?:ed)? (?:home )?interview|\bfeel|\breport(?:ed|ing)? that\b|\bretention\b",
    re.I,
)
_UP = re.compile(r"\b(?:increas|improv|rais(?:e|ing)|more |greater|higher|growth)\w*", re.I)
_DOWN = re.compile(r"\b(?:reduc|decreas|fewer|lower|fall|declin)\w*", re.I)


@lru_cache(maxsize=64)
def lower_is_better(statement: str) -> bool:
    """Whether a measure counts what there should be less of."""
    return bool(_LOWER.search(statement)) and not _HIGHER.search(statement)


_OPENING = re.compile(
    r"\W*(?:an? |the |overall |sustained |continued |further )*"
    r"(?:increas|improv|more |greater|higher|reduc|decreas|fewer|lower|less )\w*",
    re.I,
)


def opens_with_direction(statement: str) -> bool:
    """Whether a sentence is itself a wish for more or less ("Reduction in complaints")."""
    return bool(_OPENING.match(statement))


def direction_of(statement: str) -> Direction | None:
    """The way a measure is to move where its words say no more ("reduction in complaints")."""
    up, down = _UP.search(statement), _DOWN.search(statement)
    if up and down:
        return "up" if up.start() < down.start() else "down"
    return "up" if up else "down" if down else None
