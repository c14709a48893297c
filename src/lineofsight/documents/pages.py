"""Pages put together to a document: running heads left out, what a page's end cut made whole."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lineofsight.documents.cleaning import clean
from lineofsight.documents.grids import Grid
from lineofsight.documents.model import Block, Heading, Paragraph, Place
from lineofsight.documents.pdf_pages import PageRead, Part
from lineofsight.documents.printed import Line, unwrapped

_LARGER = 1.15
_LEVEL_OF_BOLD = 6
_TITLE_WORDS = 14
_PAGE_NUMBER = re.compile(r"(?:page\s*)?#(?:\s*(?:of|/)\s*#)?", re.I)


def blocks_of(pages: Sequence[PageRead]) -> tuple[Block, ...]:
    """The blocks of a document of ``pages``."""
    parts = _whole(_without_running(pages))
    levels = _levels(parts)
    blocks: list[Block] = []
    tables = paragraphs = 0
    for part in parts:
        if isinstance(part.content, Grid):
            tables += 1
            blocks.append(part.content.table(tables))
        elif text := clean(unwrapped(part.content)):
            paragraphs += 1
            place = Place(page=part.page, paragraph=paragraphs)
            level = _level(part.content, text, levels)
            blocks.append(Heading(text, level, place) if level else Paragraph(text, place))
    return tuple(blocks)


def _without_running(pages: Sequence[PageRead]) -> Iterator[Part]:
    """The parts that are no running head or foot: page numbers, and what half the pages repeat."""
    on = Counter(key for page in pages for key in {part.running for part in page.parts} if key)
    often = max(2, len(pages) / 2)
    for page in pages:
        for part in page.parts:
            key = part.running
            if key is None or (on[key] < often and not _PAGE_NUMBER.fullmatch(key)):
                yield part


def _whole(parts: Iterator[Part]) -> list[Part]:
    """``parts`` with those joined that a page's end cut in two."""
    whole: list[Part] = []
    for part in parts:
        joined = _joined(whole[-1], part) if whole else None
        if joined:
            whole[-1] = joined
        else:
            whole.append(part)
    return whole


def _joined(last: Part, part: Part) -> Part | None:
    """``last`` with ``part``, its rest on the next page; None where that is something new."""
    above, below = last.content, part.content
    if part.page != _last_page(last) + 1:
        return None
    if isinstance(above, Grid) and isinstance(below, Grid):
        return last if above.take(below) else None
    if isinstance(above, tuple) and isinstance(below, tuple) and _one_sentence(above, below):
        return Part(part.page, last.top, (*above, *below))
    return None


def _last_page(part: Part) -> int:
    return part.content.pages[-1] if isinstance(part.content, Grid) else part.page


def _one_sentence(above: Sequence[Line], below: Sequence[Line]) -> bool:
    unlike = abs(above[-1].size - below[0].size) > 0.5
    return not unlike and below[0].text[:1].islower() and above[-1].text[-1:] not in ".:;?!"


def _levels(parts: Sequence[Part]) -> dict[float, int]:
    """The level of each size of letters that is larger than those of running text."""
    sizes: Counter[float] = Counter()
    for part in parts:
        if isinstance(part.content, tuple):
            for line in part.content:
                sizes[_size(line)] += len(line.text)
    if not sizes:
        return {}
    usual = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size > _LARGER * usual), reverse=True)
    return {size: min(level, _LEVEL_OF_BOLD - 1) for level, size in enumerate(larger, 1)}


def _size(line: Line) -> float:
    return round(line.size * 2) / 2


def _level(lines: Sequence[Line], text: str, levels: dict[float, int]) -> int | None:
    short = len(text.split()) <= 2 * _TITLE_WORDS
    level = levels.get(_size(lines[0])) if short else None
    titled = len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ";", ","))
    if level is None and titled and all(line.bold for line in lines):
        return _LEVEL_OF_BOLD
    return level
