"""PDF files, page by page."""

import io
from collections.abc import Callable

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from lineofsight.documents.limits import no_limit
from lineofsight.documents.model import Block
from lineofsight.documents.pages import blocks_of
from lineofsight.documents.pdf_halves import can_share, read_in_halves
from lineofsight.documents.pdf_letters import upright
from lineofsight.documents.pdf_pages import PageRead, read_page
from lineofsight.errors import UnusableInput

MAX_PAGES = 400
MAX_RULES = 20_000
MAX_LETTERS = 50_000


def read_pdf(
    data: bytes, name: str, limit: Callable[[int], None] = no_limit, *, alone: bool = False
) -> tuple[Block, ...]:
    """The blocks of a PDF; ``limit`` is told its number of pages before they are read.

    Where this process reads this file ``alone`` and then ends, a second may help it.  A damaged
    file may raise any error of its parser.
    """
    try:
        pages = _pages(data, name, limit, alone)
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnusableInput(
                f"The file {name} is protected by a password. Send it without the password."
            ) from error
        raise
    if any(page.pictured for page in pages) and not any(page.parts for page in pages):
        raise UnusableInput(
            f"The file {name} holds pictures of pages and no text, as a scanner makes it. Send "
            "the document that was scanned, or a PDF made by text recognition."
        )
    return blocks_of(pages)


def _pages(data: bytes, name: str, limit: Callable[[int], None], alone: bool) -> list[PageRead]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise UnusableInput(
                f"The file {name} has more than {MAX_PAGES} pages. Send the plan alone."
            )
        limit(len(pdf.pages))

        def read(page: Page) -> PageRead:
            return _page(upright(pdf, page), name)

        if alone and can_share(len(pdf.pages)):
            return read_in_halves(pdf.pages, read, name)
        return [read(page) for page in pdf.pages]


def _page(page: Page, name: str) -> PageRead:
    if len(page.chars) > MAX_LETTERS or len(page.edges) > MAX_RULES:
        raise UnusableInput(
            f"Page {page.page_number} of {name} holds more than a page of a plan can. "
            "Send the plan alone, without drawings."
        )
    read = read_page(page)
    page.close()
    return read
