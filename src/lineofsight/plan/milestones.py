"""Grids of goals against dates: what is to be reached by when."""

from lineofsight.documents import Document, Row, Table
from lineofsight.plan.dates import find_dates
from lineofsight.plan.drafts import fold
from lineofsight.plan.headers import role_of
from lineofsight.plan.model import Milestone

_PROSE = 4


def read_milestones(document: Document) -> tuple[Milestone, ...]:
    """The milestones of every table whose columns are headed by dates.

    A row whose first cell is empty goes on with the goal above it, over a page's end as well.
    """
    milestones: list[Milestone] = []
    goal = ""
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        dates = _dates(block.rows[0])
        if not dates or not _prose(block.rows[1:], dates):
            continue
        for row in block.rows[1:]:
            goal = fold(row.cells[0].text) or goal
            for column, date in dates.items():
                cell = row.cells[column] if column < len(row.cells) else None
                if cell and cell.text:
                    milestones.append(Milestone(goal, date, fold(cell.text), cell.place))
    return tuple(milestones)


def _dates(header: Row) -> dict[int, str]:
    """The date of each column after the first, where all of them have one."""
    if role_of(header.cells[0].text) == "measure":
        return {}
    dates = {}
    for column, cell in enumerate(header.cells[1:], 1):
        values = [one.value for one in find_dates(cell.text) if one.value and not one.part]
        if not values and cell.text:
            return {}
        if values:
            dates[column] = values[-1]
    return dates if len(dates) > 1 else {}


def _prose(rows: tuple[Row, ...], dates: dict[int, str]) -> bool:
    texts = [row.cells[column].text for row in rows for column in dates if column < len(row.cells)]
    filled = [text for text in texts if text]
    return bool(filled) and sum(len(text.split()) for text in filled) >= _PROSE * len(filled)
