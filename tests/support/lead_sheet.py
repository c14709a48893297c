"""A lead's sheet as a spreadsheet program opens it, fills it in and saves it."""

import io

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from lineofsight.web.plans.models import Action
from lineofsight.web.updates.sheet import FILLED

SHEET = "My actions"


def opened(data: bytes) -> list[list[str]]:
    """The rows of a sheet, its header first."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [[str(each) for each in row] for row in book.get_sheet_by_name(SHEET).to_python()]


def fill(rows: list[list[str]], row: int, **said: str) -> Action:
    """Fill in the cells of one row by the fields that they are; the action that it is of."""
    names = {field: column for column, field in FILLED.items()}
    for field, text in said.items():
        rows[row][rows[0].index(names[field])] = text
    return Action.objects.get(pk=rows[row][rows[0].index("Key")])


def saved(rows: list[list[str]]) -> bytes:
    """The rows as a workbook."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        on = book.add_worksheet(SHEET)
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    on.write_string(at, column, text)
    return out.getvalue()
