"""When an inspection was, in the words of a plan or a letter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.documents import Document, Paragraph, Place
from lineofsight.plan.inspections import Inspection, read_inspection


def told(*texts: str, written: str | None = None) -> Inspection | None:
    blocks = tuple(Paragraph(text, Place()) for text in texts)
    return read_inspection(Document("plan", blocks), written)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the inspection of May 2026", (2026, 5, 1), (2026, 5, 31)),
        ("In response to the May 2026 Ofsted inspection,", (2026, 5, 1), (2026, 5, 31)),
        ("We were inspected between 4 and 15 March 2019.", (2019, 3, 4), (2019, 3, 15)),
        ("Inspection date: 3 March 2015 – 25 March 2015", (2015, 3, 3), (2015, 3, 25)),
        ("Inspection dates: 10 to 21 November 2025", (2025, 11, 10), (2025, 11, 21)),
        ("Inspectors visited us in November 2025.", (2025, 11, 1), (2025, 11, 30)),
        ("the inspection, which took place 3-14 October 2011", (2011, 10, 3), (2011, 10, 14)),
        ("Inspection between 24 January and 4 February 2011", (2011, 1, 24), (2011, 2, 4)),
        ("inspected from 4 March 2019 to 15 March 2019", (2019, 3, 4), (2019, 3, 15)),
        ("Ofsted inspected us in February and March 2019", (2019, 2, 1), (2019, 3, 31)),
    ],
)
def test_the_days_of_an_inspection_are_read_from_its_sentence(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    found = told(text)
    assert found is not None
    assert (found.first, found.last) == (date(*first), date(*last))
    assert found.printed is not None
    assert found.printed in text


@pytest.mark.parametrize(
    "text",
    [
        "Date of next inspection: May 2027",
        "Since the last inspection in May 2015 we have changed.",
        "We will be ready for inspection by May 2027.",
        "The inspection report was published in May 2019.",
        "The inspection and the Improvement Notice issued November 2012",
        "The monitoring visit of the inspection team will be in June 2026",
        "Inspections matter. The board met in June 2026.",
    ],
)
def test_other_dates_near_the_word_are_not_the_inspections(text: str) -> None:
    found = told(text)
    assert found is None or found.last is None


def test_the_latest_inspection_that_the_plan_can_have_known_is_meant() -> None:
    texts = ("The inspection of May 2015.", "The inspection of March 2019.")
    later = (*texts, "An inspection in June 2021.")
    for found in (told(*texts), told(*later, written="2019-07")):
        assert found is not None
        assert found.last == date(2019, 3, 31)


def test_when_the_report_came_out_is_kept_apart() -> None:
    found = told("The inspection of November 2025. Its report, published in February 2026.")
    assert found is not None
    assert (found.printed, found.published) == ("November 2025", "2026-02")


WORDS = st.sampled_from(
    ["inspection", "Inspected", "between", "4", "and", "31", "March", "2019", "to", "-", "May",
     "of", "from", "published", "30 February 2020", ":"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_sentence_gives_days_in_order_or_none(text: str) -> None:
    found = told(text)
    if found and found.first and found.last:
        assert found.first <= found.last
