"""What is a key to ratings, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.documents import Document, Paragraph, Place
from lineofsight.plan.rating_counts import read_rating_summary
from lineofsight.plan.rating_keys import rated_by, read_rating_key


def paragraphs(*texts: str) -> Document:
    return Document("plan", tuple(Paragraph(text, Place()) for text in texts))


@pytest.mark.parametrize(
    "text",
    [
        "Key priorities: 1 = visits, 2 = plans, 3 = homes.",
        "Our status with partners: A: good; B: fair; C: new.",
        "The green paper, the red book and the amber light.",
        "Amber: a girl in the story. Green: her house.",
        "Ratings: 1 = one, 2 = two.",
    ],
)
def test_other_lists_are_no_key(text: str) -> None:
    assert read_rating_key(paragraphs(text)) == ()


MARKS = st.sampled_from(
    ["R", "A", "G", "=", ":", ",", "Red", "amber", "where", "late", "Key", "rated", "1", "2", "(G)",
     "–", "12", "%", "40%", "\n"]
)  # fmt: skip


@given(st.lists(MARKS, max_size=20).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_a_key_in_words_or_none(text: str) -> None:
    document = paragraphs(text)
    key = read_rating_key(document)
    assert all(one.text and any(letter.isalpha() for letter in one.meaning) for one in key)
    assert rated_by(key, []) == ((), ())
    summary = read_rating_summary(document, [])
    assert summary is None or summary.printed
