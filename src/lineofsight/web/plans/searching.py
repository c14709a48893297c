"""Finding a part of a plan by its words."""

from collections import defaultdict
from dataclasses import dataclass

from lineofsight.web.plans.kinds import KINDS, Kind
from lineofsight.web.plans.models.plan import Part
from lineofsight.web.plans.whole import WholePlan

# What a kind's parts say besides their number and text.
_MORE = ("goal", "mitigation", "origin", "area", "partner", "asked", "changed", "capacity")


@dataclass(frozen=True)
class Found:
    """The parts of one kind that hold every word."""

    kind: Kind
    parts: list[Part]


def search(whole: WholePlan, words: str) -> list[Found]:
    """The parts that hold every one of ``words``, by kind; leads and updates for those inside."""
    sought = words.casefold().split()
    if not sought:
        return []
    notes = _notes(whole, sought) if whole.inside else {}
    found = []
    for kind in KINDS:
        if not kind.has_page:
            continue
        parts = [
            each
            for each in whole.all(kind.model)
            if isinstance(each, Part) and _holds(_said(whole, each, notes), sought)
        ]
        if parts:
            found.append(Found(kind, parts))
    return found


def _holds(said: str, sought: list[str]) -> bool:
    return all(word in said for word in sought)


def _notes(whole: WholePlan, sought: list[str]) -> dict[int, list[str]]:
    """What was said of each action with one of the words in it."""
    notes: dict[int, list[str]] = defaultdict(list)
    for each in whole.saying(sought):
        notes[each.action_id].append(each.note)
    return notes


def _said(whole: WholePlan, part: Part, notes: dict[int, list[str]]) -> str:
    said = [part.ref, part.text]
    said += [str(getattr(part, name)) for name in _MORE if hasattr(part, name)]
    for name in ("references", "outcomes"):
        said += getattr(part, name, [])
    kind = part._meta.model_name
    if kind == "action":
        said += [whole.called(each) for each in whole.leads.get(part.pk, [])]
        said += notes.get(part.pk, [])
    if kind == "measure":
        said += [each.text for each in whole.targets.get(part.pk, [])]
    return " ".join(said).casefold()
