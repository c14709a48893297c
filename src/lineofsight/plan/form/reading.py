"""Reading a plan back from a workbook of the form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar, cast, get_args

from lineofsight.documents import Document, Heading, Place, Table
from lineofsight.errors import UnusableInput
from lineofsight.plan.form.sheets import ABOUT, APART, FORM, INSIDE, SHEETS, YES
from lineofsight.plan.form.writing import words_of
from lineofsight.plan.model import (
    Action,
    Comparison,
    Direction,
    Doubt,
    Due,
    DueKind,
    Finding,
    Measure,
    Milestone,
    Objective,
    Plan,
    Rating,
    RatingMeaning,
    RatingSummary,
    Risk,
    Target,
    Theme,
    Unit,
    Update,
)
from lineofsight.plan.timescales import read_due

W = TypeVar("W", bound=str)


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its texts by the names of their columns, and where it stands."""

    sheet: str
    texts: dict[str, str]
    place: Place

    def __getitem__(self, column: str) -> str:
        return self.texts.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """The lines of a cell that holds several values."""
        return tuple(each for each in self[column].split(APART) if each)

    def number(self, column: str) -> float | None:
        """The number in a cell, ``None`` where it is empty."""
        text = self[column].replace(",", "").removesuffix("%")
        try:
            return float(text) if text else None
        except ValueError as error:
            raise self.wrong(column, "write a number in figures") from error

    def yes(self, column: str) -> bool:
        """Whether a cell says yes."""
        return self[column].lower() == YES.lower()

    def one_of(self, column: str, words: tuple[W, ...], usual: W) -> W:
        """The word of a cell, ``usual`` where it is empty."""
        found = next((word for word in words if word == self[column]), None)
        if self[column] and found is None:
            raise self.wrong(column, f"write one of {', '.join(words)}")
        return found or usual

    def wrong(self, column: str, what: str) -> UnusableInput:
        """What is said of a value that cannot be."""
        where = f"{self.sheet}, row {self.place.row}, column {column}"
        return UnusableInput(f"{self[column]!r} cannot stand in {where}: {what}.")


def is_form(document: Document) -> bool:
    """Whether ``document`` is a workbook of the form."""
    rows = (row for block in document.blocks if isinstance(block, Table) for row in block.rows)
    return any(row.texts[:2] == ("Form", FORM) for row in rows)


def read_form(document: Document) -> Plan:
    """The plan that a workbook of the form holds.

    Raises ``UnusableInput`` where it was made for publication, so that names are not in it, and
    where a sheet, a column or a value is not as the form has it.
    """
    return _Reading(document).plan()


