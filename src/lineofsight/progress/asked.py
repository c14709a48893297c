"""A measure's words, read once for every definition: what it says that tells measures apart."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lineofsight.progress.words import (
    ANY_NUMBER,
    Phrase,
    Word,
    begins,
    find_all,
    populations,
    telling,
    units,
    words_of,
)

# Between two things of a list: a comma or a conjunction, and no word that says something.
_LISTED = re.compile(
    r"(?=.*(?:[,/&;+]|\band\b|\bor\b))"
    r"(?:[^\w]|\b(?:and|or|the|of|for|plans?|children|child|young people|s)\b)*",
    re.I | re.S,
)
# Words after which a number of months is how far back is looked, not how long a thing may take.
_WINDOW = frozenset({"last", "next", "previou", "past", "roll", "follow", "com", "over"})


@dataclass(frozen=True, slots=True)
class Said:
    """A telling phrase and where the measure says it."""

    phrase: Phrase
    place: range


@dataclass(frozen=True, slots=True)
class Time:
    """A number of days, months and so on, and whether it only says how far back is looked."""

    number: str
    unit: str
    place: range
    window: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a measure says: its words, the phrases of definitions in it, and what they must know.

    ``lists`` are telling phrases that stand in one list ("plans, visits and reviews").
    """

    text: str
    words: tuple[Word, ...]
    phrases: Mapping[Phrase, tuple[range, ...]]
    telling: tuple[Said, ...]
    lists: tuple[frozenset[Phrase], ...]
    times: tuple[Time, ...]

    @property
    def populations(self) -> frozenset[Phrase]:
        """Which groups of children it names."""
        return frozenset(said.phrase for said in self.telling) & populations()

    def places(self, phrase: Phrase) -> tuple[range, ...]:
        """Where it says a phrase of a definition."""
        return self.phrases.get(phrase, ())

    def own_words(self, places: Iterable[range]) -> list[str]:
        """The measure's own words at these places, each once, in their order."""
        spans = sorted({self._span(place) for place in places})
        outer = [
            span
            for span in spans
            if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in spans)
        ]
        return [f"“{' '.join(self.text[start:end].split())}”" for start, end in outer]

    def _span(self, place: range) -> tuple[int, int]:
        return self.words[place[0]].start, self.words[place[-1]].end


def asked(text: str, phrases: Mapping[str, Sequence[Phrase]]) -> Asked:
    """A measure read; ``phrases`` are those of every definition by their first form."""
    words = words_of(text)
    said = _telling(words)
    return Asked(
        text, words, _found(words, phrases), said, _lists(text, words, said), _times(words, said)
    )


def by_first_form(phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
    """Phrases by the form that they begin with."""
    found: dict[str, list[Phrase]] = {}
    for phrase in dict.fromkeys(phrases):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _found(
    words: Sequence[Word], phrases: Mapping[str, Sequence[Phrase]]
) -> dict[Phrase, tuple[range, ...]]:
    forms = {word.form for word in words}
    if any(form.isdigit() for form in forms):
        forms.add(ANY_NUMBER)
    begun = (phrase for form in forms for phrase in phrases.get(form, ()))
    found = ((phrase, find_all(phrase, words)) for phrase in begun)
    return {phrase: places for phrase, places in found if places}


def _telling(words: Sequence[Word]) -> tuple[Said, ...]:
    """The longest telling phrase at each place, none within another."""
    known, forms = telling(), [word.form for word in words]
    found, at = [], 0
    while at < len(words):
        fitting = [
            phrase for phrase in known.get(forms[at], ()) if begins(phrase, forms[at : at + 6])
        ]
        phrase = max(fitting, key=len, default=None)
        if phrase:
            found.append(Said(phrase, range(at, at + len(phrase))))
        at += len(phrase) if phrase else 1
    return tuple(found)


def _lists(text: str, words: Sequence[Word], said: Sequence[Said]) -> tuple[frozenset[Phrase], ...]:
    lists: list[set[Phrase]] = []
    last: Said | None = None
    for before, after in pairwise(said):
        end, start = words[before.place[-1]].end, words[after.place[0]].start
        # Two things that one form stands for ("stages 2 and 3") have the same place in the text.
        if start >= end and not _LISTED.fullmatch(text[end:start]):
            continue
        if lists and last is before:
            lists[-1].add(after.phrase)
        else:
            lists.append({before.phrase, after.phrase})
        last = after
    return tuple(frozenset(each) for each in lists)


def _times(words: Sequence[Word], said: Sequence[Said]) -> tuple[Time, ...]:
    # “1 month later” is a thing said; in “over 18 months” the number is still one to count by.
    within = {at for each in said if ANY_NUMBER not in each.phrase for at in each.place}
    return tuple(
        Time(word.form, after.form, range(at, at + 2), at > 0 and words[at - 1].form in _WINDOW)
        for at, (word, after) in enumerate(pairwise(words))
        if word.form.isdigit() and after.form in units() and at not in within
    )
