"""A document as a plan's reader goes through it: rows with named cells, and what stands between."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lineofsight.documents import Document, Heading, Place, Row, Table
from lineofsight.plan.bands import Bands
from lineofsight.plan.cards import cards_of, is_pack
from lineofsight.plan.cells import name_cells, with_ratings
from lineofsight.plan.column_names import Role
from lineofsight.plan.columns import place_columns
from lineofsight.plan.dates import find_dates
from lineofsight.plan.events import PlanRow, Prose
from lineofsight.plan.furniture import is_furniture
from lineofsight.plan.headers import header_of, read_header, role_of
from lineofsight.plan.keys import explains
from lineofsight.plan.labelled import (
    NUMBERED_ACTION,
    NUMBERED_LABEL,
    labelled_action,
    labelled_measure,
)
from lineofsight.plan.listed_measures import listed_measures
from lineofsight.plan.looks import CODE, THEMED, looks_like
from lineofsight.plan.numbered import numbered_actions
from lineofsight.plan.told import told_actions
from lineofsight.plan.torn import Torn, torn_rows, vocabulary
from lineofsight.plan.trimmed import whole_width

_QUARTER = re.compile(r"\bQ(?:uarter )?[1-4]\b", re.I)
_YEARS = re.compile(r"\b(20\d\d)\s?[/-]\s?(?:20)?(\d\d)\b")
_CARD = 3
# A number and a title.
_TITLED = 2
_TITLE_WORDS = 8
_MARKED = re.compile(
    r"(?:theme|priority|objective|area|goal|aim|strand|work ?stream|recommendation|outcome|finding)"
    r"\s+(?:[A-Z]|\d{1,2})\W*",
    re.I,
)
_LISTED: frozenset[Role] = frozenset(["measure"])
_ANY_YEAR = "2000-01"
# The usual order of columns, for a table that has no header at all.
_USUAL: tuple[Role | None, ...] = (
    "ref", "references", "action", "due", "lead", "measure", "update", "rating",
)  # fmt: skip
# A headerless table goes on with a table above it if its cells look like that table's.
_LIKE_THE_ONE_ABOVE = 0.25


@dataclass(frozen=True)
class _Header:
    roles: tuple[Role | None, ...]
    labels: tuple[str, ...]


def lay_out(document: Document) -> Iterator[PlanRow | Prose]:
    """Everything in reading order that may belong to the plan."""
    bands = Bands()
    for event in _events(document, bands):
        if isinstance(event, PlanRow) and bands.current:
            yield replace(event, band=bands.current)
        else:
            yield event


def _events(document: Document, bands: Bands) -> Iterator[PlanRow | Prose]:
    headers = _headers(document)
    words = vocabulary(document)
    paragraphs = numbered_actions(document.blocks)
    listed = {} if paragraphs else told_actions(document.blocks)
    year = _financial_year(document)
    current: _Header | None = None
    told = 0
    for nth, block in enumerate(document.blocks):
        if nth < told:
            continue
        if nth in paragraphs:
            yield PlanRow(paragraphs[nth], frozenset(paragraphs[nth]), block.place)
            continue
        if labelled := labelled_action(document.blocks, nth):
            cells, taken = labelled
            told = nth + taken
            yield PlanRow(cells, frozenset(cells), block.place)
            continue
        if nth in listed:
            cells, taken = listed[nth]
            told = nth + taken
            yield PlanRow(cells, frozenset(cells), block.place)
            continue
        if bands.block(block):
            continue
        if measures := listed_measures(document.blocks, nth):
            told = nth + 1 + len(measures)
            yield from (PlanRow({"measure": text}, _LISTED, place) for text, place in measures)
            continue
        if measure := labelled_measure(block):
            yield PlanRow({"measure": measure}, _LISTED, block.place)
            continue
        if not isinstance(block, Table):
            level = block.level if isinstance(block, Heading) else None
            yield Prose(block.text, level is not None, block.place, level=level)
            continue
        if titled := _titled(block):
            yield from titled
            continue
        if is_pack(block) and (cards := cards_of(block)):
            named = frozenset(
                role for _, card in cards if not isinstance(card, str) for role in card
            )
            # The first stands for the whole table, wherever it is asked what was read.
            whole: Place | None = block.place
            for place, pack in cards:
                if isinstance(pack, str):
                    yield Prose(pack, True, place)
                else:
                    yield PlanRow(pack, named, whole or place)
                    whole = None
            continue
        if card := _card(block):
            yield card
            continue
        if explains(block) or foreign(block):
            continue
        at = 0
        block = whole_width(block, len(current.roles) if current else 0)
        torn = torn_rows(block.rows, words)
        body: list[Row] = []
        headed = False
        titles: frozenset[int] = frozenset()
        while at < len(block.rows):
            header = read_header(block.rows, at)
            taken = header.taken if header else 0
            if not taken and is_furniture(block.rows[at].texts):
                at += 1
                continue
            if not taken and Bands().row(block.rows[at]):
                yield from _body(body, current, headers, torn, headed)
                body = []
                bands.row(block.rows[at])
                at += 1
                continue
            title = block.rows[at].texts[0] if at in titles else _title_of(block.rows, at)
            if not taken and title:
                yield from _body(body, current, headers, torn, headed)
                body = []
                yield Prose(title, True, block.rows[at].place)
                at += 1
                continue
            if header is None:
                body.append(block.rows[at])
                at += 1
                continue
            yield from _body(body, current, headers, torn, headed)
            body = []
            roles = _with_numbers(header.roles, block.rows[at + taken :])
            current = _Header(roles, _labels(header.names, year))
            headed = True
            at += taken
            titles = _titles(block.rows, at) if roles[0] == "action" else titles
        yield from _body(body, current, headers, torn, headed)


def _title_of(rows: tuple[Row, ...], at: int) -> str | None:
    """The text of a row that is only a title: "Priority 1: The front door", or above a header."""
    first, *others = rows[at].texts
    if first and others and others[0] and not any(others[1:]) and _MARKED.fullmatch(first):
        return f"{first}: {others[0]}"
    over = at + 1 < len(rows) and header_of(rows, at + 1)[1] > 0
    if over and others and CODE.fullmatch(first) and others[0] and not any(others[1:]):
        return f"{first} {others[0]}"
    if not first or any(others):
        return None
    return first if over or THEMED.fullmatch(first) else None


def _titles(rows: tuple[Row, ...], start: int) -> frozenset[int]:
    """The rows from ``start`` on that are only titles of the rows below them.

    Where the first row below a header is no more than a few words without a stop, over a row
    with its own lead and date, so is each like it: nothing above it could go on there.
    """
    alone = [
        at for at in range(start, len(rows) - 1)
        if rows[at].texts[0] and not any(rows[at].texts[1:])
        and len(rows[at].texts[0].split()) <= _TITLE_WORDS
        and not re.search(r"^[•*–-]|[.;:,]$", rows[at].texts[0])
        and sum(map(bool, rows[at + 1].texts)) >= _CARD
    ]  # fmt: skip
    return frozenset(alone) if start in alone else frozenset()


def _titled(table: Table) -> list[Prose]:
    """A table that only names an objective and says more of it (Priority 1 | its text)."""
    if any(len(row.cells) != 2 for row in table.rows):
        return []
    (ref, text), *others = (row.texts for row in table.rows)
    themed = THEMED.fullmatch(ref)
    if not themed or themed["text"] or not text or any(role_of(a) == "action" for a, _ in others):
        return []
    leads = [
        Prose(f"{row.texts[0]}: {row.texts[1]}", False, row.place)
        for row in table.rows[1:]
        if role_of(row.texts[0]) == "lead"
    ]
    return [Prose(f"{ref}: {text}", True, table.place), *leads]


def _card(table: Table) -> PlanRow | None:
    """A table of one action, with the name of each cell before it.

    A row holds one name and what it names, or several such pairs; the action may stand alone
    over them.
    """
    if len(table.rows[0].cells) > len(("name", "text")) and read_header(table.rows):
        return None
    cells: dict[Role, str] = {}
    pairs: list[tuple[str, str]] = []
    for nth, row in enumerate(table.rows):
        first, *others = (" ".join(text.split()) for text in row.texts)
        alone = NUMBERED_ACTION.fullmatch(first) if not nth and not any(others) else None
        if alone:
            cells = {"ref": alone["ref"], "action": alone["text"]}
        elif len(row.cells) % 2:
            return None
        else:
            pairs += [
                pair for pair in zip(row.texts[::2], row.texts[1::2], strict=True) if any(pair)
            ]
    known = [(role, text) for name, text in pairs if (role := role_of(name))]
    if sum(role == "action" for role, _ in known) > 1:
        return None
    for name, _ in pairs:
        # The number of an action may stand in the name of its cell: "Action 2.1".
        numbered = NUMBERED_LABEL.fullmatch(" ".join(name.split()))
        if numbered and role_of(name) == "action":
            cells.setdefault("ref", numbered["ref"])
    cells = {**cells, **{role: text for role, text in known if text}}
    if "action" not in cells or len(cells) < _CARD or len(known) < 0.7 * len(pairs):
        return None
    return PlanRow(cells, frozenset(cells), table.place)


def foreign(table: Table) -> bool:
    """Whether a table has a header of its own that names nothing of a plan (members, contacts)."""
    first = table.rows[0].texts
    named = all(
        text and text[0].isupper() and len(text.split()) <= 4 and not re.search(r"[\d.%•]", text)
        for text in first
    )
    return len(table.rows) > 1 and len(first) > 1 and named and not header_of(table.rows)[1]


def _headers(document: Document) -> list[_Header]:
    """The different headers of the document's tables of actions, the fullest first."""
    found: dict[tuple[Role | None, ...], _Header] = {}
    for block in document.blocks:
        if isinstance(block, Table):
            for at in range(len(block.rows)):
                header = read_header(block.rows, at)
                if header and "action" in header.roles and not _torn(header.roles):
                    roles = _with_numbers(header.roles, block.rows[at + header.taken :])
                    found.setdefault(roles, _Header(roles, header.names))
    return sorted(found.values(), key=lambda header: -len({*header.roles} - {None}))


