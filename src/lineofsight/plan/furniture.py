"""What stands at the head or foot of each page: the plan's name and the page's number."""

import re
from collections.abc import Sequence

_PAGE = re.compile(r"(?:page|p\.?)?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|page", re.I)
_NAME = re.compile(r"\bplan\b.{0,20}\b(?:v(?:ersion)?\s?\d[\d.]*|draft|20\d\d)\b", re.I)
_WORDS = 12
_CELLS = 3


def is_furniture(texts: Sequence[str]) -> bool:
    """Whether the cells of a row hold a page's number, and else no more than the plan's name.

    A number alone is none: it may be that of a row whose other cells were lost.
    """
    filled = [text for text in texts if text.strip()]
    pages = [text for text in filled if _PAGE.fullmatch(text.strip())]
    names = [text for text in filled if _NAME.search(text) and len(text.split()) <= _WORDS]
    worded = any(re.match(r"p", text.strip(), re.I) for text in pages)
    if worded and len(filled) <= _CELLS and all(len(text.split()) <= _WORDS for text in filled):
        return True
    return bool(filled) and len(pages) + len(names) == len(filled) and (worded or bool(names))
