"""Dirt of Annex A's own: what happens to lists in workbooks that people keep by hand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from lineofsight.sample.dirt.key import PlantedKind, PlantedRow
from lineofsight.sample.dirt.kind import Finds
from lineofsight.sample.list_sheets import Cell, ListSheet

_FILE = "annex_a.xlsx"
_CHILD = "child"
# Children who are known by a number are counted from here.
_FIRST_NUMBER = 730_001
# A workbook's day 0.
_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class _OfCells:
    """Cells of one column of a list written otherwise; ``field`` is what the column fills."""

    name: str
    says: str
    list: int
    column: str
    table: str
    field: str
    found_as: Finds
    write: Callable[[Cell], Cell]
    rule: str | None = None
    among: Callable[[Cell], bool] = lambda value: value is not None


def _english(value: Cell) -> Cell:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def _in_words(value: Cell) -> Cell:
    return f"{value.day} {value:%b %Y}" if isinstance(value, date) else value


def _serial(value: Cell) -> Cell:
    return (value - _DAY_ZERO).days if isinstance(value, date) else value


def _without_letter(value: Cell) -> Cell:
    return str(value).partition(") ")[2]


def _code_alone(value: Cell) -> Cell:
    return str(_without_letter(value)).partition(":")[0]


_KINDS = (
    _OfCells(
        "day_in_english", "days kept as text, 31/01/2026", 1, "contacted_on",
        "ssd_contacts", "cont_contact_date", "mended", _english,
    ),
    _OfCells(
        "day_as_number", "days as the bare numbers that a workbook keeps", 3, "referred_on",
        "ssd_cin_episodes", "cine_referral_date", "mended", _serial,
    ),
    _OfCells(
        "day_in_words", "days kept as text, 5 Jan 2026", 5, "enquiry_started_on",
        "ssd_s47_enquiry", "s47e_s47_start_date", "mended", _in_words,
    ),
    _OfCells(
        "bad_date", "days that no calendar has", 4, "authorised_on",
        "ssd_cin_assessments", "cina_assessment_auth_date", "emptied", lambda _: "31/02/2024",
        "bad_date",
    ),
    _OfCells(
        "mark_for_nothing", "#N/A where nothing is", 6, "need_closed_on",
        "ssd_cin_episodes", "cine_close_date", "mended", lambda _: "#N/A",
        among=lambda value: value is None,
    ),
    _OfCells(
        "code_without_letter", "codes without Ofsted's letter before them", 1, "contact_source",
        "ssd_contacts", "cont_contact_source_code", "mended", _code_alone,
        among=lambda value: ": " in str(value),
    ),
    _OfCells(
        "yes_and_no", "Yes for a) Yes, No for b) No", 3, "no_further_action",
        "ssd_cin_episodes", "cine_referral_nfa", "mended", _without_letter,
    ),
    _OfCells(
        "unknown_code", "a source of referrals that no layout has", 3, "referral_source",
        "ssd_cin_episodes", "cine_referral_source_code", "kept", lambda _: "ZZ9 somebody",
        "unknown_code",
    ),
    _OfCells(
        "no_referral", "an episode of need begun on a day without a referral", 6,
        "need_started_on", "ssd_cin_episodes", "cine_referral_date", "emptied",
        lambda value: value + timedelta(3) if isinstance(value, date) else value,
        "no_referral",
    ),
)  # fmt: skip


class ListSpoiler:
    """Spoils the lists of one council: ``as_at`` is their day, ``most`` the rows of a kind."""

    def __init__(self, seed: str, as_at: date, most: int) -> None:
        self.seed, self.as_at, self.most = seed, as_at, most
        self.planted: list[PlantedKind] = []
        self._used: set[str] = set()

    def __call__(self, sheets: list[ListSheet]) -> None:
        """Spoil the sheets; ``planted`` says where."""
        lists = {sheet.number: sheet for sheet in sheets}
        self._number_children(lists)
        self._differ(lists)
        for kind in _KINDS:
            self._write_otherwise(kind, lists[kind.list])
        self._add_rows(lists[1])
        self._spoil_headings(lists)
        sheets.append(ListSheet(0, "Working", [], ["Team", "Open"], [["North", 12], ["South", 9]]))
        self._plant("unused_sheet", "told", "a sheet of somebody's sums", "Working", "", None,
                    "unused_sheet", [PlantedRow("Working")])  # fmt: skip

    def _write_otherwise(self, kind: _OfCells, sheet: ListSheet) -> None:
        place = sheet.place(kind.column)
        rows = []
        for at in self._chosen(kind.name, sheet, lambda row: self._fits(kind, row[place])):
            row = sheet.rows[at]
            was, row[place] = row[place], kind.write(row[place])
            rows.append(_row(row[sheet.place(_CHILD)], was, row[place], at))
        self._plant(kind.name, kind.found_as, kind.says, sheet.name, kind.table, kind.field,
                    kind.rule, rows)  # fmt: skip

    def _fits(self, kind: _OfCells, value: Cell) -> bool:
        if kind.name == "no_referral":
            # In the time of List 3, which tells every referral of it.
            begun = self.as_at - timedelta(150)
            return isinstance(value, date) and begun < value < self.as_at - timedelta(10)
        return kind.among(value)

    def _number_children(self, lists: dict[int, ListSheet]) -> None:
        """Give some children a number: a number in List 1, text in others, a fraction in List 6."""
        rows = []
        chosen = self._chosen("number_and_text", lists[1], lambda _: True)
        for count, at in enumerate(chosen):
            child, number = lists[1].rows[at][lists[1].place(_CHILD)], _FIRST_NUMBER + count
            self._used |= {str(number), f"{number}.0"}
            for sheet in lists.values():
                if _CHILD not in sheet.columns:
                    continue
                place = sheet.place(_CHILD)
                forms: dict[int, Cell] = {1: number, 6: f"{number}.0"}
                written = forms.get(sheet.number, str(number))
                for row in sheet.rows:
                    row[place] = written if row[place] == child else row[place]
            rows.append(_row(number, child, number, at))
        self._plant("number_and_text", "mended", "a child's number as a number here, as text there",
                    lists[1].name, "ssd_person", "pers_person_id", None, rows)  # fmt: skip

    def _differ(self, lists: dict[int, ListSheet]) -> None:
        """Have List 7, which is nearer to a child, say another date of birth than List 6."""
        near, far = lists[7], lists[6]
        place, born = near.place(_CHILD), near.place("born_on")
        elsewhere = {row[far.place(_CHILD)] for row in far.rows}
        nearer = {row[lists[n].place(_CHILD)] for n in (8, 9) for row in lists[n].rows}
        rows = []

        def fits(row: Sequence[Cell]) -> bool:
            day = row[born]
            before = isinstance(day, date) and day < self.as_at - timedelta(400)
            return before and row[place] in elsewhere - nearer

        for at in self._chosen("lists_differ", near, fits):
            row = near.rows[at]
            was = row[born]
            assert isinstance(was, date)
            row[born] = was - timedelta(10)
            rows.append(_row(row[place], was, row[born], at))
        self._plant("lists_differ", "kept", "a date of birth that is another in another list",
                    near.name, "ssd_person", "pers_dob", "lists_differ", rows)  # fmt: skip

    def _add_rows(self, sheet: ListSheet) -> None:
        """A row given twice and one of no child, below the others."""
        place = sheet.place(_CHILD)
        for name, says, rule in (
            ("row_twice", "a row given twice", "same_row_twice"),
            ("no_key", "a row of nobody", "no_key"),
        ):
            rows = []
            for at in self._chosen(name, sheet, lambda _: True):
                added = list(sheet.rows[at])
                child = added[place]
                if rule == "no_key":
                    added[place] = None
                sheet.rows.append(added)
                rows.append(_row(child, None, None, len(sheet.rows) - 1))
            self._plant(name, "rejected", says, sheet.name, "ssd_contacts", None, rule, rows)

    def _spoil_headings(self, lists: dict[int, ListSheet]) -> None:
        first, second, fourth, ninth = lists[1], lists[2], lists[4], lists[9]
        first.above = [["Contacts"], [], ["Exported in the evening by the night job"]]
        self._plant("rows_above", "mapped", "a title and a note above the headings", first.name,
                    "ssd_contacts", None, None,
                    _headings(first, {"contacted_on": "cont_contact_date"}))  # fmt: skip
        second.headings = [f" {each.upper().replace(' ', '_')} " for each in second.headings]
        self._plant("headings_spelt_otherwise", "mapped", "headings in capitals with underscores",
                    second.name, "ssd_early_help_episodes", None, None,
                    _headings(second, {"started_on": "earl_episode_start_date",
                                       "completed_on": "earl_episode_end_date"}))  # fmt: skip
        ninth.headings[ninth.place("advisor")] = "Personal Adviser"
        self._plant("heading_by_another_name", "mapped", "a heading by a shorter name", ninth.name,
                    "ssd_care_leavers", None, None,
                    _headings(ninth, {"advisor": "clea_care_leaver_personal_advisor"}))  # fmt: skip
        fourth.name = "Q4 completed"
        self._plant("sheet_by_another_name", "mapped", "a sheet that is not called as its list",
                    fourth.name, "ssd_cin_assessments", None, None,
                    _headings(fourth, {"authorised_on": "cina_assessment_auth_date"}))  # fmt: skip
        third = lists[3]
        third.columns.append("note")
        third.headings.append("Checked by hand")
        for row in third.rows:
            row.append("yes")
        self._plant("unknown_columns", "told", "a column of the council's own", third.name,
                    "ssd_cin_episodes", None, "unknown_columns",
                    [PlantedRow("Checked by hand")])  # fmt: skip

    def _chosen(
        self, name: str, sheet: ListSheet, fits: Callable[[Sequence[Cell]], bool]
    ) -> Iterator[int]:
        """Places of rows, of each child one and no child of another kind's."""
        random, place = Random(f"{self.seed}/{name}"), sheet.place(_CHILD)
        able = [at for at, row in enumerate(sheet.rows) if row[place] is not None and fits(row)]
        random.shuffle(able)
        found = 0
        for at in able:
            child = sheet.rows[at][place]
            if found < self.most and str(child) not in self._used:
                self._used.add(str(child))
                found += 1
                yield at

    def _plant(
        self,
        kind: str,
        found_as: Finds,
        says: str,
        sheet: str,
        table: str,
        column: str | None,
        rule: str | None,
        rows: Sequence[PlantedRow],
    ) -> None:
        self.planted.append(
            PlantedKind(
                kind, "form", says, f"{_FILE}: {sheet}", table, column, found_as, rule, (),
                tuple(rows),
            )
        )  # fmt: skip


def _row(child: Cell, was: Cell, became: Cell, at: int) -> PlantedRow:
    """A planted row; ``at`` counts a list's rows from 0."""
    was_text, became_text = (None if each is None else str(each) for each in (was, became))
    return PlantedRow(str(child), str(child), was_text, became_text, at + 1)


def _headings(sheet: ListSheet, fields: dict[str, str]) -> list[PlantedRow]:
    """Fields of a table with the headings that they now have."""
    return [
        PlantedRow(field, became=sheet.headings[sheet.place(column)].strip())
        for column, field in fields.items()
    ]
