"""The line paper: from each objective through its measures to what the figures say."""

from collections.abc import Iterable, Sequence
from datetime import date

from lineofsight.papers.contents import (
    DefinitionPart,
    LinePaper,
    MeasurePart,
    ObjectivePart,
    Provenance,
    WaitingPart,
)
from lineofsight.papers.counting import doubt_parts, rating_shares, result_shares
from lineofsight.papers.measures import measure_part
from lineofsight.plan.model import Measure, Plan
from lineofsight.progress.days import first_day
from lineofsight.progress.standing import Standing
from lineofsight.progress.wording import day

_NOTHING_KNOWN = (
    "Nothing known measures this yet: an audit question, or a typed figure with its source"
)


def line_paper(
    plan: Plan, standings: Sequence[Standing], *, as_at: date, provenance: Provenance
) -> LinePaper:
    """The paper of a plan whose measures were judged at ``as_at``.

    Measures keep the order of the plan.  One with no indicator in its standing, or with no
    standing at all, is listed among those that nothing computes yet: none is lost.
    """
    by_measure: dict[str, list[Standing]] = {}
    for each in standings:
        by_measure.setdefault(each.measure.id, []).append(each)
    computed: dict[str | None, list[MeasurePart]] = {}
    waiting: list[WaitingPart] = []
    used: list[Standing] = []
    for measure in plan.measures:
        figures = by_measure.get(measure.id, [])
        made = [(each, each.progress) for each in figures if each.progress is not None]
        if not made:
            waiting.append(WaitingPart(measure.ref, measure.text, _needs(figures)))
        for standing, progress in made:
            used.append(standing)
            part = measure_part(standing, progress, len(used))
            computed.setdefault(_objective_of(measure, plan), []).append(part)
    objectives = tuple(_objectives(plan, computed))
    return LinePaper(
        title=plan.title or "Improvement plan",
        organisation=plan.organisation,
        plan_date=_plan_date(plan.date),
        as_at=day(as_at),
        loaded_as_at=day(provenance.loaded_as_at),
        days_old=max((as_at - provenance.loaded_as_at).days, 0),
        provenance=provenance,
        objectives_count=len(plan.objectives),
        actions_count=len(plan.actions),
        measures_count=len(plan.measures),
        computed_count=len(plan.measures) - len(waiting),
        ratings=rating_shares(plan),
        results=result_shares([measure for part in objectives for measure in part.measures]),
        objectives=objectives,
        unmeasured=tuple(
            (objective.ref, objective.text)
            for objective in plan.objectives
            if objective.id not in computed
        ),
        waiting=tuple(waiting),
        doubts=doubt_parts(plan),
        definitions=_definitions(used),
    )


def _objectives(
    plan: Plan, computed: dict[str | None, list[MeasurePart]]
) -> Iterable[ObjectivePart]:
    for number, objective in enumerate(plan.objectives, start=1):
        if objective.id in computed:
            measures = tuple(computed[objective.id])
            yield ObjectivePart(f"objective-{number}", objective.ref, objective.text, measures)
    if None in computed:
        yield ObjectivePart("objective-none", None, None, tuple(computed[None]))


def _objective_of(measure: Measure, plan: Plan) -> str | None:
    """The measure's own objective, or that of its action."""
    known = {objective.id for objective in plan.objectives}
    through = {action.id: action.objective for action in plan.actions}
    found = measure.objective or through.get(measure.action or "")
    return found if found in known else None


def _needs(figures: Sequence[Standing]) -> str:
    if not figures:
        return _NOTHING_KNOWN
    suggestion = figures[0].suggestion
    return f"{suggestion.title}: {suggestion.needs}" if suggestion.needs else suggestion.title


def _definitions(used: Sequence[Standing]) -> tuple[DefinitionPart, ...]:
    """Each definition once, with the references of the measures that it made figures for."""
    made: dict[tuple[str, str, str], list[str]] = {}
    for standing in used:
        key = (
            standing.indicator_title or "",
            standing.suggestion.id,
            standing.definition_version or "",
        )
        made.setdefault(key, []).append(standing.measure.ref or "one without a reference")
    return tuple(DefinitionPart(*key, ", ".join(refs)) for key, refs in sorted(made.items()))


def _plan_date(written: str | None) -> str | None:
    if written is None:
        return None
    when = first_day(written)
    return day(when) if len(written) > len("2020-03") else f"{when:%B %Y}"
