"""Findings that a table lists: one a row, its columns known by their headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lineofsight.documents import Place, Row, Table
from lineofsight.plan.frameworks.catalogue import plain
from lineofsight.plan.review.finding_lines import has_ended

Role = Literal["finding", "ref", "kind", "judgement", "cites", "inspection", "date"]

_HEADED: dict[Role, frozenset[str]] = {
    "finding": frozenset(
        """finding|findings|inspection finding|inspection findings|ofsted finding|key finding
        |what inspectors found|recommendation|recommendations|ofsted recommendation
        |inspection recommendation|area for improvement|areas for improvement
        |what needs to improve|areas that need to improve|area of weakness|weakness|item
        |what must improve|improvement required|improvement needed|area for development
        |area for priority action""".replace("\n        ", "").split("|")
    ),
    "ref": frozenset(["no", "ref", "reference", "number", "id", "item no", "finding no",
                      "recommendation no", "s no", "rec", "rec no"]),
    "kind": frozenset(["kind", "type", "type of finding", "kind of finding", "category",
                       "priority", "section", "level"]),
    "judgement": frozenset(["judgement", "judgment", "judgement area", "judgment area", "area",
                            "theme", "area of practice", "service area", "inspection area"]),
    "cites": frozenset(["page", "para", "paragraph", "page paragraph", "page para", "report ref",
                        "page and paragraph", "report reference", "page number", "source page"]),
    "inspection": frozenset(["inspection", "source", "report", "name of inspection"]),
    "date": frozenset(["report date", "inspection date", "date of inspection", "date",
                       "date of report", "inspected", "published"]),
}  # fmt: skip
_FIRST_ROWS = 4


@dataclass(frozen=True)
class TableRow:
    """A finding's row: its words, and what its other columns say of it."""

    text: str
    place: Place
    told: dict[Role, str]


def rows_of(tables: Sequence[Table]) -> list[TableRow]:
    """The findings of tables with a column that is headed as such; none where no table has one.

    A table that goes on over a page without its headings keeps those of the one before.
    """
    found: list[TableRow] = []
    columns: dict[int, Role] = {}
    width = 0
    for table in tables:
        for number, row in enumerate(table.rows):
            headed = _columns(row)
            if headed and (number < _FIRST_ROWS or headed == columns):
                columns, width = headed, len(row.cells)
            elif columns and len(row.cells) == width:
                _read(row, columns, found)
    return found


def _columns(row: Row) -> dict[int, Role]:
    """The roles of the columns, where a row is the headings of findings."""
    roles: dict[int, Role] = {}
    for at, text in enumerate(row.texts):
        said = plain(text)
        role = next((role for role, names in _HEADED.items() if said in names), None)
        if role and role not in roles.values():
            roles[at] = role
    alone = sum(bool(text.strip()) for text in row.texts) == 1
    return roles if "finding" in roles.values() and (len(roles) > 1 or alone) else {}


def _read(row: Row, columns: dict[int, Role], found: list[TableRow]) -> None:
    told = {role: " ".join(row.texts[at].split()) for at, role in columns.items()}
    text = told.pop("finding")
    if not any(letter.isalpha() for letter in text):
        return
    torn = text[:1].islower() and not told.get("ref")
    if torn and found and not has_ended(found[-1].text):
        last = found.pop()
        found.append(TableRow(f"{last.text} {text}", last.place, last.told))
        return
    found.append(TableRow(text, row.place, {role: said for role, said in told.items() if said}))


def longest_cells(tables: Sequence[Table]) -> Iterator[TableRow]:
    """Each row's longest cell with the number before it, of tables without headings we know."""
    for table in tables:
        for row in table.rows:
            texts = [" ".join(text.split()) for text in row.texts]
            longest = max(texts, key=len, default="")
            told: dict[Role, str] = {}
            if len(texts) > 1 and texts[0] and texts[0] != longest:
                told["ref"] = texts[0]
            if any(letter.isalpha() for letter in longest) and not _columns(row):
                yield TableRow(longest, row.place, told)
