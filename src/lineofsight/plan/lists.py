"""Rows that hold a list of actions, with the dates and leads of each under the same marks."""

import re
from dataclasses import replace

from lineofsight.plan.column_names import Role
from lineofsight.plan.events import PlanRow
from lineofsight.plan.model import Doubt

_MARK = re.compile(
    r"(?:^|(?<=[\s;,.]))\(?(?:(?P<mark>[ivx]{1,4}|[a-h])\)|(?P<dotted>[ivx]{1,4})\.(?=\s))\s*(?=\S)"
)
_SEQUENCES = (("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), tuple("abcdefgh"))
_MATCHED: tuple[Role, ...] = ("due", "lead", "rating", "measure", "update")


def part_by_marks(row: PlanRow) -> list[PlanRow]:
    """``row`` as a row for each marked item, where other cells repeat the marks of its actions.

    An item whose mark a cell leaves out gets nothing of that cell, and a doubt.  A lead or rating
    without marks is that of them all; a list that no other cell repeats is left as it is.
    """
    items = marked_items(row["action"])
    cells = {role: marked_items(row[role]) for role in _MATCHED if row[role]}
    repeated = {role: parts for role, parts in cells.items() if parts and set(parts) <= set(items)}
    if len(items) < 2 or not {"due", "lead"} & set(repeated):
        return [row]
    out: list[PlanRow] = []
    for nth, (mark, text) in enumerate(items.items()):
        own: dict[Role, str] = {"action": text}
        missing = [role for role, parts in repeated.items() if mark not in parts]
        for role in cells:
            if role in repeated:
                own[role] = repeated[role].get(mark, "")
            elif role in ("lead", "rating", "due") or nth == 0:
                own[role] = row[role]
        doubts = [_unmatched(row, mark, role) for role in missing if role in ("due", "lead")]
        shared: dict[Role, str] = {**row.cells, **dict.fromkeys(cells, "")}
        cells_of = {**shared, **own}
        out.append(replace(row, cells=cells_of, doubts=(*row.doubts, *doubts), mark=mark))
    return out


def marked_items(text: str) -> dict[str, str]:
    """The items of ``text`` by their marks, i) ii) iii) or a) b) c); empty where it has none.

    The marks go up, and nothing but white space stands before the first.
    """
    for sequence in _SEQUENCES:
        found = [match for match in _MARK.finditer(text) if _mark_of(match) in sequence]
        places = [sequence.index(_mark_of(match)) for match in found]
        if not found or text[: found[0].start()].strip(" \n•("):
            continue
        if places != sorted(set(places)):
            continue
        ends = [match.start() for match in found[1:]] + [len(text)]
        return {
            _mark_of(match): text[match.end() : end].strip(" \n;,•")
            for match, end in zip(found, ends, strict=True)
        }
    return {}


def _mark_of(match: re.Match[str]) -> str:
    return str(match["mark"] or match["dotted"])


def _unmatched(row: PlanRow, mark: str, role: Role) -> Doubt:
    what = "date" if role == "due" else "lead"
    return Doubt(
        "pairing",
        f"No {what} is marked {mark}) beside the action marked so ({row[role]}): say its {what}.",
        row.place,
    )
