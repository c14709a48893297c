"""The process in which one PDF is read: bytes come in, blocks or one sentence go out.

python -m lineofsight.documents.pdf_process NAME < FILE
"""

import io
import logging
import pickle
import sys
import warnings

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from lineofsight.documents.model import Block
from lineofsight.documents.pages import blocks_of
from lineofsight.documents.pdf_pages import PageRead, read_page
from lineofsight.errors import UnusableInput

MAX_PAGES = 400
MAX_RULES = 20_000
MAX_LETTERS = 50_000
MAX_MEMORY = 1_000_000_000
# The clock that ends this process: to open a file, and to read a page.
_SECONDS = 8.0


def read(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of the PDF ``data``."""
    try:
        return _read(data, name)
    except UnusableInput:
        raise
    except MemoryError as error:
        raise UnusableInput(f"The file {name} unpacks to far more than a plan can be.") from error
    # The parser meets a damaged file with whatever error its state gives: none of them is ours.
    except Exception as error:
        locked = isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect)
        if locked or isinstance(error, PDFPasswordIncorrect):
            raise UnusableInput(
                f"The file {name} is protected by a password. Send it without the password."
            ) from error
        raise UnusableInput(
            f"The file {name} is damaged and cannot be read. Send it again, or print it to a new "
            "PDF."
        ) from error


def _read(data: bytes, name: str) -> tuple[Block, ...]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise UnusableInput(
                f"The file {name} has more than {MAX_PAGES} pages. Send the plan alone."
            )
        pages: list[PageRead] = []
        for page in pdf.pages:
            _limit_time()
            if len(page.chars) > MAX_LETTERS or len(page.edges) > MAX_RULES:
                raise UnusableInput(
                    f"Page {page.page_number} of {name} holds more than a page of a plan can. "
                    "Send the plan alone, without drawings."
                )
            pages.append(read_page(page))
            page.close()
    if any(page.pictured for page in pages) and not any(page.parts for page in pages):
        raise UnusableInput(
            f"The file {name} holds pictures of pages and no text, as a scanner makes it. Send "
            "the document that was scanned, or a PDF made by text recognition."
        )
    return blocks_of(pages)


def _limit_time() -> None:
    if sys.platform != "win32":
        import signal

        signal.setitimer(signal.ITIMER_REAL, _SECONDS)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def main() -> None:
    """Read standard input, write the pickled blocks or the pickled sentence."""
    logging.disable()
    warnings.simplefilter("ignore")
    _limit_memory()
    _limit_time()
    answer: tuple[Block, ...] | str
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1])
    except UnusableInput as error:
        answer = str(error)
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
