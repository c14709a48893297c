"""From rows with named cells to objectives, actions and measures as a human reads them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lineofsight.documents import Place
from lineofsight.plan.counts import Counts
from lineofsight.plan.dates import find_dates
from lineofsight.plan.drafts import ActionDraft, Entry, MeasureDraft, ObjectiveDraft, fold
from lineofsight.plan.events import PlanRow, Prose
from lineofsight.plan.items import bulleted_items, numbered_items
from lineofsight.plan.labelled import announces_success
from lineofsight.plan.leads import mend
from lineofsight.plan.lists import marked_items
from lineofsight.plan.looks import CODE
from lineofsight.plan.measures import MeasureCell, read_measures
from lineofsight.plan.misread import mend_rows
from lineofsight.plan.model import Doubt, Due, Risk, Update
from lineofsight.plan.objectives import Objectives
from lineofsight.plan.pairing import pair
from lineofsight.plan.ratings import level_of, read_rating
from lineofsight.plan.references import read_references
from lineofsight.plan.several import bulleted, counted_ref, parts_of
from lineofsight.plan.shared import part_note
from lineofsight.plan.subheads import with_subheads
from lineofsight.plan.timescales import read_due

_LABEL = re.compile(r"(?:improvement|expected|intended)?(?:outcomes?|impact)", re.I)
_SHARED = (
    "No lead or date stands beside this action: those of the row above are read for both; check "
    "that they are its own."
)
_RISK_NUMBER = re.compile(r"^\(?(?:[ivx]+|R?\d+)[.)]\s*")
_MARKED_REF = re.compile(r"(?P<ref>[A-Z]{0,3}\d[\d.]*)\s+(?P<mark>[A-Z][A-Za-z]+)")
_ANY_YEAR = "2000-01"
_TORN_SHARE = 0.2
_NUMBERED_SHARE = 0.3
_COUNTED_SHARE = 0.6


@dataclass
class Sections:
    """What was read, still as drafts."""

    objectives: list[ObjectiveDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    measures: list[MeasureDraft] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_sections(
    events: Iterable[PlanRow | Prose], near: str | None, names: tuple[str | None, ...] = ()
) -> Sections:
    """Read ``events`` in order; ``near`` is the plan's date and ``names`` its title and whose
    it is."""
    mended = mend_rows(list(events))
    events = with_subheads(mended.events)
    rows = [event for event in events if isinstance(event, PlanRow)]
    words = frozenset(word for row in rows for text in row.cells.values() for word in _words(text))
    numbered = _numbered_inside(rows)
    refs_are_actions = not numbered and _refs_are_actions(rows)
    in_columns = any({"objective", "action"} <= row.announced for row in rows)
    known = tuple(name for name in names if name)
    objectives = Objectives(in_columns, refs_are_actions, known, _said_once(events))
    told = [row for row in rows if not row.title]
    counts = Counts([row["action"] for row in told], _tables(events))
    counted = not numbered and not refs_are_actions and _counted_inside(rows)
    out = Sections(doubts=mended.doubts)
    reader = _Reader(near, words, numbered, counted, _torn(rows), objectives, counts, out)
    reader.marked = any(len(marked_items(row["action"])) > 1 for row in rows)
    for event in events:
        if isinstance(event, PlanRow):
            reader.row(event)
        elif isinstance(event, Prose):
            reader.objectives.prose(event)
    return reader.finish()


def _said_once(events: Iterable[PlanRow | Prose]) -> frozenset[str]:
    """The headings that announce measures and stand once: below each objective they would recur."""
    told = Counter(
        event.text
        for event in events
        if isinstance(event, Prose) and event.heading and announces_success(event.text)
    )
    return frozenset(text for text, count in told.items() if count == 1)


def _tables(events: Iterable[PlanRow | Prose]) -> list[tuple[int | None, int]]:
    """For each row that is no title, its table and how many headings stand before it."""
    headings = 0
    found: list[tuple[int | None, int]] = []
    for event in events:
        if isinstance(event, PlanRow):
            headings += event.title
            if not event.title:
                found.append((event.place.table, headings))
        else:
            headings += event.heading
    return found


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 6]


def _torn(rows: list[PlanRow]) -> bool:
    """Whether a converter made a row of every line: many then begin in mid-sentence."""
    texts = [row["action"] for row in rows if row["action"]]
    small = (
        text[0].islower() and not marked_items(text) and counted_ref(text) is None for text in texts
    )
    return sum(small) > _TORN_SHARE * len(texts)


def _numbered_inside(rows: list[PlanRow]) -> bool:
    """Whether actions carry their own numbers inside their cells."""
    texts = [row["action"] for row in rows if row["action"]]
    numbered = sum(any(item.ref for item in numbered_items(text, None, None)) for text in texts)
    return bool(texts) and numbered >= max(2, _NUMBERED_SHARE * len(texts))


def _counted_inside(rows: list[PlanRow]) -> bool:
    """Whether whole numbers open the cells of actions, which have no column of numbers."""
    texts = [row["action"] for row in rows if row["action"]]
    counted = sum(counted_ref(text) is not None for text in texts)
    return bool(texts) and counted >= _COUNTED_SHARE * len(texts)


def _refs_are_actions(rows: list[PlanRow]) -> bool:
    """Whether the column of numbers counts actions and not objectives."""
    plain = [row for row in rows if row["ref"] and row["action"]]
    if not plain:
        return False
    if not any("objective" in row.announced for row in plain):
        return True
    if any(row.mark and "objective" in row.announced for row in plain):
        return False
    if _numbers_within(plain):
        return True
    alone = [row for row in plain if not row["objective"]]
    return len(alone) >= 0.3 * len(plain) or any("." in row["ref"].strip(".") for row in plain)


def _numbers_within(rows: list[PlanRow]) -> bool:
    """Whether one objective stands beside several numbers, which then count its actions."""
    beside: dict[str, set[str]] = {}
    for row in rows:
        if row["objective"]:
            beside.setdefault(fold(row["objective"]), set()).add(row["ref"])
    return any(len(refs) > 1 for refs in beside.values())


@dataclass
class _Reader:
    near: str | None
    words: frozenset[str]
    numbered: bool
    counted: bool
    torn: bool
    objectives: Objectives
    counts: Counts
    out: Sections = field(default_factory=Sections)
    entries: list[Entry] = field(default_factory=list)
    cells: list[MeasureCell] = field(default_factory=list)
    action: ActionDraft | None = None
    number: str | None = None
    dued: bool = False
    marked: bool = False
    parted: bool = False

    def finish(self) -> Sections:
        pair(self.entries, self.near, whole=not self.torn)
        for action in self.out.actions:
            if action.band and action.due == Due() and not action.doubts:
                action.due = read_due(action.band, self.near)
        self.out.measures.extend(read_measures(self.cells))
        homes = [action.objective for action in self.out.actions]
        homes += [measure.objective for measure in self.out.measures]
        self.out.objectives.extend(self.objectives.kept([home for home in homes if home]))
        self.out.doubts.extend(self.objectives.doubts)
        return self.out

    def row(self, row: PlanRow) -> None:
        cells = _tidy(row)
        if "risk" in row.announced and "action" not in row.announced:
            self.risk(cells, row.place)
            return
        if row.title:
            text = cells.get("action") or cells.get("objective", "")
            self.objectives.entitled(cells["ref"].strip(" ."), text, row.place)
            self.action = None
            self.rest({role: text for role, text in cells.items() if role == "measure"}, row, [])
            return
        if cells.get("risk"):
            self.risk(cells, row.place)
        self.objectives.row(cells, row)
        if row.mark and cells.get("ref"):
            cells["ref"] = f"{cells['ref'].strip(' .')} {row.mark})"
        starts = self.actions_of(cells, row)
        for action in starts:
            action.band = row.band
        for action in starts[:1]:
            action.doubts.extend(row.doubts)
        self.dued = bool(read_due(cells.get("due", ""), self.near).dates) or (
            self.dued and not starts
        )
        # A date or an owner beside a measure is the measure's.
        of_actions = "action" in row.announced or "measure" not in row.announced
        if of_actions and self.wordless(cells, row):
            return
        if starts and self.shares_above(cells, row):
            for one in starts:
                one.rating = self.entries[-1].starts[0].rating
            self.entries[-1].starts.extend(starts)
            self.entries[-1].shared = True
            if not bulleted(cells["action"]):
                starts[0].doubts.append(Doubt("pairing", _SHARED, row.place))
        elif of_actions and (starts or cells.get("due") or cells.get("lead")):
            lead = mend(cells.get("lead", ""), self.words)
            shared = len(starts) > 1 and self.parted
            self.entries.append(Entry(row.place, starts, cells.get("due", ""), lead, shared))
        self.rest(cells, row, starts)

    def wordless(self, cells: dict[str, str], row: PlanRow) -> bool:
        """Whether a row has a number, a lead and a time of its own but no words; if so, told."""
        ref = cells.get("ref", "").strip(" .")
        own = CODE.fullmatch(ref) and cells.get("lead") and read_due(cells.get("due", "")).dates
        if not own or any(cells.get(role) for role in ("action", "objective", "measure")):
            return False
        if not self.objectives.refs_are_actions:
            return False
        told = ", ".join(fold(cells[role]) for role in ("lead", "due"))
        message = f"The row {ref} ({told}) has no action: write what is to be done, or remove it."
        self.out.doubts.append(Doubt("row", message, row.place))
        return True

    def shares_above(self, cells: dict[str, str], row: PlanRow) -> bool:
        """Whether a row is one more action of the cell above, beside its one lead and date.

        A bullet below a bullet is.  So is, in text, a row that holds nothing else: converters
        leave the cells of a merged lead and date empty.
        """
        told = {role for role, text in cells.items() if text}
        above = self.entries[-1] if self.entries else None
        # The objective above may wrap beside it.
        if cells.get("objective", "")[:1].islower():
            told -= {"objective"}
        if above is None or not above.starts or told != {"action"} or row.updates:
            return False
        if bulleted(cells["action"]):
            return bulleted(above.starts[0].pieces[0])
        plain = not self.torn and not self.numbered and row.place.line is not None
        return plain and bool(above.due) and bool(above.lead) and {"due", "lead"} <= row.announced

    def risk(self, cells: dict[str, str], place: Place) -> None:
        text = _RISK_NUMBER.sub("", fold(cells.get("risk", "")))
        mitigation = fold(cells.get("mitigation", "")) or None
        if text:
            self.out.risks.append(Risk(text, mitigation, place))
        elif mitigation and self.out.risks:
            last = self.out.risks[-1]
            joined = f"{last.mitigation or ''} {mitigation}".strip()
            self.out.risks[-1] = Risk(last.text, joined, last.place)

    def actions_of(self, cells: dict[str, str], row: PlanRow) -> list[ActionDraft]:
        """The actions that begin in a row; what goes on with the one above is added to it."""
        place = row.place
        text, ref = cells.get("action", ""), cells.get("ref", "").strip(" .")
        self.parted = False
        if (self.objectives.refs_are_actions or row.mark) and ref:
            if text:
                lines = _dated_abreast(text, cells.get("due", ""))
                return [self.begin(ref, line, place) for line in lines or [text]]
            if " " in ref:
                self.objectives.titled(ref, place)
            return []
        if "objective" in row.announced or not ref:
            if counted := self.counts.items(text):
                return [self.begin(number, item, place) for number, item in counted]
            marked = marked_items(text)
            if marked and (len(marked) > 1 or self.marked) and "objective" in row.announced:
                return [
                    self.begin(f"{ref} {mark})" if ref else None, item, place)
                    for mark, item in marked.items()
                ]
            if items := bulleted_items(text):
                self.parted = True
                return [self.begin(None, item, place) for item in items]
        if lines := _abreast(text, cells.get("due", ""), cells.get("lead", "")):
            return [
                self.begin(counted_ref(line) if self.counted else None, self.uncounted(line), place)
                for line in lines
            ]
        # Bullets beside several dates stay together: which date is whose cannot be known.
        dated = len(find_dates(cells.get("due", ""), _ANY_YEAR)) > 1
        whole = self.torn or (dated and not self.counted)
        parts = [] if whole else parts_of(text, counted=self.counted, marked=place.line is None)
        if len(parts) > 1 or any(part.ref for part in parts):
            self.parted = True
            return [self.begin(part.ref, part.text, place) for part in parts]
        starts = []
        for item in numbered_items(text, self.number, self.objectives.number):
            if item.ref or self.begins(item.text, cells):
                starts.append(self.begin(item.ref, item.text, place))
            elif self.action:
                self.action.pieces.append(item.text)
        return starts

    def uncounted(self, text: str) -> str:
        ref = counted_ref(text) if self.counted else None
        return re.sub(r"^\W*\w+\W*", "", text, count=1) if ref else text

    def begins(self, text: str, cells: dict[str, str]) -> bool:
        """Whether text without a number is a new action, or goes on with the one above."""
        if self.action is None:
            return True
        whole = bool(read_due(cells.get("due", "")).dates)
        if self.numbered or self.objectives.refs_are_actions:
            # A row with its own date and lead, under an action that has its date, stands alone.
            items = numbered_items(cells["action"], self.number, self.objectives.number)
            unnumbered = not any(item.ref for item in items)
            return whole and bool(cells.get("lead")) and self.dued and unnumbered
        small = text.lstrip()[0].islower()
        if self.torn and small and not whole and not cells.get("rating"):
            # A lead may be torn over the same lines as the action that it stands beside.
            return False
        if whole or cells.get("lead") or cells.get("rating"):
            return True
        ended = not self.torn or self.action.text.endswith((".", ";"))
        return ended and not small

    def begin(self, ref: str | None, text: str, place: Place) -> ActionDraft:
        self.number = ref or self.number
        self.action = ActionDraft(ref, self.objectives.home_of(ref), place, [text])
        self.out.actions.append(self.action)
        return self.action

    def rest(self, cells: dict[str, str], row: PlanRow, starts: list[ActionDraft]) -> None:
        action = self.action
        if action:
            if cells.get("rating") and not action.rating.text:
                # One rating beside several actions of a row is that of them all.
                beside = starts or [action]
                lines = _lines(cells["rating"])
                each = lines if len(lines) == len(beside) else [cells["rating"]] * len(beside)
                for rated, text in zip(beside, each, strict=True):
                    rated.rating = read_rating(text)
            elif "rating" not in row.announced and level_of(cells.get("update", "")):
                # "On track" in a column of progress, where no other rates, is the rating.
                action.rating = read_rating(cells.pop("update"))
            for told in starts or [action]:
                if cells.get("update"):
                    self.update(told, fold(cells["update"]), None, goes_on=not starts)
                for period, text in row.updates:
                    self.update(told, fold(text), period, goes_on=not starts)
                if cells.get("remaining"):
                    self.remaining(told, fold(cells["remaining"]), row, goes_on=not starts)
            if cells.get("references") and not (
                self.objectives.in_columns and not self.objectives.refs_are_actions
            ):
                action.references.extend(read_references(cells["references"]))
        if action and starts and _shares(cells, row):
            self.part_note(action, cells, row.place)
        if cells.get("measure"):
            its = starts[0] if len(starts) == 1 else None if starts else action
            self.cells.append(
                MeasureCell(
                    cells["measure"],
                    self.home(row),
                    its if "action" in row.announced else None,
                    row.place,
                    bool(starts) or "action" not in row.announced,
                    None if "action" in row.announced else cells.get("ref"),
                    cells.get("target", ""),
                    cells.get("baseline", ""),
                    "" if "action" in row.announced else cells.get("due", ""),
                )
            )

    def home(self, row: PlanRow) -> ObjectiveDraft | None:
        """The objective of a row's measures."""
        if self.objectives.whole and "action" not in row.announced:
            return None
        # A scorecard of the whole plan; others stand by an action or an objective.
        if self.objectives.in_columns and not {"action", "objective"} & row.announced:
            return None
        return self.objectives.top if self.objectives.in_columns else self.objectives.current

    @staticmethod
    def part_note(action: ActionDraft, cells: dict[str, str], place: Place) -> None:
        """Give the note that stands behind the measures, in their cell, to the action."""
        if shared := part_note(cells["measure"]):
            cells["measure"] = shared.measures
            action.updates.append(Update(None, fold(shared.note)))
            message = "Measures and progress share one cell: check where the progress begins."
            action.doubts.append(Doubt("shared", message, place))

    @staticmethod
    def remaining(action: ActionDraft, text: str, row: PlanRow, *, goes_on: bool) -> None:
        """What is left to do, as a note of progress that opens with the name of its column."""
        name = dict(row.labels).get("remaining", "")
        opening = f"{name.rstrip(' :?')}: " if name else ""
        begun = [at for at, one in enumerate(action.updates) if one.text.startswith(opening)]
        if goes_on and begun:
            last = action.updates[begun[-1]]
            action.updates[begun[-1]] = Update(last.period, f"{last.text} {text}")
        else:
            action.updates.append(Update(None, opening + text))

    @staticmethod
    def update(action: ActionDraft, text: str, period: str | None, *, goes_on: bool) -> None:
        """A note of progress; in a row where no action begins it goes on with its period's."""
        same = [at for at, one in enumerate(action.updates) if one.period == period]
        if goes_on and same:
            text = f"{action.updates.pop(same[-1]).text} {text}"
            action.updates.insert(same[-1], Update(period, text))
        else:
            action.updates.append(Update(period, text))


