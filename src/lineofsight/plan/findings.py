"""What an inspection found, as the plan repeats it: a list below a heading that says so."""

import re

from lineofsight.documents import Document, Heading, Paragraph
from lineofsight.plan.drafts import fold
from lineofsight.plan.model import Finding

_HEADED = re.compile(
    r"\b(?:what (?:the )?(?:inspect\w+|inspection|ofsted) (?:found|said|told)"
    r"|(?:inspection|ofsted|inspectors['’]?)\s+(?:findings|recommendations|priorities|judgements?)"
    r"|(?:findings|recommendations|areas for improvement)\s+(?:of|from|by|made by|in)\s+.{0,40}"
    r"(?:inspect\w+|ofsted)|areas for improvement|what needs to improve)\b",
    re.I,
)
_ITEM = re.compile(
    r"(?:[-–•*]\s+)?(?:(?P<ref>\d{1,2}(?:\.\d{1,2})?|[A-Z]\d{1,2}|[a-z])[.):]\s+|[-–•*]\s+)"
    r"(?P<text>\S.*)|•\s*(?P<bare>\S.*)",
    re.S,
)
_WORDS = 15


def read_findings(document: Document) -> tuple[Finding, ...]:
    """The findings listed in ``document``, each with the heading it stands below as its source."""
    found: list[Finding] = []
    source: str | None = None
    for block in document.blocks:
        if not isinstance(block, Heading | Paragraph):
            source = None
            continue
        text = fold(block.text) if isinstance(block, Heading) else block.text
        item = _ITEM.fullmatch(text) if isinstance(block, Paragraph) and source else None
        if item:
            words = fold(item["text"] or item["bare"])
            key = f"finding-{len(found) + 1}"
            found.append(Finding(key, item["ref"], words, block.place, source))
        elif _opens(block, text):
            source = fold(text).rstrip(" :.")
        elif isinstance(block, Heading) or _ended(found, source):
            source = None
    return tuple(found)


def _ended(found: list[Finding], source: str | None) -> bool:
    """Whether a list has begun: a sentence that is no item then stands after it."""
    return bool(found) and found[-1].source == source


def announces_findings(text: str) -> bool:
    """Whether a heading says that what an inspection found stands below it."""
    return _HEADED.search(text) is not None


def _opens(block: Heading | Paragraph, text: str) -> bool:
    """Whether a heading, or a short line that ends in a colon, announces findings."""
    short = len(text.split()) <= _WORDS
    announces = isinstance(block, Heading) or text.rstrip().endswith(":")
    return short and announces and announces_findings(text)
