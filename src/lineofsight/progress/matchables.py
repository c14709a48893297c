"""What a measure can be matched to: the catalogue's indicators, and sources not computed yet."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.definition import Matching
from lineofsight.progress.suggestion import Kind
from lineofsight.progress.words import Phrase, begins, phrase, telling, units, words_of

FALLBACK = "typed_figure"
OWN = "own_definition"


@dataclass(frozen=True)
class AskedPart:
    """Phrases by which a measure asks for more than an answer covers, and what that is."""

    phrases: tuple[Phrase, ...]
    uncovered: str


@dataclass(frozen=True)
class Matchable:
    """Something that may answer a measure, and the phrases by which a measure asks for it.

    ``says``, ``also``, ``never``, ``numbers`` and ``parts`` are those of
    :class:`~lineofsight.indicators.definition.Matching`, as phrases in the forms that are
    compared, parameters put in.  ``counts`` is what it counts, in words.
    """

    id: str
    title: str
    kind: Kind
    says: tuple[tuple[Phrase, ...], ...]
    also: tuple[Phrase, ...] = ()
    never: tuple[Phrase, ...] = ()
    numbers: tuple[tuple[Phrase, int], ...] = ()
    parts: tuple[AskedPart, ...] = ()
    counts: str = ""
    needs: str | None = None

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase that must be looked for in a measure."""
        groups = (said for group in self.says for said in group)
        numbers = (said for said, _ in self.numbers)
        parts = (said for part in self.parts for said in part.phrases)
        return (*groups, *self.also, *self.never, *numbers, *parts)

    @cached_property
    def measures(self) -> frozenset[Phrase]:
        """The telling phrases of what it counts: those of its title and of what a measure says."""
        said = (said for group in self.says for said in group)
        return _telling_in((phrase(self.title), *said))

    @cached_property
    def knows(self) -> frozenset[Phrase]:
        """The telling phrases that a measure may say and still be measured by it."""
        parts = (said for part in self.parts for said in part.phrases)
        return self.measures | _telling_in((*self.also, *parts))

    @cached_property
    def times(self) -> Mapping[str, frozenset[str]]:
        """The numbers of days, months and so on that it counts by, by their unit."""
        found: dict[str, set[str]] = {}
        for word, after in pairwise(words_of(f"{self.title}. {self.counts}")):
            if word.form.isdigit() and after.form in units():
                found.setdefault(after.form, set()).add(word.form)
        return {unit: frozenset(numbers) for unit, numbers in found.items()}


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    needs: str
    matching: Matching = Matching()


def matchables(indicators: Mapping[str, Indicator]) -> tuple[Matchable, ...]:
    """Every indicator and variant that says by what words it is asked for, then every source."""
    computed = (_indicator(indicator) for indicator in indicators.values())
    return (*(found for found in computed if found.says), *sources())


@cache
def sources() -> tuple[Matchable, ...]:
    """The kinds of source that nothing computes yet, one definition file each."""
    folder = Path(str(resources.files(__package__))) / "sources"
    return tuple(_source(path) for path in sorted(folder.glob("*.toml")))


def fallback() -> Matchable:
    """What can always be done: a figure typed in with its source."""
    return next(source for source in sources() if source.id == FALLBACK)


def _source(path: Path) -> Matchable:
    file = _Source.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    asked = file.matching
    return Matchable(
        path.stem,
        file.title,
        "source",
        _groups(asked),
        _phrases(asked.also),
        _phrases(asked.never),
        needs=file.needs,
    )


def _indicator(indicator: Indicator) -> Matchable:
    file, variant_id = indicator.file, indicator.id.partition(":")[2]
    variant = next((each for each in file.variants if each.id == variant_id), None)
    base, own = file.matching, variant.matching if variant else Matching()
    numbers = {**base.numbers, **own.numbers}
    unknown = [
        name
        for name in numbers.values()
        if isinstance(name, str) and name not in indicator.parameters
    ]
    if unknown:
        raise UnusableInput(
            f"The definition {indicator.id} matches by the parameter {unknown[0]!r}, "
            "which [parameters] lacks."
        )
    return Matchable(
        id=indicator.id,
        title=indicator.title,
        kind="indicator",
        says=_groups(base) + _groups(own),
        also=_phrases((*base.also, *own.also)),
        never=_phrases(own.never or base.never),
        numbers=tuple(
            (phrase(said), number if isinstance(number, int) else indicator.parameters[number])
            for said, number in numbers.items()
        ),
        parts=tuple(
            AskedPart(_phrases(part.asks), part.uncovered) for part in base.parts + own.parts
        ),
        counts=f"{indicator.met}. {indicator.measured}",
    )


def _groups(asked: Matching) -> tuple[tuple[Phrase, ...], ...]:
    return tuple(_phrases(group) for group in asked.says)


def _phrases(said: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(map(phrase, said))


def _telling_in(said: Iterable[Phrase]) -> frozenset[Phrase]:
    return frozenset(
        telling_phrase
        for forms in said
        for at, form in enumerate(forms)
        for telling_phrase in telling().get(form, ())
        if begins(telling_phrase, forms[at:])
    )
