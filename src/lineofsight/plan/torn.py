"""Text that ran over the whole width of a table, which a converter tore into its columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lineofsight.documents import Document, Row, Table
from lineofsight.plan.looks import CODE, looks_like

_WORD = re.compile(r"[A-Za-z]+")
_NO_WORDS = re.compile(r"[\W\d_]*")
# A heading is short; a paragraph is long, or in more pieces than a row that goes on has.
_HEADING_WORDS = 8
_PARAGRAPH_WORDS = 25
_PIECES = 5


@dataclass(frozen=True)
class Torn:
    """What a torn row says; ``heading`` where it is a short title."""

    text: str
    heading: bool


def vocabulary(document: Document) -> Counter[str]:
    """How often each word stands in ``document``, in lower case."""
    return Counter(word.lower() for text in _texts(document) for word in _WORD.findall(text))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (text for row in block.rows for text in row.texts)
        else:
            yield block.text


def torn_rows(rows: Iterable[Row], words: Counter[str]) -> dict[Row, Torn]:
    """The rows of a table that are no rows but running text, with what they say.

    Only a table that numbers its rows can tell: running text then stands where a number should.
    ``words`` is the document's :func:`vocabulary`.
    """
    rows = list(rows)
    found: dict[Row, Torn] = {}
    if not any(_numbered(row) for row in rows):
        return found
    above: Row | None = None
    for row in rows:
        torn = _heading(row, words) or _paragraph(row)
        if torn is None and above in found and not found[above].heading:
            torn = _goes_on(row)
        if torn:
            found[row] = torn
        above = row
    return found


def _numbered(row: Row) -> bool:
    first = row.texts[0]
    return bool(CODE.fullmatch(first)) and any(each.isdigit() for each in first)


def _heading(row: Row, words: Counter[str]) -> Torn | None:
    """A title cut in the middle of its words, and nothing else in the row."""
    pieces: list[str] = []
    for text in row.texts:
        if not text or not re.fullmatch(r"[A-Za-z' ,&-]+", text):
            break
        pieces.append(text)
    rest = row.texts[len(pieces) :]
    if len(pieces) < 2 or not pieces[0][0].isupper() or not all(map(_NO_WORDS.fullmatch, rest)):
        return None
    text, cuts = pieces[0], 0
    for piece in pieces[1:]:
        cut = _cut(text, piece, words)
        text, cuts = f"{text}{'' if cut else ' '}{piece}", cuts + cut
    return Torn(text, True) if cuts and len(text.split()) <= _HEADING_WORDS else None


def _cut(left: str, right: str, words: Counter[str]) -> bool:
    """Whether ``left`` ends and ``right`` begins inside one word that the document has whole."""
    before, after = re.search(r"[A-Za-z]+$", left), re.match(r"[a-z]+", right)
    if before is None or after is None:
        return False
    whole = (before[0] + after[0]).lower()
    rare = min(words[before[0].lower()], words[after[0]]) <= 1
    return rare and words[whole] > 0


def _paragraph(row: Row) -> Torn | None:
    """Sentences over the columns: small letters where the number stands, and no date or rating."""
    first = row.texts[0]
    if not re.match(r"[a-z]+ [a-z]", first) or re.search(r"\d", first) or _tells(row):
        return None
    longest = max(row.texts, key=len)
    small = [text for text in row.texts if text[:1].islower()]
    wide = len(longest.split()) >= _PARAGRAPH_WORDS and longest != first
    return Torn(longest, False) if wide or len(small) >= _PIECES else None


def _goes_on(row: Row) -> Torn | None:
    """More of the paragraph torn above: no number, date, lead or rating of its own."""
    if row.texts[0] or _tells(row):
        return None
    return Torn(" ".join(text for text in row.texts if text), False)


def _tells(row: Row) -> bool:
    """Whether a cell is what only a row of the plan has: a date or a rating."""
    return any(
        looks_like("due", text) > 0.4 or looks_like("rating", text) > 0
        for text in row.texts
        if text
    )
