"""The process in which one file is read: bytes come in, blocks or one sentence go out."""

import logging
import sys
import warnings
from collections.abc import Callable

from lineofsight.documents.json_lines import refused, written
from lineofsight.documents.limits import limit_memory, limit_time, no_limit
from lineofsight.documents.model import Block
from lineofsight.errors import UnusableInput


def read(
    kind: str,
    data: bytes,
    name: str,
    limit: Callable[[int], None] = no_limit,
    *,
    alone: bool = False,
) -> tuple[Block, ...]:
    """The blocks of ``data``, whatever state the file is in; ``limit`` is told its pages.

    ``alone`` says that this process reads this file and then ends.
    """
    try:
        if kind == "pdf":
            from lineofsight.documents.pdf import read_pdf

            return read_pdf(data, name, limit, alone=alone)
        from lineofsight.documents.workbook import read_workbook

        return read_workbook(data, name)
    except (UnusableInput, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise UnusableInput(f"The file {name} unpacks to far more than a plan can be.") from error
    # The parsers meet a damaged file with whatever error its state gives: none of them is ours, and
    # a panic of the one for workbooks is no Exception.
    except BaseException as error:
        raise UnusableInput(
            f"The file {name} is damaged and cannot be read. Open it, save it anew, and send that."
        ) from error


def main() -> None:
    """Read standard input as the KIND and NAME of the arguments; write the answer's lines."""
    logging.disable()
    warnings.simplefilter("ignore")
    limit_memory()
    limit_time()
    kind, name = sys.argv[1:3]
    try:
        answer = written(read(kind, sys.stdin.buffer.read(), name, limit_time, alone=True))
    except UnusableInput as error:
        answer = refused(str(error))
    sys.stdout.buffer.writelines(answer)
