"""What the measures of an action, an objective or a plan say together."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.progress.rating.states import TITLES
from lineofsight.progress.rating.wholes import WholeRating, whole_rating
from lineofsight.web.performance.figures import JudgedMeasure, judged_plan
from lineofsight.web.plans.models import Measure
from lineofsight.web.plans.whole import WholePlan


@dataclass(frozen=True)
class Rated:
    """Measures and the rating of the whole that they make."""

    measures: tuple[JudgedMeasure, ...]
    whole: WholeRating

    @property
    def name(self) -> str:
        """The state of the whole in words."""
        return TITLES[self.whole.state]


def rated(whole: WholePlan, measures: Iterable[Measure]) -> Rated | None:
    """What some measures of a plan say; None where there are none."""
    plan = judged_plan(whole)
    found = tuple(plan.by_key[each.pk] for each in measures if each.pk in plan.by_key)
    if not found:
        return None
    return Rated(found, whole_rating(each.rating for each in found))
