"""Which column of a table is what, where converters drop, shift and split columns.

A header names the columns in their order.  The cells below may stand elsewhere, so the order is
kept and the cells themselves decide: of all ways to lay the table's columns onto the named ones
from left to right, the one is taken in which the cells look most like what they would be.
"""

from typing import TypeAlias

from lineofsight.documents import Row
from lineofsight.plan.column_names import Role
from lineofsight.plan.looks import MARK, looks_like

# A table with as many columns as its header most likely has them in the header's places.
_AS_ANNOUNCED = 0.75
# Two columns for one role: rare, but for a column of marks (4.1., •) before their texts.
_TWICE = -0.7
_NO_ROLE = -0.1
_SAMPLE = 60

_Laid: TypeAlias = tuple[float, tuple[Role | None, ...]]


def place_columns(rows: tuple[Row, ...], announced: tuple[Role | None, ...]) -> _Laid:
    """The role of each column of ``rows``, which have the same number of cells, and the fit."""
    width = len(rows[0].cells)
    order = [role for role in announced if role is not None]
    where = [at for at, role in enumerate(announced) if role is not None]
    columns = [
        [text for row in rows[:_SAMPLE] if (text := row.cells[at].text.strip())]
        for at in range(width)
    ]
    fits = [
        [
            _fit(order[j], texts)
            + (_AS_ANNOUNCED if width == len(announced) and where[j] == i else 0)
            for j in range(len(order))
        ]
        for i, texts in enumerate(columns)
    ]
    # best[j]: the best laying of the columns so far whose last used role is order[j - 1]
    nothing: _Laid = (float("-inf"), ())
    best: list[_Laid] = [(0.0, ()), *([nothing] * len(order))]
    for i, texts in enumerate(columns):
        new: list[_Laid] = []
        for j, (score, laid) in enumerate(best):
            # the column has no role
            options: list[_Laid] = [(score + (_NO_ROLE if texts else 0.0), (*laid, None))]
            if j and texts:
                fit = fits[i][j - 1]
                options += [(s + fit, (*before, order[j - 1])) for s, before in best[:j]]
                marked = i > 0 and _marks(columns[i - 1]) and order[j - 1] != "ref"
                # Where each column has a name of its own, one role for two is rarer still.
                spare = width != len(announced)
                twice = 0.0 if marked else _TWICE if spare else 2 * _TWICE
                options.append((score + fit + twice, (*laid, order[j - 1])))
            new.append(max(options, key=lambda option: option[0]))
        best = new
    return max(best, key=lambda option: option[0])


def _fit(role: Role, texts: list[str]) -> float:
    if not texts:
        return 0.0
    looks = [looks_like(role, text) for text in texts]
    # Long cells tell more than torn ones.
    weights = [min(len(text), 80) ** 0.5 for text in texts]
    return float(sum(a * b for a, b in zip(looks, weights, strict=True)) / sum(weights))


def _marks(texts: list[str]) -> bool:
    return bool(texts) and all(MARK.fullmatch(text.strip()) for text in texts)
