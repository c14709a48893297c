"""PDF files, read in a process of their own that is ended when it takes too much.

A PDF is a program for drawing pages.  A small one can unpack to more than a machine holds, or
draw for ever; no check made before it is opened tells which.
"""

import pickle
import subprocess
import sys

from lineofsight.documents.model import Block
from lineofsight.errors import UnusableInput

MAX_SECONDS = 120


def read_pdf(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a PDF; a file that takes too long or too much memory is refused."""
    command = [sys.executable, "-I", "-m", "lineofsight.documents.pdf_process", name]
    try:
        # The program is this package's own; the file goes in as data, never as an argument.
        done = subprocess.run(command, input=data, capture_output=True, timeout=MAX_SECONDS)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        raise _too_much(name) from error
    if done.returncode != 0 or not done.stdout:
        raise _too_much(name)
    # What comes back was written by this package's own process.
    answer = pickle.loads(done.stdout)  # noqa: S301
    if isinstance(answer, str):
        raise UnusableInput(answer)
    blocks: tuple[Block, ...] = answer
    return blocks


def _too_much(name: str) -> UnusableInput:
    return UnusableInput(
        f"The file {name} takes more time or memory to read than a plan can. "
        "Print it to a new PDF, or send the plan as a Word document."
    )
