"""The few words of WordprocessingML that the readers share."""

from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value_of(element: ElementTree.Element, *path: str) -> str | None:
    """The ``w:val`` of the element found by ``path`` below ``element``, or None."""
    found = element.find("/".join(W + step for step in path))
    return found.get(W + "val") if found is not None else None
