"""From rows with named cells to objectives, actions and measures as a human reads them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lineofsight.documents import Place
from lineofsight.plan.drafts import ActionDraft, Entry, MeasureDraft, ObjectiveDraft, fold
from lineofsight.plan.items import numbered_items, path_of
from lineofsight.plan.layout import HeaderRow, PlanRow, Prose
from lineofsight.plan.measures import MeasureCell, read_measures
from lineofsight.plan.model import Doubt, Risk, Update
from lineofsight.plan.pairing import pair
from lineofsight.plan.ratings import read_rating
from lineofsight.plan.references import read_references
from lineofsight.plan.timescales import read_due

_OWN_NUMBER = re.compile(r"(?P<ref>\d{1,2}(?:\.\d{1,2})?)[.)]?\s+(?=\S)")
_LABEL = re.compile(r"improvementoutcomes?|outcomes?|impact|expectedoutcomes?", re.I)
_SENTENCE_WORDS = 8
_NUMBERED_SHARE = 0.3


@dataclass
class Sections:
    """What was read, still as drafts."""

    objectives: list[ObjectiveDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    measures: list[MeasureDraft] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_sections(events: Iterable[PlanRow | Prose | HeaderRow], near: str | None) -> Sections:
    """Read ``events`` in order; ``near`` is the plan's date, or None."""
    events = list(events)
    rows = [event for event in events if isinstance(event, PlanRow)]
    reader = _Reader(near, _numbered_inside(rows), _refs_of_actions(rows))
    for event in events:
        if isinstance(event, PlanRow):
            reader.row(event)
        elif isinstance(event, Prose):
            reader.prose(event)
    reader.finish()
    return reader.out


def _numbered_inside(rows: list[PlanRow]) -> bool:
    """Whether actions carry their own numbers inside their cells."""
    texts = [row["action"] for row in rows if row["action"]]
    last: str | None = None
    numbered = 0
    for text in texts:
        refs = [item.ref for item in numbered_items(text, None, None) if item.ref]
        numbered += bool(refs)
        last = refs[-1] if refs else last
    return bool(texts) and numbered >= max(2, _NUMBERED_SHARE * len(texts))


def _refs_of_actions(rows: list[PlanRow]) -> bool:
    """Whether the column of numbers counts actions: it does not where a row has two kinds."""
    plain = [row for row in rows if row["ref"] and row["action"]]
    if not plain or _numbered_inside(rows):
        return False
    without = [row for row in plain if not row["objective"]]
    return len(without) >= 0.3 * len(plain) or any("." in row["ref"].strip(".") for row in plain)


