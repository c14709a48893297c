"""A plan's review for people: counts first, then the worst, grouped, in plain words."""

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from lineofsight.cli.output import console, shown, table

if TYPE_CHECKING:
    from rich.console import Console

    from lineofsight.plan.model import Place, Plan
    from lineofsight.plan.review import Coverage, Gap, Review
    from lineofsight.plan.review.model import State

# One kind of gap is shown this often in full; beyond that the numbers of the rest are enough.
_IN_FULL = 8
_STATES: "dict[State, str]" = {
    "unanswered": "No action answers it",
    "unsure": "To be looked at",
    "partly": "Answered in part",
    "answered": "Answered",
}
_DEGREES = {
    "high": "To be settled first",
    "medium": "To be settled",
    "low": "To be tidied",
}


def show_review(plan: "Plan", review: "Review") -> None:
    """Print ``review``: what is missing for the inspection, then gaps, then doubts."""
    out = console()
    heading = [plan.title or "A plan without a title", plan.organisation, plan.date]
    out.print(", ".join(shown(part) for part in heading if part))
    out.print(_counted(review))
    if review.coverage:
        _show_coverage(out, review.coverage)
    for severity, title in _DEGREES.items():
        gaps = [gap for gap in review.gaps if gap.severity == severity]
        if gaps:
            _show_gaps(out, f"{title} ({len(gaps)})", gaps)
    if review.doubts:
        made = table(f"Not read surely ({len(review.doubts)})", ["About", "What", "Where"])
        refs = _names(plan)
        for told in review.doubts:
            about = refs.get(told.item or "", "the plan")
            made.add_row(shown(about), shown(told.doubt.message), _where(told.doubt.place))
        out.print(made)


def _counted(review: "Review") -> str:
    degrees = Counter(gap.severity for gap in review.gaps)
    lines = [
        f"{len(review.gaps)} gaps: {degrees['high']} to be settled first, "
        f"{degrees['medium']} to be settled, {degrees['low']} to be tidied. "
        f"{len(review.doubts)} things not read surely."
    ]
    if review.coverage:
        states = Counter(each.state for each in review.coverage)
        told = ", ".join(f"{states[state]} {state}" for state in reversed(_STATES))
        lines.append(f"{len(review.coverage)} findings: {told}.")
    return "\n".join(lines) + "\n"


def _show_coverage(out: "Console", coverage: "tuple[Coverage, ...]") -> None:
    made = table(f"Findings ({len(coverage)})", ["Finding", "State", "Why"])
    states = list(_STATES)
    for each in sorted(coverage, key=lambda each: states.index(each.state)):
        ref = f"{each.finding.ref}. " if each.finding.ref else ""
        made.add_row(shown(f"{ref}{each.finding.text}"), _STATES[each.state], shown(each.why))
    out.print(made)


def _show_gaps(out: "Console", title: str, gaps: "list[Gap]") -> None:
    made = table(title, ["Gap", "What to do", "Where"])
    for kind, same in groupby(gaps, key=lambda gap: gap.kind):
        every = list(same)
        name = kind.replace("_", " ").capitalize()
        for at, gap in enumerate(every[:_IN_FULL]):
            first = f"{name} ({len(every)})" if at == 0 else ""
            made.add_row(first, shown(gap.message), _where(gap.place))
        rest = every[_IN_FULL:]
        numbers = [gap.ref for gap in rest if gap.ref and gap.ref != gap.item]
        if rest:
            which = f": {', '.join(numbers)}" if numbers else ""
            made.add_row("", shown(f"The same of {len(rest)} more{which}."), "")
        made.add_section()
    out.print(made)


def _names(plan: "Plan") -> dict[str, str]:
    named = {action.id: f"action {action.ref or action.id}" for action in plan.actions}
    return named | {measure.id: f"measure {measure.ref or measure.id}" for measure in plan.measures}


def _where(place: "Place") -> str:
    if place.line:
        return f"line {place.line}"
    parts = (("page", place.page), ("table", place.table), ("row", place.row))
    return ", ".join(f"{name} {number}" for name, number in parts if number)
