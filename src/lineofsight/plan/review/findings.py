"""The list of an inspection's findings, from its document: one an item."""

import re
from collections.abc import Iterable, Iterator

from lineofsight.documents import Document, Paragraph, Table
from lineofsight.errors import UnusableInput
from lineofsight.plan.review.model import InspectionFinding

# "1.", "2.3", "(a)", "iv)" or a bullet; a converter may put a dash before a number.
_MARK = re.compile(
    r"(?:[-–—*•·]\s+)?(?:(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]\s*(?=\D)"
    r"|(?P<path>\d{1,3}(?:\.\d{1,3})+)\s+|\(?(?P<letter>[A-Za-z]|[ivx]{2,5})[.)]\s+)"
    r"|[-–—*•·]\s+"
)
_NAME_OF_COLUMN = re.compile(
    r"(?:\W*(?:the|inspection|ofsted|key|no|ref|area|areas|for|what|needs?|to|improve|improvement"
    r"|findings?|recommendations?|\d)\b)+\W*",
    re.I,
)


def read_findings(document: Document) -> tuple[InspectionFinding, ...]:
    """The findings that ``document`` lists, with the numbers they have there.

    Numbered or bulleted items are findings, and what stands around the list is not; a line that
    follows at once without a mark goes on with its item.  Where nothing is marked, each paragraph
    is a finding; where there are only tables, each row, in its longest cell.

    Raises :class:`UnusableInput` where nothing is listed.
    """
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    rows = [row.texts for b in document.blocks if isinstance(b, Table) for row in b.rows]
    found = list(_marked(_lines(paragraphs))) or list(_from_rows(rows)) or list(_plain(paragraphs))
    if not found:
        raise UnusableInput(
            f"No finding was found in {document.name}: list the inspection's findings, one a "
            "numbered or bulleted line."
        )
    return tuple(found)


def _lines(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, bool]]:
    """Each line of the paragraphs, and whether it follows at once on the line before."""
    last: int | None = None
    for paragraph in paragraphs:
        number = paragraph.place.line
        for at, line in enumerate(paragraph.text.split("\n")):
            yield line.strip(), at > 0 or (number is not None and number - 1 == last)
        last = number


def _marked(lines: Iterable[tuple[str, bool]]) -> Iterator[InspectionFinding]:
    ref: str | None = None
    text = ""
    for line, follows in lines:
        mark = _MARK.match(line)
        if mark is None and text and follows:
            text = f"{text} {line}"
            continue
        yield from _finding(text, ref)
        ref = mark and (mark["number"] or mark["path"] or mark["letter"])
        text = line[mark.end() :] if mark else ""
    yield from _finding(text, ref)


def _plain(paragraphs: Iterable[Paragraph]) -> Iterator[InspectionFinding]:
    text = ""
    for line, follows in _lines(paragraphs):
        if text and follows and line[:1].islower():
            text = f"{text} {line}"
        else:
            yield from _finding(text, None)
            text = line
    yield from _finding(text, None)


def _from_rows(rows: Iterable[tuple[str, ...]]) -> Iterator[InspectionFinding]:
    for texts in rows:
        longest = max(texts, key=len, default="")
        ref = texts[0].strip(" .") if len(texts) > 1 and texts[0] != longest else None
        if not _NAME_OF_COLUMN.fullmatch(longest):
            yield from _finding(longest, ref or None)


def _finding(text: str, ref: str | None) -> Iterator[InspectionFinding]:
    """One finding, unless ``text`` is empty or only leads to what follows."""
    text = " ".join(text.split())
    if any(letter.isalpha() for letter in text) and not text.endswith(":"):
        yield InspectionFinding(text, ref)