def _shares(cells: dict[str, str], row: PlanRow) -> bool:
    """Whether a row has measures and nothing in the columns after them, which its table has."""
    lost = {"update", "rating"} <= row.announced
    return lost and bool(cells.get("measure")) and not (cells.get("update") or cells.get("rating"))


def _abreast(text: str, *others: str) -> list[str]:
    """The lines of a cell without numbers, where another cell has a line for each of them."""
    lines = _lines(text)
    paired = len(lines) > 1 and any(len(_lines(other)) == len(lines) for other in others)
    numbered = any(item.ref for item in numbered_items(text, None, None))
    return lines if paired and not numbered else []


def _dated_abreast(text: str, due: str) -> list[str]:
    """The lines of a numbered cell, where the cell of times has a date on a line for each."""
    lines = _abreast(text, due)
    return lines if all(read_due(line).dates for line in _lines(due)) else []


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip(" •")]


def _tidy(row: PlanRow) -> dict[str, str]:
    """The cells of a row without what is no text of the plan.

    Character recognition leaves digits where a line or logo stood; a heading above the columns
    ("Improvement outcomes") may be torn over the first of them.
    """
    cells: dict[str, str] = {str(role): text for role, text in row.cells.items()}
    for role in ("action", "lead", "objective"):
        if role in cells and not re.search(r"[^\W\d_]", cells[role]):
            del cells[role]
    # A mark may stand behind a number ("A1 Ofsted"): the number is the ref, the mark refers.
    if marked := _MARKED_REF.fullmatch(cells.get("ref", "")):
        cells["ref"] = marked["ref"]
        cells["references"] = f"{marked['mark']}\n{cells.get('references', '')}".strip()
    for role in ("action", "due", "lead"):
        # Bullets that run on in one line are lines of their own.
        if cells.get(role, "").count("•") > 1:
            cells[role] = re.sub(r"\s*•", "\n•", cells[role]).strip()
    torn = "".join(cells.get(role, "") for role in ("ref", "objective", "references"))
    if _LABEL.fullmatch(re.sub(r"\W", "", torn)):
        for role in ("ref", "objective", "references"):
            cells.pop(role, None)
    return cells
