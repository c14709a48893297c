"""An invented council read back from its files with nothing but the standard library."""

import csv
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from govuk_bank_holidays.bank_holidays import BankHolidays

from lineofsight.sample import GeneratedCouncil, generate

Row = dict[str, str]
AS_AT = date(2026, 11, 20)


@dataclass(frozen=True)
class Council:
    """What was returned, and every table as rows by column name."""

    made: GeneratedCouncil
    tables: dict[str, list[Row]]

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]


@cache
def council(children: int, years: int, seed: int = 1, as_at: date = AS_AT) -> Council:
    """A council of this size, made once a test run."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "council"
        made = generate(children, years, seed, as_at, out)
        return Council(made, {path.stem: rows(path) for path in sorted(out.iterdir())})


def rows(path: Path) -> list[Row]:
    """The rows of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def day(text: str) -> date:
    """The day that a cell holds."""
    return date.fromisoformat(text)


@cache
def holidays() -> frozenset[date]:
    """England's bank holidays."""
    listed = BankHolidays(use_cached_holidays=True)
    return frozenset(found["date"] for found in listed.get_holidays(BankHolidays.ENGLAND_AND_WALES))


@cache
def works(on: date) -> bool:
    """Whether offices are open."""
    return on.weekday() < 5 and on not in holidays()


@cache
def working_days(start: date, end: date) -> int:
    """Working days after ``start``, up to and with ``end``, counted one by one."""
    return sum(works(start + timedelta(n)) for n in range(1, (end - start).days + 1))


def grouped(found: list[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """Rows by the values of some columns."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in found:
        groups[tuple(row[column] for column in columns)].append(row)
    return groups


def share(flags: list[bool]) -> float:
    """The share of true values, of at least thirty."""
    assert len(flags) >= 30
    return sum(flags) / len(flags)