def _with_numbers(
    roles: tuple[Role | None, ...], below: tuple[Row, ...]
) -> tuple[Role | None, ...]:
    """``roles`` with a first column that has no name but holds numbers as that of numbers."""
    firsts = [row.texts[0] for row in below if row.cells and row.texts[0]]
    if roles[0] or "ref" in roles or not any(text[0].isdigit() for text in firsts):
        return roles
    return ("ref", *roles[1:]) if all(map(CODE.fullmatch, firsts)) else roles


def _torn(roles: tuple[Role | None, ...]) -> bool:
    """Whether a header names a column twice, which none does unless a converter tore it."""
    several = ("target", "other", "update", "rating", "due", "remaining")
    once = [role for role in roles if role and role not in several]
    return len(set(once)) < len(once)


def _labels(names: tuple[str, ...], year: str = "") -> tuple[str, ...]:
    """The names of the columns; a quarter ("Q1 target") is completed by the plan's ``year``."""
    return tuple(
        _QUARTER.sub(rf"\g<0> {year}", name) if year and not find_dates(name) else name
        for name in names
    )


def _financial_year(document: Document) -> str:
    """The one financial year (2026/27) that the headings of a document name, or nothing."""
    headings = (block.text for block in document.blocks if isinstance(block, Heading))
    years = {f"{match[1]}/{match[2]}" for text in headings for match in _YEARS.finditer(text)}
    return years.pop() if len(years) == 1 else ""