class _Reading:
    def __init__(self, document: Document) -> None:
        self.lines: dict[str, list[Line]] = _lines(document)
        self.said = {each["What"]: each["Said"] for each in self.lines[ABOUT]}
        if self.said.get("For") != INSIDE:
            raise UnusableInput(
                f"{document.name} was exported for publication: names and notes are not in it. "
                "Export the plan for those inside, and import that."
            )
        self.taken: set[str] = set()
        self.keys = {id(each): self._key(each) for each in self._all()}
        self.objectives = [self._objective(each) for each in self.lines["Objectives"]]

    def plan(self) -> Plan:
        """The plan."""
        return Plan(
            title=self._about("Title"),
            organisation=self._about("Organisation"),
            date=self._about("Date"),
            version=self._about("Version"),
            themes=tuple(
                Theme(
                    self.keys[id(each)], each["Number"] or None, each["Theme"], each["Lead"] or None
                )
                for each in self.lines["Themes"]
            ),
            findings=tuple(
                Finding(
                    self.keys[id(each)],
                    each["Number"] or None,
                    each["Finding"],
                    each.place,
                    each["Source"] or None,
                )
                for each in self.lines["Findings"]
            ),
            objectives=tuple(self.objectives),
            actions=tuple(self._action(each) for each in self.lines["Actions"]),
            measures=tuple(self._measure(each) for each in self.lines["Measures"]),
            milestones=tuple(
                Milestone(each["Goal"], each["By"], each["Milestone"], each.place)
                for each in self.lines["Milestones"]
            ),
            risks=tuple(
                Risk(each["Risk"], each["Mitigation"] or None, each.place)
                for each in self.lines["Risks"]
            ),
            rating_key=tuple(
                RatingMeaning(each["Rating"], each["Level"] or None, each["Meaning"])
                for each in self.lines["Ratings"]
            ),
            rating_summary=self._summary(),
            abbreviations={each["Short"]: each["Long"] for each in self.lines["Abbreviations"]},
        )

    def _about(self, what: str) -> str | None:
        return self.said.get(what) or None

    def _all(self) -> Iterable[Line]:
        keyed = ("Themes", "Findings", "Objectives", "Actions", "Measures")
        return (each for title in keyed for each in self.lines[title])

    def _key(self, line: Line) -> str:
        """The row's own key; a row that somebody added or copied is given one."""
        key = line["Key"]
        if not key or key in self.taken:
            key = f"{line.sheet.lower()[:-1]}-row-{line.place.row}"
        self.taken.add(key)
        return key

    def _objective(self, line: Line) -> Objective:
        return Objective(
            self.keys[id(line)],
            line["Number"] or None,
            line["Objective"],
            line.place,
            parent=line["Parent key"] or None,
            references=line.many("References"),
            outcomes=line.many("Outcomes"),
        )

    def _under(self, line: Line) -> tuple[str | None, list[Doubt]]:
        """The objective of a row by its words, else its key; a doubt where no objective is so."""
        by_key = {each.id: each for each in self.objectives}
        held = by_key.get(line["Objective key"])
        said = line["Objective"]
        if not said or (held and words_of(held) == said):
            return (held.id if held else None), []
        named = [each for each in self.objectives if said in (words_of(each), each.text, each.ref)]
        if len(named) == 1:
            return named[0].id, []
        if held:
            return held.id, []
        return None, [_doubt("objective", f"No objective is called {said!r}.", line)]

    def _action(self, line: Line) -> Action:
        objective, doubts = self._under(line)
        key = self.keys[id(line)]
        due, more = self._due(line)
        levels = {each["Rating"]: each["Level"] for each in self.lines["Ratings"]}
        rating = line["Rating"]
        if rating and rating not in levels:
            more.append(_doubt("rating", f"{rating!r} is not in the sheet Ratings.", line))
        return Action(
            key,
            line["Number"] or None,
            objective,
            line["Action"],
            line.place,
            due=due,
            leads=line.many("Leads"),
            references=line.many("References"),
            rating=Rating(rating or None, levels.get(rating) or None),
            updates=tuple(
                Update(each["Period"] or None, each["Update"])
                for each in self.lines["Updates"]
                if each["Action key"] == key
            ),
            doubts=(*doubts, *more),
        )

    def _due(self, line: Line) -> tuple[Due, list[Doubt]]:
        """When an action is due: as its dates say, and as its words say where there are none."""
        text, dates = line["Due"], line.many("Dates")
        in_words = read_due(text, self.said.get("Date") or None)
        if not dates:
            kind = line["Kind of date"]
            return (Due(text, (), "event") if kind == "event" and text else in_words), []
        kind = line.one_of("Kind of date", cast(tuple[DueKind, ...], get_args(DueKind)), "date")
        doubts = []
        if in_words.dates and set(in_words.dates).isdisjoint(dates):
            words = f"Due says {text!r} and Dates says {', '.join(dates)}: Dates was taken."
            doubts.append(_doubt("due", words, line))
        return Due(text or None, dates, kind), doubts

    def _measure(self, line: Line) -> Measure:
        objective, doubts = self._under(line)
        key = self.keys[id(line)]
        return Measure(
            key,
            line["Number"] or None,
            objective,
            line["Measure"],
            line.place,
            action=line["Action key"] or None,
            targets=tuple(
                self._target(each) for each in self.lines["Targets"] if each["Measure key"] == key
            ),
            doubts=tuple(doubts),
        )

    def _target(self, line: Line) -> Target:
        directions = cast(tuple[Direction, ...], get_args(Direction))
        return Target(
            line.number("Value"),
            line.one_of("Unit", cast(tuple[Unit, ...], get_args(Unit)), "%"),
            line.one_of("Comparison", cast(tuple[Comparison, ...], get_args(Comparison)), ">="),
            line["Target"],
            by=line["By"] or None,
            baseline=line.number("Baseline"),
            direction=line.one_of("Direction", directions, "up") if line["Direction"] else None,
            interim=line.yes("Interim"),
            additional=line.yes("Additional"),
            every=line["Every"] or None,
            tba=line.yes("To be agreed"),
        )

    def _summary(self) -> RatingSummary | None:
        if "Printed ratings agree" not in self.said:
            return None
        printed: dict[str, dict[str, float]] = {}
        read: dict[str, int] = {}
        for each in self.lines["Printed ratings"]:
            figures = {"count": each.number("Printed"), "percent": each.number("Percent")}
            told = {name: value for name, value in figures.items() if value is not None}
            if told:
                printed[each["Level"]] = told
            count = each.number("Read")
            if count is not None:
                read[each["Level"]] = int(count)
        agree = self.said["Printed ratings agree"] == YES
        return RatingSummary(printed, read, agree, self.said.get("Printed ratings explained", ""))


def _doubt(kind: str, message: str, line: Line) -> Doubt:
    return Doubt(kind, message, line.place)


def _lines(document: Document) -> dict[str, list[Line]]:
    """The rows below the names of their columns, sheet by sheet."""
    found: dict[str, list[Line]] = {}
    for sheet in SHEETS:
        rows = list(_rows(document, sheet.title))
        names = rows[0][0] if rows else {}
        missing = [name for name in sheet.names if name not in names.values()]
        if missing:
            raise UnusableInput(
                f"{document.name} has no column {missing[0]} in a sheet {sheet.title}: put it back "
                "as it was exported, or export the plan again."
            )
        found[sheet.title] = [
            Line(sheet.title, {names[at]: text for at, text in cells.items() if at in names}, place)
            for cells, place in rows[1:]
            if any(cells.values())
        ]
    return found


def _rows(document: Document, title: str) -> Iterator[tuple[dict[int, str], Place]]:
    """The rows of a sheet, each as its texts by the number of their column."""
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = block.text == title
        elif inside and isinstance(block, Table):
            for row in block.rows:
                cells = {each.place.column or 0: each.text for each in row.cells}
                yield cells, row.place
        elif inside and not isinstance(block, Table):
            yield {block.place.column or 0: block.text}, block.place
