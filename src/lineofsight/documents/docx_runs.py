"""The words of a Word paragraph: those it says, and those it no longer says."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from lineofsight.documents.word import W, value_of

# A drawing stands twice in a document: as it is, and for programs that cannot draw it.
AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What a reader of the accepted document no longer sees: deletions, and text moved away.
_GONE = (W + "del", W + "moveFrom")
_LOOKS = (W + "pPr", W + "rPr", W + "tblPr")
# Each mark with what a run that bears it is.
_MARKS = {"strike": "struck", "dstrike": "struck", "vanish": "hidden"}
_OFF = ("0", "false", "off")


@dataclass
class Said:
    """The text of a paragraph or cell, and the words in it that are struck through or hidden."""

    text: str = ""
    struck: str = ""
    hidden: str = ""

    def add(self, more: "Said") -> None:
        """Let the words of another paragraph follow."""
        self.text = f"{self.text}\n{more.text}"
        self.struck = f"{self.struck} {more.struck}".strip()
        self.hidden = f"{self.hidden} {more.hidden}".strip()


class Runs:
    """Reads runs of words; a mark may stand on the run, or on the style of it or its paragraph."""

    def __init__(self, styles: ElementTree.Element | None) -> None:
        self._looks: dict[str, ElementTree.Element | None] = {}
        self._parents: dict[str, str] = {}
        for style in styles.iter(W + "style") if styles is not None else ():
            key = style.get(W + "styleId", "")
            self._looks[key] = style.find(W + "rPr")
            self._parents[key] = value_of(style, "basedOn") or ""

    def said(self, paragraph: ElementTree.Element) -> Said:
        """The words of ``paragraph``, without those of the paragraphs in its text boxes."""
        parts: dict[str, list[str]] = {"said": [], "struck": [], "hidden": []}
        style = value_of(paragraph, "pPr", "pStyle") or ""
        for run in _runs(paragraph):
            parts[self._state(run, style)].extend(_words(run))
        return Said(*("".join(parts[state]) for state in ("said", "struck", "hidden")))

    def _state(self, run: ElementTree.Element, style: str) -> str:
        looks = run.find(W + "rPr")
        own = value_of(run, "rPr", "rStyle") or ""
        for mark, state in _MARKS.items():
            said = _set(looks, mark)
            for key in (own, style):
                said = self._inherited(key, mark) if said is None else said
            if said:
                return state
        return "said"

    def _inherited(self, style: str, mark: str) -> bool | None:
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            if (said := _set(self._looks.get(style), mark)) is not None:
                return said
            style = self._parents.get(style, "")
        return None


def deletions(element: ElementTree.Element) -> list[ElementTree.Element]:
    """What tracked changes delete, a row as one."""
    found: list[ElementTree.Element] = []
    for child in element:
        row_gone = child.tag == W + "tr" and child.find(f"{W}trPr/{W}del") is not None
        if row_gone or child.tag == W + "del":
            found.append(child)
        elif child.tag != AGAIN and child.tag not in _LOOKS:
            found += deletions(child)
    return found


def _set(looks: ElementTree.Element | None, mark: str) -> bool | None:
    """Whether a mark is set, None where nothing is said of it."""
    found = looks.find(W + mark) if looks is not None else None
    return None if found is None else found.get(W + "val") not in _OFF


def _runs(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in element:
        if child.tag == W + "r":
            yield child
        elif child.tag != W + "p" and child.tag not in (*_GONE, *_LOOKS):
            yield from _runs(child)


def _words(run: ElementTree.Element) -> Iterator[str]:
    for child in run:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in (W + "br", W + "cr"):
            yield "\n"
        elif child.tag == W + "tab":
            yield " "
        elif child.tag == W + "noBreakHyphen":
            yield "-"
        elif child.tag != W + "p" and child.tag not in (*_GONE, *_LOOKS):
            yield from _words(child)
