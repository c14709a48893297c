"""Which indicator or source measures a plan's measure, told from its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineofsight.indicators.catalogue import Indicator
from lineofsight.progress.matchables import FALLBACK, Matchable, fallback, matchables
from lineofsight.progress.suggestion import Suggestion
from lineofsight.progress.wording import joined
from lineofsight.progress.words import ANY_NUMBER, Word, find, phrase, words_of

_OF_PHRASES, _OF_SHARE = 0.7, 0.3


@dataclass(frozen=True)
class _Match:
    """Where in the measure each phrase was found, and how much they tell."""

    places: tuple[range, ...]
    weight: float


def suggest(measure_text: str, answers: Iterable[Matchable]) -> tuple[Suggestion, ...]:
    """Everything that may answer a measure, likeliest first; the last is always a typed figure.

    An answer must have all that its definition says: a phrase of every group, none that rules it
    out, and no other number where the measure gives one.  The score grows with the phrases that
    are found and with the share of the measure's words that they account for.
    """
    words = words_of(measure_text)
    found = [
        _suggestion(measure_text, words, answer, match)
        for answer in answers
        if answer.id != FALLBACK and (match := _match(words, answer)) is not None
    ]
    return (*sorted(found, key=lambda each: -each.score), _typed())


def best_suggestion(measure_text: str, indicators: Mapping[str, Indicator]) -> Suggestion:
    """The likeliest answer to a measure among the indicators and the sources."""
    return suggest(measure_text, matchables(indicators))[0]


def _match(words: Sequence[Word], answer: Matchable) -> _Match | None:
    if any(find(phrase(ruled_out), words) for ruled_out in answer.never):
        return None
    places: list[range] = []
    for group in answer.says:
        place = _longest(words, group)
        if place is None:
            return None
        places.append(place)
    weight = float(len(places))
    for said, number in answer.numbers:
        wanted = phrase(said)
        place = find([str(number) if form == ANY_NUMBER else form for form in wanted], words)
        if place is not None:
            places.append(place)
            weight += 1
        elif find(wanted, words):
            return None
    extra = [place for said in answer.also if (place := find(phrase(said), words))]
    return _Match((*places, *extra), weight + len(extra) / 2) if places else None


def _longest(words: Sequence[Word], group: Sequence[str]) -> range | None:
    found = [place for said in group if (place := find(phrase(said), words)) is not None]
    return max(found, key=len, default=None)


def _suggestion(text: str, words: Sequence[Word], answer: Matchable, match: _Match) -> Suggestion:
    share = len({at for place in match.places for at in place}) / len(words)
    uncovered = [
        part.uncovered for part in answer.parts if any(find(phrase(p), words) for p in part.asks)
    ]
    return Suggestion(
        id=answer.id,
        title=answer.title,
        kind=answer.kind,
        score=round((1 - 0.5**match.weight) * (_OF_PHRASES + _OF_SHARE * share), 4),
        why=f"says {joined(_said(text, words, match.places))}",
        covers="part" if uncovered else "whole",
        uncovered=" ".join(uncovered) or None,
        needs=answer.needs,
    )


def _said(text: str, words: Sequence[Word], places: Sequence[range]) -> list[str]:
    """The measure's own words at these places, each once, in their order."""
    spans = sorted({(words[place[0]].start, words[place[-1]].end) for place in places})
    outer = [
        span
        for span in spans
        if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in spans)
    ]
    return [f"“{' '.join(text[start:end].split())}”" for start, end in outer]


def _typed() -> Suggestion:
    answer = fallback()
    why = "nothing known measures this yet"
    return Suggestion(answer.id, answer.title, answer.kind, 0.0, why, needs=answer.needs)
