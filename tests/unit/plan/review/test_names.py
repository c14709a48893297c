"""Names that mean the same, read as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.plan.review.names import in_one_name
from lineofsight.plan.review.terms import words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LAC", "looked-after children"),
        ("Children looked after", "cared for children"),
        ("a CP plan", "a child protection plan"),
        ("CPPs", "child protection plans"),
        ("the MASH", "the front door"),
        ("SWs", "social workers"),
        ("IROs", "independent reviewing officers"),
        ("RHIs", "return home interviews"),
        ("EHCP", "education, health and care plan"),
        ("kinship carers", "connected carers"),
    ],
)
def test_two_names_of_a_thing_have_the_same_words(one: str, other: str) -> None:
    assert set(words_of(one)) == set(words_of(other.replace(",", "")))


def test_small_letters_within_words_are_no_abbreviations() -> None:
    assert in_one_name("The lack of mash and a placard") == "The lack of mash and a placard"


def test_an_abbreviation_that_the_plan_explains_means_what_the_plan_says() -> None:
    assert in_one_name("CP group", frozenset(["CP"])) == "CP group"
    assert in_one_name("CP group") == "child protection group"


@given(st.text(max_size=60))
def test_any_text_comes_through(text: str) -> None:
    assert isinstance(in_one_name(text), str)
    assert in_one_name(in_one_name(text)).split() == in_one_name(text).split()
