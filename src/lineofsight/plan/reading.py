"""Reading an improvement plan: from a document to its objectives, actions, measures and doubts."""

from dataclasses import replace

from lineofsight.documents import Document, Place
from lineofsight.errors import UnusableInput
from lineofsight.plan.drafts import ActionDraft, MeasureDraft, ObjectiveDraft
from lineofsight.plan.findings import read_findings
from lineofsight.plan.form import is_form, read_form
from lineofsight.plan.front import read_front
from lineofsight.plan.keys import read_abbreviations
from lineofsight.plan.layout import lay_out
from lineofsight.plan.left_out import left_out_words
from lineofsight.plan.lost import lost_words
from lineofsight.plan.milestones import read_milestones
from lineofsight.plan.model import Action, Doubt, Measure, Objective, Plan, Theme
from lineofsight.plan.rating_counts import read_rating_summary
from lineofsight.plan.rating_keys import rated_by, read_rating_key
from lineofsight.plan.references import read_references
from lineofsight.plan.sections import Sections, read_sections
from lineofsight.plan.targets import read_target_cell, read_targets, with_baseline
from lineofsight.plan.timescales import read_due
from lineofsight.plan.unread import unread

_AMBIGUOUS = (
    "The measure is worded as a change and its target as a figure: say whether the target is the "
    "size of the change or the level to be reached."
)


def read_plan(document: Document) -> Plan:
    """The plan that ``document`` holds, with a doubt wherever it could not be read surely.

    A document without a table of actions or measures gives a plan without them, and a doubt
    that says so.
    """
    front = read_front(document)
    events = list(lay_out(document))
    found = read_sections(events, front.date, (front.title, front.organisation))
    objectives = {id(draft): f"objective-{n}" for n, draft in enumerate(found.objectives, 1)}
    actions = {id(draft): f"action-{n}" for n, draft in enumerate(found.actions, 1)}
    key = read_rating_key(document)
    plan_actions, unexplained = rated_by(
        key, [_action(draft, actions, objectives) for draft in found.actions]
    )
    plan = Plan(
        title=front.title,
        organisation=front.organisation,
        date=front.date,
        version=front.version,
        findings=read_findings(document),
        themes=tuple(_themes(found.objectives)),
        objectives=tuple(_objective(draft, objectives) for draft in found.objectives),
        actions=plan_actions,
        measures=tuple(
            _measure(f"measure-{n}", draft, actions, objectives, front.date)
            for n, draft in enumerate(found.measures, 1)
        ),
        milestones=read_milestones(document),
        risks=tuple(found.risks),
        rating_summary=read_rating_summary(document, plan_actions),
        rating_key=key,
        abbreviations=read_abbreviations(document),
        doubts=(
            *found.doubts,
            *left_out_words(document),
            *unexplained,
            *_nothing(found),
        ),
    )
    plan = replace(plan, doubts=(*plan.doubts, *unread(document, events, plan)))
    return replace(plan, doubts=(*plan.doubts, *lost_words(document, plan)))


def plan_of(document: Document) -> Plan:
    """The plan that ``document`` holds; ``UnusableInput``, saying what was looked for, if none.

    A workbook that was exported in our own form is read by its columns, not by its looks.
    """
    if is_form(document):
        return read_form(document)
    found = read_plan(document)
    if not (found.objectives or found.actions or found.measures or found.milestones):
        raise UnusableInput(
            f"No plan was found in {document.name}: looked for a table whose headings name "
            "actions, measures or objectives, for numbered actions, and for goals with dates."
        )
    return found


def _themes(objectives: list[ObjectiveDraft]) -> list[Theme]:
    """The objectives that have a lead of their own, as themes."""
    gathering = [draft for draft in objectives if draft.lead]
    return [
        Theme(f"theme-{n}", draft.ref, draft.text, draft.lead)
        for n, draft in enumerate(gathering, 1)
    ]


def _nothing(found: Sections) -> list[Doubt]:
    if found.actions or found.measures:
        return []
    message = "No table of actions or measures was found: check that the plan's tables are tables."
    return [Doubt("empty", message, Place())]


def _objective(draft: ObjectiveDraft, ids: dict[int, str]) -> Objective:
    return Objective(
        ids[id(draft)],
        draft.ref,
        draft.text,
        draft.place,
        parent=ids[id(draft.parent)] if draft.parent else None,
        references=read_references(" ".join(draft.references)),
        outcomes=tuple(draft.outcomes),
    )


def _action(draft: ActionDraft, ids: dict[int, str], objectives: dict[int, str]) -> Action:
    return Action(
        ids[id(draft)],
        draft.ref,
        objectives[id(draft.objective)] if draft.objective else None,
        draft.text,
        draft.place,
        due=draft.due,
        leads=draft.leads,
        references=tuple(draft.references),
        rating=draft.rating,
        updates=tuple(draft.updates),
        doubts=tuple(draft.doubts),
    )


def _measure(
    key: str,
    draft: MeasureDraft,
    actions: dict[int, str],
    objectives: dict[int, str],
    near: str | None,
) -> Measure:
    reading = read_targets(draft.text, near)
    text, targets = reading.text, reading.targets
    if draft.targets:
        text, targets = (
            draft.text,
            read_target_cell(" ".join(draft.targets), draft.text, near, " ".join(draft.baselines)),
        )
    if draft.baselines:
        targets = with_baseline(targets, " ".join(draft.baselines))
    if draft.due and (dates := read_due(draft.due, near).dates):
        targets = tuple(each if each.by else replace(each, by=dates[-1]) for each in targets)
    return Measure(
        key,
        draft.ref,
        objectives[id(draft.objective)] if draft.objective else None,
        text,
        draft.place,
        action=actions[id(draft.action)] if draft.action else None,
        targets=targets,
        doubts=(Doubt("target", _AMBIGUOUS, draft.place),) if reading.ambiguous else (),
    )
