"""Tables as text with a mark between the cells, whichever mark it is."""

import csv
import io
from collections import Counter
from itertools import islice

from lineofsight.documents.cleaning import clean
from lineofsight.documents.decoding import decode
from lineofsight.documents.model import Block
from lineofsight.documents.sheets import SheetReader
from lineofsight.documents.text import MAX_LINES
from lineofsight.errors import UnusableInput

_MARKS = (",", "\t", ";", "|")
_SAMPLE = 200


def read_delimited(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a .csv or .tsv file, in UTF-8 or as Windows writes it."""
    text = decode(data, name)
    try:
        mark = max(_MARKS, key=lambda mark: _fit(text, mark))
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=mark), MAX_LINES + 1))
    except csv.Error as error:
        raise UnusableInput(
            f"A cell of {name} is too long or has no end. Check that each quotation mark is "
            "closed, and save the table again."
        ) from error
    if len(rows) > MAX_LINES:
        raise UnusableInput(f"The file {name} has more than {MAX_LINES:,} rows. Send less of it.")
    reader = SheetReader()
    reader.read([[clean(cell) for cell in row] for row in rows])
    return tuple(reader.blocks)


def _fit(text: str, mark: str) -> int:
    """How many cells stand in rows of the commonest width, where it is more than one."""
    sample = islice(csv.reader(io.StringIO(text), delimiter=mark), _SAMPLE)
    widths = Counter(len(row) for row in sample if len(row) > 1)
    return max((width * count for width, count in widths.items()), default=0)
