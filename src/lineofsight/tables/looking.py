"""A file as it looks while its kind is not known yet."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from lineofsight.errors import UnusableInput
from lineofsight.tables.sheets import Sheet, write_lines
from lineofsight.tables.workbooks import SUFFIXES, sheets_of_workbook

_FIRST_ROWS = 25
_FIRST_CHARACTERS = 200_000


@dataclass(frozen=True)
class Look:
    """A file, and a folder ``aside`` for what has to be opened to see what it is."""

    path: Path
    aside: Path

    @property
    def suffix(self) -> str:
        """The end of its name, in small letters: ``.csv``."""
        return self.path.suffix.lower()

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """A workbook's sheets, or a CSV file's beginning; none of what cannot be opened as such."""
        try:
            if self.suffix in SUFFIXES:
                return sheets_of_workbook(self.path, self.aside / "sheet")
            return [self._beginning()] if self.suffix == ".csv" else []
        except (UnusableInput, csv.Error):
            # Whoever is told to read it as a certain kind says what is wrong with it.
            return []

    def _beginning(self) -> Sheet:
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            text = file.read(_FIRST_CHARACTERS)
        rows = islice(csv.reader(text.splitlines(keepends=True)), _FIRST_ROWS)
        lines = self.aside / "beginning.csv"
        return Sheet(self.path.stem, lines, write_lines(rows, lines, self.path.name))
