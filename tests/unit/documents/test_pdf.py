"""PDF files: rules, pages, wrapped lines, colours, and what cannot be read."""

import io
from pathlib import Path

import pypdf
import pytest
from weasyprint import HTML

from lineofsight.documents import Heading, Paragraph, Table, read_document
from lineofsight.documents.apart_process import read
from lineofsight.documents.model import Block
from lineofsight.documents.pdf import read_pdf
from lineofsight.errors import UnusableInput

RULED = "table { border-collapse: collapse } td, th { border: 0.5pt solid; padding: 3pt }"
FLAT = (
    "table { border-collapse: collapse; width: 100% } "
    "td, th { border-bottom: 0.5pt solid; padding: 3pt }"
)
# A picture of one white point.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
AFTER = "After it stand words that run on through all of its columns, to the end of the line."
BARE = "table { width: 100% } td, th { padding: 4pt; text-align: left }"


def printed(body: str, style: str = RULED, page: str = "A5") -> bytes:
    base = f"@page {{ size: {page}; margin: 15mm }} body {{ font: 10pt sans-serif }} "
    made: bytes = HTML(string=f"<style>{base}{style}</style>{body}").write_pdf()
    return made


def blocks_of(body: str, style: str = RULED, page: str = "A5") -> tuple[Block, ...]:
    return read_pdf(printed(body, style, page), "plan.pdf")


def table_of(rows: list[list[str]], head: bool = False) -> str:
    lines = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    first = f"<thead><tr>{lines.pop(0)}</tr></thead>" if head else ""
    return f"<table>{first}{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def texts(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, Table)
    return [row.texts for row in block.rows]


def test_a_larger_line_is_a_heading_and_wrapped_lines_are_one_paragraph() -> None:
    words = "These words go on for so long that no line of the page can hold them all at once. " * 3
    title, section, text = blocks_of(f"<h1>Plan</h1><h3>Homes</h3><p>{words}</p>")
    assert isinstance(title, Heading)
    assert isinstance(section, Heading)
    assert isinstance(text, Paragraph)
    assert (title.text, title.level, section.text) == ("Plan", 1, "Homes")
    assert section.level > title.level
    assert text.text == words.strip()


def test_items_of_a_list_are_paragraphs_of_their_own() -> None:
    found = blocks_of("<p>We will:</p><ul><li>meet</li><li>write it down</li></ul>")
    assert [block.text for block in found if isinstance(block, Paragraph)] == [
        "We will:",
        "• meet",
        "• write it down",
    ]


def test_a_cell_keeps_the_breaks_that_its_writer_made() -> None:
    long = "Agree with schools, health and the police what a threshold is and write it down"
    rows = table_of([["Action", "Lead"], [long, "Ann Hall<br>Sam Smith"]])
    (table,) = blocks_of(rows, f"{RULED} td + td {{ width: 35mm }}")
    assert texts(table)[1] == (long, "Ann Hall\nSam Smith")


def test_cells_that_span_rows_or_columns_leave_the_others_in_their_places() -> None:
    (table,) = blocks_of(
        "<table><tr><td rowspan=2>tall<td>b<td>c</tr><tr><td colspan=2>wide</tr>"
        "<tr><td>d<td>e<td>f</tr></table>"
    )
    assert texts(table) == [("tall", "b", "c"), ("", "wide", ""), ("d", "e", "f")]


@pytest.mark.parametrize("style", [RULED, FLAT], ids=["ruled", "flat rules only"])
def test_a_table_goes_on_over_pages_and_its_header_is_told_once(style: str) -> None:
    rows = [["Ref", "Action", "Lead"]]
    rows += [[str(n), f"Write standard number {n}.", f"Lead {n}"] for n in range(1, 80)]
    (table,) = blocks_of(table_of(rows, head=True), f"{style} td:first-child {{ width: 12mm }}")
    assert isinstance(table, Table)
    assert texts(table) == [tuple(row) for row in rows]
    assert table.rows[0].place.page == 1
    assert table.rows[-1].place.page == 3


@pytest.mark.parametrize("height", range(90, 120, 3))
def test_a_row_that_a_page_cuts_is_one_row(height: int) -> None:
    """Wherever the page ends: within the row, beside a cell that spans rows, or between rows."""
    long = "This action takes many words to tell and its cell is narrow, so it takes many lines."
    rows = "".join(
        f"<tr><td>{n}</td><td>{n} {long}</td><td>Ann Hall</td></tr>" for n in range(1, 6)
    )
    style = f"{RULED} td:nth-child(2) {{ width: 30mm }}"
    (table,) = blocks_of(f"<table>{rows}</table>", style, f"100mm {height}mm")
    assert texts(table) == [(str(n), f"{n} {long}", "Ann Hall") for n in range(1, 6)]


def test_columns_of_words_without_rules_are_a_table() -> None:
    rows = [["Ref", "Action", "Due"], ["1", "Write a standard.", "May 2026"]]
    rows += [[str(n), "Train the teams in it.", "June 2026"] for n in range(2, 6)]
    before, table, after = blocks_of(f"<p>Before.</p>{table_of(rows)}<p>{AFTER}</p>", BARE)
    assert texts(table) == [tuple(row) for row in rows]
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert (before.text, after.text) == ("Before.", AFTER)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    style = (
        '@page { @top-left { content: "Improvement plan" } '
        '@bottom-right { content: "Page " counter(page) " of " counter(pages) } }'
    )
    found = blocks_of("<p>Words.</p>" * 60, style)
    assert {block.text for block in found if isinstance(block, Paragraph)} == {"Words."}


def test_a_colour_alone_is_a_rating_where_colours_differ() -> None:
    colours = ("#c00000", "#ffc000", "#00b050")
    rows = "".join(f"<tr><td>Act</td><td style='background:{c}'></td></tr>" for c in colours)
    (table,) = blocks_of(f"<table>{rows}</table>")
    assert [row[1] for row in texts(table)] == ["Red", "Amber", "Green"]


def test_a_mark_of_a_footnote_is_no_part_of_a_word() -> None:
    (found,) = blocks_of("<p>Together<sup style='font-size:6pt'>2</sup> by the 10th of May</p>")
    assert isinstance(found, Paragraph)
    assert found.text == "Together by the 10th of May"


def test_pages_that_are_pictures_are_told_to_need_text_recognition() -> None:
    scan = printed(f'<img src="data:image/png;base64,{DOT}">')
    with pytest.raises(UnusableInput, match="text recognition"):
        read_pdf(scan, "plan.pdf")


def test_a_password_is_asked_to_be_taken_off() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(printed("<p>Words.</p>")))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnusableInput, match="password"):
        read("pdf", out.getvalue(), "plan.pdf")


@pytest.mark.parametrize("kept", [0.01, 0.3, 0.9])
def test_a_file_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    whole = printed("<p>Words.</p>" * 300)
    path = tmp_path / "plan.pdf"
    path.write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(UnusableInput, match="damaged"):
        read_document(path)


def test_a_page_that_draws_without_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that reads it is ended; this one goes on."""
    writer = pypdf.PdfWriter(io.BytesIO(printed("<p>Words.</p>")))
    content = pypdf.generic.StreamObject()
    content.set_data(b"0 0 m 10 10 l S " * 3_000_000)
    page = writer.pages[0]
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(content.flate_encode())
    path = tmp_path / "plan.pdf"
    writer.write(path)
    monkeypatch.setattr("lineofsight.documents.apart.MAX_SECONDS", 1)
    with pytest.raises(UnusableInput, match="more time or memory"):
        read_document(path)
