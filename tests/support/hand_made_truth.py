"""The hand-made council and what is true of it, as it was written down."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HAND_MADE = Path(__file__).parent / "hand_made"
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")
TEAMS = ("NORTH", "SOUTH")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the files of truth."""
    with (HAND_MADE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Cell:
    """Who is behind a figure; a child stands as often as they count."""

    met: Sequence[str] = ()
    not_met: Sequence[str] = ()
    overdue: Sequence[str] = ()
    too_recent: Sequence[str] = ()

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            [*self.met, *other.met],
            [*self.not_met, *other.not_met],
            [*self.overdue, *other.overdue],
            [*self.too_recent, *other.too_recent],
        )

    @property
    def counted(self) -> Counter[str]:
        """Everybody in the denominator."""
        return Counter([*self.met, *self.not_met])


def cells(file: str = "truth_figures.csv") -> dict[tuple[str, str, str], Cell]:
    """Each indicator, month and team with who is behind it; nobody where nothing is written."""
    written = {
        (row["what"], row["month"], row["team"]): Cell(
            row["met"].split(),
            row["not_met"].split(),
            row["overdue"].split(),
            row["too_recent"].split(),
        )
        for row in rows(file)
    }
    return {
        (what, month, team): written.get((what, month, team), Cell())
        for what in indicators(file)
        for month in MONTHS
        for team in TEAMS
    }


def totals() -> dict[tuple[str, str], Cell]:
    """Each indicator and month, both teams together."""
    known = cells()
    return {
        (what, month): known[what, month, "NORTH"] + known[what, month, "SOUTH"]
        for what in indicators()
        for month in MONTHS
    }


def indicators(file: str = "truth_figures.csv") -> list[str]:
    """The indicators of which the truth tells."""
    return list(dict.fromkeys(row["what"] for row in rows(file)))


def listed(day: str, what: str) -> Iterator[tuple[str, str, str, str]]:
    """Who is due or overdue of an indicator on a day: child, since when, due when, and which."""
    for row in rows("truth_clocks.csv"):
        if row["what"] == what and row[day]:
            yield row["child"], row["since"], row["due"], row[day]
