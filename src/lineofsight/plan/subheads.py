"""Rows that are only a number and a title, over the actions below them."""

from collections.abc import Sequence

from lineofsight.plan.events import PlanRow, Prose
from lineofsight.plan.items import path_of
from lineofsight.plan.looks import CODE

_TITLE_WORDS = 10


def with_subheads(events: Sequence[PlanRow | Prose]) -> list[PlanRow | Prose]:
    """``events`` with rows that are only a number and a title as the headings that they are."""
    out: list[PlanRow | Prose] = []
    for at, event in enumerate(events):
        below = events[at + 1] if at + 1 < len(events) else None
        if isinstance(event, PlanRow) and isinstance(below, PlanRow) and _is_title(event, below):
            text = " ".join(event["action"].split())
            out.append(Prose(f"{event['ref'].strip(' .')} {text}", True, event.place))
        else:
            out.append(event)
    return out


def _is_title(row: PlanRow, below: PlanRow) -> bool:
    ref, text = row["ref"].strip(" ."), row["action"]
    others = [role for role, cell in row.cells.items() if cell and role not in ("ref", "action")]
    if others or not text or not CODE.fullmatch(ref) or "objective" in row.announced:
        return False
    title = len(text.split()) <= _TITLE_WORDS and text[0].isupper() and text[-1] not in ".;,"
    told = below["action"] and below["action"][0].isupper() and (below["due"] or below["lead"])
    own, under = path_of(ref), path_of(below["ref"])
    deeper = len(under) > len(own) and under[: len(own)] == own
    return bool(title and told and (deeper or not below["ref"]))
