"""A plan's parts as the API gives them: made from the same whole plan as its pages."""

from typing import Any

from django.conf import settings

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Level
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.ui.refusal import NotAllowed

JSON = dict[str, Any]


def plan(whole: WholePlan) -> JSON:
    """The plan itself."""
    each = whole.plan
    return {
        "id": each.pk,
        "title": each.title,
        "organisation": each.organisation,
        "date": each.date,
        "version": each.version,
        "as_at": whole.day,
        "address": settings.BASE_URL + each.get_absolute_url(),
    }


def objectives(whole: WholePlan) -> list[JSON]:
    """What must improve."""
    themes = {each.pk: str(each) for each in whole.themes}
    return [
        {
            "id": each.pk,
            "number": each.ref,
            "text": each.text,
            "theme": themes.get(each.theme_id or 0),
            "parent": each.parent_id,
            "references": each.references,
            "outcomes": each.outcomes,
        }
        for each in whole.objectives
    ]


def actions(whole: WholePlan) -> list[JSON]:
    """What will be done, by whom as the reader may know them, and how it stands."""
    leads = whole.leads
    return [
        {
            "id": each.pk,
            "number": each.ref,
            "text": each.text,
            "objective": each.objective_id,
            "leads": [whole.called(lead) for lead in leads.get(each.pk, [])],
            "due": {
                "text": each.due_text,
                "dates": each.due_dates,
                "on": each.due_on,
                "first": each.first_due_on,
            },
            "delivery": each.state,
            "rating": _rating(whole, each.rating_id),
            "rated_on": each.rated_on,
            "overdue": whole.overdue(each),
            "references": each.references,
            "address": settings.BASE_URL + each.get_absolute_url(),
        }
        for each in whole.actions
    ]


def measures(whole: WholePlan) -> list[JSON]:
    """How success will be known."""
    return [
        {
            "id": each.pk,
            "number": each.ref,
            "text": each.text,
            "objective": each.objective_id,
            "action": each.action_id,
        }
        for each in whole.measures
    ]


def targets(whole: WholePlan) -> list[JSON]:
    """The targets of the measures, measure by measure."""
    same = ("text", "value", "unit", "comparison", "by", "baseline", "direction", "interim",
            "additional", "every")  # fmt: skip
    return [
        {
            "id": each.pk,
            "measure": measure.pk,
            "to_be_agreed": each.tba,
            **{name: getattr(each, name) for name in same},
        }
        for measure in whole.measures
        for each in whole.targets.get(measure.pk, [])
    ]


def milestones(whole: WholePlan) -> list[JSON]:
    """Goals to be reached by a date."""
    return [
        {
            "id": each.pk,
            "goal": each.goal,
            "text": each.text,
            "by": each.by,
            "due_on": each.due_on,
            "reached_on": each.reached_on,
        }
        for each in whole.milestones
    ]


def risks(whole: WholePlan) -> list[JSON]:
    """What might stop the plan."""
    people = whole.people
    return [
        {
            "id": each.pk,
            "text": each.text,
            "mitigation": each.mitigation,
            "owner": whole.called(people[each.owner_id]) if each.owner_id in people else None,
            "likelihood": each.likelihood,
            "impact": each.impact,
            "open": each.open,
        }
        for each in whole.risks
    ]


def findings(whole: WholePlan) -> list[JSON]:
    """What the inspection found, and what answers it."""
    answers = whole.answers
    return [
        {
            "id": each.pk,
            "number": each.ref,
            "text": each.text,
            "source": each.origin,
            "kind": each.kind,
            "area": each.area,
            "actions": [a.action_id for a in answers if a.finding_id == each.pk and a.action_id],
            "objectives": [
                a.objective_id for a in answers if a.finding_id == each.pk and a.objective_id
            ],
        }
        for each in whole.findings
    ]


def updates(whole: WholePlan) -> list[JSON]:
    """What leads said and, where it was typed for them, confirmed; the newest first."""
    if not whole.inside:
        raise NotAllowed("Updates are shown to those who work on the plan.")
    known = {each.pk for each in whole.actions}
    said = [
        each
        for listed in whole.said.values()
        for each in listed
        if each.confirmed and each.action_id in known
    ]
    said.sort(key=lambda each: (each.at, each.pk), reverse=True)
    names = dict(
        Account.objects.filter(pk__in={each.by_id for each in said}).values_list("pk", "name")
    )
    return [
        {
            "id": each.pk,
            "action": each.action_id,
            "at": each.at,
            "by": names.get(each.by_id or 0),
            "period": each.printed_period,
            "note": each.note,
            "for_children": each.for_children,
            "no_change": each.no_change,
            "delivery": each.state,
            "rating": _rating(whole, each.rating_id),
        }
        for each in said
    ]


def _rating(whole: WholePlan, key: int | None) -> JSON | None:
    level: Level | None = whole.levels.get(key or 0)
    return {"level": level.level, "name": level.name} if level else None
