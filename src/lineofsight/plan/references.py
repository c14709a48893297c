"""What a plan refers to: pages and paragraphs of a report, recommendations of a notice."""

import re

_PAGE = re.compile(r"(?=\b(?:pg|page|p\.)\s*\d)", re.I)


def read_references(text: str) -> tuple[str, ...]:
    """The references of a cell: a new one at each page, line or semicolon."""
    folded = " ".join(text.replace(";", "\n").replace("•", "\n").split(" "))
    parts = [
        " ".join(part.split()).strip(" ,")
        for line in _unwrapped(folded)
        for part in _PAGE.split(line)
    ]
    return tuple(dict.fromkeys(part for part in parts if part))


def _unwrapped(text: str) -> list[str]:
    """Lines, where one that ends in a comma or begins with a figure goes on with the one before."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and (lines[-1].rstrip().endswith(",") or re.match(r"\s*[\d(]", line)):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines
