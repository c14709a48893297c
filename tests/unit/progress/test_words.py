import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.indicators.catalogue import catalogue
from lineofsight.progress.matchables import matchables
from lineofsight.progress.words import find_all, phrase, populations, telling, turns, words_of


def forms(text: str) -> list[str]:
    return [word.form for word in words_of(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CP plans", "child protection plan"),
        ("LAC reviews", "children looked after review"),
        ("re-referrals", "repeat referral"),
        ("IHAs", "initial health assessments"),
        ("C&F assessment", "Child & Family Assessments"),
        ("in time", "timescales"),
        ("2 years", "24 months"),
        ("two years", "24 months"),
        ("forty-five working days", "45 working days"),
        ("audit's", "audits"),
        ("children", "child"),
    ],
)
def test_forms_are_folded_together(one, other):
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("referral", "re-referral"), ("review", "visit"), ("care leaver", "child in care"),
     ("16 year olds", "192 months old"), ("seen", "need")],
)  # fmt: skip
def test_different_things_stay_different(one, other):
    assert forms(one) != forms(other)


def test_an_age_stays_in_years():
    assert forms("16 year olds and 2 year plans") == ["16", "year", "old", "24", "month", "plan"]


def test_a_word_knows_where_it_stood():
    text = "  of CP plans, 2 years"
    words = words_of(text)
    assert [text[word.start : word.end] for word in words] == ["CP", "CP", "plans", "2", "years"]
    assert [word.form for word in words] == ["child", "protection", "plan", "24", "month"]


def test_a_phrase_is_found_in_a_row_and_a_number_is_any():
    words = words_of("visits in 10 working days")
    assert find_all(phrase("# working day"), words) == (range(1, 3),)
    assert find_all(phrase("visits days"), words) == ()


@given(st.text(alphabet=string.printable + "“”–é£½²", max_size=80))
def test_any_text_can_be_read(text):
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)


def test_no_phrase_of_a_definition_is_empty():
    """A phrase of nothing but words that are passed over would be found everywhere."""
    for answer in matchables(catalogue()):
        for said in answer.phrases:
            assert said, answer.id


def test_no_definition_rules_out_what_it_says():
    """Of every group some phrase can be said that nothing rules out."""
    for answer in matchables(catalogue()):
        for group in answer.says:
            assert any(not _ruled_out(said, answer.never) for said in group), (answer.id, group)


def _ruled_out(said, never):
    words = words_of(" ".join(said).replace("#", "7"))
    return any(find_all(each, words) for each in never)


def test_every_phrase_that_tells_measures_apart_is_known_by_its_first_form():
    known = telling()
    assert populations() & turns() == frozenset()
    for said in populations() | turns():
        assert said in known[said[0]]
