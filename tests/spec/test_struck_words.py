"""What a Word document holds and no longer says: struck, hidden, deleted, or beside the plan."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan

HEADER = ("Ref", "Action", "Lead", "By when")
ROWS = (
    ("1.1", "Write a practice standard for assessments.", "Ann Hall", "May 2026"),
    ("1.2", "Train every team in the standard.", "Sam Smith", "June 2026"),
    ("1.3", "Audit the use of the standard.", "Ann Hall", "July 2026"),
)


class Made:
    """A plan in Word, whose cells may be struck through before it is read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "plan.docx"
        self.document = docx.Document()
        self.table = self.document.add_table(0, len(HEADER))
        for texts in (HEADER, *ROWS):
            for cell, text in zip(self.table.add_row().cells, texts, strict=True):
                cell.text = text

    def cell(self, row: int, column: int) -> _Cell:
        return self.table.cell(row, column)

    def read(self) -> Plan:
        self.document.save(str(self.path))
        return read_plan(read_document(self.path))


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


def strike(cell: _Cell) -> None:
    for run in cell.paragraphs[0].runs:
        run.font.strike = True


def test_a_date_struck_through_is_not_read_and_the_plan_says_where_it_stood(made: Made) -> None:
    """The date beside it that took its place is the one that counts."""
    cell = made.cell(2, 3)
    strike(cell)
    cell.paragraphs[0].add_run(" September 2026")
    plan = made.read()
    assert plan.actions[1].due.dates == ("2026-09",)
    (doubt,) = plan.doubts
    assert doubt.message == (
        "Words struck through in table 1, row 3, column 4 are not read: “June 2026”. "
        "Take the line off what still counts, and delete the rest."
    )
    assert (doubt.kind, doubt.place.row, doubt.place.column) == ("struck", 3, 4)


def test_an_action_whose_row_is_struck_through_is_withdrawn(made: Made) -> None:
    """Also where its number was left as it is; the others keep theirs."""
    for column in (1, 2, 3):
        strike(made.cell(2, column))
    plan = made.read()
    assert [action.ref for action in plan.actions] == ["1.1", "1.3"]
    (doubt,) = plan.doubts
    assert doubt.message == (
        "All of table 1, row 3 is struck through, so it is taken as withdrawn and not read: "
        "“Train every team in the standard. Sam Smith June 2026”. "
        "Take the line off if it still counts, and else delete the row."
    )


def test_hidden_words_are_not_read_and_told(made: Made) -> None:
    made.cell(1, 1).paragraphs[0].add_run(" Check with legal.").font.hidden = True
    plan = made.read()
    assert plan.actions[0].text == "Write a practice standard for assessments."
    assert [doubt.message for doubt in plan.doubts] == [
        "Words marked as hidden in table 1, row 2, column 2 are not read: “Check with legal.”. "
        "Show what still counts, and delete the rest."
    ]


def test_tracked_deletions_are_accepted_and_counted_once(made: Made) -> None:
    for row in (1, 3):
        deletion = (
            f'<w:del {nsdecls("w")} w:id="{row}" w:author="A">'
            "<w:r><w:delText>/ Head of Service</w:delText></w:r></w:del>"
        )
        made.cell(row, 2).paragraphs[0]._p.append(parse_xml(deletion))
    plan = made.read()
    assert [action.leads for action in plan.actions] == [
        ("Ann Hall",),
        ("Sam Smith",),
        ("Ann Hall",),
    ]
    assert [doubt.message for doubt in plan.doubts] == [
        "The document tracks 2 deletions that nobody has accepted or rejected: they are read as "
        "accepted. The first is “/ Head of Service”."
    ]


def test_comments_are_kept_apart_from_the_plan_and_counted(made: Made) -> None:
    run = made.cell(1, 1).paragraphs[0].runs[0]
    made.document.add_comment(run, text="Who wrote this?", author="A", initials="A")
    plan = made.read()
    assert plan.actions[0].text == "Write a practice standard for assessments."
    assert [doubt.message for doubt in plan.doubts] == [
        "1 comment in the margin is not read. The first begins “Who wrote this?”."
    ]


def test_a_text_box_beside_the_tables_is_kept_apart_from_the_plan_and_counted(made: Made) -> None:
    box = (
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Draft for the board"
        "</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    )
    made.cell(1, 1).paragraphs[0]._p.append(parse_xml(box))
    plan = made.read()
    assert plan.actions[0].text == "Write a practice standard for assessments."
    assert [doubt.message for doubt in plan.doubts] == [
        "1 text box among the tables is not read. The first begins “Draft for the board”. "
        "Move what belongs to the plan into its text."
    ]
