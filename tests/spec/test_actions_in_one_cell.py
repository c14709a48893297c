"""Several actions in one cell, and the numbers that stand in it."""

from pathlib import Path

import docx
import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan


def word(tmp_path: Path, *rows: tuple[str, ...]) -> Plan:
    """The plan of a table in Word; each line of a cell is a paragraph, with • in a list."""
    document = docx.Document()
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            for nth, line in enumerate(text.split("\n")):
                paragraph = cell.paragraphs[0] if nth == 0 else cell.add_paragraph()
                paragraph.text = line.removeprefix("• ")
                if line.startswith("• "):
                    paragraph.style = "List Bullet"
    path = tmp_path / "plan.docx"
    document.save(str(path))
    return read_plan(read_document(path))


def text(tmp_path: Path, *rows: tuple[str, ...]) -> Plan:
    path = tmp_path / "plan.txt"
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    return read_plan(read_document(path))


HEADER = ("Objective", "Action", "Lead", "By when", "RAG")


@pytest.mark.parametrize("mark", ["• ", ""])
def test_bullets_and_paragraphs_are_actions_with_one_lead_and_date(
    tmp_path: Path, mark: str
) -> None:
    cell = "\n".join(
        f"{mark}{line}" for line in ("Open a second team.", "Train its staff.", "Tell the board.")
    )
    plan = word(tmp_path, HEADER, ("Help", cell, "A Roy", "Sept 2026", "G"))
    assert [
        (one.text, one.leads, one.due.dates, one.rating.level, one.doubts) for one in plan.actions
    ] == [
        (line, ("A Roy",), ("2026-09",), "GREEN", ())
        for line in ("Open a second team.", "Train its staff.", "Tell the board.")
    ]


def test_a_sentence_over_bullets_is_one_action_with_them(tmp_path: Path) -> None:
    cell = "Review the standard:\n• with staff\n• with children"
    plan = word(tmp_path, HEADER, ("Help", cell, "A Roy", "Sept 2026", "G"))
    assert [one.text for one in plan.actions] == ["Review the standard: with staff with children"]


def test_a_paragraph_that_tells_of_the_one_above_belongs_to_it(tmp_path: Path) -> None:
    cell = "Set a standard for visits.\nThe standard will say how often."
    plan = word(tmp_path, HEADER, ("Help", cell, "A Roy", "Sept 2026", "G"))
    assert len(plan.actions) == 1


def test_bullets_of_a_row_with_its_own_number_are_one_action(tmp_path: Path) -> None:
    plan = word(
        tmp_path,
        ("Ref", "Action", "Lead", "By when"),
        ("1.1", "• Open a second team.\n• Train its staff.", "A Roy", "Sept 2026"),
    )
    assert [one.ref for one in plan.actions] == ["1.1"]


def test_bullets_in_rows_of_their_own_share_the_lead_and_date_above(tmp_path: Path) -> None:
    plan = text(
        tmp_path,
        HEADER,
        ("Help", "• Open a second team.", "A Roy", "Sept 2026", "G"),
        ("", "• Train its staff.", "", "", ""),
        ("Care", "• Meet every month.", "B Ho", "Dec 2026", "A"),
    )
    assert [(one.leads, one.due.dates, one.rating.level) for one in plan.actions] == [
        (("A Roy",), ("2026-09",), "GREEN"),
        (("A Roy",), ("2026-09",), "GREEN"),
        (("B Ho",), ("2026-12",), "AMBER"),
    ]
    assert not any(one.doubts for one in plan.actions)


def test_a_row_of_text_with_only_an_action_takes_them_with_a_doubt(tmp_path: Path) -> None:
    plan = text(
        tmp_path,
        HEADER,
        ("Help", "Open a second team.", "A Roy", "Sept 2026", "G"),
        ("", "Train its staff.", "", "", ""),
    )
    second = plan.actions[1]
    assert (second.leads, second.due.dates) == (("A Roy",), ("2026-09",))
    assert second.doubts[0].message.startswith("No lead or date stands beside this action")


