"""The front of a plan: its title, whose it is, and its date."""

import re
from collections import Counter
from dataclasses import dataclass

from lineofsight.documents import Document, Heading, Paragraph, Table
from lineofsight.plan.dates import find_dates

_PLAN = re.compile(
    r"\b(?:improvement|action|recovery|delivery|development|transformation)\b.{0,30}\bplan\b", re.I
)
_NO_TITLE = re.compile(
    r"\bpages?\b|\breport\b|\badoption\b|\bappendi|\bminutes\b|[.;?]$|^[-•\d]", re.I
)
# Before a colon stands what a line is about; of a plan named in passing it says so.
_NAMED = re.compile(r":\s*(?!.*\bplan\b\W*$)\S|:\s*(?:draft|proposed|adopted)\b", re.I)
_DRAFT = re.compile(r"\b(?:final\s+)?(?:draft|version\s*[\d.]*|v\d[\d.]*)\b", re.I)
_COUNCIL = re.compile(
    r"\b((?:[A-Z][a-z’'-]+ (?:(?:and|upon|on|of|the|with) )?){1,4}"
    r"(?:(?:County|City|Borough|Metropolitan|District|London|Royal|Unitary) )*Council"
    r"|(?:London|Royal|Metropolitan) Borough of [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+){0,3})\b"
)
# Whose a plan is where no council is named: a trust that runs services, or a board.
_BODY = re.compile(
    r"\b((?:[A-Z][a-z’'-]+ (?:(?:and|upon|on|of|the|with) )?){1,4}?"
    r"(?:Children(?:['’]?s)? (?:Services )?(?:Trust|First)"
    r"|Safeguarding (?:Children(?:['’]?s)? )?(?:Board|Partnership)))\b"
)
_NO_NAME = re.compile(
    r"^(?:The|This|Our|Your|All|Full|County|City|Borough|District|Town|Parish|If|When|As|That|In"
    r"|For|By|And|With|Each|Where|Since|While|Of"
    r"|(?:Leader|Members?|Chair|Director|Officers?|Chief Executive) of) ",
    re.I,
)
_FRONT = 200
_SHORT_LINE = 14
# How many blocks or rows are the very top of a document.
_TOP = 3
# What is to be done by a date was written before it.
_PROMISED = re.compile(
    r"\b(?:(?:by|until|before|from)\s+(?:the\s+)?(?:end\s+of\s+)?"
    r"|(?:by|time ?scale|deadline|due|by when|completion date|target date)\s*[:–-]\s*)$",
    re.I,
)
_DATED = re.compile(
    r"\W*(?:date|version|v\s?\d|(?:last )?(?:updated|revised|amended)|as (?:at|of)|dated"
    r"|position at|published|issued|agreed|approved)\b",
    re.I,
)
# The day of an inspection, or of a report of one, is not the day of the plan that answers it.
_INSPECTED = re.compile(
    r"\b(?:inspect\w*|ofsted|visit|judgement|ilacs)\b[^.;:]{0,40}\b(?:of|in|on|from|during)\s+$",
    re.I,
)
_VERSION = re.compile(
    r"\b(?:version|v)\s*:?\s*(?P<number>\d+(?:\.\d+)*)\b|\b(?P<draft>draft)\b", re.I
)


@dataclass(frozen=True)
class Front:
    """What a plan's front says; None where it says nothing."""

    title: str | None
    organisation: str | None
    date: str | None
    version: str | None


def read_front(document: Document) -> Front:
    """The title, organisation and date of the plan in ``document``."""
    title, dated = _title(document)
    return Front(title, _organisation(document), dated or _date(document), _version(document))


