"""The measures of a plan that nothing computes, as gaps of the plan."""

from collections.abc import Iterator
from dataclasses import replace

from lineofsight.plan.model import Plan
from lineofsight.plan.review.model import SEVERITIES, Gap, Review, Severity
from lineofsight.plan.review.telling import gap_of
from lineofsight.progress.matchables import FALLBACK
from lineofsight.progress.matching import Matcher


def with_unmeasured(review: Review, plan: Plan, matcher: Matcher) -> Review:
    """A plan's review with a gap for every measure that nothing in the catalogue computes."""
    gaps = sorted((*review.gaps, *_gaps(plan, matcher)), key=lambda g: SEVERITIES.index(g.severity))
    return replace(review, gaps=tuple(gaps))


def _gaps(plan: Plan, matcher: Matcher) -> Iterator[Gap]:
    for measure in plan.measures:
        # A line that only opens a list of measures is none itself.
        if measure.text.rstrip().endswith(":"):
            continue
        found = matcher.answers(measure.text)[0]
        if found.kind == "source":
            # An audit, a survey or a register is a way to know; a typed figure is none yet.
            severity: Severity = "medium" if found.id == FALLBACK else "low"
            message = f"is computed by no indicator. {found.title}: {found.needs}."
            yield gap_of(measure, "nothing_computes_it", severity, message)
