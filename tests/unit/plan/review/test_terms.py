"""Words folded together, and weighed."""

import pytest

from lineofsight.plan.review.terms import Vocabulary, Weights, form_of, words_of


@pytest.mark.parametrize(
    "words",
    [
        "assess assessing assessments assessed",
        "plan plans planning planned",
        "family families",
        "timely timeliness",
        "consistent consistently consistency",
        "child children",
        "record records recording recorded",
        "permanence permanent",
    ],
)
def test_forms_of_one_word_are_one(words: str) -> None:
    assert len({form_of(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["care carer", "partner parent", "homeless homes", "plan place"])
def test_words_that_only_look_alike_are_two(words: str) -> None:
    one, other = (form_of(word) for word in words.split())
    assert one != other
    assert other not in Vocabulary([other]).alike(one)


def test_a_slip_of_spelling_is_the_same_word() -> None:
    known = Vocabulary(words_of("accomodation of children"))
    assert form_of("accomodation") in known.alike(form_of("accommodation"))


def test_a_rare_word_weighs_more_and_a_word_said_of_anything_less() -> None:
    weights = Weights(["visits to children", "visits to homes", "visits on time", "quality"])
    assert weights.of(form_of("homes")) > weights.of(form_of("visits"))
    assert weights.of(form_of("quality")) < weights.of(form_of("homes"))
