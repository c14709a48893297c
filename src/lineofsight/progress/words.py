"""A text as words that can be compared: forms folded together, each knowing where it stood."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

ANY_NUMBER = "#"

Phrase = tuple[str, ...]

_WORD = re.compile(r"['’]s\b|(?P<word>\d+(?:\.\d+)?|[a-z]+\d*|[#%])", re.I)


@dataclass(frozen=True, slots=True)
class Word:
    """One word in the form it is compared in, and where in its text it stood."""

    form: str
    start: int
    end: int


class _Unit(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    times: int
    of: str


class _Vocabulary(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    passed_over: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    verb_endings: tuple[str, ...]
    populations: tuple[str, ...]
    subjects: tuple[str, ...]
    turns: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    numbers: dict[str, int]
    units: dict[str, _Unit]
    times: tuple[str, ...]


def words_of(text: str) -> tuple[Word, ...]:
    """The words that tell measures apart, abbreviations and other forms folded into one."""
    found = list(_folded(_plain_words(text)))
    kept = [word for word in found if word.form not in _vocabulary().passed_over]
    return tuple(_in_one_unit(kept))


@cache
def phrase(text: str) -> Phrase:
    """A definition's phrase in the same forms."""
    return tuple(word.form for word in words_of(text))


def find_all(wanted: Phrase, words: Sequence[Word]) -> tuple[range, ...]:
    """The places at which a phrase stands in a text, in a row; ``#`` is any number."""
    return tuple(
        range(start, start + len(wanted))
        for start in range(len(words) - len(wanted) + 1)
        if begins(wanted, [word.form for word in words[start : start + len(wanted)]])
    )


def begins(wanted: Phrase, forms: Sequence[str]) -> bool:
    """Whether forms begin with a phrase."""
    return len(forms) >= len(wanted) and all(map(_fits, wanted, forms))


@cache
def populations() -> frozenset[Phrase]:
    """The groups of children and workers that measures are of."""
    return frozenset(map(phrase, _vocabulary().populations))


@cache
def turns() -> frozenset[Phrase]:
    """What turns a measure into another: the opposite, an average, a judgement of quality."""
    return frozenset(map(phrase, _vocabulary().turns))


@cache
def telling() -> dict[str, tuple[Phrase, ...]]:
    """Every phrase that tells measures apart, by its first form.

    A definition that does not know such a phrase does not measure a measure that says it.
    """
    subjects = map(phrase, _vocabulary().subjects)
    found: dict[str, tuple[Phrase, ...]] = {}
    for each in {*populations(), *turns(), *subjects}:
        found[each[0]] = (*found.get(each[0], ()), each)
    return found


def units() -> tuple[str, ...]:
    """What times are counted in."""
    return _vocabulary().times


@cache
def _vocabulary() -> _Vocabulary:
    text = resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return _Vocabulary.model_validate(tomllib.loads(text))


def _plain_words(text: str) -> list[Word]:
    return [
        Word(_stem(found["word"].lower()), found.start(), found.end())
        for found in _WORD.finditer(text)
        if found["word"]
    ]


def _stem(word: str) -> str:
    vocabulary = _vocabulary()
    if word in vocabulary.numbers:
        return str(vocabulary.numbers[word])
    for ending, instead in vocabulary.endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + instead
            break
    for ending in vocabulary.verb_endings:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e") if len(word) > 4 else word


@cache
def _foldings() -> dict[Phrase, Phrase]:
    """What stands for each form; the form that stands for others stands for itself, whole."""
    return {_stems(form): _stems(forms[0]) for forms in _vocabulary().same for form in forms}


@cache
def _longest_folding() -> int:
    return max(map(len, _foldings()))


def _stems(text: str) -> Phrase:
    return tuple(word.form for word in _plain_words(text))


def _folded(words: Sequence[Word]) -> Iterator[Word]:
    """Each word, or the longest form that begins with it replaced by what stands for it.

    Every word put in its place stands where the whole form stood.
    """
    foldings, longest = _foldings(), _longest_folding()
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            form = tuple(word.form for word in words[at : at + length])
            if form in foldings:
                start, end = words[at].start, words[at + length - 1].end
                yield from (Word(instead, start, end) for instead in foldings[form])
                break
        else:
            length = 1
            yield words[at]
        at += length


def _in_one_unit(words: Sequence[Word]) -> Iterator[Word]:
    """Numbers of years as numbers of months, and so on; an age stays in years."""
    units = _vocabulary().units

    def form_at(place: int) -> str:
        return words[place].form if 0 <= place < len(words) else ""

    for at, word in enumerate(words):
        before, after = form_at(at - 1), form_at(at + 1)
        if word.form in units and before.isdigit() and after != "old":
            yield replace(word, form=units[word.form].of)
        elif word.form.isdigit() and after in units and form_at(at + 2) != "old":
            yield replace(word, form=str(int(word.form) * units[after].times))
        else:
            yield word


def _fits(wanted: str, said: str) -> bool:
    return wanted == said or (wanted == ANY_NUMBER and said.isdigit())
