"""The list of an inspection's findings, from its document: one an item."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lineofsight.documents import Document, Table
from lineofsight.errors import UnusableInput
from lineofsight.plan.dates import find_dates
from lineofsight.plan.frameworks import Kind, kind_headed
from lineofsight.plan.inspections import Inspection, read_inspection
from lineofsight.plan.moments import moment_of
from lineofsight.plan.references import read_references
from lineofsight.plan.review.finding_items import Item, items_of
from lineofsight.plan.review.finding_lines import Line, pieces_of
from lineofsight.plan.review.finding_sections import sections_of
from lineofsight.plan.review.finding_tables import TableRow, longest_cells, rows_of
from lineofsight.plan.review.model import InspectionFinding

# "(page 5, paragraph 14)" at an item's end says where the report tells it.
_CITED = re.compile(
    r"\s*\((?P<cites>(?:pages?|pp?\.|para(?:graph)?s?)\s*[^()]{1,40})\)\s*(?=\.?$)", re.I
)


def read_findings(document: Document) -> tuple[InspectionFinding, ...]:
    """The findings that ``document`` lists, with the numbers they have there.

    Where a heading announces them ("What needs to improve", "Recommendations"), only what stands
    below it is read, and the rest of the letter is left.  Otherwise the rows of a table with a
    column for them, else the numbered or bulleted items, else the rows of any table, else each
    paragraph.

    Raises :class:`UnusableInput` where nothing is listed.
    """
    pieces = list(pieces_of(document))
    inspection = read_inspection(document)
    found: list[InspectionFinding] = []
    for section in sections_of(pieces):
        listed = _rows(rows_of(section.tables), inspection)
        listed = listed or [_finding(item, inspection) for item in items_of(section.lines)]
        listed = listed or _rows(longest_cells(section.tables), inspection)
        found += [_of_kind(each, section.kind) for each in listed]
    found = found or _without_sections(pieces, inspection)
    if not found:
        raise UnusableInput(
            f"No finding was found in {document.name}: list the inspection's findings, one a "
            "numbered or bulleted line."
        )
    return tuple(found)


def _without_sections(
    pieces: Sequence[Line | Table], inspection: Inspection | None
) -> list[InspectionFinding]:
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    marked = [_finding(item, inspection) for item in items_of(lines, plain=False)]
    return (
        _rows(rows_of(tables), inspection)
        or marked
        or _rows(longest_cells(tables), inspection)
        or [_finding(item, inspection) for item in items_of(lines)]
    )


def _of_kind(finding: InspectionFinding, kind: Kind) -> InspectionFinding:
    return finding if finding.kind else replace(finding, kind=kind.id)


def _finding(item: Item, inspection: Inspection | None) -> InspectionFinding:
    text, cites = _without_citation(item.whole)
    return InspectionFinding(
        text,
        item.ref,
        judgement=item.judgement,
        by=item.by,
        cites=cites,
        place=item.place,
        inspection=inspection,
    )


def _rows(rows: Iterable[TableRow], inspection: Inspection | None) -> list[InspectionFinding]:
    return list(_of_rows(rows, inspection))


def _of_rows(
    rows: Iterable[TableRow], inspection: Inspection | None
) -> Iterator[InspectionFinding]:
    for row in rows:
        text, cites = _without_citation(row.text)
        kind = kind_headed(row.told.get("kind", ""))
        printed = row.told.get("cites")
        if printed and printed.isdigit():
            printed = f"page {printed}"
        yield InspectionFinding(
            text,
            row.told.get("ref", "").strip(" .") or None,
            kind=kind.id if kind else None,
            judgement=row.told.get("judgement"),
            cites=(*cites, *read_references(printed or "")),
            place=row.place,
            inspection=_of_row(row, inspection),
        )


def _of_row(row: TableRow, inspection: Inspection | None) -> Inspection | None:
    """The inspection that a row names itself, where several stand in one table."""
    title, dated = row.told.get("inspection"), row.told.get("date")
    if not (title or dated):
        return inspection
    found = [one for one in find_dates(dated or title or "") if one.value]
    moment = moment_of(found[0].value) if found else None
    base = inspection or Inspection()
    if moment is None:
        return replace(base, title=title or base.title)
    return Inspection(
        title or base.title,
        moment.first,
        moment.last,
        found[0].text,
        framework=base.framework,
        place=row.place,
    )


def _without_citation(text: str) -> tuple[str, tuple[str, ...]]:
    cited = _CITED.search(text)
    if cited is None:
        return text, ()
    return text[: cited.start()] + text[cited.end() :], read_references(cited["cites"])
