"""Words of a document that ended in nothing that was read: told, never passed over in silence."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from lineofsight.documents import Block, Document, Paragraph, Place, Row, Table
from lineofsight.plan.dates import find_dates
from lineofsight.plan.drafts import fold
from lineofsight.plan.findings import announces_findings
from lineofsight.plan.headers import header_of, role_of
from lineofsight.plan.keys import explains
from lineofsight.plan.labelled import label_of
from lineofsight.plan.model import Action, Doubt, Measure, Objective, Plan

# Tables of these are no part of what a plan promises: who wrote it, who sits on the board.
_ABOUT = frozenset(
    re.findall(
        r"\w+",
        "version versions date dates author authors change changes made amendment"
        " amendments revision revisions comment comments status reviewer reviewers reviewed"
        " approved approval by distribution issued to document file owner name names role"
        " roles title titles job post posts position positions organisation organisations"
        " agency agencies representing member members telephone phone email e mail contact"
        " contacts details page pages contents section sections and of the no number",
    )
)
_WORD = re.compile(r"[^\W\d_]{3}")
_JOINED = re.compile(r"\s*(?:[,;/&]|\band\b)\s*")
_OWN_WORDS = 4
_SHORT = 60
# A shorter cell ("Green", "Ongoing") may stand in many rows.
_TELLING = 12
# Whoever says more than this after a colon writes prose.
_LABELLED_WORDS = 40


def lost_words(document: Document, plan: Plan) -> tuple[Doubt, ...]:
    """A doubt for each table and labelled line, and line of a card, that left nothing in ``plan``.

    Single rows of other tables are told where their columns are.
    """
    read = _Read(plan)
    found: list[Doubt] = []
    lines: dict[str, list[Paragraph]] = {}
    blocks = document.blocks
    body = [at for at, block in enumerate(blocks) if _holds_items(block, read)]
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            found.extend(_of_table(block, read))
        elif (
            isinstance(block, Paragraph)
            and body
            and body[0] < at < _end(blocks, body[-1])
            and (label := _label_lost(block, read))
        ):
            lines.setdefault(label, []).append(block)
    found.extend(_of_lines(label, those) for label, those in lines.items())
    return tuple(found)


def _holds_items(block: Block, read: "_Read") -> bool:
    """Whether an objective, an action or a measure was read from ``block``."""
    rows = block.rows if isinstance(block, Table) else ()
    return block.place in read.items or any(row.place in read.items for row in rows)


def _end(blocks: tuple[Block, ...], last: int) -> int:
    """Where the plan ends: at the first heading or table after the last of its items."""
    after = range(last + 1, len(blocks))
    return next((at for at in after if not isinstance(blocks[at], Paragraph)), len(blocks))


class _Read:
    """All that was read: the words, and the places that they were read from."""

    def __init__(self, plan: Plan) -> None:
        items: list[Objective | Action | Measure] = [*plan.objectives, *plan.actions]
        items.extend(plan.measures)
        self.items = {item.place for item in items}
        texts: list[str] = []
        places: set[Place] = set()
        for value in _values(plan):
            if isinstance(value, Place):
                places.add(value)
            else:
                texts.append(_plain(value))
        self._words = "\n".join(texts)
        self._vocabulary = set(self._words.split())
        self._read_at = {_where(place) for place in places}
        self._known = self._read_at | {_where(doubt.place) for doubt in plan.doubts}

    def at(self, place: Place) -> bool:
        """Whether something was read or told of ``place``, or of a cell of the row there."""
        return _where(place) in self._known

    def as_one(self, table: Table) -> bool:
        """Whether ``table`` was read as one action, with the names of its cells beside them."""
        rows = {_where(row.place) for row in table.rows}
        return _where(table.place) in self._read_at - rows

    def knows(self, text: str) -> bool:
        """Whether each word of ``text`` was read, wherever that was."""
        return set(_plain(text).split()) <= self._vocabulary

    def holds(self, text: str) -> bool:
        """Whether the words of ``text``, or of each of its lines, were read."""
        lines = [plain for line in text.split("\n") if (plain := _plain(line))]
        return all(line in self._words for line in lines)


def _where(place: Place) -> tuple[int | None, ...]:
    return place.page, place.table, place.row, place.line, place.paragraph


def _values(value: object) -> Iterator[str | Place]:
    """The texts and places within ``value``, but not those of doubts."""
    if isinstance(value, str | Place):
        yield value
    elif isinstance(value, Doubt):
        return
    elif is_dataclass(value):
        for each in fields(value):
            yield from _values(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _values(pair)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _values(item)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _of_table(table: Table, read: _Read) -> Iterator[Doubt]:
    told = [row for row in _body(table) if any(map(_WORD.search, row.texts))]
    if read.as_one(table):
        for name, text in _unknown_pairs(table, read):
            words = f"{fold(name)}; {fold(text)}"
            yield Doubt("row", f"Nothing was read from “{_opening(words)}”.", table.place)
        return
    lost = [row for row in told if not read.at(row.place) and not _kept(row, read)]
    if not lost or explains(table) or _about(table):
        return
    if len(lost) == len(told):
        named = "; ".join(fold(text) for text in table.rows[0].texts if text)
        yield Doubt(
            "table",
            f"Nothing was read from a table of {len(told)} row{'s' if len(told) > 1 else ''} "
            f"that begins “{_opening(named)}”: if it holds actions or measures, name its "
            "columns as what they hold, such as Action, Lead, By when or Measure.",
            table.place,
        )


def _unknown_pairs(table: Table, read: _Read) -> Iterator[tuple[str, str]]:
    """What stands beside names that say nothing to us, in a table that is one action."""
    for row in table.rows:
        for name, text in zip(row.texts[::2], row.texts[1::2], strict=False):
            if name and text and role_of(name) is None and not read.holds(text):
                yield name, text


def _body(table: Table) -> Iterator[Row]:
    at = 0
    while at < len(table.rows):
        taken = header_of(table.rows, at)[1]
        if not taken:
            yield table.rows[at]
        at += taken or 1


def _kept(row: Row, read: _Read) -> bool:
    """Whether the words of a row were read elsewhere, as part of another.

    The longest cell tells.  A converter's rows are torn lines, of which only one that has words
    of its own can be told from the end of another.
    """
    if all(not text or find_dates(text) for text in row.texts[1:]):
        return True
    if row.place.line is not None:
        told = [text for text in row.texts if len(_plain(text).split()) >= _OWN_WORDS]
        return not told or any(map(read.knows, told))
    longest = max(row.texts, key=len)
    return len(longest) >= _TELLING and read.holds(longest)


def _about(table: Table) -> bool:
    """Whether a table is about the document or its people, and so is no part of the plan."""
    across = [text for text in table.rows[0].texts if text]
    down = [row.texts[0].split(":")[0] for row in table.rows if row.texts[0]]
    return any(
        names and all(_plain(name) and set(_plain(name).split()) <= _ABOUT for name in names)
        for names in (across, down)
    )


def _label_lost(block: Paragraph, read: _Read) -> str | None:
    """The label of a line of which nothing was read."""
    named = label_of(block)
    if named is None or not re.match(rf"\W*{re.escape(named[0])}\s*:(?!//)", block.text):
        return None
    if set(_plain(named[0]).split()) <= _ABOUT or len(named[1].split()) > _LABELLED_WORDS:
        return None
    if announces_findings(named[0]) or read.at(block.place):
        return None
    # Leads are read one by one.
    parts = _JOINED.split(named[1]) if role_of(named[0]) == "lead" else [named[1]]
    if all(map(read.holds, parts)):
        return None
    return named[0]


def _of_lines(label: str, lines: list[Paragraph]) -> Doubt:
    first = _opening(fold(lines[0].text))
    told = f"the line “{first}”" if len(lines) == 1 else f"{len(lines)} lines such as “{first}”"
    return Doubt(
        "line",
        f"Nothing was read from {told}: if what is labelled {label!r} belongs to an action, put "
        "it below that action.",
        lines[0].place,
    )


def _opening(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rsplit(' ', 1)[0]} …"
