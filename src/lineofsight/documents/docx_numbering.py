"""The numbers and bullets that Word makes itself and does not write into the text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree import ElementTree

from lineofsight.documents.word import W, value_of


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    pattern: str


class Numbering:
    """Counts through a document's numbered paragraphs, in reading order."""

    def __init__(
        self, numbering: ElementTree.Element | None, styles: ElementTree.Element | None
    ) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        for definition in numbering.findall(W + "abstractNum") if numbering is not None else ():
            key = definition.get(W + "abstractNumId", "")
            abstract[key] = {
                _whole(level.get(W + "ilvl"), 0): _Level(
                    _whole(value_of(level, "start"), 1),
                    value_of(level, "numFmt") or "decimal",
                    value_of(level, "lvlText") or "",
                )
                for level in definition.findall(W + "lvl")
            }
        for number in numbering.findall(W + "num") if numbering is not None else ():
            self._lists[number.get(W + "numId", "")] = value_of(number, "abstractNumId") or ""
        self._levels = abstract
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {
            style.get(W + "styleId", ""): (
                value_of(style, "pPr", "numPr", "numId"),
                value_of(style, "pPr", "numPr", "ilvl"),
            )
            for style in (styles.iter(W + "style") if styles is not None else ())
        }

    def label(self, paragraph: ElementTree.Element) -> str:
        """The label that Word shows before ``paragraph``: ``1.2``, ``a)``, ``•``, or nothing."""
        style = value_of(paragraph, "pPr", "pStyle") or ""
        from_style = self._styles.get(style, (None, None))
        number = value_of(paragraph, "pPr", "numPr", "numId") or from_style[0]
        depth = _whole(value_of(paragraph, "pPr", "numPr", "ilvl") or from_style[1], 0)
        key = self._lists.get(number or "", "")
        levels = self._levels.get(key, {})
        if depth not in levels:
            return ""
        level = levels[depth]
        if level.form == "bullet":
            return "•"
        if level.form == "none":
            return ""
        counts = self._counts[key]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

        def number_at(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            this = levels.get(at, level)
            return _written(counts.get(at, this.start), this.form)

        return re.sub(r"%(\d)", number_at, level.pattern)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else otherwise


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    steps = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    out = ""
    for value, letters in steps:
        while number >= value:
            out, number = out + letters, number - value
    return out
