"""What a plan refers to: pages and paragraphs of a report, recommendations of a notice."""

import re

_CODES = re.compile(
    r"(?P<name>[A-Z][A-Za-z]{0,6}(?: (?:19|20)\d\d)?) ?"
    r"(?P<numbers>\d+(?:\.\d+)*(?: ?, ?\d+(?:\.\d+)*)*|\(\d+\))?|(?P<bare>\d+(?:\.\d+)+)"
)
_ONLY_CODES = re.compile(r"(?:[A-Z]{1,6}|[\d.,;()\s])+")
_PAGE = re.compile(r"(?=\b(?:pg|page|p\.)\s*\d)", re.I)


def read_references(text: str) -> tuple[str, ...]:
    """The references of a cell: a new one at each page, line or semicolon."""
    folded = " ".join(text.replace(";", "\n").replace("•", "\n").split(" "))
    parts: list[str] = []
    for line in _unwrapped(folded):
        if _ONLY_CODES.fullmatch(line):
            parts.extend(_codes(line))
        else:
            parts.extend(" ".join(part.split()).strip(" ,") for part in _PAGE.split(line))
    return tuple(dict.fromkeys(part for part in parts if part))


def _codes(line: str) -> list[str]:
    """``IN 1.4, 1.6`` are two references with one name."""
    found: list[str] = []
    for match in _CODES.finditer(line):
        if match["bare"]:
            found.append(match["bare"])
        elif not match["numbers"]:
            found.append(match["name"])
        else:
            found.extend(
                f"{match['name']} {number.strip()}" for number in match["numbers"].split(",")
            )
    return found


def _unwrapped(text: str) -> list[str]:
    """Lines, where one that ends in a comma or begins with a figure goes on with the one before."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and (lines[-1].rstrip().endswith(",") or re.match(r"\s*[\d(]", line)):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines
