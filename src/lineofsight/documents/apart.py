"""Files of the kinds that only large programs can read, read in a process of their own.

A PDF is a program for drawing pages, and a workbook is measured only by reading it.  A small file
can unpack to more than a machine holds, or keep its reader busy for ever, and no check made before
it is opened tells which.  So it is opened where it can be stopped, and what comes back is text.
"""

import subprocess
import sys
from pathlib import Path

from lineofsight.documents.json_lines import blocks_in
from lineofsight.documents.model import Block
from lineofsight.errors import UnusableInput

MAX_SECONDS = 120
# The reader is that of this very package, wherever it was imported from.
_HOME = str(Path(__file__).resolve().parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from lineofsight.documents.apart_process import main; main()"
)


def read_apart(kind: str, data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of ``data``, a file called ``name`` of the kind ``pdf`` or ``workbook``.

    Raises :class:`UnusableInput` with what its reader says of it, and where it breaks its reader
    or takes too long or too much memory.
    """
    command = [sys.executable, "-I", "-c", _START, _HOME, kind, name]
    try:
        # The program is this package's own; the file goes in as data, never as a command.
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
            # Ctrl-C is for the program that reads, which may want to finish its reading.
            start_new_session=True,
        )
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        raise _too_much(name) from error
    if done.returncode < 0:
        raise _too_much(name)
    try:
        return blocks_in(done.stdout)
    except (ValueError, RecursionError) as error:
        raise UnusableInput(
            f"The file {name} broke its reader. Open it, save it anew, and send that."
        ) from error


def _too_much(name: str) -> UnusableInput:
    return UnusableInput(
        f"The file {name} takes more time or memory to read than a plan can. "
        "Save the plan alone, as a Word document, and send that."
    )
