"""A PDF's page that tells of its letters what a plan needs, in a fraction of the time."""

from typing import Any

from pdfminer.layout import LTChar, LTItem
from pdfplumber.page import Page


class LetterPage(Page):
    """A page whose letters have places, sizes and fonts; all else is as pdfplumber tells it.

    Most of a page's time goes into its letters, and of each of them pdfplumber gathers twenty
    things more: colours, matrices, marks of structure.
    """

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """The properties of one thing on the page."""
        if not isinstance(obj, LTChar):
            properties: dict[str, Any] = super().process_object(obj)
            return properties
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
