"""The measures of a plan, from the cells that hold them."""

import re
from dataclasses import dataclass, field

from lineofsight.documents import Place
from lineofsight.plan.drafts import ActionDraft, MeasureDraft, ObjectiveDraft
from lineofsight.plan.items import Item, counted_items, lettered_items, listed_items, numbered_items

_TARGET = re.compile(
    r"(?:interim |final )?targets?\b|\d+(?:\.\d+)?\s*%?\s*by\b(?!\s+(?:an?|the)\b)", re.I
)
_OPEN_END = re.compile(
    r"\b(?:a|an|the|of|to|by|in|on|at|for|with|within|from|and|or|than|least|below|above|over"
    r"|under|every|each)$|[,–-]$",
    re.I,
)
# A line that is only a figure, or stands below words that ask for one, goes on with them.
_ONLY_FIGURE = re.compile(
    r"[<>≤≥]?=?\s*\d[\d,.]*\s*(?:%|per ?cent|(?:working )?(?:days?|weeks?|hours?))?"
    r"(?:\s*(?:or|and) (?:less|fewer|below|lower|under|more|above|over|higher|better))?\W*",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:to|below|under|than|of|by|at|from|least|most|over|above|within|exceed\w*)$", re.I
)
# Fewer than this many counted measures may be a list inside one measure.
_COUNTED = 3


@dataclass(frozen=True)
class MeasureCell:
    """A cell of measures, and what it stands beside."""

    text: str
    objective: ObjectiveDraft | None
    action: ActionDraft | None
    place: Place
    begins: bool = True
    ref: str | None = None
    targets: str = ""
    baseline: str = ""
    due: str = ""


def read_measures(cells: list[MeasureCell]) -> list[MeasureDraft]:
    """The measures of ``cells``, in order.

    Measures that are counted through the plan (1., 2., ...) run on from cell to cell, until the
    next number, the next objective or a row of a table with a reference for each measure.  Others
    are each in a cell, or parted by its bullets, lines or sentences.
    """
    if _are_counted(cells):
        return _counted(cells)
    measures: list[MeasureDraft] = []
    for cell in cells:
        below = measures[-1].text if measures and not cell.begins else ""
        if below and (_goes_on(below, cell.text) or _finishes(below, cell.text)):
            measures[-1].pieces.append(cell.text)
        else:
            measures.extend(_in_cell(cell))
    return measures


def _goes_on(above: str, text: str) -> bool:
    """Whether a cell goes on with the measure above: in mid-sentence, or after an open end."""
    return text[0].islower() or _OPEN_END.search(above) is not None


def _are_counted(cells: list[MeasureCell]) -> bool:
    last: int | None = None
    count = 0
    for cell in cells:
        for item in counted_items(cell.text, last):
            if item.ref:
                last = int(item.ref)
                count += 1
    return count >= _COUNTED and count * 4 >= len(cells)


def _counted(cells: list[MeasureCell]) -> list[MeasureDraft]:
    run = _Run()
    for cell in cells:
        if cell.ref:
            run.apart(cell)
            continue
        for item in counted_items(cell.text, run.number):
            run.counted(item, cell)
    return run.measures


@dataclass
class _Run:
    measures: list[MeasureDraft] = field(default_factory=list)
    number: int | None = None
    letter: str | None = None
    ended: bool = False

    def apart(self, cell: MeasureCell) -> None:
        """A measure in a row of its own, with which nothing goes on."""
        self.measures.extend(_in_cell(cell))
        self.ended = True

    def counted(self, item: Item, cell: MeasureCell) -> None:
        if item.ref:
            self.number, self.letter = int(item.ref), None
            self.begin(item.ref, cell)
        for part in lettered_items(item.text, self.letter):
            if part.ref:
                self.letter = part.ref
                self.begin(f"{self.number or ''}{part.ref}", cell)
            elif (
                self.ended or not self.measures or self.measures[-1].objective is not cell.objective
            ):
                self.begin(None, cell)
            self.measures[-1].pieces.append(part.text)
            if cell.targets:
                self.measures[-1].targets.append(cell.targets)

    def begin(self, ref: str | None, cell: MeasureCell) -> None:
        self.measures.append(MeasureDraft(ref, cell.objective, None, cell.place))
        self.ended = False


def _with_targets(texts: list[str]) -> list[str]:
    """``texts`` with each "Target: 90%" joined to the measure before it."""
    joined: list[str] = []
    for text in texts:
        if joined and (_TARGET.match(text) or _finishes(joined[-1], text)):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _finishes(above: str, text: str) -> bool:
    """Whether ``text`` begins with the figure that ``above`` breaks off before."""
    if _ONLY_FIGURE.fullmatch(text):
        return True
    return text[:1].isdigit() and _ASKS.search(above.rstrip()) is not None


def _in_cell(cell: MeasureCell) -> list[MeasureDraft]:
    items = numbered_items(cell.text, None, None)
    if any(item.ref for item in items):
        parts = [(item.ref, item.text) for item in items]
    elif cell.ref or cell.targets:
        parts = [(cell.ref, cell.text)]
    else:
        parts = [(None, text) for text in _with_targets(listed_items(cell.text))]
    measures = []
    for ref, text in parts:
        measure = MeasureDraft(ref, cell.objective, cell.action, cell.place, [text])
        if cell.targets:
            measure.targets.append(cell.targets)
        if cell.baseline:
            measure.baselines.append(cell.baseline)
        measure.due = cell.due
        measures.append(measure)
    return measures
