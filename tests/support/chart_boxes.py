"""Where the words of a chart stand, by the widths of Arial's own letters."""

from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


@dataclass
class Box:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        across = self.left < other.right - 0.05 and other.left < self.right - 0.05
        return across and self.top < other.bottom - 0.05 and other.top < self.bottom - 0.05


def boxes(svg: ElementTree.Element) -> list[Box]:
    """Where each text stands; widths by Arial's own advances, in thousandths of its size."""
    advances = {"%": 889, ".": 278, ",": 278, " ": 278, "-": 333, "M": 833, "m": 833, "i": 222}
    advances |= {"t": 278, "l": 222, "L": 556, "T": 611, "f": 278, "w": 722, "J": 500}
    size = float(svg.get("font-size"))
    found = []
    for text in svg.iter(f"{SVG}text"):
        x, y = float(text.get("x")), float(text.get("y"))
        width = sum(advances.get(letter, 556) for letter in text.text) * size / 1000
        start = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor")]
        left = x - start * width
        found.append(Box(text.text, left, left + width, y - 0.72 * size, y))
    return found


def check_words_stand_apart(svg: ElementTree.Element) -> None:
    """No words touch others or leave the picture."""
    _, _, width, height = map(float, svg.get("viewBox").split())
    found = boxes(svg)
    for box in found:
        assert 0 <= box.left < box.right <= width, box
        assert 0 <= box.top < box.bottom <= height, box
    for first, second in combinations(found, 2):
        assert not first.touches(second), (first, second)
