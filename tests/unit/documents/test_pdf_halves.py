"""Pages shared between two processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from lineofsight.documents import pdf_halves, read_document
from lineofsight.documents.pdf import read_pdf
from tests.unit.documents.test_pdf import RULED, printed

# A process that reads twelve pages with another; the second of them fails as it is told.
PROGRAM = """
import os, signal, sys
sys.path.insert(0, {home!r})
from lineofsight.documents.pdf_halves import read_in_halves
from lineofsight.documents.pdf_pages import PageRead
from lineofsight.errors import UnusableInput

def read(page):
    if page == {failing}:
        {fails}
    return PageRead(pictured=page == 3)

try:
    print([page.pictured for page in read_in_halves(range(12), read, "plan.pdf")].index(True))
except Exception as error:
    print(type(error).__name__, error)
"""
HOME = str(Path(pdf_halves.__file__).parents[2])


def told(fails: str, failing: int = 1) -> str:
    program = PROGRAM.format(home=HOME, fails=fails, failing=failing)
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=60
    )
    assert not done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("failing", [0, 1])
@pytest.mark.parametrize(
    ("fails", "answer"),
    [
        ("pass", "3"),
        ("raise UnusableInput('Page 2 is black.')", "UnusableInput Page 2 is black."),
        ("raise MemoryError", "MemoryError"),
    ],
)
def test_what_either_process_finds_is_told(fails: str, answer: str, failing: int) -> None:
    assert told(fails, failing) == answer


def test_a_page_that_breaks_the_other_process_is_damaged() -> None:
    assert told("raise KeyError('x')").startswith("JSONDecodeError")


def test_a_process_that_is_ended_takes_too_much() -> None:
    ended = told("os.kill(os.getpid(), signal.SIGALRM)")
    assert ended.startswith("UnusableInput The file plan.pdf takes more time or memory")


def test_pages_read_in_halves_are_put_together_in_their_order(tmp_path: Path) -> None:
    """Cells cut by a page, colours that rate and words between tables come back as they were."""
    long = "This action takes many words to tell and its cell is narrow, so it takes many lines."
    rows = "".join(
        f"<tr><td>{n}</td><td>{n} {long}</td><td style='background:{colour}'></td></tr>"
        for n in range(1, 20)
        for colour in ("#c00000", "#00b050")
    )
    body = f"<h1>Plan</h1><table>{rows}</table><p>After it.</p>"
    path = tmp_path / "plan.pdf"
    path.write_bytes(printed(body, f"{RULED} td:nth-child(2) {{ width: 30mm }}", "100mm 95mm"))
    blocks = read_document(path).blocks
    assert blocks[-1].place.page is not None
    assert blocks[-1].place.page > pdf_halves.FEWEST_PAGES
    assert blocks == read_pdf(path.read_bytes(), path.name)
