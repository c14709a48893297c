"""What a council is drawn with: chances, awkward days, and the many spellings of yes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from tests.support.councils.days import AHEAD, AWKWARD
from tests.support.drawn_columns import DRAWN
from tests.support.oracle.dates import add_working_days

T = TypeVar("T")

YES = ("Y", "y", "Yes", "YES", "yes", "1", "true", "True", "TRUE", "T", "t")
NOT_YES = ("N", "n", "No", "NO", "0", "false", "F", "", "")
TEAMS = ("North", "South", "Hospital")
WORKERS = ("W1", "W2", "W3", "W10")
ALLOCATED = (
    "Allocated Case Worker",
    "allocated case worker",
    "ALLOCATED CASE WORKER ",
    " Allocated case worker",
)


def text(day: date | None) -> str:
    """A date as it stands in a CSV; nothing for None."""
    return "" if day is None else day.isoformat()


@dataclass
class Draft:
    """A council being drawn: its rows so far, and the dice. A clean one has nothing missing."""

    rng: Random
    clean: bool
    rows: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {table: [] for table in DRAWN}
    )

    def add(self, table: str, **values: str) -> None:
        """Add a row; columns not named are empty."""
        if unknown := values.keys() - set(DRAWN[table]):
            raise KeyError(f"{table} has no {', '.join(sorted(unknown))}")
        self.rows[table].append(dict.fromkeys(DRAWN[table], "") | values)

    def new_id(self, table: str, prefix: str) -> str:
        """A new row's id; as texts, the ids do not sort as their numbers do."""
        return f"{prefix}{len(self.rows[table]) + 1}"

    def chance(self, of: float) -> bool:
        return self.rng.random() < of

    def flaw(self, of: float = 0.06) -> bool:
        """A chance of something wrong with the data; never in a clean council."""
        return not self.clean and self.chance(of)

    def one_of(self, options: Sequence[T]) -> T:
        return self.rng.choice(options)

    def day(self) -> date:
        """A day, mostly an awkward one."""
        return self.one_of(self.one_of(AWKWARD))

    def day_from(self, earliest: date) -> date:
        """A day that is not before `earliest`."""
        day = self.day()
        return day if day >= earliest else earliest + timedelta(days=self.rng.randrange(40))

    def flag(self, yes: float = 0.5) -> str:
        if self.clean:
            return "Y" if self.chance(yes) else "N"
        return self.one_of(YES if self.chance(yes) else NOT_YES)

    def known(self, value: str, *, unless: float = 0.06) -> str:
        """The value, or nothing, where something is missing."""
        return "" if self.flaw(unless) else value

    def date_known(self, day: date | None, *, unless: float = 0.06) -> str:
        return self.known(text(day), unless=unless)

    def time(self, day: date | None) -> str:
        """A time of a day as it stands in a CSV; nothing for None."""
        minutes = self.rng.randrange(24 * 60)
        return "" if day is None else f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}:00"

    def date_of(self, written: str) -> date:
        """The day that is written in a row, or any where none is."""
        return date.fromisoformat(written) if written else self.day()

    def team(self) -> str:
        return self.known(self.one_of(TEAMS), unless=0.12)

    def worker(self) -> str:
        return self.known(self.one_of(WORKERS), unless=0.12)

    def done_by(self, start: date, days: int) -> date | None:
        """When something with so many working days was done: on the last of them, one more, ..."""
        due = add_working_days(start, days)
        if due is None:
            return self.day()
        if self.flaw():
            return start - timedelta(days=1)
        return self.one_of(
            (
                due,
                add_working_days(start, days + 1),
                due + timedelta(days=1),
                start + timedelta(days=days // 2),
                self.day_from(start),
                self.day_from(start),
                self.one_of(AHEAD),
                None,
            )
        )

    def held(self, due: date) -> date | None:
        """When something due on a day was held: that day, the next, long after, not yet."""
        late = self.day_from(due)
        early = due - timedelta(days=3)
        return self.one_of((due, due, early, due + timedelta(days=1), late, None))
