"""A lead's own sheet: their actions in a workbook, to be filled in away from the site."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs

from lineofsight.documents import Document, Table
from lineofsight.errors import UnusableInput
from lineofsight.web.exports.harmless import starts_formula
from lineofsight.web.plans.models import Action, Level
from lineofsight.web.ui.templatetags.ui import day
from lineofsight.web.updates.forms import OPEN_STATES

SHOWN = (("Plan", 24), ("Number", 9), ("Action", 50), ("Due", 16), ("Delivery now", 14),
         ("Rating now", 14))  # fmt: skip
# Each column that is filled in, with the field of an update that it is.
FILLED = {
    "Delivery": "state",
    "Rating": "rating",
    "Why this rating": "rating_reason",
    "What happened": "note",
    "What changed for children": "for_children",
    "Nothing changed because": "no_change",
}
WIDTHS = (14, 14, 30, 50, 40, 30)
# By these the sheet is known again; nobody changes them.
KEY, EDITION = "Key", "Edition"
STATES = dict(OPEN_STATES)
# A hidden sheet with the words to choose from.
LISTS = "Lists"


@dataclass(frozen=True)
class Filled:
    """What was filled in for one action: the fields of an update, and the edition it was seen in.

    ``wrong`` holds a sentence for each cell that is none of the words to choose from.
    """

    edition: int
    fields: dict[str, str]
    wrong: tuple[str, ...] = ()


def sheet_of(actions: Iterable[Action], levels: dict[int, list[Level]]) -> bytes:
    """A workbook with a row for each action; ``levels`` holds each plan's ratings."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": "My actions", "author": ""})
        on, lists = book.add_worksheet("My actions"), book.add_worksheet(LISTS)
        lists.hide()
        look = _Looks(book)
        columns = [*SHOWN, *zip(FILLED, WIDTHS, strict=True), (KEY, 5), (EDITION, 8)]
        first = len(SHOWN)
        for at, (name, width) in enumerate(columns):
            on.set_column(at, at, width)
            on.write_string(0, at, name, look.head)
        states = _listed(lists, 0, list(STATES.values()))
        ratings = {
            plan: _listed(lists, at, [each.name for each in held])
            for at, (plan, held) in enumerate(levels.items(), 1)
        }
        for row, each in enumerate(actions, 1):
            for at, text in enumerate(_shown(each)):
                on.write_string(row, at, text, look.of(text))
            for at in range(first, first + len(FILLED)):
                on.write_blank(row, at, None, look.open)
            on.write_string(row, first + len(FILLED), str(each.pk), look.of(""))
            on.write_string(row, first + len(FILLED) + 1, str(each.edition), look.of(""))
            on.data_validation(row, first, row, first, _choice(states))
            if levels[each.plan_id]:
                on.data_validation(row, first + 1, row, first + 1, _choice(ratings[each.plan_id]))
        on.freeze_panes(1, 3)
        on.repeat_rows(0)
        on.set_landscape()
        on.fit_to_pages(1, 0)
        # Without a password: it keeps hands off by mistake, nothing more.
        on.protect("", {"format_rows": True, "format_columns": True})
    return out.getvalue()


def filled_in(document: Document, name: str, levels: dict[int, list[Level]]) -> dict[int, Filled]:
    """What was filled in, by the id of its action; rows left empty are left out.

    ``levels`` holds the ratings of each action's plan, by the action.  Raises ``UnusableInput``
    where the file is no such sheet.
    """
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    head = next((row for row in rows if {KEY, EDITION, *FILLED} <= set(row.texts)), None)
    if head is None:
        raise UnusableInput(
            f"{name} is not a sheet of your actions, or columns of it are gone. Download the sheet "
            "again and fill in that."
        )
    names = {cell.place.column: cell.text for cell in head.cells}
    found: dict[int, Filled] = {}
    for row in rows[rows.index(head) + 1 :]:
        texts = {names.get(cell.place.column, ""): cell.text for cell in row.cells}
        said = {field: texts.get(column, "") for column, field in FILLED.items()}
        if not any(said.values()):
            continue
        key, edition = texts.get(KEY, ""), texts.get(EDITION, "")
        if not (key.isdecimal() and edition.isdecimal()) or int(key) in found:
            raise UnusableInput(
                f"Row {row.place.row} of {name} has no key of its own: fill in the rows that are "
                "there, and add none."
            )
        found[int(key)] = _filled(int(edition), said, levels.get(int(key), []))
    return found


def _filled(edition: int, said: dict[str, str], levels: Sequence[Level]) -> Filled:
    states = {words.lower(): key for key, words in STATES.items()}
    ratings = {each.name.lower(): str(each.pk) for each in levels}
    wrong = []
    for field, known, words in (
        ("state", states, list(STATES.values())),
        ("rating", ratings, [each.name for each in levels]),
    ):
        if said[field] and said[field].lower() not in known:
            wrong.append(f"“{said[field]}” is none of {', '.join(words)}.")
        said[field] = known.get(said[field].lower(), "")
    return Filled(edition, said, tuple(wrong))


def _shown(each: Action) -> tuple[str, ...]:
    return (
        each.plan.title,
        each.ref,
        each.text,
        day(each.due_on) or each.due_text,
        each.get_state_display(),
        each.rating.name if each.rating else "Not rated",
    )


def _listed(lists: object, column: int, words: list[str]) -> str:
    """Write words to choose from, and say where they stand."""
    for row, text in enumerate(words):
        lists.write_string(row, column, text)  # type: ignore[attr-defined]
    last = max(len(words) - 1, 0)
    return f"={LISTS}!{xl_range_abs(0, column, last, column)}"


def _choice(source: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "error_title": "Not in the list",
        "error_message": "Choose one of the words in the list, or leave the cell empty.",
    }


class _Looks:
    def __init__(self, book: Workbook) -> None:
        plain = {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}
        self.head = book.add_format({**plain, "bold": True, "bg_color": "#DDDDEE"})
        self.open = book.add_format({**plain, "locked": False, "bg_color": "#FFFDE5"})
        self.plain = book.add_format(plain)
        self.quoted = book.add_format({**plain, "quote_prefix": True})

    def of(self, text: str) -> Format:
        """How a cell that is only shown looks; none is ever a formula."""
        return self.quoted if starts_formula(text) else self.plain
