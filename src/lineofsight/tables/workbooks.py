"""Workbooks with child-level lists: each sheet as lines of text, read where it can be stopped.

A workbook is only opened in a process of its own (:mod:`lineofsight.tables.workbook_process`),
which writes each sheet that can be seen.  Macros and formulas are never run: a formula's cell
holds the value that was saved with it.
"""

import json
from pathlib import Path

from lineofsight.apart import Stopped, run_apart
from lineofsight.errors import UnusableInput
from lineofsight.tables.sheets import Sheet, lines_of

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
MOST_BYTES = 300_000_000
MAX_SECONDS = 300


def sheets_of_workbook(path: Path, aside: Path) -> list[Sheet]:
    """Every sheet of a workbook that can be seen, its lines in files whose names begin ``aside``.

    Raises :class:`UnusableInput` for a file that is no workbook, is protected by a password, or
    takes more time or memory than a workbook of lists can.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UnusableInput(
            f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB: export each list as CSV."
        )
    try:
        told = json.loads(
            run_apart(
                "lineofsight.tables.workbook_process",
                str(path.resolve()),
                str(aside.resolve()),
                seconds=MAX_SECONDS,
            )
        )
        if "refused" in told:
            raise UnusableInput(str(told["refused"]))
        return [
            Sheet(str(each["name"]), lines_of(aside, int(each["number"])), int(each["width"]))
            for each in told["sheets"]
        ]
    except Stopped as error:
        raise UnusableInput(
            f"{path.name} takes more time or memory to read than a workbook of lists can: "
            "export each list as CSV."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UnusableInput(
            f"{path.name} broke its reader: open it, save it anew, and load that."
        ) from error
