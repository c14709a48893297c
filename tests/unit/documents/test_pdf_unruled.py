"""Tables that a PDF draws without all their rules: the same rows as of the ruled one."""

import io
from html import escape

import pypdf
import pytest
from pypdf.generic import NameObject, NumberObject, RectangleObject

from lineofsight.documents import Paragraph, Table
from lineofsight.documents.model import Block
from lineofsight.documents.pdf import read_pdf
from tests.unit.documents.test_pdf import printed

HEAD = ("Ref", "Action needed", "Lead officer", "By when", "Progress so far", "RAG")
ROWS = (
    ("1.1", "Write a practice standard for assessments and agree it with partners.",
     "Head of Service, Front Door", "May 2026", "Draft shared.", "Green"),
    ("1.2", "Train every team in the standard.", "Workforce Lead", "June 2026",
     "Two teams of nine have been trained so far this year.", "Amber"),
    ("1.3", "Audit how well the standard is used, each month, and report to the board.",
     "Ann Hall", "31 July 2026", "Not begun.", "Red"),
    ("1.4", "Review caseloads.", "Sam Smith and Asha Verma", "Monthly", "Done in April.", "Green"),
    ("2.1", "Open a second duty team so that every contact is weighed within a working day.",
     "Head of Service, Front Door", "30/09/2026", "Posts advertised.", "Amber"),
    ("2.2", "Look again at step-down decisions.", "Quality Assurance Manager", "Dec 2026", "",
     "Red"),
)  # fmt: skip
WIDTHS = "".join(
    f"td:nth-child({at}), th:nth-child({at}) {{ width: {width}% }} "
    for at, width in enumerate((6, 32, 17, 12, 24, 9), 1)
)
CELLS = "td, th { padding: 4pt; text-align: left; vertical-align: top } "
TABLE = f"table {{ width: 100%; border-collapse: collapse }} {CELLS} {WIDTHS}"
LOOKS = {
    "all rules": f"{TABLE} td, th {{ border: .5pt solid }}",
    "no rules": TABLE,
    "no rules, little room": f"{TABLE} td, th {{ padding: 1pt 3pt }}",
    "flat rules": f"{TABLE} td, th {{ border-bottom: .5pt solid }}",
    "a rule below the names": f"{TABLE} th {{ border-bottom: 1pt solid }}",
    "shading behind rows": f"{TABLE} tr:nth-child(even) {{ background: #e8eef4 }}",
    "shading behind the names": f"{TABLE} th {{ background: #223344; color: white }}",
    "words in the middle": f"{TABLE} td, th {{ text-align: center }}",
    "words in the middle of both": TABLE + "td, th { text-align: center; vertical-align: middle }",
    "words at half height": f"{TABLE} td, th {{ vertical-align: middle }}",
    "columns as wide as their words": CELLS,
}
RATED = {"Green": "#00b050", "Amber": "#ffc000", "Red": "#c00000"}


