"""Where one measure stands: its chart, table, target, definition and splits."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from lineofsight.charts.process_chart import process_chart
from lineofsight.measuring.kept.reading import Results, opened
from lineofsight.progress.chart_series import process_series
from lineofsight.progress.series_sentences import series_sentences
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.permissions import can_see_casework
from lineofsight.web.performance.figures import Judged, judged_plan
from lineofsight.web.performance.permissions import can_match
from lineofsight.web.performance.published import Beside, beside
from lineofsight.web.performance.rows import MonthRow, month_rows, revised
from lineofsight.web.performance.splits import DIMENSIONS, Split, split_of
from lineofsight.web.performance.views.shared import called, in_the_plan, measure_shown
from lineofsight.web.plans.models import Action, Level, Measure
from lineofsight.web.plans.views.shared import crumbs, plan_page
from lineofsight.web.plans.whole import WholePlan


@dataclass(frozen=True)
class Shown:
    """One figure of a measure, ready for its page."""

    judged: Judged
    chart: SafeString
    sentences: tuple[str, ...]
    months: list[MonthRow]
    split: Split | None
    revised: bool
    beside: Beside


def measure(request: SignedIn, measure_id: int) -> HttpResponse:
    """Every figure of a measure, and the rating that they give it beside the lead's own."""
    whole, found = measure_shown(request, measure_id)
    plan = judged_plan(whole)
    own = plan.by_key.get(found.pk)
    figures = own.figures if own else ()
    by = request.GET.get("by", "") if whole.inside else ""
    with opened(settings.PLACES.store) as results:
        shown = [_shown(each, results, by, whole.day) for each in figures]
    return plan_page(
        request,
        whole,
        "performance/measure.html",
        called(found),
        crumbs=crumbs(whole),
        measure=found,
        in_the_plan=in_the_plan(whole, found),
        judged=own,
        figures=shown,
        about=plan.about,
        days_old=(whole.day - plan.about.known_to).days if plan.about else 0,
        dimensions=DIMENSIONS if whole.inside else {},
        by=by if by in DIMENSIONS else "",
        own_ratings=_own_ratings(whole, found),
        sees_children=whole.past is None and can_see_casework(request.user),
        can_match=whole.past is None and can_match(request.user, whole.plan),
    )


def _shown(judged: Judged, results: Results | None, by: str, day: date) -> Shown:
    progress, split = judged.standing.progress, None
    first = {}
    if results and judged.defined:
        first = dict(results.first_reported(judged.defined.id))
        split = split_of(results, judged, by) if by in DIMENSIONS else None
    months = month_rows(judged, first)
    chart = ""
    if progress is not None and progress.points:
        name, was = f"chart-{judged.match.pk}", revised(progress.points, first)
        chart = process_chart(process_series(progress, name, judged.match.title, was))
    return Shown(
        judged,
        # Every text in it was escaped where it was drawn.
        mark_safe(chart),  # noqa: S308
        series_sentences(progress)
        if progress is not None and progress.points and progress.points[-1].state != "hidden"
        else (),
        months,
        split,
        any(each.first for each in months),
        beside(judged, day) if chart else Beside(),
    )


def _own_ratings(whole: WholePlan, measure: Measure) -> list[tuple[Action, Level | None]]:
    """What the leads rate the actions that the measure is of, those of its objective else."""
    if measure.action_id:
        actions = [each for each in whole.actions if each.pk == measure.action_id]
    else:
        actions = [each for each in whole.actions if each.objective_id == measure.objective_id]
    return [(each, whole.levels.get(each.rating_id or 0)) for each in actions]
