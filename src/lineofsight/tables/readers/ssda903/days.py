"""Days as the return writes them (dd/mm/yyyy), or as a workbook's cells hold them."""

from lineofsight.tables.checks import value_sql
from lineofsight.tables.definition import Column

_A_DAY = Column("day", "date", "a day", "other", required=False, happens=False, known_from=None,
                references=None, codes=())  # fmt: skip


def day_of(text: str) -> str:
    """The SQL of the day that a text says; null where it says none."""
    return value_sql(_A_DAY, text)
