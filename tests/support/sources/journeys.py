"""A council's rows as text, and what several sources ask of them alike."""

import csv
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

Value = str | None
Row = Mapping[str, Value]
Expected = Mapping[str, list[Row]]
CATEGORIES = ("cppl_cp_plan_initial_category", "cppl_cp_plan_latest_category")
"""Days are text such as 2026-03-31, which compares as the days do."""


class Journeys:
    """The tables of a folder of ``TABLE.csv``; a table without a file has no rows."""

    def __init__(self, folder: Path, as_at: date) -> None:
        self._folder = folder
        self.day = as_at
        self.as_at = as_at.isoformat()
        self._tables: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """A table's rows; an empty cell is None."""
        if table not in self._tables:
            path = self._folder / f"{table}.csv"
            found: list[Row] = []
            if path.exists():
                with path.open(encoding="utf-8", newline="") as file:
                    found = [
                        {name: cell or None for name, cell in row.items()}
                        for row in csv.DictReader(file)
                    ]
            self._tables[table] = found
        return self._tables[table]

    def since(self, months: int) -> str:
        """The first day of the so many months that end with as-at."""
        return (months_before(self.day, months) + timedelta(days=1)).isoformat()

    @cached_property
    def persons(self) -> Mapping[str, Row]:
        """The dataset's persons by id."""
        return {text(row, "pers_person_id"): row for row in self.rows("ssd_person")}

    @cached_property
    def own_plans(self) -> list[Row]:
        """Child protection plans of this authority, each category as the sources write it."""
        return [
            {
                **row,
                **{
                    name: "Multiple" if text(row, name).startswith("Multiple") else row[name]
                    for name in CATEGORIES
                },
            }
            for row in self.rows("ssd_cp_plans")
            if row["cppl_cp_plan_ola"] != "Y"
        ]

    @property
    def years(self) -> range:
        """The collection years from the first referral to as-at."""
        first = min(text(row, "cine_referral_date") for row in self.rows("ssd_cin_episodes"))
        return range(collection_year(first), collection_year(self.as_at) + 1)

    def year_days(self, year: int) -> tuple[str, str]:
        """A collection year's first and last day, the last no later than as-at."""
        return f"{year}-04-01", min(f"{year + 1}-03-31", self.as_at)


Expectation = Callable[[Journeys], Expected]


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def collection_year(day: str) -> int:
    """The year in which the collection year of a day starts."""
    return int(day[:4]) if day[5:] >= "04-01" else int(day[:4]) - 1


def age_on(born: str, day: str) -> int:
    """How many birthdays have come by a day."""
    return int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])


def text(row: Row, name: str) -> str:
    """A value, or an empty text."""
    return row[name] or ""


def by(rows: Iterable[Row], name: str) -> Mapping[str, list[Row]]:
    """Rows by the value of a column."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[text(row, name)].append(row)
    return found


def latest(rows: Iterable[Row], day: str, until: str) -> Row | None:
    """The row with the latest day that is no later than ``until``."""
    come = [row for row in rows if row[day] and text(row, day) <= until]
    return max(come, key=lambda row: text(row, day), default=None)


def latest_of_each(rows: Iterable[Row], child: str, day: str, until: str) -> Iterator[Row]:
    """Of each child the latest row."""
    for own in by(rows, child).values():
        row = latest(own, day, until)
        if row is not None:
            yield row


def told(row: Row, *names: str, **other: Value) -> Row:
    """Some columns of a row, and what a source says otherwise."""
    return {**{name: row[name] for name in names}, **other}
