"""What a column holds, by what its cells look like, where its name says nothing or misleads.

A name is a promise and cells are facts: a column of dates is no column of leads, whatever it is
called; and a table with a column of people, one of sentences and one of dates or ratings is a
plan's, though its names are words that no other council uses.
"""

from collections.abc import Callable
from statistics import mean

from lineofsight.documents import Row
from lineofsight.plan.column_names import Role
from lineofsight.plan.looks import CODE, looks_like
from lineofsight.plan.ratings import level_of

# Fewer cells than this show nothing of a column.
FEWEST = 3
# So many of a column's cells must look alike.
MOST = 0.75
# A column's name has so many words at the most.
NAME = 7
# An action is a sentence: so many words in the middle of its column.
SENTENCE = 5


def by_cells(
    roles: list[Role | None], texts: list[str], rows: tuple[Row, ...], *, first: bool
) -> list[Role | None]:
    """``roles`` of the columns named ``texts``, held against the cells of ``rows`` below.

    A name that the cells belie gives way.  Where too few names are known for a plan's table, and
    the cells show people, sentences, and dates or ratings, they decide instead of the names; but
    only below the ``first`` row of a table, and only where that row is none of what stands below.
    """
    columns = [_cells(rows, at, len(roles)) for at in range(len(roles))]
    told = [_belied(role, cells) for role, cells in zip(roles, columns, strict=True)]
    if not first or _known(told, texts):
        return told
    guessed = _guessed(told, columns)
    if not {"action", "lead"} <= {*guessed} or not {"due", "rating"} & {*guessed}:
        return told
    names = [text for role, text in zip(guessed, texts, strict=True) if role and role != "ref"]
    plain = not any(_is_date(name) or _is_rating(name) for name in names)
    short = all(0 < len(name.split()) <= NAME for name in names)
    return guessed if plain and short else told


def _cells(rows: tuple[Row, ...], at: int, width: int) -> list[str]:
    return [
        text
        for row in rows
        if len(row.cells) == width and (text := " ".join(row.texts[at].split()))
    ]


def _belied(role: Role | None, cells: list[str]) -> Role | None:
    if role == "lead" and _mostly(cells, _is_date):
        return "due"
    if role == "due" and _mostly(cells, _is_person) and not any(map(_is_date, cells)):
        return "lead"
    return role


def _known(roles: list[Role | None], texts: list[str]) -> bool:
    """Whether the names alone make a plan's table."""
    named = [role for role in roles if role and role != "other"]
    holds = {*named} & {"action", "measure", "risk", "objective"}
    return len({*named}) > 1 and 2 * len(named) >= sum(map(bool, texts)) and bool(holds)


def _guessed(roles: list[Role | None], columns: list[list[str]]) -> list[Role | None]:
    guessed: list[Role | None] = [role if role != "other" else None for role in roles]
    looks: tuple[tuple[Role, Callable[[str], bool]], ...] = (
        ("due", _is_date),
        ("lead", _is_person),
        ("rating", _is_rating),
    )
    for wanted, is_one in looks:
        for at, cells in enumerate(columns):
            # Ratings of several months may stand side by side; the last of them counts.
            free = wanted not in guessed or wanted == "rating"
            if guessed[at] is None and free and _mostly(cells, is_one):
                guessed[at] = wanted
    if "ref" not in guessed and guessed[0] is None and _mostly(columns[0], _is_code):
        guessed[0] = "ref"
    if "action" not in guessed:
        open_ = [
            (mean(len(cell.split()) for cell in cells), -at)
            for at, cells in enumerate(columns)
            if guessed[at] is None and len(cells) >= FEWEST
        ]
        if open_ and max(open_)[0] >= SENTENCE:
            guessed[-max(open_)[1]] = "action"
    return guessed


def _mostly(cells: list[str], is_one: Callable[[str], bool]) -> bool:
    return len(cells) >= FEWEST and sum(map(is_one, cells)) >= MOST * len(cells)


def _is_date(text: str) -> bool:
    return looks_like("due", text) >= 0.9


def _is_person(text: str) -> bool:
    return looks_like("lead", text) >= 0.9 and not level_of(text) and not CODE.fullmatch(text)


def _is_rating(text: str) -> bool:
    return level_of(text) is not None


def _is_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None
