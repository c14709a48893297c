"""The measures that leaders watch on one screen, worst first, with what changed in a month."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from lineofsight.charts.sparkline import sparkline
from lineofsight.progress.chart_series import called_out, process_series
from lineofsight.progress.rating.states import TITLES, UNCOLOURED, WEAKEST_FIRST, State
from lineofsight.progress.wording import figure, stretch
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.performance.figures import Judged, JudgedMeasure, judged_plan
from lineofsight.web.performance.permissions import can_match
from lineofsight.web.performance.reopening import proposals
from lineofsight.web.plans.views.shared import crumbs, plan_page, plan_shown

_ORDER = {state: at for at, state in enumerate((*WEAKEST_FIRST, "too_few"))}


@dataclass(frozen=True)
class FigureRow:
    """One figure of a measure: the last month's, the one before and the target, in words."""

    title: str
    month: str
    said: str
    share: str
    before: str
    target: str
    line: SafeString


@dataclass(frozen=True)
class Row:
    """One measure among those that leaders watch."""

    measure: JudgedMeasure
    state: State
    name: str
    coloured: bool
    was: str
    figures: tuple[FigureRow, ...]


def leaders(request: SignedIn, plan_id: int) -> HttpResponse:
    """Every measure that leaders watch; all of the plan's where none is marked, or if asked."""
    whole = plan_shown(request, plan_id)
    plan = judged_plan(whole)
    critical = [each for each in plan.measures if each.measure.critical]
    everything = not critical or request.GET.get("all") == "yes"
    shown = list(plan.measures) if everything else critical
    judged = [each for each in shown if each.figures and not each.is_gap]
    rows = [_row(each) for each in judged]
    rows.sort(key=lambda each: (_ORDER[each.state], each.measure.measure.position))
    return plan_page(
        request,
        whole,
        "performance/leaders.html",
        "How the measures stand",
        crumbs=crumbs(whole),
        rows=rows,
        counts=_counts(rows),
        changed=[each for each in rows if each.was],
        slipped=proposals(whole) if whole.inside else [],
        gaps=[each for each in shown if each not in judged],
        everything=everything,
        critical=len(critical),
        of=len(plan.measures),
        about=plan.about,
        days_old=(whole.day - plan.about.known_to).days if plan.about else 0,
        can_match=whole.past is None and can_match(request.user, whole.plan),
    )


def _row(judged: JudgedMeasure) -> Row:
    state, before = judged.state, judged.state_before
    was = TITLES[before] if before is not None and before != state else ""
    figures = tuple(_figure(each) for each in judged.figures if each.standing.points)
    return Row(judged, state, TITLES[state], state not in UNCOLOURED, was, figures)


def _figure(judged: Judged) -> FigureRow:
    progress = judged.standing.progress
    assert progress is not None
    *_, last = progress.points
    earlier = progress.points[-2] if len(progress.points) > 1 else None
    target = judged.standing.target
    series = process_series(progress, f"line-{judged.match.pk}", judged.match.title)
    said = ""
    if last.numerator is not None and last.denominator is not None:
        said = f"{last.numerator:,} of {last.denominator:,}"
    share = called_out(last, progress.unit) if not (said and last.is_small) else ""
    if last.state == "hidden":
        share = "Too small to be shown"
    return FigureRow(
        judged.match.title,
        stretch(last.first_day, last.last_day),
        said,
        share,
        figure(earlier.value, progress.unit)
        if earlier is not None and earlier.value is not None and not earlier.is_small
        else "",
        target.step.text if target and target.step else "",
        # Every text in it was escaped where it was drawn.
        mark_safe(sparkline(series)),  # noqa: S308
    )


def _counts(rows: list[Row]) -> list[tuple[str, State, int]]:
    """How many measures are in each state, the worst first; states of none are left out."""
    found = {state: sum(each.state == state for each in rows) for state in _ORDER}
    return [(TITLES[state], state, number) for state, number in found.items() if number]
