"""A later document beside the plan as it stands: what is new, changed, moved and gone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from lineofsight.web.imports.corrections import JSON
from lineofsight.web.imports.telling import NAMES
from lineofsight.web.plans.models import (
    Action,
    Finding,
    Measure,
    Milestone,
    Objective,
    Plan,
    Risk,
    Theme,
)
from lineofsight.web.plans.models.plan import Part, numbered

Kind = Literal["new", "changed", "moved", "same", "gone"]

MODELS: dict[str, type[Part]] = {
    "themes": Theme,
    "objectives": Objective,
    "findings": Finding,
    "actions": Action,
    "measures": Measure,
    "milestones": Milestone,
    "risks": Risk,
}
# Words alike to this degree (0 to 100) are the same thing said again; with the same number, less
# will do.
ALIKE, ALIKE_WITH_NUMBER = 86.0, 55.0


@dataclass(frozen=True)
class Difference:
    """One thing of the new document, one of the plan as it stands, or both and how they differ."""

    kind: Kind
    listed: str
    now: JSON | None
    before: Part | None
    what: tuple[tuple[str, str, str], ...] = ()

    @property
    def words(self) -> str:
        """What the thing is, in its own words: as it is now, else as it was."""
        said = (
            str(self.before)
            if self.now is None
            else numbered(self.now.get("ref") or "", self.now["text"])
        )
        return f"{NAMES[self.listed].one.capitalize()} {said}"


@dataclass
class Compared:
    """The differences, and which thing of the draft (by id) is which part of the plan."""

    differences: list[Difference] = field(default_factory=list)
    records: dict[str, Part] = field(default_factory=dict)
    gone: list[Part] = field(default_factory=list)

    @property
    def new(self) -> list[Difference]:
        """What the plan did not have."""
        return self._of("new")

    @property
    def changed(self) -> list[Difference]:
        """What the plan had in other words, with another number or date."""
        return self._of("changed")

    @property
    def moved(self) -> list[Difference]:
        """What stands under another objective now."""
        return self._of("moved")

    @property
    def lost(self) -> list[Difference]:
        """What the document no longer has."""
        return self._of("gone")

    def _of(self, kind: Kind) -> list[Difference]:
        return [each for each in self.differences if each.kind == kind]


def compare(plan: Plan, draft: JSON) -> Compared:
    """How ``draft`` differs from ``plan`` as it stands.

    A thing is the same where its words are much alike, or alike enough and its number the same;
    each part of the plan is matched once, the most alike first.
    """
    found = Compared()
    for listed, model in MODELS.items():
        parts = list(model._default_manager.filter(plan=plan, gone_in=None))
        pairs = matched(draft[listed], parts)
        found.records.update(pairs)
        left = {part.pk for part in pairs.values()}
        gone = [part for part in parts if part.pk not in left]
        found.gone += gone
        found.differences += [Difference("gone", listed, None, part) for part in gone]
    for listed in MODELS:
        for each in draft[listed]:
            found.differences.append(_difference(listed, each, found))
    return found


def matched(things: list[JSON], parts: Iterable[Part]) -> dict[str, Part]:
    """Which of ``parts`` each of ``things`` is, by the id of the thing."""
    parts = list(parts)
    if not things or not parts:
        return {}
    scores = process.cdist(
        [each["text"] for each in things],
        [part.text for part in parts],
        scorer=fuzz.token_sort_ratio,
        processor=str.lower,
    )
    ranked = []
    for row, each in enumerate(things):
        for column, part in enumerate(parts):
            score = float(scores[row][column])
            same_number = bool(part.ref) and part.ref == (each.get("ref") or "")
            if score >= ALIKE or (same_number and score >= ALIKE_WITH_NUMBER):
                ranked.append((-score - 20 * same_number, row, column))
    pairs: dict[str, Part] = {}
    taken: set[int] = set()
    for _, row, column in sorted(ranked):
        key = things[row]["id"]
        if key not in pairs and column not in taken:
            pairs[key] = parts[column]
            taken.add(column)
    return pairs


def _difference(listed: str, each: JSON, found: Compared) -> Difference:
    before = found.records.get(each["id"])
    if before is None:
        return Difference("new", listed, each, None)
    what = [
        (name, old, new)
        for name, old, new in (
            ("Number", before.ref, each.get("ref") or ""),
            ("Words", before.text, each["text"]),
            ("Due", getattr(before, "due_text", ""), (each.get("due") or {}).get("text") or ""),
        )
        if old != new
    ]
    if what:
        return Difference("changed", listed, each, before, tuple(what))
    if _moved(each, before, found):
        return Difference("moved", listed, each, before)
    return Difference("same", listed, each, before)


def _moved(each: JSON, before: Part, found: Compared) -> bool:
    """Whether it stands under another objective than before."""
    if "objective" not in each or not hasattr(before, "objective_id"):
        return False
    above = found.records.get(each["objective"] or "")
    under = above.pk if isinstance(above, Objective) else None
    return bool(under != before.objective_id)
