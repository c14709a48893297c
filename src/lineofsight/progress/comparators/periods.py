"""Of which days a published figure tells, and whether those are the days of one's own figure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

PeriodKind = Literal["financial_year", "six_months", "calendar_year", "year_to_september"]

KINDS: dict[PeriodKind, str] = {
    "financial_year": "a year from April to March",
    "six_months": "half a year, April to September or October to March",
    "calendar_year": "a calendar year",
    "year_to_september": "a year from October to September",
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days that a figure is of; both ends are in it.

    ``at_end`` says that it is of how things stood at the end of the last day.
    """

    last_day: date
    first_day: date
    at_end: bool = False

    @property
    def words(self) -> str:
        """The days, as a sentence goes on."""
        if self.at_end:
            return f"at {_day(self.last_day)}"
        return f"from {_day(self.first_day)} to {_day(self.last_day)}"


def span_of(time_period: str, identifier: str, kind: PeriodKind, at_end: bool) -> Span | None:
    """The days of a row; None where it is of another kind of period.

    A reporting year of one number is the year that ends in it: what month it ends in is the
    definition's to say, since the file does not.
    """
    year, said = int(time_period[:4]), identifier.strip().lower()
    two_years = len(time_period) == 6
    if kind == "financial_year":
        if said == "reporting year" and not two_years:
            year -= 1
        elif said != "financial year" or not two_years:
            return None
        return Span(date(year + 1, 3, 31), date(year, 4, 1), at_end)
    if kind == "six_months" and two_years:
        if said == "part 1 (april to september)":
            return Span(date(year, 9, 30), date(year, 4, 1), at_end)
        if said == "part 2 (october to march)":
            return Span(date(year + 1, 3, 31), date(year, 10, 1), at_end)
    if kind == "calendar_year" and said == "calendar year" and not two_years:
        return Span(date(year, 12, 31), date(year, 1, 1), at_end)
    if kind == "year_to_september" and said == "reporting year" and not two_years:
        return Span(date(year, 9, 30), date(year - 1, 10, 1), at_end)
    return None


def months_of(kind: PeriodKind) -> int:
    """How long a period is, and so when the next one ends."""
    return 6 if kind == "six_months" else 12


def same_basis(published: Span, own: Span) -> bool:
    """Whether two figures are of the same days."""
    if published.at_end:
        return own.last_day == published.last_day
    return (own.first_day, own.last_day) == (published.first_day, published.last_day)


def basis(published: Span, own: Span | None) -> str:
    """In a sentence: of which days the published figure is, and how one's own parts from it."""
    told = f"The published figure is {'of how things stood ' if published.at_end else ''}"
    told += f"{published.words}."
    if own is None:
        return told
    if same_basis(published, own):
        return f"{told} Yours is of the same days."
    yours = Span(own.last_day, own.first_day, published.at_end)
    return f"{told} Yours is {yours.words}: they are not of the same days."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
