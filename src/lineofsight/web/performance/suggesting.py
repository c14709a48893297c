"""What could measure a plan's measures, told from their words."""

from dataclasses import dataclass
from functools import cache

from lineofsight.progress.figures import figures_of
from lineofsight.progress.matchables import matchables
from lineofsight.progress.matching import Matcher
from lineofsight.progress.suggestion import Suggestion
from lineofsight.web.data.results import indicators
from lineofsight.web.performance.actions import Chosen
from lineofsight.web.plans.as_read import measure_as_read
from lineofsight.web.plans.models import Measure
from lineofsight.web.plans.whole import WholePlan


@dataclass(frozen=True)
class Suggested:
    """What the words of a measure ask for: its figures, or the one source that it waits for."""

    measure: Measure
    chosen: tuple[Chosen, ...]

    @property
    def computed(self) -> bool:
        """Whether the tables can give it."""
        return self.chosen[0].answer.kind == "indicator"


def suggested(whole: WholePlan, measure: Measure) -> Suggested:
    """The figures that a measure's words ask for, each with the targets that are not its own."""
    value = measure_as_read(whole, measure)
    keys = [each.pk for each in whole.targets.get(measure.pk, [])]
    return Suggested(
        measure,
        tuple(
            Chosen(
                measure,
                answer,
                [
                    key
                    for key, target in zip(keys, value.targets, strict=True)
                    if not any(target is own for own in figure.targets)
                ],
            )
            for answer, figure in figures_of(value, matcher())
        ),
    )


def answers_to(measure: Measure) -> tuple[Suggestion, ...]:
    """Whatever a person may choose from for a measure, likeliest first."""
    return matcher().suggest(measure.text)


def answer_named(name: str) -> Suggestion | None:
    """An indicator by its id, as somebody who knows it names it."""
    found = indicators().get(name.strip())
    if found is None:
        return None
    return Suggestion(found.id, found.title, "indicator", 1, "named by its id")


@cache
def matcher() -> Matcher:
    """Everything that a measure can be matched to; making it takes longer than asking it."""
    return Matcher(matchables(indicators()))