def _title(document: Document) -> tuple[str | None, str | None]:
    """The line that names the plan, and the date printed in that line."""
    best: tuple[int, int, str] | None = None
    for at, block in enumerate(document.blocks):
        # The front may be a table of its own, with the title in a cell.
        rows = block.rows[:_TOP] if isinstance(block, Table) and not at else ()
        texts = [text for row in rows for text in row.texts]
        for line in texts if isinstance(block, Table) else [block.text]:
            text = " ".join(line.split())
            if not _may_be_title(text, first=at < _TOP and not isinstance(block, Paragraph)):
                continue
            score = 2 * isinstance(block, Heading) + 2 * bool(find_dates(text))
            score += bool(_DRAFT.search(text)) + 2 * (at < _TOP)
            if best is None or score > best[0]:
                best = (score, at, text)
    if best is None:
        return None, None
    text = best[2]
    found = [
        one
        for one in find_dates(text)
        if one.value and one.value[0] != "R" and not _INSPECTED.search(text[: one.start])
    ]
    title = text
    for one in reversed(found):
        title = title[: one.start] + title[one.end :]
    title = re.sub(r"\(\s*\)|\(\s*$", "", _DRAFT.sub("", title).strip())
    title = " ".join(title.split()).strip(" -–—:,")
    if title and (above := _line_above(document, best[1])):
        title = f"{above} {title}"
    return title or text, found[0].value if found else None


def _may_be_title(text: str, *, first: bool) -> bool:
    """Whether a line can be a title; the ``first`` headings may have a colon in them."""
    if len(text.split()) > _SHORT_LINE or not _PLAN.search(text) or _NO_TITLE.search(text):
        return False
    return first or not _NAMED.search(text)


def _line_above(document: Document, at: int) -> str | None:
    """The first line of a title of two lines: a heading right above, that is no body's name."""
    above, line = document.blocks[max(at - 1, 0)], document.blocks[at]
    if not at or not isinstance(line, Heading) or not isinstance(above, Heading):
        return None
    if above.level != line.level:
        return None
    text = " ".join(above.text.split()).strip(" -–—:")
    named = _COUNCIL.fullmatch(text) or _BODY.fullmatch(text) or _PLAN.search(text)
    short = len(text.split()) <= _SHORT_LINE and not re.search(r"[.;?!]$|\d", text)
    return text if short and not named and not _NO_TITLE.search(text) else None


def _version(document: Document) -> str | None:
    """The version that a short line of the front prints, a number before the word draft."""
    draft: str | None = None
    for block in document.blocks[:_FRONT]:
        if isinstance(block, Table) or len(block.text.split()) > _SHORT_LINE:
            continue
        dates = find_dates(block.text)
        for match in _VERSION.finditer(block.text):
            if any(one.start <= match.start("number") < one.end for one in dates):
                continue
            if match["number"]:
                return str(match["number"])
            draft = draft or "draft"
    return draft


def _organisation(document: Document) -> str | None:
    names: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    for block in document.blocks:
        texts = (
            [text for row in block.rows for text in row.texts]
            if isinstance(block, Table)
            else [block.text]
        )
        for text in texts:
            for match in _COUNCIL.finditer(text):
                name = match[1]
                while (bare := _NO_NAME.sub("", name)) != name:
                    name = bare
                if name != "Council":
                    names[name] += 1
            bodies.update(match[1] for match in _BODY.finditer(text))
    counted = names or bodies
    return counted.most_common(1)[0][0] if counted else None


def _date(document: Document) -> str | None:
    """The date of a line that says it is the date, else of the first short line with a date."""
    short: str | None = None
    for block in document.blocks:
        texts = (
            [text for row in block.rows[:3] for text in (" ".join(row.texts), *row.texts)]
            if isinstance(block, Table)
            else [block.text]
        )
        for text in texts:
            if len(text.split()) > _SHORT_LINE:
                continue
            dates = [
                one.value
                for one in find_dates(text)
                if one.value
                and one.value[0] != "R"
                and not _PROMISED.search(text[: one.start])
                and not _INSPECTED.search(text[: one.start])
            ]
            if dates and _DATED.match(text):
                return dates[0]
            if dates and not isinstance(block, Table):
                short = short or dates[0]
    return short
