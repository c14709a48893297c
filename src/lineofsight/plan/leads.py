"""Who leads: names, roles and initials of one cell."""

import itertools
import re

from lineofsight.plan.lookalikes import latin

_SEPARATOR = re.compile(r"\s*(?:[/;,\n]|•|\s&\s)\s*")
_AND = re.compile(r"\s+and\s+")
_GOES_ON = re.compile(r"(?:[/,&]|\b(?:and|of|for|the))\s*$", re.I)
_SMALL = frozenset(["and", "of", "for", "the", "to", "in", "with", "all", "on"])


def read_leads(text: str) -> tuple[str, ...]:
    """The leads of a cell, each as printed: ``Jo Bloggs/ Head of QA`` are two."""
    leads: list[str] = []
    for part in _SEPARATOR.split(latin(text)):
        leads.extend(_people(" ".join(part.split()).strip(" .-–—:")))
    return tuple(dict.fromkeys(lead for lead in leads if any(c.isalpha() for c in lead)))


def _people(part: str) -> list[str]:
    """``Jo Bloggs and Sam Smith`` are two; ``Learning and Development`` is one."""
    sides = _AND.split(part)
    if len(sides) > 1 and all(len(side.split()) > 1 and looks_like_lead(side) for side in sides):
        return sides
    return [part]


def looks_like_lead(text: str) -> bool:
    """Whether ``text`` reads as a name, a role or initials: short, capitalised, no sentence."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", re.sub(r"\([^)]*\)", " ", text))
    if not words or len(words) > 12 or re.search(r"[%?!:]|\d{2}", text):
        return False
    capitals = sum(word[0].isupper() or word.lower() in _SMALL for word in words)
    return capitals >= len(words) - 1 and (words[0][0].isupper() or min(len(words), capitals) > 1)


def goes_on(text: str) -> bool:
    """Whether a cell breaks off in the middle of a lead."""
    return bool(_GOES_ON.search(text))


def part_leads(text: str, known: frozenset[str], wanted: int) -> list[str] | None:
    """``text`` cut into ``wanted`` leads, or None where no cut is sure.

    Lines part leads.  Without them, ``known`` are leads that stand alone in other cells: a lead
    that ends the text and is known begins a new one.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == wanted:
        return lines
    words = " ".join(text.split()).split(" ")
    cuts = []
    for at in range(1, len(words)):
        before = words[at - 1]
        if _GOES_ON.search(before) or words[at].startswith("/"):
            continue
        if any(" ".join(words[at:]).startswith(name) for name in known):
            cuts.append(at)
    # A known name may hold another ("Head of QA", "QA"): cuts inside one are no cuts.
    sure = [at for at in cuts if not any(_inside(words, at, name) for name in known)]
    if len(sure) != wanted - 1:
        return None
    edges = [0, *sure, len(words)]
    return [" ".join(words[a:b]) for a, b in itertools.pairwise(edges)]


def _inside(words: list[str], at: int, name: str) -> bool:
    parts = name.split(" ")
    return any(
        words[start : start + len(parts)] == parts
        for start in range(max(0, at - len(parts) + 1), at)
    )
