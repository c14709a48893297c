"""What a plan's reader meets in a document: rows with named cells, and what stands between."""

from dataclasses import dataclass

from lineofsight.documents import Place
from lineofsight.plan.column_names import Role
from lineofsight.plan.model import Doubt


@dataclass(frozen=True)
class PlanRow:
    """A row whose cells are named; ``announced`` are the columns that its table has.

    ``updates`` are the notes of columns that name a period, each with that period, and of
    columns of evidence.  ``mark`` is the action's own under the number of the row (``ii`` of
    2.3); ``title`` says that the row only heads the rows below it.  ``band`` is a time that
    stands over the row.  ``labels`` are what columns are called whose name belongs to what they
    hold; ``unread`` the names of columns with a cell in this row that was not read.
    """

    cells: dict[Role, str]
    announced: frozenset[Role]
    place: Place
    doubts: tuple[Doubt, ...] = ()
    updates: tuple[tuple[str | None, str], ...] = ()
    mark: str = ""
    title: bool = False
    band: str = ""
    labels: tuple[tuple[Role, str], ...] = ()
    unread: tuple[str, ...] = ()

    def __getitem__(self, role: Role) -> str:
        return self.cells.get(role, "")


@dataclass(frozen=True)
class Prose:
    """A paragraph or heading between tables; ``torn`` where a table's columns cut it in pieces.

    ``level`` is that of a heading, where the document tells it.
    """

    text: str
    heading: bool
    place: Place
    torn: bool = False
    level: int | None = None