def table(rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    names = "".join(f"<th>{name}</th>" for name in HEAD)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{names}</tr></thead>{body}</table>"


def tables(blocks: tuple[Block, ...]) -> list[list[tuple[str, ...]]]:
    return [[row.texts for row in block.rows] for block in blocks if isinstance(block, Table)]


@pytest.mark.parametrize("page", ["A4", "A4 landscape"])
@pytest.mark.parametrize("look", LOOKS)
def test_a_table_has_the_same_rows_however_it_is_drawn(look: str, page: str) -> None:
    assert tables(read_pdf(printed(table(), LOOKS[look], page), "plan.pdf")) == [[HEAD, *ROWS]]


@pytest.mark.parametrize("look", LOOKS)
def test_two_tables_of_a_page_are_two(look: str) -> None:
    body = f"<h2>One</h2>{table()}<h2>Two</h2><p>Some words between them.</p>{table()}"
    small = f"{LOOKS[look]} body {{ font-size: 7pt }} @page {{ margin: 10mm }}"
    blocks = read_pdf(printed(body, small, "A4 landscape"), "plan.pdf")
    assert tables(blocks) == [[HEAD, *ROWS]] * 2
    words = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert words == ["Some words between them."]


@pytest.mark.parametrize("look", LOOKS)
def test_a_table_goes_on_over_pages_past_heads_and_feet(look: str) -> None:
    """Its names stand on each page, and a page's number and the plan's name are no part of it."""
    rows = tuple((f"{part}.{row[0]}", *row[1:]) for part in range(1, 9) for row in ROWS)
    running = (
        '@page { @bottom-center { content: "Page " counter(page) " of " counter(pages) } '
        '@top-left { content: "Fernshire plan, draft " counter(page) } } '
        "tr { break-inside: avoid } "
    )
    blocks = read_pdf(printed(table(rows), running + LOOKS[look], "A4 landscape"), "plan.pdf")
    assert tables(blocks) == [[HEAD, *rows]]
    assert len(blocks) == 1


def turned(data: bytes, drawn: int, marked: int) -> bytes:
    """A PDF whose pages are ``drawn`` turned by so many degrees and ``marked`` to be turned."""
    writer = pypdf.PdfWriter(io.BytesIO(data))
    for page in writer.pages:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        across, up = {0: (0.0, 0.0), 90: (high, 0.0), 180: (wide, high), 270: (0.0, wide)}[drawn]
        page.add_transformation(pypdf.Transformation().rotate(drawn).translate(across, up))
        if drawn in (90, 270):
            for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                page[NameObject(box)] = RectangleObject((0, 0, high, wide))
        page[NameObject("/Rotate")] = NumberObject(marked)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("look", ["all rules", "no rules"])
@pytest.mark.parametrize(
    ("drawn", "marked"),
    [(90, 90), (270, 270), (180, 180), (90, 0), (180, 0), (270, 0), (0, 90), (0, 180), (0, 270)],
)
def test_a_page_turned_sideways_is_read_as_if_it_were_not(
    look: str, drawn: int, marked: int
) -> None:
    """Whether the file says that the page is turned, or its words are merely drawn so."""
    data = turned(printed(table(), LOOKS[look], "A4 landscape"), drawn, marked)
    assert tables(read_pdf(data, "plan.pdf")) == [[HEAD, *ROWS]]


MARK = "<div style='width: 8pt; height: 8pt; border-radius: {1}; background: {0}'></div>"


@pytest.mark.parametrize(
    "rating",
    [
        "<td style='background: {0}'></td>",
        f"<td>{MARK.replace('{1}', '0')}</td>",
        f"<td>{MARK.replace('{1}', '4pt')}</td>",
    ],
    ids=["cell", "square", "round"],
)
@pytest.mark.parametrize(
    "look", ["all rules", "no rules", "flat rules", "shading behind rows", "words in the middle"]
)
def test_a_filled_shape_is_a_rating(look: str, rating: str) -> None:
    """A coloured cell, square or spot, whether or not rules stand around it."""
    html = table()
    for row in ROWS:
        html = html.replace(f"<td>{row[-1]}</td>", rating.replace("{0}", RATED[row[-1]]))
    assert tables(read_pdf(printed(html, LOOKS[look], "A4 landscape"), "plan.pdf")) == [
        [HEAD, *ROWS]
    ]


def test_names_below_one_another_are_two_where_there_was_room_for_both() -> None:
    """The gap between columns tells how wide a column is that has no rule."""
    rows = tuple((*row[:2], "Ann Hall<br>Sam Smith", *row[3:]) for row in ROWS)
    html = table(rows).replace("&lt;br&gt;", "<br>")
    (found,) = tables(read_pdf(printed(html, TABLE, "A4 landscape"), "plan.pdf"))
    assert {row[2] for row in found[1:]} == {"Ann Hall\nSam Smith"}


def test_a_page_set_in_two_columns_is_no_table() -> None:
    prose = "These words run on and on so that they fill a column of the page from side to side. "
    style = "div { columns: 2; column-gap: 30pt; text-align: justify }"
    blocks = read_pdf(printed(f"<div>{prose * 12}</div>", style, "A4"), "plan.pdf")
    assert not tables(blocks)
