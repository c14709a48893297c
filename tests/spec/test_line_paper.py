"""The line paper: what a board is shown of a plan, and what it is not."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from lineofsight.papers.html import line_html
from lineofsight.papers.writing import write_paper
from lineofsight.plan.model import Plan, RatingMeaning
from tests.support.invented_line import (
    AS_AT,
    COMPUTES,
    PLAN,
    TIMELY,
    judged,
    monthly,
    paper,
)
from tests.support.pages import read_page


def shown(counts=None, **changed) -> str:
    """The words of the page for one measure with these monthly counts."""
    standing = judged(counts, **changed) if counts else judged(**changed)
    return " ".join(read_page(line_html(paper(standings=[standing]))).text.split())


def test_it_opens_with_the_plan_its_date_and_whose_data_it_shows():
    """The page says whose plan it is, when it was judged, and that its data are invented."""
    words = shown()
    assert "Fernshire County Council Children first As at 31 March 2020 Plan of April 2018" in words
    assert "Every figure here is of an invented council and no child is real" in words
    assert "Not for publication: small numbers are shown." in words


def test_real_data_have_no_banner_of_invention():
    """Only an invented council is called invented."""
    real = replace(paper(), provenance=replace(paper().provenance, invented=False))
    assert "Invented" not in line_html(real)


def test_a_measure_shows_its_words_target_cases_and_what_computed_it():
    """From the plan's own words to the number of cases that would have met the target."""
    words = shown([(70, 100)] * 12)
    assert "The plan says Assessments done inside 45 days" in words
    assert "Last figure March 2020: 70 of 100 (70.0%)" in words
    assert "Target in force 80% or more, since October 2019" in words
    assert "Next step 90% or more, by March 2021" in words
    assert "In cases 10 more would have met it" in words
    assert "Assessments within 45 working days (assessments_45_working_days)" in words
    assert "definition 9f2c41d0aa17" in words


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        ((80, 100), "Met"),
        ((79, 100), "Not met"),
        ((0, 100), "Not met"),
        ((7, 9), "Fewer than 10 cases"),
        ((0, 0), "Nothing to count"),
        (None, "Cannot be computed"),
    ],
)
def test_the_four_nothings_are_told_apart(last, verdict):
    """A true 0 is judged; few cases, no cases and no computing are each said to be so."""
    made = paper(standings=[judged([*[(80, 100)] * 12, last])])
    assert made.computed[0].verdict == verdict


def test_fewer_than_ten_cases_are_a_count_without_judgement():
    """Seven of nine is "7 of 9": no percentage, no met, no colour."""
    made = paper(standings=[judged([*[(80, 100)] * 12, (7, 9)])]).computed[0]
    assert (made.latest, made.tone, made.months[-1].percent) == ("7 of 9", "plain", "")
    assert "77.8" not in line_html(paper(standings=[judged([*[(80, 100)] * 12, (7, 9)])]))


def test_a_measure_covered_in_part_is_not_judged():
    """Where the indicator answers a part of the measure, nobody is told that it was met."""
    part = replace(COMPUTES, covers="part", uncovered="Children in need are not covered.")
    words = shown([(90, 100)] * 12, suggestion=part)
    assert "Part only: not judged" in words
    assert "Target met 0" in words
    assert "Computed in part, not judged 1" in words
    assert "for a part of the measure only" in words
    assert "Children in need are not covered." in words
    chart = paper(standings=[judged([(90, 100)] * 12, suggestion=part)]).computed[0].chart
    assert "Target" not in chart


def test_no_measure_is_lost():
    """One that nothing computes is listed with what would measure it, even if nobody judged it."""
    words = " ".join(read_page(line_html(paper())).text.split())
    assert "The views of families are heard Survey of families: a survey tool" in words
    unjudged = " ".join(read_page(line_html(paper(standings=[]))).text.split())
    assert "2 measures that no figure here answers" in unjudged


def test_ratings_are_those_of_the_plan_and_add_up_to_100():
    """Three actions, one of them without a rating: 34 + 33 + 33."""
    ratings = [(share.name, share.count, share.percent) for share in paper().ratings]
    assert ratings == [("Red", 1, 34), ("Green", 1, 33), ("No rating", 1, 33)]


def test_a_rating_says_what_the_plan_means_by_it():
    """A letter alone tells a reader nothing: the plan's own key stands beside it."""
    key = (RatingMeaning("Green", "GREEN", "On track"),)
    words = " ".join(read_page(line_html(paper(replace(PLAN, rating_key=key)))).text.split())
    assert "Green On track 1 34%" in words