def _body(
    rows: list[Row],
    current: _Header | None,
    headers: list[_Header],
    torn: dict[Row, Torn],
    headed: bool,
) -> Iterator[PlanRow | Prose]:
    """``rows`` with their cells named, a run of equally wide rows at a time.

    ``headed`` says that they stand below a header of their own table: its rows, however they
    look, are the plan's.
    """
    for _, run in itertools.groupby(rows, key=lambda row: len(row.cells)):
        equal = list(run)
        rows_of = list(_run(_whole(equal, torn), current, headers, below_own=headed))
        named = {each.place: each for each in rows_of}
        headed = headed or bool(named)
        for row in equal:
            if row in torn:
                yield Prose(torn[row].text, torn[row].heading, row.place, torn=True)
            elif row.place in named:
                yield named[row.place]


def _whole(rows: list[Row], torn: dict[Row, Torn]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row not in torn)


def _run(
    rows: tuple[Row, ...], current: _Header | None, headers: list[_Header], *, below_own: bool
) -> Iterator[PlanRow]:
    roles: tuple[Role | None, ...]
    if not rows:
        return
    if current is None:
        if not _coded_list(rows):
            return
        header = _Header(_USUAL, ("",) * len(_USUAL))
        few = len(rows[0].cells) <= 3
        roles = _ref_and_text(rows) if few else place_columns(rows, _USUAL)[1]
    elif below_own and _in_place(rows, current):
        header, roles = current, current.roles
    elif _only_wrapped(rows, current) or _cut_short(rows, current):
        header, roles = current, current.roles[: len(rows[0].cells)]
    else:
        # A torn header names fewer columns than another of the same document.
        others = headers if "action" in current.roles else []
        if not others or not _torn(current.roles):
            others = [current, *others]
        laid = [(*place_columns(rows, header.roles), header) for header in others]
        score, roles, header = max(laid, key=lambda each: each[0] + 0.3 * (each[2] is current))
        filled = sum(any(row.cells[at].text for row in rows) for at in range(len(roles)))
        if not below_own and score < _LIKE_THE_ONE_ABOVE * max(filled, 1):
            return
    same = len(roles) == len(header.labels)
    labels = header.labels if same else ("",) * len(roles)
    if same:
        roles = with_ratings(rows, roles, labels)
    announced = frozenset(role for role in (*header.roles, *roles) if role)
    for row in rows:
        named = name_cells(row, roles, labels)
        yield PlanRow(
            named.cells, announced, row.place, named.doubts, named.updates,
            labels=named.labels, unread=named.unread,
        )  # fmt: skip


