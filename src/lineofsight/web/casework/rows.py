"""What a due list is made of: a row with how late it is, counts of a list, and its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lineofsight.measuring.kept.reading import Defined
from lineofsight.web.ui.templatetags.ui import day as in_words

SOON = timedelta(days=14)
LATE = "Overdue or not yet recorded"
NOT_YET = "Due"


@dataclass(frozen=True)
class Row:
    """One row of a list: the child with the key of their page, and how late it is.

    ``key`` is empty where the row is about a worker or about nobody.  ``days_late`` counts days of
    the calendar, and is None where it is not past its day.
    """

    list: Defined
    key: str
    about: str
    authority: str
    record: str
    worker: str
    team: str
    since: date | datetime | None
    due: date | datetime | None
    late: bool
    days_late: int | None

    @property
    def state(self) -> str:
        """Whether it is late, in words."""
        return LATE if self.late else NOT_YET


@dataclass(frozen=True)
class Held:
    """Rows that somebody is shown, and how many more are of restricted children."""

    rows: Sequence[Row]
    restricted: int


@dataclass(frozen=True)
class Counted:
    """How much is overdue, due soon, and due later."""

    overdue: int
    soon: int
    later: int

    @property
    def open(self) -> int:
        """How much is open at all."""
        return self.overdue + self.soon + self.later


@dataclass(frozen=True)
class Line(Counted):
    """How much of an indicator is open."""

    list: Defined

    @property
    def variant(self) -> bool:
        """Whether it counts in another way what another line counts."""
        return is_variant(self.list)


@dataclass(frozen=True)
class Told:
    """Of which snapshot and days the lists tell, and whether that is too long ago.

    ``soon`` ends on a day.
    """

    snapshot: str
    to: date
    as_at: date
    age: str
    old: bool
    current: bool
    soon: date

    def is_soon(self, due: date | datetime | None) -> bool:
        """Whether something that is not late is due soon."""
        day = day_of(due)
        return day is not None and day <= self.soon


@dataclass(frozen=True)
class Part:
    """Rows of one title: ``late`` ones, or ``folded`` ones that can wait."""

    title: str
    anchor: str
    rows: Sequence[Row]
    late: bool = False
    folded: bool = False


def parted(rows: Sequence[Row], told: Told, name: str) -> list[Part]:
    """Rows in their order as those that are late, due soon and due later; ``name`` is of all."""
    late = [each for each in rows if each.late]
    soon = [each for each in rows if not each.late and told.is_soon(each.due)]
    later = [each for each in rows if not each.late and not told.is_soon(each.due)]
    parts = (
        Part(LATE, f"{name}-late", late, late=True),
        Part(f"Due by {in_words(told.soon)}", f"{name}-soon", soon),
        Part("Due later", f"{name}-later", later, folded=True),
    )
    return [each for each in parts if each.rows]


def is_variant(defined: Defined) -> bool:
    """Whether a list is of the same things as another, by another clock."""
    return ":" in defined.id


def day_of(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
