"""Texts that a spreadsheet would run, made harmless.

A cell that begins with one of these is taken for a formula by the program that opens it, and a
formula can send what stands in other cells elsewhere.
"""

STARTS = ("=", "+", "-", "@", "\t", "\r")


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet would take ``text`` for a formula."""
    return text.startswith(STARTS)


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if starts_formula(text) else text
