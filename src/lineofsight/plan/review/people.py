"""Who is the same person under several forms of a name."""

import re
from collections import defaultdict
from collections.abc import Iterable

_SHORT = re.compile(r"\(([A-Z]{2,4})\)\s*$")
_SMALL = frozenset(["and", "of", "for", "the"])


def one_name_each(leads: Iterable[str]) -> dict[str, str]:
    """Each lead with the one form that stands for all of the same person's.

    ``Jo Bloggs (JB)``, ``J Bloggs`` and ``JB`` are one person as long as the plan has no other
    whom the shorter form could mean.
    """
    every = list(dict.fromkeys(leads))
    full = {lead: _SHORT.sub("", lead).strip() or lead for lead in every}
    meant: dict[str, set[str]] = defaultdict(set)
    for name in full.values():
        for short in _shorter_forms(name):
            meant[short].add(_folded(name))
    spelt = {_folded(name): name for name in reversed(list(full.values()))}
    return {lead: spelt[_longest(_folded(name), meant)] for lead, name in full.items()}


def _longest(name: str, meant: dict[str, set[str]]) -> str:
    candidates = meant.get(name, set()) - {name}
    return next(iter(candidates)) if len(candidates) == 1 else name


def _shorter_forms(name: str) -> list[str]:
    words = [word for word in name.split() if word.isalpha() and word not in _SMALL]
    if len(words) < 2 or any(len(word) < 2 for word in words):
        return []
    initials = "".join(word[0] for word in words)
    return [initials.casefold(), f"{words[0][0]} {words[-1]}".casefold()]


def _folded(name: str) -> str:
    return " ".join(name.replace(".", " ").split()).casefold()
