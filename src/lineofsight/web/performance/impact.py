"""An action's delivery, as its leads say, beside its impact, as far as evidence goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.progress.rating.evidence import GRADES, WEAKEST_GRADE_FIRST, Impact, impact
from lineofsight.web.performance.rated import Rated
from lineofsight.web.plans.models import Action
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.updates.delivered import delivered_on
from lineofsight.web.updates.models import Evidence


@dataclass(frozen=True)
class Delivered:
    """Since when the work is delivered, and whether evidence shows its impact.

    ``ungraded`` counts the pieces of evidence of which nobody has said how far they go.
    """

    done_on: date | None
    impact: Impact
    ungraded: int

    @property
    def step(self) -> int:
        """The grade that evidence reaches, from 0 to 5."""
        return WEAKEST_GRADE_FIRST.index(self.impact.grade)

    @property
    def highest(self) -> int:
        """The last of the grades."""
        return len(WEAKEST_GRADE_FIRST) - 1

    @property
    def grade(self) -> str:
        """What the grade means, in a sentence."""
        if not self.step and self.ungraded:
            return "Nobody has said of any evidence how far it goes."
        return GRADES[self.impact.grade]


def delivered(
    whole: WholePlan, action: Action, evidence: Sequence[Evidence], measures: Rated | None
) -> Delivered:
    """What the records tell of an action's delivery and its evidence of impact."""
    done_on = delivered_on(whole, action)
    graded = [each.graded for each in evidence if each.graded is not None]
    worse = (
        [each.quoted for each in measures.measures if each.state == "worsening"] if measures else []
    )
    return Delivered(done_on, impact(graded, done_on, worse), len(evidence) - len(graded))
