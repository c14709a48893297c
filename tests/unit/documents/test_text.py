"""Text as converters write it."""

from pathlib import Path

import pytest

from lineofsight.documents import Document, Heading, Paragraph, Table, read_document
from lineofsight.documents.cleaning import clean
from lineofsight.errors import UnusableInput


def document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def rows(block: object) -> list[tuple[str, ...]]:
    assert isinstance(block, Table)
    return [row.texts for row in block.rows]


def test_lines_with_tabs_are_rows_and_an_empty_line_ends_the_table(tmp_path: Path) -> None:
    first, second = document(tmp_path, "a\tb\nc\t\n\nd\te\n").blocks
    assert rows(first) == [("a", "b"), ("c", "")]
    assert rows(second) == [("d", "e")]


def test_pipes_part_cells_and_rules_are_left_out(tmp_path: Path) -> None:
    (table,) = document(tmp_path, "| a | b |\n|---|:-:|\n| c | d\\|e |\n").blocks
    assert rows(table) == [("a", "b"), ("c", "d|e")]


def test_a_rule_of_tabs_does_not_part_a_table(tmp_path: Path) -> None:
    (table,) = document(tmp_path, "a\tb\n--\t---\nc\td\n").blocks
    assert rows(table) == [("a", "b"), ("c", "d")]


def test_a_line_within_a_table_goes_on_with_the_cell_before_it(tmp_path: Path) -> None:
    (table,) = document(tmp_path, "a\tbegun\nand ended\nc\td\n").blocks
    assert rows(table) == [("a", "begun and ended"), ("c", "d")]


def test_a_line_above_a_row_without_a_first_cell_is_that_cell(tmp_path: Path) -> None:
    (table,) = document(tmp_path, "a\tb\nbegun\n\td\n").blocks
    assert rows(table) == [("a", "b"), ("begun", "d")]


def test_headings_paragraphs_and_pages_have_their_places(tmp_path: Path) -> None:
    one, two, three = document(tmp_path, "# **Plan**\n\nWords.\n\f\n**Bold**\n").blocks
    assert isinstance(one, Heading)
    assert (one.text, one.level, one.place.line) == ("Plan", 1, 1)
    assert isinstance(two, Paragraph)
    assert two.place.page == 1
    assert isinstance(three, Heading)
    assert (three.text, three.place.page, three.place.line) == ("Bold", 2, 5)


def test_a_note_at_the_foot_of_a_page_is_left_out(tmp_path: Path) -> None:
    (only,) = document(tmp_path, "Words.\n\n<sup>1</sup> See the report.\n").blocks
    assert isinstance(only, Paragraph)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("one<br/>two", "one\ntwo"),
        ("10 <sup>th</sup> May", "10th May"),
        ("Together<sup>2</sup>.", "Together."),
        ("**bold** &amp; <u>under</u>", "bold & under"),
        ("fewer &lt;10%", "fewer <10%"),
        (r"S\_20 \- done", "S_20 - done"),
        ("a\u200bb\u00a0c\x07d", "ab c d"),
        ("<script>x</script>", "x"),
    ],
)
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    assert clean(marked) == plain


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_windows_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes("Children’s plan – café\r\n".encode(encoding))
    (paragraph,) = read_document(path).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Children’s plan – café"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("plan.txt", b"", "is empty"),
        ("plan.txt", b" \n\t\n", "holds no text"),
        ("plan.txt", bytes(range(256)) * 4, "is not text"),
        ("plan.txt", b"%PDF-1.7 ...", "is a PDF"),
        ("plan.txt", b"PK\x03\x04...", "is damaged"),
        ("plan.docx", b"words", "is text"),
        ("plan.docx", b"PK\x03\x04...", "is damaged"),
        ("plan.doc", b"\xd0\xcf\x11\xe0", "not of a kind"),
        ("plan.rtf", b"{\\rtf1", "not of a kind"),
        ("plan.txt", b"{\\rtf1", "is a rich text file"),
        ("plan.txt", b"x" * 300_000, "Line 1 of plan.txt"),
        ("plan.txt", b"x" * 3_000_001, "larger than 3 MB"),
        ("plan.txt", b"a\tb\n" + b"x" * 20_001 + b"\tb", "A cell at line 2 of plan.txt"),
        ("plan.txt", b"x\n" * 250_000, "more than 200,000 lines"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnusableInput) as error:
        read_document(path)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("nothing.txt", "folder.txt"):
        with pytest.raises(UnusableInput, match="There is no file"):
            read_document(tmp_path / name)
