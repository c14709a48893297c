"""Texts that a spreadsheet would run, made harmless.

A cell that begins with one of these is taken for a formula by the program that opens it, and a
formula can send what stands in other cells elsewhere.
"""

import csv
import io
from collections.abc import Iterable

# The mark by which Excel knows that a table of text is UTF-8.
UTF8_MARK = "\ufeff"
STARTS = ("=", "+", "-", "@", "\t", "\r")


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet would take ``text`` for a formula."""
    return text.startswith(STARTS)


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if starts_formula(text) else text


def csv_line(cells: Iterable[object]) -> str:
    """A line of a table of text, each cell harmless; what is None stays empty."""
    out = io.StringIO()
    csv.writer(out).writerow(harmless("" if each is None else str(each)) for each in cells)
    return out.getvalue()
