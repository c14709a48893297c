"""The process in which one file is read: bytes come in, blocks or one sentence go out.

python -m lineofsight.documents.apart_process KIND NAME < FILE
"""

import logging
import pickle
import sys
import warnings
from collections.abc import Callable

from lineofsight.documents.limits import limit_memory, limit_time, no_limit
from lineofsight.documents.model import Block
from lineofsight.errors import UnusableInput


def read(
    kind: str, data: bytes, name: str, limit: Callable[[int], None] = no_limit
) -> tuple[Block, ...]:
    """The blocks of ``data``, whatever state the file is in; ``limit`` is told its pages."""
    try:
        if kind == "pdf":
            from lineofsight.documents.pdf import read_pdf

            return read_pdf(data, name, limit)
        from lineofsight.documents.workbook import read_workbook

        return read_workbook(data, name)
    except UnusableInput:
        raise
    except MemoryError as error:
        raise UnusableInput(f"The file {name} unpacks to far more than a plan can be.") from error
    # The parsers meet a damaged file with whatever error its state gives: none of them is ours.
    except Exception as error:
        raise UnusableInput(
            f"The file {name} is damaged and cannot be read. Open it, save it anew, and send that."
        ) from error


def main() -> None:
    """Read standard input, write the pickled blocks or the pickled sentence."""
    logging.disable()
    warnings.simplefilter("ignore")
    limit_memory()
    limit_time()
    kind, name = sys.argv[1:3]
    answer: tuple[Block, ...] | str
    try:
        answer = read(kind, sys.stdin.buffer.read(), name, limit_time)
    except UnusableInput as error:
        answer = str(error)
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
