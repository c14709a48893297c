"""The pages of a PDF shared between two processes, where a machine has two cores to spare."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from lineofsight.documents.limits import limit_time, share_memory
from lineofsight.documents.pdf_pages import PageRead
from lineofsight.documents.pdf_pages_json import page_from, page_told
from lineofsight.errors import UnusableInput

# Fewer pages are read sooner than a second process starts.
FEWEST_PAGES = 6

_Page = TypeVar("_Page")


def can_share(pages: int) -> bool:
    """Whether two processes would read so many pages sooner than one."""
    if sys.platform in ("win32", "darwin") or pages < FEWEST_PAGES:
        return False
    return len(os.sched_getaffinity(0)) > 1


def read_in_halves(
    pages: Sequence[_Page], read: Callable[[_Page], PageRead], name: str
) -> list[PageRead]:
    """What ``read`` says of each page: a process split off here reads every second one.

    This process must be one that reads a single file and then ends.  Both keep to half its
    memory.  Raises what ``read`` raises; :class:`UnusableInput` where the other process was ended.
    """
    coming, going = os.pipe()
    helper = os.fork()
    if helper == 0:
        _help(pages[1::2], read, going, coming)
    os.close(going)
    share_memory(2)
    found: list[PageRead | None] = [None] * len(pages)
    try:
        # Closed whatever happens, so that the other never waits to be heard.
        with os.fdopen(coming, "rb") as answer:
            found[::2] = map(read, pages[::2])
            told = answer.read()
    finally:
        _, status = os.waitpid(helper, 0)
    if os.WIFSIGNALED(status):
        raise UnusableInput(
            f"The file {name} takes more time or memory to read than a plan can. "
            "Save the plan alone, as a Word document, and send that."
        )
    kind, others = json.loads(told)
    if kind == "refused":
        raise UnusableInput(others)
    if kind == "large":
        raise MemoryError
    found[1::2] = map(page_from, others)
    return [page for page in found if page is not None]


def _help(
    pages: Sequence[_Page], read: Callable[[_Page], PageRead], going: int, coming: int
) -> None:
    """Read ``pages``, tell what they hold, and end; an empty answer tells of a damaged page."""
    os.close(coming)
    # Whoever waits for the first process's words must not wait for this one.
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    share_memory(2)
    limit_time(2 * len(pages))
    try:
        try:
            answer = json.dumps(["pages", [page_told(read(page)) for page in pages]])
        except UnusableInput as error:
            answer = json.dumps(["refused", str(error)])
        except MemoryError:
            answer = json.dumps(["large", None])
        with os.fdopen(going, "wb") as out:
            out.write(answer.encode())
    finally:
        os._exit(0)
