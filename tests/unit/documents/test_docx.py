"""Word documents: merged cells, Word's own numbering, tracked changes, and hostile ones."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lineofsight.documents import Document, Heading, Paragraph, Table, read_document
from lineofsight.errors import UnusableInput

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Saved(Protocol):
    """What python-docx makes."""

    def save(self, path: str) -> None: ...


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Saved], Document]:
    def saved(made: Saved) -> Document:
        path = tmp_path / "plan.docx"
        made.save(str(path))
        return read_document(path)

    return saved


def package(tmp_path: Path, body: str, head: str = "", **parts: str) -> Path:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, text in parts.items():
            file.writestr(f"word/{name}.xml", text)
    return path


def test_headings_paragraphs_and_tables_come_in_order(read: Callable[[Saved], Document]) -> None:
    made = docx.Document()
    made.add_heading("Plan", 1)
    made.add_paragraph("Words.")
    made.add_table(1, 2).cell(0, 1).text = "b"
    heading, words, table = read(made).blocks
    assert isinstance(heading, Heading)
    assert (heading.text, heading.level) == ("Plan", 1)
    assert isinstance(words, Paragraph)
    assert isinstance(table, Table)
    assert table.rows[0].texts == ("", "b")


def test_merged_cells_keep_the_others_in_their_columns(read: Callable[[Saved], Document]) -> None:
    made = docx.Document()
    table = made.add_table(2, 3)
    for at, text in enumerate("abcdef"):
        table.cell(at // 3, at % 3).text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = "tall"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "wide"
    (block,) = read(made).blocks
    assert isinstance(block, Table)
    assert [row.texts for row in block.rows] == [("tall", "wide", ""), ("", "e", "f")]


def test_numbers_that_word_makes_are_read(tmp_path: Path) -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%3)"/></w:lvl>'
        '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        f"<w:r><w:t>item</w:t></w:r></w:p>"
        for depth in (0, 1, 1, 2, 2, 3, 0, 1)
    )
    blocks = read_document(package(tmp_path, body, numbering=numbering)).blocks
    assert [block.text.split(" ")[0] for block in blocks if isinstance(block, Paragraph)] == [
        "1.",
        "1.1",
        "1.2",
        "a)",
        "b)",
        "•",
        "2.",
        "2.1",
    ]


def test_a_cell_that_holds_only_word_s_own_number_has_it(tmp_path: Path) -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="A%1"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    rows = f"<w:tr><w:tc>{item}</w:tc><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>" * 2
    (table,) = read_document(
        package(tmp_path, f"<w:tbl>{rows}</w:tbl>", numbering=numbering)
    ).blocks
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [("A3", "x"), ("A4", "x")]


def test_insertions_are_read_and_deletions_are_not(read: Callable[[Saved], Document]) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Due ")
    for tag, inner in (
        ("del", "<w:r><w:delText>May</w:delText></w:r>"),
        ("ins", "<w:r><w:t>June</w:t></w:r>"),
        ("moveFrom", "<w:r><w:t> 2025</w:t></w:r>"),
    ):
        change = f'<w:{tag} {nsdecls("w")} w:id="1" w:author="A">{inner}</w:{tag}>'
        paragraph._p.append(parse_xml(change))
    (block,) = read(made).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "Due June"


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(text: str, mark: str = "") -> str:
    return f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"


def left_out(document: Document) -> list[tuple[str, str, int]]:
    return [(each.kind, each.words, each.count) for each in document.left_out]


def row(*cells: str, look: str = "") -> str:
    return (
        "<w:tr>"
        + "".join(f"<w:tc><w:tcPr>{look}</w:tcPr><w:p>{cell}</w:p></w:tc>" for cell in cells)
        + "</w:tr>"
    )


STRUCK = "<w:strike/>"


def test_words_struck_through_or_hidden_are_left_out_and_told(tmp_path: Path) -> None:
    body = run("Due ") + run("May ", STRUCK) + run("June", '<w:strike w:val="0"/>')
    document = read_document(package(tmp_path, f"<w:p>{body}{run('x', '<w:vanish/>')}</w:p>"))
    (only,) = document.blocks
    assert isinstance(only, Paragraph)
    assert only.text == "Due June"
    assert left_out(document) == [("struck", "May", 1), ("hidden", "x", 1)]
    assert document.left_out[0].place.paragraph == 1


@pytest.mark.parametrize("on", ["rStyle", "pStyle"])
def test_a_style_may_strike_words_and_a_run_may_take_the_line_off(tmp_path: Path, on: str) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="a"><w:rPr><w:dstrike/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    style = f'<w:{on} w:val="b"/>'
    head = f"<w:pPr>{style}</w:pPr>" if on == "pStyle" else ""
    own = style if on == "rStyle" else ""
    kept = run("kept", f'{own}<w:dstrike w:val="0"/>')
    document = read_document(
        package(tmp_path, f"<w:p>{head}{run('gone ', own)}{kept}</w:p>", styles=styles)
    )
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["kept"]
    assert left_out(document) == [("struck", "gone", 1)]


def test_a_row_struck_through_is_withdrawn_and_the_others_keep_their_numbers(
    tmp_path: Path,
) -> None:
    """Its number and rating may stand; a row that says something else in its stead is no such."""
    rows = (
        row(run("1"), run("Write a standard."), run("May")),
        row(run("2"), run("Train all teams.", STRUCK), run("G")),
        row(run("3"), run("Train ", STRUCK) + run("Coach all teams."), run("May", STRUCK)),
    )
    document = read_document(package(tmp_path, f"<w:tbl>{''.join(rows)}</w:tbl>"))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [each.texts for each in table.rows] == [
        ("1", "Write a standard.", "May"),
        ("3", "Coach all teams.", ""),
    ]
    assert [each.place.row for each in table.rows] == [1, 3]
    assert left_out(document) == [
        ("withdrawn", "Train all teams.", 1),
        ("struck", "Train", 1),
        ("struck", "May", 1),
    ]


def test_a_cell_that_spans_rows_outlives_the_first_of_them(tmp_path: Path) -> None:
    start, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

    def spanned(look: str, words: str, *cells: str) -> str:
        return row(words, look=look).replace("</w:tr>", row(*cells).removeprefix("<w:tr>"))

    rows = (
        spanned(start, run("Front door"), run("Train all teams.", STRUCK)),
        spanned(rest, "", run("Write a standard.")),
        spanned(rest, "", run("Audit it.")),
    )
    (table,) = read_document(package(tmp_path, f"<w:tbl>{''.join(rows)}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert [each.texts for each in table.rows] == [
        ("Front door", "Write a standard."),
        ("", "Audit it."),
    ]


def test_deletions_and_comments_are_counted(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"
    row_gone = row(run("old")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    mark = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>"
    body = f"<w:p>{run('Due')}{gone.format('May')}{gone.format(' ')}</w:p>{mark}"
    comments = f"<w:comments {W}>" + f"<w:comment><w:p>{run('Is it?')}</w:p></w:comment>" * 3
    document = read_document(
        package(
            tmp_path,
            f"{body}<w:tbl>{row(run('kept'))}{row_gone}</w:tbl>",
            comments=comments + "</w:comments>",
        )
    )
    assert left_out(document) == [("deleted", "May", 2), ("comments", "Is it?", 3)]


def boxed(content: str, before: str = "before") -> str:
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f"<w:p>{run(before)}<w:r><mc:AlternateContent {MC}><mc:Choice><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )


def test_a_text_box_on_the_cover_is_read_and_one_among_the_tables_is_told(tmp_path: Path) -> None:
    paragraph = boxed(f"<w:p>{run('in a box')}</w:p>")
    table = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
    document = read_document(package(tmp_path, paragraph + table + paragraph))
    before, cover, cells, after = document.blocks
    assert [block.text for block in (before, cover, after) if isinstance(block, Paragraph)] == [
        "before",
        "in a box",
        "before",
    ]
    assert isinstance(cells, Table)
    assert cells.rows[0].texts == ("before",)
    assert left_out(document) == [("boxes", "in a box", 2)]


def test_a_table_in_a_text_box_is_read(tmp_path: Path) -> None:
    table = f"<w:tbl>{row(run('a'), run('b'))}</w:tbl>"
    document = read_document(package(tmp_path, table + boxed(table)))
    assert sum(isinstance(block, Table) for block in document.blocks) == 2
    assert not document.left_out


def test_a_colour_alone_is_a_rating_where_colours_differ(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:tc><w:p>{run('Act')}</w:p></w:tc>"
        f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr><w:p/></w:tc></w:tr>'
        for fill in ("FF0000", "FFC000", "92D050", "auto")
    )
    (table,) = read_document(package(tmp_path, f"<w:tbl>{rows}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert [row.texts[1] for row in table.rows] == ["Red", "Amber", "Green", ""]


def test_controls_and_tables_within_a_cell_are_read_and_notes_are_not(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('c')}</w:p></w:tc></w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"
    notes = '<w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>'
    cell = f"<w:tc><w:p>{run('a ')}{control}{notes}</w:p>{inner}</w:tc>"
    parts = {"footnotes": f"<w:footnotes {W}>{run('note')}</w:footnotes>"}
    (table,) = read_document(
        package(tmp_path, f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>", **parts)
    ).blocks
    assert isinstance(table, Table)
    assert table.rows[0].texts == ("a b\nc",)


def test_a_document_that_defines_entities_is_refused(tmp_path: Path) -> None:
    head = '<!DOCTYPE a [<!ENTITY b "bbbb">]>'
    with pytest.raises(UnusableInput, match="entities"):
        read_document(package(tmp_path, "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head))


def test_a_document_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="unpacks"):
        read_document(package(tmp_path, " " * 30_000_000))


def test_a_document_nested_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="nested"):
        read_document(package(tmp_path, "<w:ins>" * 5_000 + "</w:ins>" * 5_000))


@pytest.mark.parametrize("at", [40, 2_000, 20_000])
def test_a_document_cut_short_is_refused(tmp_path: Path, at: int) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    path = tmp_path / "plan.docx"
    path.write_bytes(buffer.getvalue()[:at])
    with pytest.raises(UnusableInput, match="damaged"):
        read_document(path)


def test_a_zip_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("notes.txt", "words")
    with pytest.raises(UnusableInput, match="no Word document"):
        read_document(path)