def _in_place(rows: tuple[Row, ...], header: _Header) -> bool:
    """Whether cells stand below the names of their columns: in a table that no converter made."""
    made = rows[0].place.line is not None
    return not made and len(rows[0].cells) == len(header.roles)


def _only_wrapped(rows: tuple[Row, ...], header: _Header) -> bool:
    """Whether narrow rows only go on with the cells above: none begins, the first is empty.

    What they say tells nothing of their columns: "within 5 days" may be the end of an action.
    """
    texts = [text for row in rows for text in row.texts if text]
    begun = any(not (text[0].islower() or text[0].isdigit()) for text in texts)
    firsts = any(row.texts[0] for row in rows)
    return bool(texts) and len(rows[0].cells) < len(header.roles) and not begun and not firsts


def _cut_short(rows: tuple[Row, ...], header: _Header) -> bool:
    """Whether narrow rows stand in their places, and only empty cells at their ends are left out.

    They begin with a number, as their header does, and no cell looks unlike its column's; or they
    are a number and a title.
    """
    width = len(rows[0].cells)
    if header.roles[:1] != ("ref",) or not 1 < width < len(header.roles):
        return False
    if not all(CODE.fullmatch(row.texts[0]) for row in rows):
        return False
    cells = [
        (role, text)
        for row in rows
        for role, text in zip(header.roles[1:width], row.texts[1:], strict=True)
        if text and role
    ]
    return width == _TITLED or all(looks_like(role, text) >= 0 for role, text in cells)


def _ref_and_text(rows: tuple[Row, ...]) -> tuple[Role | None, ...]:
    """A number and the longest column."""
    lengths = [sum(len(row.cells[at].text) for row in rows) for at in range(len(rows[0].cells))]
    longest = max(range(1, len(lengths)), key=lengths.__getitem__)
    roles: list[Role | None] = [None] * len(lengths)
    roles[0], roles[longest] = "ref", "action"
    return tuple(roles)


def _coded_list(rows: tuple[Row, ...]) -> bool:
    """Whether a table without a header is a list of items, each with its own code (A1, 2.3)."""
    if len(rows) < 3 or len(rows[0].cells) < 2:
        return False
    firsts = [row.cells[0].text.split(" ")[0] for row in rows]
    coded = sum(bool(CODE.fullmatch(first)) and any(c.isdigit() for c in first) for first in firsts)
    return coded >= 0.6 * len(rows) and len(set(firsts)) == len(firsts)
