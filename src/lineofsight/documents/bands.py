"""The columns of a table without upright rules, told from the gaps between its words."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.documents.printed import ALIGNED, GUTTER, Line

# In sizes of the letters: the narrowest gap between columns, wider than that between two words.
_NARROW = 0.4
# A narrow gap parts columns only where so many lines have words on both sides of it.
_SHOWN = 3
_MOST = 2 / 3


@dataclass(frozen=True)
class Band:
    """A column from the left end of its words to their right; a wide gap before a ``firm`` one."""

    x0: float
    x1: float
    firm: bool = True


def bands_of(lines: Sequence[Line]) -> tuple[list[Band], int]:
    """The columns that the first of ``lines`` sets up, and how many lines from it keep to them."""
    bands = _first(lines[0])
    kept = 1
    for line in lines[1:]:
        wider = _with(bands, line)
        if wider is None:
            break
        bands = wider
        kept += 1
    return _shown(bands, lines[:kept]), kept


def pieces(line: Line, bands: Sequence[Band]) -> list[Line]:
    """``line`` cut where columns part it: at wide gaps, and at narrow ones between two columns."""
    cut: list[Line] = []
    for segment in line.segments(gutter=GUTTER):
        runs: list[Line] = []
        for start in segment.segments([band.x0 for band in bands]):
            several = len(_over(start, bands)) > 1
            for run in start.segments(gutter=_NARROW) if several else [start]:
                # A narrow gap beside words of no other column is a gap between words.
                if runs and _one_column(runs[-1], run, bands):
                    runs[-1] = Line((*runs[-1].words, *run.words))
                else:
                    runs.append(run)
        cut += runs
    return cut


def rights(bands: Sequence[tuple[float, float]], lines: Sequence[Line]) -> list[float]:
    """How far to the right each column's words had room to go.

    The least gap that is seen between two columns is between all of them; where a column's words
    do not begin below one another, its left end is not known, nor the room of the one before.
    """
    room = [band[1] for band in bands]
    least = min((b[0] - a[1] for a, b in itertools.pairwise(bands)), default=0.0)
    for at, (start, end) in enumerate(bands[1:], 1):
        starts = [
            min(own) for line in lines
            if (own := [word.x0 for word in line.words if start <= word.centre <= end])
        ]  # fmt: skip
        if sum(abs(x - start) < ALIGNED for x in starts) >= _MOST * len(starts):
            room[at - 1] = start - least
    return room


def _first(line: Line) -> list[Band]:
    """The columns of a table's first line, whose names stand apart."""
    bands: list[Band] = []
    for segment in line.segments(gutter=_NARROW):
        firm = not bands or segment.x0 - bands[-1].x1 > GUTTER * line.size
        bands.append(Band(segment.x0, segment.x1, firm))
    return bands


def _with(bands: Sequence[Band], line: Line) -> list[Band] | None:
    """``bands`` as wide as ``line`` needs them; None where it runs through two of them.

    Names that stand near one another and have words below that run through both are one name.
    """
    new = list(bands)
    for piece in pieces(line, bands):
        over = _over(piece, new)
        while len(over) > 1 and not new[over[-1]].firm:
            at = over.pop()
            new[at - 1 : at + 1] = [Band(new[at - 1].x0, new[at].x1, new[at - 1].firm)]
        if not over and _stands_alone(piece, new, line.size):
            # A column in which the lines above are empty.
            new = sorted([*new, Band(piece.x0, piece.x1)], key=lambda band: band.x0)
            continue
        if len(over) != 1:
            return None
        (at,) = over
        new[at] = Band(min(new[at].x0, piece.x0), max(new[at].x1, piece.x1), new[at].firm)
    apart = all(a.x1 < b.x0 for a, b in itertools.pairwise(new))
    return new if apart else None


def _stands_alone(piece: Line, bands: Sequence[Band], size: float) -> bool:
    return all(max(piece.x0 - band.x1, band.x0 - piece.x1) > GUTTER * size for band in bands)


def _shown(bands: Sequence[Band], lines: Sequence[Line]) -> list[Band]:
    """``bands`` without those that begin at a narrow gap which few lines show."""
    kept: list[Band] = []
    for band in bands:
        if kept and not band.firm and not _begins_column(kept[-1], band, lines):
            kept[-1] = Band(kept[-1].x0, band.x1, kept[-1].firm)
        else:
            kept.append(band)
    return kept


def _begins_column(before: Band, band: Band, lines: Sequence[Line]) -> bool:
    """Whether the words of ``band`` begin below one another, beside words of the one before."""
    both = [
        min(word.x0 for word in own)
        for line in lines
        if any(before.x0 <= word.centre <= before.x1 for word in line.words)
        and (own := [word for word in line.words if band.x0 <= word.centre <= band.x1])
    ]
    below = sum(abs(start - band.x0) < ALIGNED for start in both)
    return len(both) >= _SHOWN and below >= _MOST * len(both)


def _over(piece: Line, bands: Sequence[Band]) -> list[int]:
    return [at for at, band in enumerate(bands) if piece.x0 < band.x1 and piece.x1 > band.x0]


def _one_column(before: Line, run: Line, bands: Sequence[Band]) -> bool:
    own, other = _over(before, bands), _over(run, bands)
    return not own or not other or own == other
