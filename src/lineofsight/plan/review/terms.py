"""Texts as the words that carry their meaning, each weighed by how rare it is."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

# Words of grammar, and words that every finding and every action uses of anything.
_PASSED_OVER = frozenset(
    """
    a about across after against all also an and any are as at be been before being both but by
    can could do does each enough ensure ensuring especially for from further get had has have
    having how if improve improvement improvements improving in include includes including into
    is it its just may more most must need needed needs no not of on or other our out over own
    particular particularly per relation same should so some sufficient such than that the their
    them then there these they this those through to too under up use used using very was way well
    were what when where whether which while who will with within would
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+")
_ENDINGS = (
    "isations", "isation", "ations", "ation", "ments", "ment", "ities", "ings", "ions", "ness",
    "ively", "ing", "ion", "ity", "ive", "ies", "ely", "ed", "es", "ly", "al", "er", "or", "y",
    "e", "s",
)  # fmt: skip
_SHORTEST = 4
# How alike, of 100, two forms must be to count as one word written in two ways.
_ONE_WORD = 88


@lru_cache(maxsize=20_000)
def form_of(word: str) -> str:
    """``word`` without its endings, so that *assessing* and *assessments* are one form."""
    for _ in range(3):
        ending = next(
            (e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST), None
        )
        if ending is None:
            break
        word = word.removesuffix(ending)
    return word


def words_of(text: str) -> dict[str, str]:
    """The forms of the words that mean something, in order, each with the word as it stands."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text.casefold().replace("-", " ")):
        plain = re.sub(r"['’]s?$|['’]", "", word)
        if len(plain) > 1 and plain not in _PASSED_OVER:
            found.setdefault(form_of(plain), plain)
    return found


class Weights:
    """How much a word tells: the rarer among the texts at hand, the more.

    A word of one text in a hundred weighs several times one that stands in every second.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        every = [words_of(text) for text in texts]
        self._texts = max(len(every), 1)
        self._counts = Counter(form for forms in every for form in forms)

    def of(self, form: str) -> float:
        """The weight of a form; one that no text has weighs the most."""
        return math.log(1 + self._texts / (1 + self._counts[form]))


def in_words(form: str, forms: Iterable[str]) -> bool:
    """Whether ``form`` is among ``forms``, or nearly: a slip of spelling, a longer ending."""
    known = forms if isinstance(forms, (dict, set, frozenset)) else list(forms)
    if form in known:
        return True
    if len(form) <= _SHORTEST or form.isdigit():
        return False
    return process.extractOne(form, known, scorer=fuzz.ratio, score_cutoff=_ONE_WORD) is not None
