"""Files of the kinds that only large programs can read, read in a process of their own.

A PDF is a program for drawing pages, and a workbook is measured only by reading it.  So each is
opened where it can be stopped, and what comes back is text.
"""

from lineofsight.apart import Stopped, run_apart
from lineofsight.documents.json_lines import blocks_in
from lineofsight.documents.model import Block
from lineofsight.errors import UnusableInput

MAX_SECONDS = 120


def read_apart(kind: str, data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of ``data``, a file called ``name`` of the kind ``pdf`` or ``workbook``.

    Raises :class:`UnusableInput` with what its reader says of it, and where it breaks its reader
    or takes too long or too much memory.
    """
    module = "lineofsight.documents.apart_process"
    try:
        return blocks_in(run_apart(module, kind, name, data=data, seconds=MAX_SECONDS))
    except Stopped as error:
        raise UnusableInput(
            f"The file {name} takes more time or memory to read than a plan can. "
            "Save the plan alone, as a Word document, and send that."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnusableInput(
            f"The file {name} broke its reader. Open it, save it anew, and send that."
        ) from error
