"""The rows of a Word table that still stand: one struck through altogether is withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.documents.cleaning import clean
from lineofsight.documents.colours import Colour, Shaded
from lineofsight.documents.docx_runs import Said


@dataclass(frozen=True)
class CellRead:
    """A cell as it was read; ``merged`` is ``restart`` where it spans rows from here down."""

    said: Said
    fill: Colour | None = None
    span: int = 1
    merged: str | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it is the rest of a cell that began in a row above."""
        return self.merged is not None and self.merged != "restart"


@dataclass
class Standing:
    """Takes the rows of one table in turn.

    A cell that spans rows is not withdrawn with the first of them: what it says passes to the
    first row below that stands.
    """

    passed_on: dict[int, Shaded] = field(default_factory=dict)

    def of(self, cells: Sequence[CellRead]) -> list[Shaded] | None:
        """The cells of a row, each in its column; None where the row is withdrawn."""
        shaded: list[Shaded] = []
        spanning: dict[int, Shaded] = {}
        for cell in cells:
            at = len(shaded)
            own = Shaded(clean(cell.said.text), cell.fill)
            if cell.goes_on and at in self.passed_on:
                own = self.passed_on[at]
            if cell.goes_on or cell.merged:
                spanning[at] = own
            # The columns that a wide cell spans stay, empty, so that the others keep theirs.
            shaded += [own] + [Shaded("")] * (cell.span - 1)
        if is_withdrawn(cells):
            self.passed_on = {at: cell for at, cell in spanning.items() if cell.text}
            return None
        self.passed_on = {}
        return shaded


def is_withdrawn(cells: Sequence[CellRead]) -> bool:
    """Whether a row says nothing any more: all of it is struck through but a number or a letter.

    Its number and its rating are often left as they were.  A cell that spans rows belongs to the
    others as well.
    """
    own = [cell.said for cell in cells if cell.merged is None]
    struck = [said for said in own if said.struck and not clean(said.text)]
    others = [clean(said.text).split() for said in own if said not in struck]
    mixed = any(said.struck and clean(said.text) for said in own)
    longest = max((len(said.struck.split()) for said in struck), default=0)
    return longest > 0 and not mixed and all(len(words) <= 1 for words in others)
