"""Finding a part of a plan by its words."""

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
    found = []
    for kind in KINDS:
        if not kind.has_page:
            continue
        parts = [
            each
            for each in whole.all(kind.model)
            if isinstance(each, Part) and _holds(_said(whole, each), sought)
        ]
        if parts:
            found.append(Found(kind, parts))
    return found


def _holds(said: str, sought: list[str]) -> bool:
    return all(word in said for word in sought)


def _said(whole: WholePlan, part: Part) -> str:
    said = [part.ref, part.text]
    said += [str(getattr(part, name)) for name in _MORE if hasattr(part, name)]
    for name in ("references", "outcomes"):
        said += getattr(part, name, [])
    kind = part._meta.model_name
    if kind == "action":
        said += [whole.called(each) for each in whole.leads.get(part.pk, [])]
        if whole.inside:
            said += [each.note for each in whole.updates.get(part.pk, [])]
    if kind == "measure":
        said += [each.text for each in whole.targets.get(part.pk, [])]
    return " ".join(said).casefold()
