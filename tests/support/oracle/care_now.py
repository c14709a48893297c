"""Children in care on the judged day: each by the period of care that began last."""

from dataclasses import dataclass, replace
from datetime import date

from tests.support.oracle.cases import Case, Clock, Count, still_due
from tests.support.oracle.council import Council, day
from tests.support.oracle.dates import add_months
from tests.support.oracle.periods_of_care import is_on_short_breaks, periods_of_care
from tests.support.oracle.protecting import allocated_case


@dataclass(frozen=True)
class InCare:
    """A child in care on the judged day, and the day they came."""

    council: Council
    child: str
    began: date
    judged: date

    @property
    def born(self) -> date | None:
        """The birth date, where it is held."""
        person = self.council.person(self.child)
        return day(person["pers_dob"]) if person else None

    def for_months(self, months: int) -> bool:
        """Whether the child has been in care since the same day so many months ago."""
        return add_months(self.began, months) <= self.judged

    def aged(self, first: int, too_old: int) -> bool:
        """Whether the child is known to be of an age, and not yet of another."""
        born = self.born
        if born is None:
            return False
        return add_months(born, 12 * first) <= self.judged < add_months(born, 12 * too_old)

    def days_of(self, table: str, child: str, column: str) -> list[date]:
        """The days of the child's rows of a table, up to the judged day."""
        return [
            on
            for row in self.council.rows(table)
            if row[child] == self.child
            and (on := day(row[column])) is not None
            and on <= self.judged
        ]

    def case(self, *, met: bool, clock: Clock | None = None) -> Case:
        """The child as a case of the judged day."""
        case = allocated_case(self.council, self.child, self.child, self.judged, met)
        return replace(case, clock=clock)


def children_in_care(council: Council, judged: date) -> list[InCare]:
    """The children in care on a day, but for short breaks; of several periods the last begun."""
    last: dict[str, date] = {}
    for period in periods_of_care(council):
        if period.is_open(judged) and not is_on_short_breaks(council, period.child, judged):
            assert period.began is not None
            last[period.child] = max(period.began, last.get(period.child, period.began))
    return [InCare(council, child, began, judged) for child, began in last.items()]


def judged_on_a_day(counted: list[Case], too_recent: list[Case], judged: date) -> Count:
    """What is never done but due again: all counted wait, and the too recent who are still due."""
    return Count(counted, [*counted, *still_due(too_recent, judged)], too_recent)