@pytest.mark.parametrize(
    "refs", [("1", "2"), ("i", "ii"), ("A1", "A2"), ("1.1", "1.2")], ids=" and ".join
)
def test_a_number_in_the_cell_of_an_action_is_its_ref(
    tmp_path: Path, refs: tuple[str, str]
) -> None:
    plan = text(
        tmp_path,
        ("Action", "Lead", "By when", "RAG"),
        (f"{refs[0]}. Open a second team.", "A Roy", "Sept 2026", "G"),
        (f"{refs[1]}. Train all of its staff.", "B Ho", "Dec 2026", "A"),
    )
    assert [(one.ref, one.text) for one in plan.actions] == [
        (refs[0], "Open a second team."),
        (refs[1], "Train all of its staff."),
    ]


def test_numbers_that_begin_again_keep_apart(tmp_path: Path) -> None:
    """Ids and objectives tell the actions apart."""
    plan = text(
        tmp_path,
        HEADER,
        ("Help", "1. Open a second team.", "A Roy", "Sept 2026", "G"),
        ("", "2. Train all of its staff.", "B Ho", "Dec 2026", "A"),
        ("Care", "1. Meet every month.", "B Ho", "Dec 2026", "A"),
    )
    assert [(one.id, one.objective) for one in plan.actions] == [
        ("action-1", "objective-1"),
        ("action-2", "objective-1"),
        ("action-3", "objective-2"),
    ]


def test_numbers_that_begin_again_in_each_table_are_refs_as_printed(tmp_path: Path) -> None:
    """Their objectives and ids tell them apart."""
    path = tmp_path / "plan.docx"
    file = docx.Document()
    for heading, texts in (
        ("Priority 1: Help", ("Open a second team.", "Train all of its staff.")),
        ("Priority 2: Care", ("Meet every month.", "Ask carers.", "Tell the board.")),
    ):
        file.add_heading(heading)
        table = file.add_table(0, 3)
        counted = [f"{at}. {text}" for at, text in enumerate(texts, 1)]
        for row in [("Action", "Lead", "When"), *((text, "A Roy", "TBC") for text in counted)]:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    file.save(str(path))
    plan = read_plan(read_document(path))
    assert [(one.ref, one.objective) for one in plan.actions] == [
        ("1", "objective-1"),
        ("2", "objective-1"),
        ("1", "objective-2"),
        ("2", "objective-2"),
        ("3", "objective-2"),
    ]
    assert len({one.id for one in plan.actions}) == len(plan.actions)


def test_the_name_of_a_card_s_cell_may_hold_the_ref(tmp_path: Path) -> None:
    plan = word(
        tmp_path,
        ("Action 1.2", "Open a second team."),
        ("Lead", "A Roy"),
        ("By when", "Sept 2026"),
        ("Status", "Green"),
    )
    assert [(one.ref, one.text) for one in plan.actions] == [("1.2", "Open a second team.")]


def test_short_rows_over_whole_ones_are_titles(tmp_path: Path) -> None:
    plan = text(
        tmp_path,
        ("Action", "Lead", "By when", "RAG"),
        ("Early help", "", "", ""),
        ("Open a second team.", "A Roy", "Sept 2026", "G"),
        ("Children in care", "", "", ""),
        ("Train all of its staff.", "B Ho", "Dec 2026", "A"),
    )
    assert [one.text for one in plan.objectives] == ["Early help", "Children in care"]
    assert [one.objective for one in plan.actions] == ["objective-1", "objective-2"]


def test_a_short_first_row_is_an_action_and_no_part_of_the_header(tmp_path: Path) -> None:
    plan = text(tmp_path, ("Action", "Lead", "By when", "RAG"), ("Open a team.", "AR", "Done", "B"))
    (action,) = plan.actions
    assert (action.text, action.due.text, action.rating.level) == ("Open a team.", "Done", "BLUE")
