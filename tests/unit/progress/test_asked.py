import pytest

from lineofsight.progress.asked import asked, by_first_form
from lineofsight.progress.words import phrase


def read(text: str, *phrases: str):
    return asked(text, by_first_form(map(phrase, phrases)))


def test_a_phrase_is_found_wherever_it_stands():
    found = read("CP visits and CIN visits in 10 working days", "visit", "# day", "review")
    assert len(found.places(phrase("visit"))) == 2
    assert found.own_words(found.places(phrase("# day"))) == ["“10 working days”"]
    assert found.places(phrase("review")) == ()


def test_what_tells_measures_apart_is_the_longest_that_is_said():
    said = [each.phrase for each in read("Review health assessments of LAC").telling]
    assert said == [phrase("review health assessment"), phrase("child in care")]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("CIN, CP and CLA plans", [{"cin", "cp", "cla"}]),
        ("management oversight or supervision", [{"management oversight", "supervision"}]),
        ("health assessments of care leavers", []),
        ("early help visits", []),
        ("stages 2 and 3", [{"stage 2", "stage 3"}]),
    ],
)
def test_a_list_is_told_by_its_commas_and_conjunctions(text, lists):
    """What only qualifies what follows it is no item of a list."""
    assert [set(each) for each in read(text).lists] == [set(map(phrase, each)) for each in lists]


def test_a_time_may_only_say_how_far_back_is_looked():
    times = read("Within 15 days, over the last 12 months").times
    assert [(each.number, each.unit, each.window) for each in times] == [
        ("15", "day", False),
        ("12", "month", True),
    ]
