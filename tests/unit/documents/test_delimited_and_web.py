"""Tables of text, and web pages."""

from pathlib import Path

import pytest

from lineofsight.documents import Heading, Paragraph, Table, read_document
from lineofsight.documents.delimited import read_delimited
from lineofsight.documents.model import Block
from lineofsight.documents.web import read_web
from lineofsight.errors import UnusableInput


def texts(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, Table)
    return [row.texts for row in block.rows]


def page(html: str) -> tuple[Block, ...]:
    return read_web(html.encode(), "plan.html")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_mark_and_the_encoding_are_found_by_looking(mark: str, encoding: str) -> None:
    rows = [["Action", "Due", "Lead"], ["Train, then ask; again", "May – June", "Siân Rees"]]
    lines = [mark.join(f'"{cell}"' for cell in row) for row in rows]
    (table,) = read_delimited("\r\n".join(lines).encode(encoding), "plan.csv")
    assert texts(table) == [tuple(row) for row in rows]


def test_a_cell_in_quotation_marks_may_hold_lines() -> None:
    title, table = read_delimited(b'Plan\n\na,b\n"c\nd","e ""f"""\n', "plan.csv")
    assert isinstance(title, Paragraph)
    assert texts(table) == [("a", "b"), ("c\nd", 'e "f"')]


def test_short_rows_keep_their_columns() -> None:
    (table,) = read_delimited(b"a,b,c\nd\n,e\n", "plan.csv")
    assert texts(table) == [("a", "b", "c"), ("d", "", ""), ("", "e", "")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'a,b\n"c,d\n' + b"e,f\n" * 60_000, "has no end"),
        (b",\n" * 300_000, "more than 200,000 rows"),
        (b",".join([b"a"] * 10_000) * 2, "more than 300 columns"),
        (b"a\x00b,c\n", "is not text"),
        (b",,,\n,,,\n", "holds no text"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(data)
    with pytest.raises(UnusableInput, match=told):
        read_document(path)


def test_headings_paragraphs_and_nested_lists_come_in_order() -> None:
    found = page(
        "<title>x</title><h2>Front <b>door</b></h2><p>Words\n  here<br>and here.</p>"
        "<ol><li>one<ul><li>deep</li></ul></li><li>two</li></ol>"
    )
    heading, *rest = found
    assert isinstance(heading, Heading)
    assert (heading.text, heading.level) == ("Front door", 2)
    assert [block.text for block in rest if isinstance(block, Paragraph)] == [
        "Words here\nand here.",
        "1. one",
        "• deep",
        "2. two",
    ]


def test_cells_that_span_leave_the_others_in_their_columns() -> None:
    (table,) = page(
        "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d<tr><td>e<td>f<td>g</table>"
    )
    assert texts(table) == [("a", "b", ""), ("", "c", "d"), ("e", "f", "g")]


def test_every_row_has_the_cells_of_the_widest() -> None:
    (table,) = page("<table><tr><td>a<td>b<tr><tr><td>c</table>")
    assert texts(table) == [("a", "b"), ("", ""), ("c", "")]


def test_lines_and_tables_within_a_cell_are_its_lines() -> None:
    (table,) = page(
        "<table><tr><td><p>a</p><ul><li>b</li></ul><td>"
        "<table><tr><td>c</td><td>d</td></tr></table></td></tr></table>"
    )
    assert texts(table) == [("a\n• b", "c\nd")]


def test_what_a_reader_does_not_see_is_left_out() -> None:
    (only,) = page(
        "<style>p{}</style><script>document.write('x')</script><!-- note -->"
        "<p hidden>a</p><p style='display: none'>b<i>c</i></p><p>May <del>2025</del> 2026</p>"
    )
    assert isinstance(only, Paragraph)
    assert only.text == "May 2026"


@pytest.mark.parametrize(
    "colours",
    [
        ("background:#c00", "background-color: rgb(0, 176, 80)"),
        ("background: red", "background: green"),
    ],
)
def test_a_colour_alone_is_a_rating_where_colours_differ(colours: tuple[str, str]) -> None:
    cells = "".join(f'<tr><td>Act<td style="{colour}"></td></tr>' for colour in colours)
    (table,) = page(f"<table>{cells}</table>")
    assert [row[1] for row in texts(table)] == ["Red", "Green"]


def test_an_entity_of_a_page_fetches_nothing() -> None:
    found = page('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><p>x&b;y</p>')
    assert isinstance(found[-1], Paragraph)
    assert found[-1].text == "x&b;y"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<div>" * 100_000, "nested"),
        ("<table><tr>" + "<td>a" * 10_000 + "</table>", "columns"),
        ("<table><tr>" + "<td colspan=9999 rowspan=9999>a" * 99 + "</table>", "columns"),
        ("<table><tr>" + "<td>a" * 300 + "<tr>" * 300_000 + "</table>", "cells"),
        ("<script>" * 9, "no text"),
    ],
)
def test_a_page_that_means_harm_is_refused(tmp_path: Path, html: str, told: str) -> None:
    path = tmp_path / "plan.html"
    path.write_text(html, encoding="utf-8")
    with pytest.raises(UnusableInput, match=told):
        read_document(path)


@pytest.mark.parametrize("html", ["<" * 500_000, "<!-- " * 200_000, "<p " + "a " * 500_000])
def test_a_page_without_end_is_read_in_time(html: str) -> None:
    page(html)
