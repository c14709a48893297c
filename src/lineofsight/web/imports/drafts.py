"""A draft as it stands: what was read, with every correction that was not undone."""

from dataclasses import dataclass
from textwrap import shorten

from lineofsight.web.events.models import Version
from lineofsight.web.imports.corrections import JSON, CannotCorrect, corrected, find
from lineofsight.web.imports.models import Correction, Draft
from lineofsight.web.imports.telling import NAMES
from lineofsight.web.plans.models.plan import numbered


def draft_plan(draft: Draft) -> JSON:
    """The plan of ``draft`` as corrected so far."""
    return corrected(
        draft.read or {},
        (
            (each.kind, each.item, each.values, f"added-{each.pk}")
            for each in draft.corrections.all()
            if not each.undone
        ),
    )


@dataclass(frozen=True)
class ToldCorrection:
    """A correction in words, with who made it and when."""

    correction: Correction
    said: str
    by: str
    at: object


VERBS = {
    "change": "Changed",
    "drop": "Dropped",
    "add": "Added",
    "merge": "Merged",
    "split": "Split",
    "move": "Moved",
    "settle": "Settled the doubts of",
}


def told_corrections(draft: Draft) -> list[ToldCorrection]:
    """Every correction of ``draft``, the newest first."""
    found = []
    made = {
        version.key: version.event
        for version in Version.objects.filter(
            kind=Correction._meta.label_lower,
            key__in=[each.pk for each in draft.corrections.all()],
        )
        .select_related("event__by")
        .order_by("-id")
    }
    plan = corrected(draft.read or {}, ())
    for each in draft.corrections.all():
        event = made.get(each.pk)
        found.append(
            ToldCorrection(
                each,
                f"{VERBS[each.kind]} {_about(plan, each)}",
                str(event.by) if event and event.by else "",
                event.at if event else None,
            )
        )
    return found[::-1]


def _about(plan: JSON, each: Correction) -> str:
    if each.kind == "add":
        said = f"{NAMES[each.values['list']].one} {each.values['fields'].get('text', '')}"
        return shorten(said, 120, placeholder=" …")
    if not each.item:
        return "the plan's title and date" if each.kind == "change" else "the plan"
    try:
        listed, _, thing = find(plan, each.item)
    except CannotCorrect:
        return "something that was added"
    said = f"{NAMES[listed].one} {numbered(thing.get('ref') or '', thing['text'])}"
    return shorten(said, 120, placeholder=" …")
