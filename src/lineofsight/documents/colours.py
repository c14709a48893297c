"""Colours that stand for a rating where a cell has nothing else in it."""

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

# Red, green and blue, each from 0 to 1.
Colour: TypeAlias = tuple[float, float, float]

_PALE = 0.12
_DARK = 0.15
# Hues in degrees, up to which a colour goes by its name; what lies between two is neither.
_HUES = ((18, "Red"), (68, "Amber"), (75, None), (165, "Green"), (190, None), (255, "Blue"),
         (335, None), (360, "Red"))  # fmt: skip


@dataclass(frozen=True)
class Shaded:
    """The text of a cell and the colour behind it; None is paper."""

    text: str
    fill: Colour | None = None


def colour_of(code: str | None) -> Colour | None:
    """The colour of ``RRGGBB``, ``#RRGGBB`` or ``AARRGGBB``; None for anything else."""
    digits = (code or "").strip().lstrip("#")[-6:]
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return red / 255, green / 255, blue / 255


def name_of(fill: Colour | None) -> str | None:
    """The rating colour that a reader would call ``fill``; None for white, black and others."""
    if fill is None:
        return None
    hue, light, strength = colorsys.rgb_to_hls(*fill)
    vivid = strength > 0.3 and max(fill) - min(fill) > _PALE
    if not vivid:
        return "Grey" if 0.3 < light < 0.9 else None
    if light < _DARK:
        return None
    return next(name for upto, name in _HUES if hue * 360 <= upto)


def told(rows: Sequence[Sequence[Shaded]]) -> list[list[str]]:
    """The texts of ``rows``, where a cell whose colour alone tells its rating has its name.

    A colour tells something only where it differs: an empty cell is given its colour's name in a
    column that has empty cells of two rating colours, one of them red, amber or green.
    """
    named = [_named(row) for row in rows]
    seen: dict[int, set[str]] = {}
    for names in named:
        for column, name in names.items():
            seen.setdefault(column, set()).add(name)
    telling = {
        column
        for column, names in seen.items()
        if len(names) > 1 and names & {"Red", "Amber", "Green"}
    }
    return [
        [
            names[column] if column in names and column in telling else cell.text
            for column, cell in enumerate(row)
        ]
        for row, names in zip(rows, named, strict=True)
    ]


def _named(row: Sequence[Shaded]) -> dict[int, str]:
    """The colours of a row's empty cells by column; none where the row itself is shaded."""
    names = {
        column: name
        for column, cell in enumerate(row)
        if not cell.text and (name := name_of(cell.fill))
    }
    title = sum(bool(cell.text) for cell in row) < 2 and len(names) > 1
    return {} if title and len(set(names.values())) == 1 else names