def test_doubts_are_counted_and_each_says_where():
    """The count leads to the list, and each doubt to its place in the document."""
    words = " ".join(read_page(line_html(paper())).text.split())
    assert "1 thing was read with doubt: 1 about dates." in words
    assert "Three dates stand beside five actions. page 3, table 2, row 5" in words


def test_every_figure_can_be_traced():
    """The small print names the snapshot, its date, the definition's version and the product's."""
    words = " ".join(read_page(line_html(paper())).text.split())
    assert "snapshot snapshot-of-march, as at 31 March 2020" in words
    assert "9f2c41d0aa17b3c5e8" in words
    assert "Line of Sight 0.1.0" in words


def test_a_period_still_running_is_not_judged():
    """The month that had not ended by the date of the paper is not on it."""
    assert all(point.last_day <= AS_AT for point in judged().points)
    assert "April 2020" not in shown()


@pytest.mark.parametrize("plan", [PLAN, Plan()], ids=["a plan", "an empty plan"])
def test_the_page_is_sound(plan):
    """One h1, no skipped heading, tables captioned, charts named, links that lead somewhere."""
    assert read_page(line_html(paper(plan))).faults == []


HOSTILE = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "quotes": "\" onmouseover='alert(1)' {{ 7 * 7 }} {% raw %} </style></svg>]]>",
    "right to left": "\u202eحماية الأطفال\u202c and the rest",
    "emoji": "Seen 👩‍👧‍👦 and heard",
    "endless": "unbreakable" * 455,
    "control": "null\x00 bell\x07 lone \ud800 surrogate",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_plan_cannot_break_out_of_its_page(text, tmp_path: Path):
    """Whatever a plan's text holds is text, on the page and in the PDF."""
    measure = replace(TIMELY, text=text, ref=text[:40])
    plan = replace(
        PLAN,
        title=text,
        organisation=text,
        measures=(measure,),
        objectives=(replace(PLAN.objectives[0], text=text),),
    )
    html = line_html(paper(plan, [judged(measure=measure)]))
    assert read_page(html).faults == []
    assert "49" not in read_page(html).title
    write_paper(html, tmp_path / "hostile.pdf")
    assert len(PdfReader(tmp_path / "hostile.pdf").pages) >= 2


def test_the_pdf_is_tagged_titled_and_in_english(tmp_path: Path):
    """A screen reader finds structure, a title, a language and words for each chart."""
    write_paper(line_html(paper()), tmp_path / "line.pdf")
    reader = PdfReader(tmp_path / "line.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title == "Children first – as at 31 March 2020"
    elements = list(structure(root["/StructTreeRoot"]))
    kinds = {element["/S"] for element in elements}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/L", "/Link"} <= kinds
    assert [e["/Alt"] for e in elements if e["/S"] == "/Figure"] == [
        f"Assessments within 45 working days: {paper().computed[0].latest} in March 2020"
    ]
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "Assessments done inside 45 days" in words
    assert "Page 1 of" in words


def structure(node):
    """Every structure element below a node of a PDF's tree."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from structure(found)


def test_the_pdf_shows_the_last_twelve_months(tmp_path: Path):
    """On paper the table holds a year; on screen all of it can be opened."""
    html = line_html(paper())
    assert monthly([(1, 10)] * 24)[0].period == "2018-04"
    assert html.count('class="older"') == 12
    write_paper(html, tmp_path / "line.pdf")
    words = " ".join(p.extract_text() for p in PdfReader(tmp_path / "line.pdf").pages)
    assert "Apr 2019" in words
    assert "Mar 2019" not in words


def test_a_measure_of_several_figures_shows_each():
    """It is one measure computed, by two figures, and each says that there is another."""
    other = replace(COMPUTES, id="other", title="Other", beside=("Assessments in time",))
    two = [judged(), judged(suggestion=other)]
    words = " ".join(read_page(line_html(paper(standings=two))).text.split())
    assert "2 measures, 1 computed by 2 figures" in words
    assert "The measure holds other figures too: Assessments in time." in words


def test_what_was_matched_by_words_says_that_nobody_confirmed_it():
    """A suggestion is not a decision."""
    assert "Matched by its words the measure says '45 days'; nobody has confirmed it" in shown()


def test_a_number_is_not_shown_as_a_percentage():
    """A count or an average has its own unit, and no target in percent judges it."""
    standing = judged([(80, 100)] * 12, unit="number", statistic="count")
    (made,) = paper(standings=[standing]).computed
    assert (made.latest, made.months[-1].percent, made.verdict) == (
        "80",
        "80",
        "No target in force",
    )
    assert any("is not in the figure's unit" in note for note in made.notes)
