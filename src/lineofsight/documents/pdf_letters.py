"""A PDF's page that tells of its letters what a plan needs, in a fraction of the time."""

from collections import Counter
from typing import Any

from pdfminer.layout import LTChar, LTItem
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

_ENDS = {"x0", "x1", "y0", "y1", "top", "bottom", "width", "height"}
_DIGITS = 3


class LetterPage(Page):
    """A page whose letters have places, sizes and fonts; all else is as pdfplumber tells it.

    Most of a page's time goes into its letters, and of each of them pdfplumber gathers twenty
    things more: colours, matrices, marks of structure.
    """

    def __init__(self, pdf: PDF, plain: Page) -> None:
        super().__init__(pdf, plain.page_obj, plain.page_number, plain.initial_doctop)
        self._turns: Counter[int] = Counter()

    @property
    def turn(self) -> int:
        """By how many degrees to turn the page, as a clock runs, for most of its letters to stand.

        Pages are drawn sideways to hold a wide table, and not all programs mark them as turned.
        """
        return self._turns.most_common(1)[0][0] if self.chars else 0

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """The properties of one thing on the page."""
        if not isinstance(obj, LTChar):
            properties: dict[str, Any] = super().process_object(obj)
            # A rule on a turned page is level but for the last digits of its ends.
            for end in _ENDS & properties.keys():
                properties[end] = round(properties[end], _DIGITS)
            return properties
        self._turns[_turn_of(obj)] += 1
        left, above = self.mediabox[:2]
        top = self.height - obj.y1 + above
        font = obj.fontname
        return {
            "object_type": "char",
            "page_number": self.page_number,
            "text": obj.get_text(),
            "fontname": font if isinstance(font, str) else bytes(font).decode("latin-1"),
            "size": obj.size,
            "upright": obj.upright,
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "y0": obj.y0,
            "y1": obj.y1,
            "width": obj.width,
            "height": obj.height,
            "top": top,
            "bottom": self.height - obj.y0 + above,
            "doctop": self.initial_doctop + top,
        }


def _turn_of(letter: LTChar) -> int:
    """By how many degrees to turn a page for a letter to stand upright."""
    along, up = letter.matrix[:2]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 180
    return 90 if up > 0 else 270


def upright(pdf: PDF, plain: Page) -> LetterPage:
    """The page ``plain`` of ``pdf``, turned so that its words can be read."""
    page = LetterPage(pdf, plain)
    turn = page.turn
    if turn:
        plain.page_obj.rotate = (plain.page_obj.rotate + turn) % 360
        plain.page_obj.attrs["Rotate"] = plain.page_obj.rotate
        page.close()
        page = LetterPage(pdf, plain)
    return page
