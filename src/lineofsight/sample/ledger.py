"""Rows on their way to files, and the opaque ids they carry."""

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from lineofsight.tables.definition import table_definitions

Row = tuple[str, ...]

_ENOUGH_TO_WRITE = 4000
# An odd multiplier makes a one-to-one scramble of 40 bits: ids that tell nothing of their order.
_SCRAMBLE = 668265263179
_IDS = 2**40 - 1


class Ledger:
    """Every table's rows, written to ``folder/TABLE.csv`` a few thousand at a time.

    ``rows[table]`` is a list to append to; call :meth:`settle` now and then.  Used in a
    ``with``.  Ids follow from ``minted``: ledgers whose runs of ids do not meet share no id.
    """

    def __init__(self, folder: Path, minted: int = 0) -> None:
        tables = table_definitions()
        self.rows: dict[str, list[Row]] = {table: [] for table in tables}
        self.counts: dict[str, int] = dict.fromkeys(tables, 0)
        self._minted = minted
        self._files = ExitStack()
        self._writers = {}
        for table, definition in tables.items():
            path = folder / f"{table}.csv"
            file = self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(column.name for column in definition.columns)
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

    def mint(self, prefix: str) -> str:
        """A new id, different from every other of this ledger."""
        self._minted += 1
        return f"{prefix}{self._minted * _SCRAMBLE & _IDS:010x}"
