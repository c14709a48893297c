"""Several actions in one cell: bullets, counted items or paragraphs that each say what to do."""

import re
from dataclasses import dataclass

from lineofsight.plan.items import path_of

_BULLET = re.compile(r"\s*(?:[•▪◦*–-]|o(?=\s+[A-Z]))\s*(?=\S)")
_COUNTED = re.compile(
    r"\s*(?P<ref>(?:[A-Z]{1,3})?\d{1,3}[a-z]?)(?:[.):](?!\d)\s*|\s*[-–]\s+)(?=[\"'“‘(A-Z])"
    r"|\s*\(?(?P<roman>[ivx]{1,5}|[a-h])[).]\s*(?=[\"'“‘(A-Z])"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# A paragraph that opens so tells of the one before it.
_TELLS_ON = re.compile(
    r"(?:this|these|those|that|it|its|they|their|he|she|we|our|which|who|the|an?|there|such|e\.?g"
    r"|i\.?e|note|nb|also|and|or|but|however|including|includes?|in addition|as|if|where|when"
    r"|for example|to include)\b",
    re.I,
)
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Part:
    """One action of a cell, with the number that opened it."""

    ref: str | None
    text: str


def parts_of(text: str, *, counted: bool, marked: bool) -> list[Part]:
    """The actions that a reader sees in one cell.

    Bullets that open the cell are an action each, and so are counted items where the plan counts
    its actions so (``counted``).  A sentence over bullets is one action with them.  Paragraphs
    are actions each where all of them say what to do; ``marked`` tells that the document itself
    ends its lines there, so that no stop need.
    """
    lines = [line for line in text.split("\n") if line.strip(" •")]
    if counted and lines and (items := _items(lines)):
        return items
    if bulleted(text) and len(lines) > 1:
        return _bullets(lines)
    if len(lines) > 1 and _all_paragraphs(lines, marked=marked):
        return [Part(None, line) for line in lines]
    return [Part(None, text)]


def bulleted(text: str) -> bool:
    """Whether a cell opens with a bullet."""
    return _BULLET.match(text) is not None


def counted_ref(text: str) -> str | None:
    """The whole number that opens a cell ("1. Review the standard"), or None."""
    match = _COUNTED.match(text)
    return _ref(match) if match else None


def _ref(match: re.Match[str]) -> str:
    return str(match["ref"] or match["roman"])


def _order(ref: str) -> tuple[int, ...]:
    if ref in _ROMAN:
        return (_ROMAN.index(ref) + 1,)
    return path_of(ref) or (ord(ref[0].lower()) - ord("a") + 1,)


def _items(lines: list[str]) -> list[Part]:
    """The counted items of a cell that opens with one, each with the lines below it."""
    parts: list[Part] = []
    for line in lines:
        match = _COUNTED.match(line)
        if match and (not parts or _order(_ref(match)) > _order(parts[-1].ref or "")):
            parts.append(Part(_ref(match), line[match.end() :]))
        elif parts:
            parts[-1] = Part(parts[-1].ref, f"{parts[-1].text}\n{line}")
        else:
            return []
    return parts


def _bullets(lines: list[str]) -> list[Part]:
    texts: list[str] = []
    for line in lines:
        mark = _BULLET.match(line)
        words = line[mark.end() :] if mark else line
        below = bool(texts) and texts[-1].rstrip().endswith(":")
        listed = bool(texts) and ":\n" in texts[-1]
        if not texts or (mark and not ((below or listed) and words[0].islower())):
            texts.append(words)
        else:
            texts[-1] = f"{texts[-1]}\n{line}"
    return [Part(None, text) for text in texts]


def _all_paragraphs(lines: list[str], *, marked: bool) -> bool:
    return (
        not any(_BULLET.match(line) for line in lines)
        and not any(_TELLS_ON.match(line) for line in lines[1:])
        and all(line[0].isupper() and len(line.split()) >= _FEWEST_WORDS for line in lines)
        and not any(line.rstrip().endswith((":", ",", "-")) for line in lines)
        and (marked or all(line.rstrip().endswith((".", ";")) for line in lines[:-1]))
    )