@dataclass
class _Reader:
    near: str | None
    numbered: bool
    action_refs: bool
    out: Sections = field(default_factory=Sections)
    entries: list[Entry] = field(default_factory=list)
    cells: list[MeasureCell] = field(default_factory=list)
    objective: ObjectiveDraft | None = None
    action: ActionDraft | None = None
    number: str | None = None
    dued: bool = False
    in_plan: bool = False
    outcomes_follow: bool = False

    def finish(self) -> None:
        pair(self.entries, self.near)
        self.out.measures.extend(read_measures(self.cells))

    def row(self, row: PlanRow) -> None:
        cells = _tidy(row)
        if "risk" in row.announced and "action" not in row.announced:
            self.risk(cells, row.place)
            return
        self.in_plan = True
        self.outcomes_follow = "objective" in row.announced and "outcome" not in row.announced
        self.read_objective(cells, row)
        starts = self.read_actions(cells, row)
        if starts or cells.get("due") or cells.get("lead"):
            self.entries.append(
                Entry(row.place, starts, cells.get("due", ""), cells.get("lead", ""))
            )
        self.read_rest(cells, row, starts)

    def risk(self, cells: dict[str, str], place: Place) -> None:
        text = re.sub(r"^\(?[ivx\d]+[.)]\s*", "", fold(cells.get("risk", "")))
        mitigation = fold(cells.get("mitigation") or "") or None
        if text:
            self.out.risks.append(Risk(text, mitigation, place))
        elif mitigation and self.out.risks:
            last = self.out.risks[-1]
            joined = f"{last.mitigation or ''} {mitigation}".strip()
            self.out.risks[-1] = Risk(last.text, joined, last.place)

    def prose(self, prose: Prose) -> None:
        """Sentences below a table of one objective say what will come of it."""
        if not (self.in_plan and self.outcomes_follow and self.objective):
            return
        if prose.heading:
            self.outcomes_follow = False
        elif len(prose.text.split()) >= _SENTENCE_WORDS:
            self.objective.top.outcomes.append(fold(prose.text))

    def read_objective(self, cells: dict[str, str], row: PlanRow) -> None:
        text = fold(cells.get("objective", ""))
        ref = None if self.action_refs else (cells.get("ref", "").strip(" .") or None)
        own = _OWN_NUMBER.match(text)
        if ref:
            if self.objective is None or self.objective.top.ref != ref:
                self.new_objective(ref, None, row.place)
            self.add_objective_text(text, row.place)
        elif own and "." in own["ref"] and self.objective and self.objective.top.ref:
            self.new_objective(own["ref"], self.objective.top, row.place)
            self.add_objective_text(text[own.end() :], row.place)
        elif text and self.begins_objective(text, cells, row):
            self.new_objective(own["ref"] if own else None, None, row.place)
            self.add_objective_text(text[own.end() :] if own else text, row.place)
        elif text:
            self.add_objective_text(text, row.place)
        cited = cells.get("references", "")
        if cited and self.objective and not self.action_refs:
            self.objective.top.references.append(cited)
        if cells.get("outcome") and self.objective:
            self.objective.outcomes.append(fold(cells["outcome"]))

    def begins_objective(self, text: str, cells: dict[str, str], row: PlanRow) -> bool:
        """Whether text in the objectives' column, without a number of its own, is a new one."""
        if self.objective is None:
            return True
        if self.objective.text == text or ("ref" in row.announced and not self.action_refs):
            return False
        return bool(cells.get("action")) and not text[0].islower()

    def new_objective(self, ref: str | None, parent: ObjectiveDraft | None, place: Place) -> None:
        self.objective = ObjectiveDraft(ref, place, parent=parent)
        self.out.objectives.append(self.objective)

    def add_objective_text(self, text: str, place: Place) -> None:
        if not text or self.objective is None or self.objective.text == text:
            return
        if self.objective.text.endswith("."):
            self.out.doubts.append(
                Doubt("text", f"This text beside the actions has no clear place: {text}.", place)
            )
            return
        self.objective.pieces.append(text)

    def read_actions(self, cells: dict[str, str], row: PlanRow) -> list[ActionDraft]:
        text = cells.get("action", "")
        if self.action_refs and cells.get("ref"):
            return [self.new_action(cells["ref"].strip(" ."), text, row.place)]
        if not text:
            return []
        starts = []
        within = self.objective.top.ref if self.objective else None
        for item in numbered_items(text, self.number, within):
            if item.ref:
                starts.append(self.new_action(item.ref, item.text, row.place))
            elif self.begins_action(item.text, cells):
                starts.append(self.new_action(None, item.text, row.place))
            elif self.action:
                self.action.pieces.append(item.text)
        if cells.get("due") and read_due(cells["due"], self.near).dates:
            self.dued = True
        return starts

    def begins_action(self, text: str, cells: dict[str, str]) -> bool:
        """Whether text without a number is a new action, or goes on with the one above."""
        if self.action is None:
            return True
        whole = bool(cells.get("due")) and bool(read_due(cells["due"]).dates)
        if self.numbered or self.action_refs:
            # A row with its own date and lead, under an action that has its date, stands alone.
            return whole and bool(cells.get("lead")) and self.dued and not self.numbers_in(cells)
        if whole or cells.get("lead") or cells.get("rating"):
            return True
        return not text.lstrip()[0].islower() and self.action.text.endswith((".", ";"))

    def numbers_in(self, cells: dict[str, str]) -> bool:
        within = self.objective.top.ref if self.objective else None
        items = numbered_items(cells.get("action", ""), self.number, within)
        return any(item.ref for item in items)

    def new_action(self, ref: str | None, text: str, place: Place) -> ActionDraft:
        self.number = ref or self.number
        self.dued = False
        self.action = ActionDraft(ref, self.home_of(ref), place, [text])
        self.out.actions.append(self.action)
        return self.action

    def home_of(self, ref: str | None) -> ObjectiveDraft | None:
        """The objective of an action: the one whose number its own begins with."""
        top = self.objective.top if self.objective else None
        if ref is None or top is None or top.ref is None:
            return self.objective
        path = path_of(ref)
        for objective in reversed(self.out.objectives):
            if objective.top is not top or objective.ref is None:
                continue
            own = path_of(objective.ref)
            if own and path[: len(own)] == own and (len(path) > len(own) or objective is top):
                return objective
        return top

    def read_rest(self, cells: dict[str, str], row: PlanRow, starts: list[ActionDraft]) -> None:
        action = self.action
        if action:
            if cells.get("rating") and not action.rating.text:
                action.rating = read_rating(cells["rating"])
            if cells.get("update"):
                action.updates.append(Update(None, fold(cells["update"])))
            if self.action_refs or "objective" not in row.announced:
                action.references.extend(read_references(cells.get("references", "")))
        if cells.get("measure"):
            alone = starts[0] if len(starts) == 1 else None
            top = self.objective.top if self.objective else None
            self.cells.append(
                MeasureCell(
                    cells["measure"], top, alone or (action if not starts else None), row.place,
                    cells.get("ref") if "action" not in row.announced else None,
                    cells.get("target", ""), cells.get("baseline", ""),
                )
            )  # fmt: skip


def _tidy(row: PlanRow) -> dict[str, str]:
    """The cells of a row without what is no text of the plan.

    Character recognition leaves digits where a line or logo stood; a heading above the columns
    ("Improvement outcomes") may be torn over the first of them.
    """
    cells: dict[str, str] = {**row.cells}
    for role in ("action", "lead", "objective"):
        if role in cells and not re.search(r"[^\W\d_]", cells[role]):
            del cells[role]
    torn = "".join(cells.get(role, "") for role in ("ref", "objective", "references"))
    if _LABEL.fullmatch(re.sub(r"\W", "", torn)):
        for role in ("ref", "objective", "references"):
            cells.pop(role, None)
    return cells
