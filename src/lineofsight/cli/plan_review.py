"""A plan's review for people: counts first, then what to settle, the same thing said once."""

from collections import Counter
from typing import TYPE_CHECKING

from lineofsight.cli.output import console, shown
from lineofsight.plan.review.grouping import DEGREES, Line, doubts_grouped, grouped, where

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from lineofsight.plan.inspections import Inspection
    from lineofsight.plan.model import Plan
    from lineofsight.plan.review import Coverage, Gap, Review
    from lineofsight.plan.review.model import State

# Of one kind of gap or doubt, this many different sentences are shown; JSON has them all.
_IN_FULL = 8
_STATES: "dict[State, str]" = {
    "unanswered": "No action answers it",
    "unsure": "To be looked at",
    "partly": "Answered in part",
    "answered": "Answered",
}


def show_review(plan: "Plan", review: "Review") -> None:
    """Print ``review``: counts, what the inspection found, what is in doubt, then gaps."""
    out = console()
    heading = [plan.title or "A plan without a title", plan.organisation, plan.date]
    out.print(", ".join(shown(part) for part in heading if part))
    if review.inspection:
        out.print(shown(_inspected(review.inspection)))
    out.print(_counted(review))
    if review.coverage:
        _show_coverage(out, review.coverage)
    if review.doubts:
        _title(out, f"Not read surely ({len(review.doubts)})", "compare these with the document")
        _show_lines(out, doubts_grouped(plan, review.doubts), 2 * _IN_FULL)
    for severity, title in DEGREES.items():
        gaps = [gap for gap in review.gaps if gap.severity == severity]
        if gaps:
            _title(out, f"{title} ({len(gaps)})")
            _show_gaps(out, gaps)
    if review.gaps or review.doubts:
        out.print("With --json each of them is told with its place.")


def _inspected(inspection: "Inspection") -> str:
    if inspection.printed is None:
        return f"Inspection: {inspection.title}; its days are not told."
    if inspection.title and inspection.printed in inspection.title:
        return f"Inspection: {inspection.title}."
    title = f", {inspection.title}" if inspection.title else ""
    return f"Inspection: {inspection.printed}{title}."


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
    return "\n".join(lines)


def _show_coverage(out: "Console", coverage: "tuple[Coverage, ...]") -> None:
    _title(out, f"Findings ({len(coverage)})")
    for state, told in _STATES.items():
        same = [each for each in coverage if each.state == state]
        if not same:
            continue
        out.print(f"{told} ({len(same)})")
        made = _grid((3, 4))
        # What cannot wait stands first.
        for each in sorted(same, key=lambda each: each.finding.kind != "priority_action"):
            ref = f"{each.finding.ref}. " if each.finding.ref else ""
            urgent = "Priority: " if each.finding.kind == "priority_action" else ""
            made.add_row("", shown(f"{urgent}{ref}{each.finding.text}"), shown(each.why))
        out.print(made)


def _show_gaps(out: "Console", gaps: "list[Gap]") -> None:
    for group in grouped(gaps):
        asks = f": {group.asks}" if group.asks else ""
        out.print(shown(f"{group.title} ({group.count}){asks}"))
        _show_lines(out, group.lines, _IN_FULL, alone=len(group.lines) == 1 and bool(group.asks))


def _show_lines(out: "Console", lines: "list[Line]", most: int, alone: bool = False) -> None:
    """A line for each different sentence and where it is; ``alone``, the heading says it."""
    made = _grid((1,))
    for line in lines[:most]:
        text = line.named if alone and line.named and "(" not in line.said else line.sentence
        made.add_row("", shown(text), where(line.places))
    rest = lines[most:]
    if rest:
        names = list(dict.fromkeys(name for line in rest for name in line.names))
        numbered = [name for name in names if not name.startswith("“")]
        which = f": {', '.join(numbered)}" if numbered else ""
        count = sum(len(line.places) for line in rest)
        places = where([place for line in rest for place in line.places])
        made.add_row("", shown(f"The like of {count} more{which}."), places)
    out.print(made)


def _title(out: "Console", title: str, says: str = "") -> None:
    out.print(f"\n{title}{f': {says}' if says else ''}")
    out.print("─" * min(len(title), out.width))


def _grid(ratios: tuple[int, ...]) -> "Table":
    """Columns without lines, as wide as the terminal: an indent, texts, and a place where asked."""
    from rich.table import Table

    made = Table.grid(padding=(0, 2, 0, 0), expand=True)
    made.add_column(width=1)
    for ratio in ratios:
        made.add_column(ratio=ratio, overflow="fold")
    made.add_column(max_width=16, overflow="fold", justify="right")
    return made
