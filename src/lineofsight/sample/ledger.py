"""Rows on their way to files, and the opaque ids they carry."""

import csv
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from lineofsight.tables.definition import table_definitions

Row = tuple[str, ...]
Cells = dict[str, str]

_ENOUGH_TO_WRITE = 4000
# An odd multiplier makes a one-to-one scramble of 40 bits: ids that tell nothing of their order.
_SCRAMBLE = 668265263179
_IDS = 2**40 - 1
_JOURNEY_IDS = 2**31
# What an extract or a return counts where it has no events is not recorded by anybody.
_NOT_RECORDED = ("child_summaries", "care_year_outcomes")


class Ledger:
    """Every table's rows, written to ``folder/TABLE.csv`` a few thousand at a time.

    ``rows[table]`` is a list to append to; call :meth:`settle` now and then.  Used in a
    ``with``.  Ids follow from ``minted``: ledgers whose runs of ids do not meet share no id.
    Journeys take theirs with :meth:`mint`; what is entered of a journey afterwards takes them
    from a run of its own, so that a further table leaves every other as it was.
    """

    def __init__(self, folder: Path, minted: int = 0) -> None:
        tables = {
            name: definition
            for name, definition in table_definitions().items()
            if name not in _NOT_RECORDED
        }
        self.rows: dict[str, list[Row]] = {table: [] for table in tables}
        self.counts: dict[str, int] = dict.fromkeys(tables, 0)
        self._minted = minted
        self._minted_after = minted + _JOURNEY_IDS
        self._columns = {
            table: [column.name for column in definition.columns]
            for table, definition in tables.items()
        }
        self._blank = {table: dict.fromkeys(names, "") for table, names in self._columns.items()}
        self._files = ExitStack()
        self._writers = {}
        for table in tables:
            path = folder / f"{table}.csv"
            file = self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self._columns[table])
            self._writers[table] = writer

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.settle(0)
        finally:
            self._files.close()

    def settle(self, enough: int = _ENOUGH_TO_WRITE) -> None:
        """Write the tables that hold more than ``enough`` rows."""
        for table, rows in self.rows.items():
            if len(rows) > enough:
                self._writers[table].writerows(rows)
                self.counts[table] += len(rows)
                rows.clear()

    def enter(self, table: str, **cells: str) -> None:
        """Append a row by its columns' names; a column that is not named is empty."""
        blank = self._blank[table]
        row = blank | cells
        if len(row) != len(blank):
            raise KeyError(f"{table} has no {', '.join(cells.keys() - blank.keys())}")
        self.rows[table].append(tuple(row.values()))

    def counted(self) -> dict[str, int]:
        """How many rows of each table wait to be written."""
        return {table: len(rows) for table, rows in self.rows.items()}

    def since(self, counted: dict[str, int], tables: Collection[str]) -> dict[str, list[Cells]]:
        """The rows of some tables entered after :meth:`counted`, unless settled, by column."""
        return {
            table: [dict(zip(self._columns[table], row, strict=True)) for row in rows[start:]]
            for table in tables
            if len(rows := self.rows[table]) > (start := counted[table])
        }

    def mint_after(self, prefix: str) -> str:
        """A new id for what is entered of a journey afterwards."""
        self._minted_after += 1
        return f"{prefix}{self._minted_after * _SCRAMBLE & _IDS:010x}"

    def mint(self, prefix: str) -> str:
        """A new id, different from every other of this ledger."""
        self._minted += 1
        return f"{prefix}{self._minted * _SCRAMBLE & _IDS:010x}"
