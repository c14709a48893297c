"""A plan as a workbook: in the form that can be read back, with how each action stands beside."""

import io
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lineofsight.plan.form import SHEETS, Sheet, rows_of
from lineofsight.web.exports.harmless import starts_formula
from lineofsight.web.exports.said import HowItStands, SaidPlan
from lineofsight.web.plans.templatetags.plan import said_when

# What the sheet of actions says besides the plan itself; it is not read back.
STANDS = (("Delivery", 14), ("Due on", 12), ("Overdue", 9))
SAID = (("Latest update", 60), ("Updated on", 16), ("What changed for children", 50))
KEY_WIDTH = 4
# The fills stand for the levels beside their words, never alone.
FILLS = {
    "BLUE": "#BBD4EA",
    "GREEN": "#B7DBCB",
    "AMBER": "#FBD9C3",
    "RED": "#EFC2C2",
    "GREY": "#E0E1E2",
}
# Readers take a longer cell for harm.
LONGEST = 19_000


def book_of(said: SaidPlan) -> bytes:
    """The workbook, one row an action."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": said.plan.title or "", "author": ""})
        writer = _Writer(book, said)
        rows = rows_of(said.plan, said.day.isoformat(), public=said.public)
        for sheet in SHEETS:
            writer.sheet(sheet, rows[sheet.title])
        book.get_worksheet_by_name("Actions").activate()
    return out.getvalue()


class _Writer:
    def __init__(self, book: Workbook, said: SaidPlan) -> None:
        self.book, self.said = book, said
        self.looks: dict[tuple[str, bool, bool], Format] = {}
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#DDDDEE"}
        )
        self.day = book.add_format(
            {"valign": "top", "border": 1, "num_format": "d mmm yyyy", "align": "left"}
        )

    def sheet(self, sheet: Sheet, rows: list[tuple[str, ...]]) -> None:
        """One sheet of the form, its names frozen above its rows and repeated on paper."""
        on = self.book.add_worksheet(sheet.title)
        columns = list(sheet.columns)
        if sheet.title == "Actions":
            columns += STANDS if self.said.public else STANDS + SAID
        for at, (name, width) in enumerate(columns):
            on.set_column(at, at, width or KEY_WIDTH, None, {} if width else {"level": 1})
            on.write_string(0, at, name, self.head)
        for number, row in enumerate(rows, 1):
            for at, text in enumerate(row):
                self.text(on, number, at, text, rating=columns[at][0] == "Rating")
            if sheet.title == "Actions":
                key = row[sheet.names.index("Key")]
                self.stands(on, number, len(row), self.said.standing[key])
        on.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        on.freeze_panes(1, 0)
        on.repeat_rows(0)
        on.set_landscape()
        on.fit_to_pages(1, 0)
        if rows:
            on.autofilter(0, 0, len(rows), len(columns) - 1)

    def stands(self, on: Worksheet, number: int, at: int, stands: HowItStands) -> None:
        """How an action stands, in the columns after the plan's own."""
        self.text(on, number, at, stands.delivery)
        self.date(on, number, at + 1, stands.due_on)
        self.text(on, number, at + 2, "Yes" if stands.overdue else "No")
        if self.said.public:
            return
        last = stands.updates[0] if stands.updates else None
        self.text(on, number, at + 3, (last.note or last.no_change) if last else "")
        self.text(on, number, at + 4, said_when(last) if last else "")
        self.text(on, number, at + 5, last.for_children if last else "")

    def text(self, on: Worksheet, row: int, at: int, text: str, *, rating: bool = False) -> None:
        """A text as text, whatever it begins with, also once somebody has edited the cell."""
        if len(text) > LONGEST:
            text = f"{text[:LONGEST]} … (too long for a cell)"
        on.write_string(row, at, text, self.look(text, rating))

    def date(self, on: Worksheet, row: int, at: int, value: date | None) -> None:
        """A day as a day, by which rows can be sorted."""
        if value is None:
            on.write_blank(row, at, None, self.look("", False))
        else:
            on.write_datetime(row, at, value, self.day)

    def look(self, text: str, rating: bool) -> Format:
        """How a cell looks; one that begins as a formula is marked as text for good."""
        levels = {each.text: each.level for each in self.said.plan.rating_key}
        fill = FILLS.get(levels.get(text) or "", "") if rating else ""
        key = (fill, starts_formula(text), True)
        if key not in self.looks:
            look = {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}
            if fill:
                look["bg_color"] = fill
            if key[1]:
                look["quote_prefix"] = True
            self.looks[key] = self.book.add_format(look)
        return self.looks[key]
