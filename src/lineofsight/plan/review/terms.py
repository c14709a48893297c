"""Texts as the words that carry their meaning, each weighed by how rare it is."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from lineofsight.plan.review.names import in_one_name

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
# Words that say how well, how soon or for whom of nearly everything that inspections look at: they
# seldom tell one finding from another, however rare they are in a plan.
_OF_ANYTHING = """
    quality timeliness timely effectiveness consistency robust rigour regularity impact response
    arrangements approach application availability service services support help provision provided
    receive practice practitioners work worker workers social child children young people time level
    levels making local authority strengthen appropriate good weaknesses progress identification
    understanding use sufficient clarity offer opportunities oversight
    """.split()  # noqa: SIM905
_LITTLE = 1 / 3
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+")
_IRREGULAR = {
    "children": "child",
    "retention": "retain",
    "fewer": "few",
    "homelessness": "homeless",
}
# What each ending becomes; the longest that leaves enough of the word is taken, and again.
_ENDINGS = tuple(
    sorted(
        {
            **dict.fromkeys(
                """isations isation ations ation ments ment ities ings ions ness ing ion ity ive
                ed es ly al er ers or ors y e s liness""".split(),  # noqa: SIM905
                "",
            ),
            "ily": "il", "ilies": "il", "ency": "ent", "ence": "ent", "ancy": "ant", "ance": "ant",
            "ies": "",
        }.items(),
        key=lambda each: -len(each[0]),
    )
)  # fmt: skip
_SHORTEST = 4
# How alike, of 100, two forms must be to count as one word written in two ways.
_ONE_WORD = 90


@lru_cache(maxsize=20_000)
def form_of(word: str) -> str:
    """``word`` without its endings, so that *assessing* and *assessments* are one form."""
    word = _IRREGULAR.get(word, word)
    for _ in range(3):
        ending, left = next(((e, left) for e, left in _ENDINGS if _ends(word, e, left)), ("", ""))
        if not ending:
            break
        word = word.removesuffix(ending) + left
        if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
            word = word[:-1]
    return word


def _ends(word: str, ending: str, left: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) + len(left) >= _SHORTEST


def words_of(text: str, own: frozenset[str] = frozenset()) -> dict[str, str]:
    """The forms of the words that mean something, in order, each with the word as it stands.

    Names that mean the same are read as one, but for ``own``, which the plan explains itself.
    """
    found: dict[str, str] = {}
    for word in _WORD.findall(in_one_name(text, own).casefold().replace("-", " ")):
        plain = re.sub(r"['’]s?$|['’]", "", word)
        if len(plain) > 1 and plain not in _PASSED_OVER:
            found.setdefault(form_of(plain), plain)
    return found


_FORMS_OF_ANYTHING = frozenset(map(form_of, _OF_ANYTHING))


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
        weight = math.log(1 + self._texts / (1 + self._counts[form]))
        return weight * _LITTLE if form in _FORMS_OF_ANYTHING else weight


class Vocabulary:
    """The forms that a plan uses, searched for one form at a time."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = list(dict.fromkeys(forms))
        self._found: dict[str, frozenset[str]] = {}

    def alike(self, form: str) -> frozenset[str]:
        """``form`` and those nearly like it: a slip of spelling, a longer ending."""
        if form not in self._found:
            found = {form}
            if len(form) > _SHORTEST + 1 and not form.isdigit():
                near = process.extract(
                    form, self._forms, scorer=fuzz.ratio, score_cutoff=_ONE_WORD, limit=None
                )
                found |= {each for each, _, _ in near}
            self._found[form] = frozenset(found)
        return self._found[form]
