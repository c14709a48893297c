"""Rows that a converter read twice, or two of which it read as one."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from lineofsight.documents import Place
from lineofsight.plan.column_names import Role
from lineofsight.plan.dates import find_dates
from lineofsight.plan.drafts import fold
from lineofsight.plan.events import PlanRow, Prose
from lineofsight.plan.items import path_of
from lineofsight.plan.lists import part_by_marks
from lineofsight.plan.looks import CODE
from lineofsight.plan.model import Doubt
from lineofsight.plan.outline import outlined
from lineofsight.plan.timescales import unlabelled

_ANY_YEAR = "2000-01"
_WORD = re.compile(r"[A-Za-z]{4,}")
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-Z])|\n")
# A second reading has most of its letters right, and many of its words stand nowhere else.
_ALIKE = 0.6
_STRANGE = 0.4
_FEWEST_CELLS = 3
_FEWEST_WORDS = 3
_PARTED: tuple[Role, ...] = ("action", "lead", "measure", "update")


@dataclass(frozen=True)
class Mended:
    """The rows as printed, and the doubts that belong to no row."""

    events: list[PlanRow | Prose]
    doubts: list[Doubt]


def mend_rows(events: Sequence[PlanRow | Prose]) -> Mended:
    """``events`` without second readings, and with rows parted that were read as one."""
    once = _without_ghosts(events)
    listed: list[PlanRow | Prose] = []
    for event in outlined(_under_notes(_parted(once.events))):
        listed.extend(part_by_marks(event) if isinstance(event, PlanRow) else [event])
    return Mended(listed, once.doubts)


def _under_notes(events: Sequence[PlanRow | Prose]) -> list[PlanRow | Prose]:
    """``events`` with text below the note that it finishes, where columns were dropped.

    Such text is taken for an action or a measure.  It goes on with a note where the row above
    has one that breaks off, and beside it a sentence that ends or a list of measures, which a
    mark would go on with; lines below it do so too.
    """
    out: list[PlanRow | Prose] = []
    moved = False
    for event in events:
        above = out[-1] if out else None
        moved = (
            isinstance(event, PlanRow)
            and isinstance(above, PlanRow)
            and _only_goes_on(event)
            and (moved or _finishes_note(above, event))
        )
        if moved and isinstance(event, PlanRow):
            taken = _taken(event)
            cells: dict[Role, str] = {**event.cells, taken: "", "update": event[taken]}
            event = replace(event, cells=cells)
        out.append(event)
    return out


def _only_goes_on(row: PlanRow) -> bool:
    told = {role for role, text in row.cells.items() if text}
    return bool(told) and told <= {"action", "measure"} and row[_taken(row)][0] not in "•-"


def _taken(row: PlanRow) -> Role:
    """The column that text of a row that goes on was taken for."""
    return "measure" if row["measure"] else "action"


def _finishes_note(above: PlanRow, row: PlanRow) -> bool:
    note = above["update"].rstrip()
    taken = _taken(row)
    ended = above[taken].startswith("•") or above[taken].endswith(".")
    return ended and bool(note) and note[-1] not in ".!?:" and row[taken][0].islower()


def _without_ghosts(events: Sequence[PlanRow | Prose]) -> Mended:
    words = Counter(
        word.lower()
        for event in events
        if isinstance(event, PlanRow)
        for text in event.cells.values()
        for word in _WORD.findall(text)
    )
    kept: list[PlanRow | Prose] = []
    doubts: list[Doubt] = []
    for event in events:
        above = kept[-1] if kept else None
        if not (
            isinstance(event, PlanRow)
            and isinstance(above, PlanRow)
            and _is_ghost(above, event, words)
        ):
            kept.append(event)
            continue
        doubts.append(
            Doubt(
                "ghost",
                f"A row that repeats the row before it in garbled letters ({_opening(event)}) is "
                "left out: check that it is no action of its own.",
                event.place,
            )
        )
        if len(kept) > 1 and isinstance(before := kept[-2], PlanRow):
            kept[-2:] = _parted_where_ghost_begins(before, above, event)
    return Mended(kept, doubts)


def _is_ghost(above: PlanRow, row: PlanRow, words: Counter[str]) -> bool:
    """Whether ``row`` is a second, garbled reading of the end of the cells of ``above``."""
    shared = [role for role in row.cells if above[role]]
    if len(shared) < max(_FEWEST_CELLS, len(row.cells) - 1) or "action" not in shared:
        return False
    # What can be dated, or has nothing where the row above has a date, is a row of its own.
    dated = any(one.value for one in find_dates(row["due"], _ANY_YEAR))
    if dated or (above["due"] and not row["due"]):
        return False
    own = [word.lower() for text in row.cells.values() for word in _WORD.findall(text)]
    strange = sum(words[word] <= 1 for word in own)
    if len(own) < _FEWEST_WORDS or strange < _STRANGE * len(own):
        return False
    end = _end_like(above["action"], row["action"])
    return SequenceMatcher(None, end.lower(), row["action"].lower()).ratio() >= _ALIKE


def _end_like(text: str, garbled: str) -> str:
    """The end of ``text``, from a word on, that ``garbled`` is most likely a reading of."""
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", text)]
    few = [start for start in starts if len(text) - start <= 2 * len(garbled) + 10]
    return max((text[start:] for start in few), key=lambda end: _nearness(end, garbled), default="")


def _nearness(text: str, garbled: str) -> float:
    alike = SequenceMatcher(None, text.lower(), garbled.lower()).ratio()
    words = abs(len(text.split()) - len(garbled.split()))
    length = abs(len(text) - len(garbled)) / max(len(garbled), 1)
    return alike - 0.1 * words - 0.3 * length


def _parted_where_ghost_begins(
    before: PlanRow, row: PlanRow, ghost: PlanRow
) -> tuple[PlanRow, PlanRow]:
    """What stands in ``row`` before the lines that were read twice goes back to ``before``.

    A ghost shows the line with which a row begins.  Only where a whole sentence of the action
    stands before that line did the end of the row before slip into this one.
    """
    ends = {role: _end_like(row[role], ghost[role]) for role in _PARTED if ghost[role]}
    heads = {role: row[role][: len(row[role]) - len(end)].strip() for role, end in ends.items()}
    if not heads["action"].endswith((".", ";")) or not ends["action"][0].isupper():
        return before, row
    earlier, later = dict(before.cells), dict(row.cells)
    for role, head in heads.items():
        if re.search(r"\w", head):
            between = "\n" if role in ("lead", "measure") else " "
            earlier[role] = f"{earlier.get(role, '')}{between}{head}".strip()
            later[role] = ends[role]
    return (
        replace(before, cells=earlier, doubts=(*before.doubts, _slipped(before.place))),
        replace(row, cells=later, doubts=(*row.doubts, _slipped(row.place))),
    )


def _slipped(place: Place) -> Doubt:
    return Doubt(
        "merged",
        "The end of one row was read into the next and is parted from it here: check the lead, "
        "the measures and the progress.",
        place,
    )


def _parted(events: Sequence[PlanRow | Prose]) -> list[PlanRow | Prose]:
    """``events`` with a row of two actions and two dates parted, where one number is missing."""
    numbered = [
        at
        for at, event in enumerate(events)
        if isinstance(event, PlanRow) and CODE.fullmatch(event["ref"].strip(" ."))
    ]
    following = dict(itertools.pairwise(numbered))
    out: list[PlanRow | Prose] = []
    for at, event in enumerate(events):
        after = events[following[at]] if at in following else None
        if isinstance(event, PlanRow) and isinstance(after, PlanRow):
            out.extend(_two_in_one(event, after) or [event])
        else:
            out.append(event)
    return out


def _two_in_one(row: PlanRow, after: PlanRow) -> list[PlanRow] | None:
    missing = _only_between(row["ref"], after["ref"])
    found = find_dates(row["due"], _ANY_YEAR)
    texts = [text for text in _SENTENCES.split(row["action"]) if text.strip()]
    if missing is None or len(found) != len(texts) or len(found) != 2:
        return None
    if not unlabelled(row["due"], found):
        return None
    doubt = Doubt(
        "merged",
        f"Two rows were read as one, and the number {missing} is missing: each is given one of "
        "the two dates; check whose the lead, measures and rating are.",
        row.place,
    )
    first: dict[Role, str] = {**row.cells, "action": texts[0], "due": found[0].text}
    second: dict[Role, str] = {"ref": missing, "action": texts[1], "due": found[1].text}
    return [
        replace(row, cells=first, doubts=(*row.doubts, doubt)),
        replace(row, cells=second, doubts=(*row.doubts, doubt)),
    ]


def _only_between(ref: str, after: str) -> str | None:
    """The one number that is missing between two, or None."""
    first, last = path_of(ref), path_of(after)
    if not first or not last or first[:-1] != last[:-1] or last[-1] != first[-1] + 2:
        return None
    return re.sub(r"\d+(?=\D*$)", str(first[-1] + 1), ref.strip(" ."))


def _opening(row: PlanRow) -> str:
    return " ".join(fold(row["action"]).split()[:6])
