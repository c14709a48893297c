"""Which indicators or which source measure a plan's measure, told from its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lineofsight.indicators.catalogue import Indicator
from lineofsight.progress.asked import Asked, Time, asked, by_first_form
from lineofsight.progress.matchables import OWN, Matchable, fallback, matchables
from lineofsight.progress.suggestion import Suggestion
from lineofsight.progress.wording import joined
from lineofsight.progress.words import Phrase, populations, turns

_OF_PHRASES, _OF_SHARE = 0.7, 0.3
_NEAR_SHOWN = 5


@dataclass(frozen=True)
class _Match:
    """How an answer fits a measure.

    ``places`` are the words that it accounts for; ``measures`` the telling phrases said of what
    it counts, ``asks_more`` those that it does not and that stand in a list with what it
    does; ``but`` is what else speaks against it.
    """

    answer: Matchable
    places: tuple[range, ...]
    weight: float
    measures: frozenset[Phrase]
    asks_more: tuple[Phrase, ...]
    but: str | None

    @property
    def starts(self) -> list[int]:
        """Where its words begin: of two that fit as well, the one said first comes first."""
        return sorted(place[0] for place in self.places)

    def score(self, words: int) -> float:
        share = len({at for place in self.places for at in place}) / max(words, 1)
        return round((1 - 2**-self.weight) * (_OF_PHRASES + _OF_SHARE * share), 4)


class Matcher:
    """Everything that a measure can be matched to, ready for many measures.

    An answer must have all that its definition says: a phrase of every group, none that rules it
    out, and no other number where the measure gives one.  And it must know whatever the measure
    says that tells measures apart: assessments in time are not health assessments in time, and an
    audit of either is neither.
    """

    def __init__(self, answers: Iterable[Matchable]) -> None:
        self._answers = tuple(answer for answer in answers if answer.says)
        self._phrases = by_first_form(p for answer in self._answers for p in answer.phrases)
        # Only what a measure says a phrase of the first group of is worth a closer look.
        self._asked_by: dict[Phrase, list[int]] = {}
        for at, answer in enumerate(self._answers):
            for phrase in answer.says[0]:
                self._asked_by.setdefault(phrase, []).append(at)

    def suggest(self, measure_text: str) -> tuple[Suggestion, ...]:
        """Whatever a person may choose from, likeliest first; the last is always a typed figure.

        Indicators that measure it come first, then sources, then indicators that come near, each
        with what speaks against it.
        """
        measure = asked(measure_text, self._phrases)
        matches = self._matches(measure)
        fitting = [m for m in matches if m.but is None and m.answer.kind == "indicator"]
        waiting = [m for m in matches if m.but is None and m.answer.kind == "source"]
        near = [m for m in matches if m.but is not None and m.answer.kind == "indicator"]
        shown = (*fitting, *waiting, *near[:_NEAR_SHOWN])
        return (*(_suggestion(measure, match) for match in shown), _typed())

    def answers(self, measure_text: str) -> tuple[Suggestion, ...]:
        """The figures that measure it together, as they are said, or the one source it waits for.

        A measure that lists things ("visits to these and those in time") has a figure for each:
        what one leaves uncovered another that fits as well may cover.
        """
        measure = asked(measure_text, self._phrases)
        every = self._matches(measure)
        matches = [match for match in every if match.but is None]
        figures = _together([match for match in matches if match.answer.kind == "indicator"])
        if figures:
            covered = frozenset(phrase for match in figures for phrase in match.measures)
            in_order = sorted(figures, key=lambda match: match.starts)
            left = [_without(match, covered) for match in in_order]
            return tuple(_suggestion(measure, match) for match in left)
        waiting = [_suggestion(measure, m) for m in matches if m.answer.kind == "source"]
        if not waiting:
            return (_typed(),)
        near = next((m for m in every if m.but and m.answer.kind == "indicator"), None)
        return (_with_nearest(waiting[0], near),)

    def _matches(self, measure: Asked) -> list[_Match]:
        asked_for = {at for phrase in measure.phrases for at in self._asked_by.get(phrase, ())}
        answers = (self._answers[at] for at in sorted(asked_for))
        found = [match for answer in answers if (match := _match(measure, answer))]
        words = len(measure.words)
        return sorted(found, key=lambda match: (-match.score(words), match.starts))


def suggest(measure_text: str, answers: Iterable[Matchable]) -> tuple[Suggestion, ...]:
    """Whatever a person may choose from for one measure, as :meth:`Matcher.suggest`."""
    return Matcher(answers).suggest(measure_text)


def best_suggestion(measure_text: str, indicators: Mapping[str, Indicator]) -> Suggestion:
    """The likeliest answer to one measure among the indicators and the sources."""
    return Matcher(matchables(indicators)).answers(measure_text)[0]


def _match(measure: Asked, answer: Matchable) -> _Match | None:
    places: list[range] = []
    for group in answer.says:
        found = [place for said in group for place in measure.places(said)]
        if not found:
            return None
        places.append(max(found, key=len))
        places += found
    weight = float(len(answer.says))
    also = [place for said in answer.also for place in measure.places(said)]
    numbers, other_number = _numbers(measure, answer)
    ruled_out = [place for said in answer.never for place in measure.places(said)]
    if answer.kind == "source":
        if ruled_out:
            return None
        return _Match(answer, (*places, *also), weight + len(also) / 2, frozenset(), (), None)
    known = frozenset(s.phrase for s in measure.telling if s.phrase in answer.knows)
    foreign = tuple(
        dict.fromkeys(s.phrase for s in measure.telling if s.phrase not in answer.knows)
    )
    listed = tuple(phrase for phrase in foreign if _is_listed(measure, phrase, known))
    alien = [
        said.place
        for said in measure.telling
        if said.phrase in foreign and said.phrase not in listed
    ]
    return _Match(
        answer,
        (*places, *also, *numbers, *(s.place for s in measure.telling if s.phrase in known)),
        weight + len(numbers) + len({*also}) / 2,
        known & answer.measures,
        listed,
        _but(measure, (*ruled_out, *alien), other_number),
    )


def _numbers(measure: Asked, answer: Matchable) -> tuple[list[range], list[range]]:
    """Where the measure says the numbers that the answer counts by, and where it says others."""
    right: list[range] = []
    wrong: list[range] = []
    for said, number in answer.numbers:
        for place in measure.places(said):
            forms = [measure.words[at].form for at in place]
            (right if str(number) in forms else wrong).append(place)
    for time in measure.times:
        own = answer.times.get(time.unit)
        if own and time.number in own:
            right.append(time.place)
        elif own or not _may_pass(time, answer):
            wrong.append(time.place)
    return right, wrong


def _may_pass(time: Time, answer: Matchable) -> bool:
    """Whether a time may stand in a measure of which the definition counts none in that unit."""
    return time.window and time.unit == "month" and not answer.times.get(time.unit)


def _is_listed(measure: Asked, phrase: Phrase, known: frozenset[Phrase]) -> bool:
    """Whether a phrase is one more of what the measure lists, and not said of the rest."""
    if phrase in turns():
        return False
    if phrase in populations() and known & populations():
        return True
    return any(phrase in listed and listed & known for listed in measure.lists)


def _but(measure: Asked, alien: Iterable[range], numbers: Iterable[range]) -> str | None:
    said = measure.own_words((*alien, *numbers))
    return f"the measure says {joined(said)}" if said else None


def _together(matches: list[_Match]) -> list[_Match]:
    """The likeliest, and those that each count something said that none before it does."""
    chosen: list[_Match] = []
    covered: frozenset[Phrase] = frozenset()
    for match in matches:
        if not chosen or match.measures - covered:
            chosen.append(match)
            covered |= match.measures
    return chosen


def _without(match: _Match, covered: frozenset[Phrase]) -> _Match:
    """The match with nothing left uncovered that another figure of the measure covers."""
    return replace(match, asks_more=tuple(p for p in match.asks_more if p not in covered))


def _suggestion(measure: Asked, match: _Match) -> Suggestion:
    answer = match.answer
    uncovered = [part.uncovered for part in answer.parts if any(map(measure.places, part.phrases))]
    more = [said.place for said in measure.telling if said.phrase in match.asks_more]
    if more and match.but is None:
        uncovered.append(
            f"{joined(measure.own_words(more))} is asked for too and not counted here."
        )
    return Suggestion(
        id=answer.id,
        title=answer.title,
        kind=answer.kind,
        score=match.score(len(measure.words)),
        why=f"says {joined(measure.own_words(match.places))}",
        covers="part" if uncovered else "whole",
        uncovered=" ".join(uncovered) or None,
        needs=answer.needs,
        but=match.but,
    )


def _with_nearest(waiting: Suggestion, near: _Match | None) -> Suggestion:
    """A definition to be written, with the one that it could be a variant of."""
    if waiting.id != OWN or near is None:
        return waiting
    nearest = f"the nearest is “{near.answer.title}” ({near.answer.id}), but {near.but}"
    return replace(waiting, needs=f"{waiting.needs}; {nearest}")


def _typed() -> Suggestion:
    answer = fallback()
    why = "nothing known measures this yet"
    return Suggestion(answer.id, answer.title, answer.kind, 0.0, why, needs=answer.needs)
