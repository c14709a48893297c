"""The measures of a plan judged by their figures: computed ones from the results, typed ones too.

What was judged is kept in the process until anything is written on the site or other results are
made: a plan is looked at far oftener than its figures change.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from lineofsight.measuring.kept.reading import About, Defined, which_are_shown
from lineofsight.progress.matchables import sources
from lineofsight.progress.points import Point
from lineofsight.progress.rating.doubts import Doubt
from lineofsight.progress.rating.joining import reading_of
from lineofsight.progress.rating.measures import MeasureRating, loss_untold, measure_rating
from lineofsight.progress.rating.reading import Reading
from lineofsight.progress.rating.states import State, weakest
from lineofsight.progress.series_progress import Rebase as BegunAnew
from lineofsight.progress.standing import Standing, standing
from lineofsight.progress.suggestion import Suggestion
from lineofsight.web.performance.models import Match, Rebase, TypedFigure
from lineofsight.web.performance.outside import TOO_SMALL, is_too_small, standing_outside
from lineofsight.web.performance.told import OfIndicator, Told, told
from lineofsight.web.performance.typed_points import Typed, described_by, typed_points
from lineofsight.web.plans.addresses import on_day
from lineofsight.web.plans.as_read import measure_as_read, target_as_read
from lineofsight.web.plans.models import Measure
from lineofsight.web.plans.whole import WholePlan


@dataclass(frozen=True)
class Judged:
    """One figure of a measure: what gives it, where it stands, and the rating from evidence.

    ``standing`` is as its reader may see it.  ``before`` is the rating a month earlier, of which
    only the state is shown; None where there was no figure then.  ``loss`` is what gets worse
    meanwhile, where the rating does not tell it; it and the doubts are for readers inside.
    """

    match: Match
    defined: Defined | None
    standing: Standing
    rating: MeasureRating
    before: MeasureRating | None
    typed: tuple[TypedFigure, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    loss: str = ""

    @property
    def last(self) -> Point | None:
        """The last ended period."""
        return self.standing.points[-1] if self.standing.points else None


@dataclass(frozen=True)
class JudgedMeasure:
    """A measure with all its figures; without one, nobody has said what measures it."""

    measure: Measure
    figures: tuple[Judged, ...]
    address: str

    @property
    def state(self) -> State:
        """The state of the weakest figure: a measure is no better than any part of it."""
        return weakest(each.rating.state for each in self.figures)

    @property
    def state_before(self) -> State | None:
        """The state a month before; None where no figure had one."""
        before = [each.before.state for each in self.figures if each.before is not None]
        return weakest(before) if before else None

    @property
    def title(self) -> str:
        """The measure by its number and words, as lists name it."""
        return f"{self.measure.ref}: {self.measure.text}" if self.measure.ref else self.measure.text

    @property
    def quoted(self) -> str:
        """The measure as a sentence names it."""
        named = f"measure {self.measure.ref}" if self.measure.ref else "the measure"
        return f"{named} (“{self.measure.text.rstrip('.')}”)"

    @property
    def rating(self) -> MeasureRating:
        """The rating of its weakest figure: a measure is no better than any part of it."""
        if not self.figures:
            return MeasureRating(self.title, "no_evidence", "Nobody has said what measures it.")
        found = next(each.rating for each in self.figures if each.rating.state == self.state)
        return replace(found, title=self.title)

    @property
    def is_gap(self) -> bool:
        """Whether nothing gives a figure of it: nobody said what does, or it still waits."""
        return not any(each.standing.points for each in self.figures)


@dataclass(frozen=True)
class JudgedPlan:
    """Every measure of a plan, and of what results they tell; ``about`` is None without any."""

    about: About | None
    measures: tuple[JudgedMeasure, ...]
    by_key: dict[int, JudgedMeasure] = field(default_factory=dict)


def judged_plan(whole: WholePlan) -> JudgedPlan:
    """The plan's measures on its day, as its reader may see them.

    Readers from outside are not shown a figure so small that it might tell who a child is.
    Raises :class:`UnusableInput` where the results cannot be read.
    """
    shown = which_are_shown(settings.PLACES.store)
    return _judged_plan(_Asked(whole.plan.pk, whole.day, whole.inside, whole.head, shown, whole))


@dataclass(frozen=True)
class _Asked:
    """What decides how a plan is judged; of two that are alike ``whole`` is the same."""

    plan: int
    day: date
    inside: bool
    head: str
    shown: tuple[str, str, int] | None
    whole: WholePlan = field(compare=False)


@lru_cache(maxsize=16)
def _judged_plan(asked: _Asked) -> JudgedPlan:
    whole = asked.whole
    known = told()
    judge = _Judge(whole, known)
    measures = tuple(judge.measure(each) for each in whole.measures)
    return JudgedPlan(known.about, measures, {each.measure.pk: each for each in measures})


class _Judge:
    def __init__(self, whole: WholePlan, told: Told) -> None:
        self.whole, self.told = whole, told
        self.as_at = min(told.about.known_to, whole.day) if told.about else whole.day
        self.matches: dict[int, list[Match]] = defaultdict(list)
        for match in whole.all(Match):
            self.matches[match.measure_id].append(match)
        self.typed: dict[int, list[TypedFigure]] = defaultdict(list)
        for figure in sorted(whole.all(TypedFigure), key=lambda each: each.period):
            self.typed[figure.match_id].append(figure)
        self.rebases: dict[int, list[Rebase]] = defaultdict(list)
        for rebase in sorted(whole.all(Rebase), key=lambda each: each.period):
            self.rebases[rebase.match_id].append(rebase)
        told.read(each.answer for each in whole.all(Match) if each.kind == "indicator")

    def measure(self, measure: Measure) -> JudgedMeasure:
        address = on_day(self.whole, reverse("performance:measure", args=[measure.pk]))
        own = self.matches[measure.pk]
        return JudgedMeasure(measure, tuple(self.figure(measure, each) for each in own), address)

    def figure(self, measure: Measure, match: Match) -> Judged:
        of = self.told.of(match.answer) if match.kind == "indicator" else None
        stood = self.standing(measure, match, of)
        before = None
        if len(stood.points) > 1:
            # Counter-measures are left out of how it was rated a month earlier.
            earlier = self.standing(measure, match, of, stood.points[-2].last_day)
            before = measure_rating(reading_of(earlier))
        counters = [self.counter(each) for each in (of.defined.counter_measures if of else ())]
        reading = reading_of(stood, [each for each in counters if each])
        rating = measure_rating(reading, self.doubts(of))
        if not self.whole.inside:
            stood = standing_outside(stood)
            rating = replace(rating, sentence=TOO_SMALL) if is_too_small(reading) else rating
        return Judged(
            match,
            of.defined if of else None,
            stood,
            rating,
            before,
            tuple(self.typed[match.pk]),
            tuple(self.rebases[match.pk]),
            loss_untold(reading, rating) if self.whole.inside else "",
        )

    def doubts(self, of: OfIndicator | None) -> tuple[Doubt, ...]:
        """What is to be asked of the rows behind a figure.

        Only on the day of which the tables tell: what they hold now says nothing of a past day.
        """
        about = self.told.about
        if of is None or about is None or not self.whole.inside or self.as_at != about.known_to:
            return ()
        return tuple(
            Doubt(each.kind, each.rows, each.of, each.sentence)  # type: ignore[arg-type]
            for each in of.doubts
        )

    def standing(
        self, measure: Measure, match: Match, of: OfIndicator | None, as_at: date | None = None
    ) -> Standing:
        own = [
            target_as_read(each)
            for each in self.whole.targets.get(measure.pk, [])
            if each.pk not in match.not_its_targets
        ]
        if match.kind == "indicator":
            described: Defined | Typed | None = of.defined if of else None
            points, usual = of.points if of else (), self.as_at
        else:
            typed = self.typed[match.pk]
            described = described_by(match, own, typed) if typed else None
            # Of how old the tables are what is typed knows nothing.
            points, usual = typed_points(typed), self.whole.day
        return _stood(
            replace(measure_as_read(self.whole, measure), targets=tuple(own)),
            suggestion_of(match),
            described,
            points,
            as_at or usual,
            self.whole.plan.date or None,
            tuple(BegunAnew(each.period, each.reason) for each in self.rebases[match.pk]),
        )

    def counter(self, indicator: str) -> Reading | None:
        """The reading of a counter-measure, by itself and without a target."""
        of = self.told.of(indicator)
        if of is None:
            return None
        bare = measure_as_read(self.whole, Measure(text=of.defined.title))
        answer = Suggestion(indicator, of.defined.title, "indicator", 1, "a counter-measure")
        return reading_of(_stood(bare, answer, of.defined, of.points, self.as_at, None, ()))


# Judging a series takes a hundred times as long as finding that it was judged before.
_stood = lru_cache(maxsize=4096)(standing)


def suggestion_of(match: Match) -> Suggestion:
    """A match as the answer that it was."""
    source = next((each for each in sources() if each.id == match.answer), None)
    return Suggestion(
        match.answer,
        match.title,
        match.kind,  # type: ignore[arg-type]
        1,
        match.why,
        match.covers,  # type: ignore[arg-type]
        match.uncovered or None,
        source.needs if source else None,
    )
