"""The measures of a plan judged by their figures: computed ones from the results, typed ones too.

What was judged is kept in the process until anything is written on the site or other results are
made: a plan is looked at far oftener than its figures change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from lineofsight.errors import UnusableInput
from lineofsight.measuring.kept.reading import (
    About,
    Defined,
    KeptFigure,
    Results,
    opened,
    which_are_shown,
)
from lineofsight.measuring.periods import Period, period_named, periods_between
from lineofsight.plan.model import Target
from lineofsight.progress.matchables import sources
from lineofsight.progress.points import FEWEST_TO_JUDGE, Described, Point, Polarity, Statistic
from lineofsight.progress.rating.joining import reading_of
from lineofsight.progress.rating.measures import MeasureRating, measure_rating
from lineofsight.progress.rating.reading import Reading
from lineofsight.progress.rating.states import State, weakest
from lineofsight.progress.series_progress import Rebase as BegunAnew
from lineofsight.progress.standing import Standing, standing
from lineofsight.progress.suggestion import Suggestion
from lineofsight.web.performance.models import Match, Rebase, TypedFigure
from lineofsight.web.plans.addresses import on_day
from lineofsight.web.plans.as_read import measure_as_read, target_as_read
from lineofsight.web.plans.models import Measure
from lineofsight.web.plans.whole import WholePlan


@dataclass(frozen=True)
class Typed:
    """What describes a figure that is typed in, as an indicator describes its own."""

    id: str
    title: str
    unit: str
    polarity: Polarity
    statistic: Statistic
    version: str = ""
    of: str = "cases"
    met: str = "were so"
    measured: str = "the figure"


@dataclass(frozen=True)
class Judged:
    """One figure of a measure: what gives it, where it stands, and the rating from evidence.

    ``before`` is the rating a month earlier, None where there was no figure then.
    """

    match: Match
    defined: Defined | None
    standing: Standing
    rating: MeasureRating
    before: MeasureRating | None
    typed: tuple[TypedFigure, ...] = ()
    rebases: tuple[Rebase, ...] = ()

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
    shown: tuple[str, str] | None
    whole: WholePlan = field(compare=False)


@lru_cache(maxsize=16)
def _judged_plan(asked: _Asked) -> JudgedPlan:
    whole = asked.whole
    with opened(settings.PLACES.store) as results:
        about = results.about if results else None
        known_to = about.known_to if about else whole.day
        judge = _Judge(whole, results, min(known_to, whole.day))
        measures = tuple(judge.measure(each) for each in whole.measures)
    return JudgedPlan(about, measures, {each.measure.pk: each for each in measures})


class _Judge:
    def __init__(self, whole: WholePlan, results: Results | None, as_at: date) -> None:
        self.whole, self.results, self.as_at = whole, results, as_at
        self.months = {each.name: each for each in results.months()} if results else {}
        self.matches = whole.all(Match)
        self.typed = sorted(whole.all(TypedFigure), key=lambda each: each.period)
        self.rebases = sorted(whole.all(Rebase), key=lambda each: each.period)
        self.readings: dict[str, Reading] = {}

    def measure(self, measure: Measure) -> JudgedMeasure:
        own = [each for each in self.matches if each.measure_id == measure.pk]
        address = on_day(self.whole, reverse("performance:measure", args=[measure.pk]))
        return JudgedMeasure(measure, tuple(self.figure(measure, each) for each in own), address)

    def figure(self, measure: Measure, match: Match) -> Judged:
        defined = self.results.defined(match.answer) if self.results else None
        typed = tuple(each for each in self.typed if each.match_id == match.pk)
        rebases = tuple(each for each in self.rebases if each.match_id == match.pk)
        stood = self.standing(measure, match, defined, typed, rebases)
        counters = [self.counter(each) for each in (defined.counter_measures if defined else ())]
        rating = measure_rating(reading_of(stood, [each for each in counters if each]))
        return Judged(
            match,
            defined,
            stood,
            rating,
            self.before(measure, match, defined, typed, rebases, stood),
            typed,
            rebases,
        )

    def standing(
        self,
        measure: Measure,
        match: Match,
        defined: Defined | None,
        typed: Sequence[TypedFigure],
        rebases: Sequence[Rebase],
        as_at: date | None = None,
    ) -> Standing:
        # Of how old the tables are what is typed knows nothing.
        usual = self.as_at if match.kind == "indicator" else self.whole.day
        own = [
            target_as_read(each)
            for each in self.whole.targets.get(measure.pk, [])
            if each.pk not in match.not_its_targets
        ]
        value = replace(measure_as_read(self.whole, measure), targets=tuple(own))
        described: Described | None
        if match.kind == "indicator":
            points = self.computed(match.answer) if defined else ()
            described = defined
        else:
            points = _typed_points(typed)
            described = _described(match, own, typed) if typed else None
        return standing(
            value,
            suggestion_of(match),
            described,
            [_hidden(each) for each in points] if not self.whole.inside else points,
            as_at or usual,
            self.whole.plan.date or None,
            [BegunAnew(each.period, each.reason) for each in rebases],
        )

    def before(
        self,
        measure: Measure,
        match: Match,
        defined: Defined | None,
        typed: Sequence[TypedFigure],
        rebases: Sequence[Rebase],
        now: Standing,
    ) -> MeasureRating | None:
        """How it was rated a month earlier; counter-measures are left out of it."""
        if len(now.points) < 2:
            return None
        day = now.points[-2].last_day
        return measure_rating(
            reading_of(self.standing(measure, match, defined, typed, rebases, day))
        )

    def counter(self, indicator: str) -> Reading | None:
        """The reading of a counter-measure, by itself and without a target."""
        if indicator not in self.readings:
            defined = self.results.defined(indicator) if self.results else None
            if defined is None:
                return None
            bare = measure_as_read(self.whole, Measure(text=defined.title))
            answer = Suggestion(indicator, defined.title, "indicator", 1, "a counter-measure")
            points = self.computed(indicator)
            self.readings[indicator] = reading_of(
                standing(bare, answer, defined, points, self.as_at, None)
            )
        return self.readings[indicator]

    def computed(self, indicator: str) -> tuple[Point, ...]:
        assert self.results
        return tuple(
            _point(each, self.months[each.period]) for each in self.results.series(indicator)
        )


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


def _point(figure: KeptFigure, month: Period) -> Point:
    return Point(
        figure.period,
        month.first_day,
        month.last_day,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.state,
        out_of_reach=figure.why,
    )


def _hidden(point: Point) -> Point:
    """The point as readers from outside are shown it: no count below ten, nor what is left."""
    met, of = point.numerator, point.denominator
    parts = (point.value,) if of is None and met is None else (of, met, _rest(met, of))
    if not any(each is not None and 0 < each < FEWEST_TO_JUDGE for each in parts):
        return point
    return replace(point, numerator=None, denominator=None, value=None, state="hidden")


def _rest(met: int | None, of: int | None) -> int | None:
    return of - met if met is not None and of is not None else None


def _typed_points(typed: Sequence[TypedFigure]) -> tuple[Point, ...]:
    """Every month from the first that was typed to the last; of some nothing is said."""
    if not typed:
        return ()
    held = {each.period: each for each in typed}
    return tuple(
        _typed_point(period, held.get(period.name))
        for period in periods_between(min(held), max(held))
    )


def _typed_point(period: Period, figure: TypedFigure | None) -> Point:
    days = period.name, period.first_day, period.last_day
    if figure is None:
        return Point(*days, None, None, None, "not_given")
    met, of = figure.numerator, figure.denominator
    if of is None:
        return Point(*days, None, None, figure.value, "value")
    if of == 0:
        return Point(*days, met, of, None, "no_denominator")
    return Point(*days, met, of, 100 * (met or 0) / of, "value")


def _described(match: Match, targets: Sequence[Target], typed: Sequence[TypedFigure]) -> Typed:
    """What is known of a typed figure; which way is better may be told by its targets alone."""
    ways = (
        {match.better}
        if match.better
        else {
            "low"
            if each.comparison in ("<=", "decrease_by") or each.direction == "down"
            else "high"
            for each in targets
            if each.comparison != "="
        }
    )
    share = any(each.denominator is not None for each in typed)
    percent = share or any(each.unit == "%" for each in targets)
    polarity: Polarity = ways.pop() if len(ways) == 1 else "neutral"  # type: ignore[assignment]
    statistic: Statistic = "percent" if share else "ratio"
    return Typed(match.answer, match.title, "percent" if percent else "number", polarity, statistic)


def month_of(typed: str) -> Period | None:
    """The month that is named like 2026-03; None of anything else."""
    try:
        return period_named(typed.strip())
    except UnusableInput:
        return None
