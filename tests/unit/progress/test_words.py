import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.indicators.catalogue import catalogue
from lineofsight.progress.matchables import matchables
from lineofsight.progress.words import find, no_indicator, phrase, words_of


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
    text = "  % of CP plans, 2 years"
    words = words_of(text)
    assert [text[word.start : word.end] for word in words] == ["CP", "CP", "plans", "2", "years"]
    assert [word.form for word in words] == ["child", "protection", "plan", "24", "month"]


def test_a_phrase_is_found_in_a_row_and_a_number_is_any():
    words = words_of("visits in 10 working days")
    assert find(phrase("# working day"), words) == range(1, 4)
    assert find(phrase("visits days"), words) is None


@given(st.text(alphabet=string.printable + "“”–é£½²", max_size=80))
def test_any_text_can_be_read(text):
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)


def test_no_phrase_of_a_definition_is_empty():
    for answer in matchables(catalogue()):
        groups = [said for group in answer.says for said in group]
        numbers = [said for said, _ in answer.numbers]
        asked = [said for part in answer.parts for said in part.asks]
        for said in (*groups, *answer.also, *answer.never, *numbers, *asked, *no_indicator()):
            assert phrase(said), (answer.id, said)


def test_no_definition_rules_out_what_it_says():
    for answer in matchables(catalogue()):
        for group in answer.says:
            for said in group:
                for never in answer.never:
                    words = words_of(said.replace("#", "7"))
                    assert find(phrase(never), words) is None, (answer.id, said, never)
