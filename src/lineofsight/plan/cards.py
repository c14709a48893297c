"""Tables that name their cells beside them: a card an action, or several below one another."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lineofsight.documents import Place, Row, Table
from lineofsight.plan.column_names import Role
from lineofsight.plan.headers import role_of
from lineofsight.plan.looks import THEMED

# Fewer names than this, or a smaller share, may stand in any table.
_NAMED = 3
_SHARE = 0.7
_ACTION = re.compile(
    r"(?:(?:key|agreed|planned|required|improvement)\s+)?(?:action|task|activity|step)"
    r"(?:\s+(?:no\.?\s*)?(?P<ref>(?:[A-Z]{1,3})?\d{1,3}(?:\.\d{1,3}){0,3}[a-h]?))?",
    re.I,
)
_NAME_WORDS = 7

# What may stand over several actions and be said of the first alone.
_OVER: frozenset[Role] = frozenset(["objective", "references", "outcome", "measure", "ref"])

Card: TypeAlias = tuple[Place, dict[Role, str]]
Title: TypeAlias = tuple[Place, str]


def cards_of(table: Table) -> list[Card | Title]:
    """The actions of ``table``, and the titles between them; nothing where it holds no cards.

    Each cell has its name on its left.  An action begins where the name comes again that its
    first cell has; a name that is left empty goes on with the cell above.  What is named more
    seldom, before the action, stands over several.
    """
    pairs = list(_pairs(table.rows))
    if not pairs or not _are_named(pairs):
        return []
    times = Counter(pair.kind for pair in pairs if pair.role)
    action = next(pair.kind for pair in pairs if pair.role == "action")
    leads = {pair.kind: None for pair in pairs if pair.role == "lead"}
    opening = next(
        pair.kind for pair in pairs
        if pair.role and times[pair.kind] >= times[action]
        # Of two leads, over one action, the first is that of the title.
        and not (times[action] == 1 < len(leads) and pair.kind == next(iter(leads)))
    )  # fmt: skip
    out: list[Card | Title] = []
    over: dict[Role, str] = {}
    cells: dict[Role, str] | None = None
    held: dict[Role, str] = over
    last: Role | None = None
    for pair in pairs:
        if pair.title:
            out.append((pair.place, f"{pair.name}: {pair.text}".strip(": ")))
            last, cells, held = None, None, over
            continue
        last = pair.role if pair.name else last
        if last is None or not pair.text:
            continue
        if pair.role == "lead" and cells is None and out and pair.kind != opening:
            # Who answers for what a title names is no lead of the actions below it.
            out.append((pair.place, f"{pair.name}: {pair.text}"))
        elif pair.kind == opening:
            cells = held = {role: text for role, text in over.items() if role in _OVER}
            over = {}
            out.append((pair.place, cells))
        elif (
            pair.name and times[pair.kind] < times[opening] and pair.kind in _before(pairs, opening)
        ):
            held = over
        elif pair.name and cells is not None:
            held = cells
        number = _ACTION.fullmatch(pair.name)
        if number and number["ref"] and "ref" not in held:
            held["ref"] = number["ref"]
        # Two names for leads are two leads; a name left empty goes on with one.
        between = "\n" if pair.name and last == "lead" else " "
        held[last] = f"{held[last]}{between}{pair.text}" if last in held else pair.text
    every = [each for _, each in out if isinstance(each, dict)]
    sure = every and all("action" in each and len(each) >= _NAMED for each in every)
    return out if sure else []


@dataclass(frozen=True)
class _Pair:
    place: Place
    name: str
    text: str
    role: Role | None
    title: bool

    @property
    def kind(self) -> str:
        """The name without its number (1.2, 1b)."""
        return re.sub(r"\W*\d[\d.]*[a-h]?\b|\W+", " ", self.name.lower()).strip()


def _before(pairs: Sequence[_Pair], opening: str) -> set[str]:
    return {pair.kind for pair in itertools.takewhile(lambda pair: pair.kind != opening, pairs)}


def _are_named(pairs: Sequence[_Pair]) -> bool:
    names = [pair for pair in pairs if pair.name and not pair.title]
    named = [pair for pair in names if pair.role]
    # Names beside names are the head of a table, and no card.
    beside = sum(_is_short(pair.text) and role_of(pair.text) is not None for pair in named)
    action = any(pair.role == "action" for pair in named)
    return action and len(named) >= _SHARE * len(names) and 2 * beside <= len(named)


def _pairs(rows: Sequence[Row]) -> Iterator[_Pair]:
    """Each name of a cell with what it names, from left to right and down."""
    for row in rows:
        texts = list(row.texts)
        while len(texts) > 2 and not texts[-1]:
            texts.pop()
        for name, text in zip(texts[::2], [*texts[1::2], ""], strict=False):
            name = " ".join(name.split())
            if name or text:
                title = THEMED.match(name) is not None
                role = role_of(name) if _is_short(name) and not title else None
                yield _Pair(row.place, name, text, role, title)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _NAME_WORDS


def is_pack(table: Table) -> bool:
    """Whether a table names an action more than once by the same name, or below a title."""
    pairs = list(_pairs(table.rows))
    times = Counter(pair.kind for pair in pairs if pair.role == "action")
    titled = any(pair.title and pair.text for pair in pairs)
    return any(count > 1 or titled for count in times.values())
